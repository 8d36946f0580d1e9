"""When it began, how long ago the infusion was, and whether it runs.

A duration's role tells what it is counted from: `since_infusion` (the infusion's end), `since_onset` (the
beginning of a finding), `historical` (something of the past, a risk factor or somebody else: "a stroke 5
years ago"), or none where it is unclear.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime
from typing import FrozenSet, List, Optional, Sequence, Tuple

from bot.nlu.codes import RISK_FACTORS
from bot.nlu.piece import Piece
from bot.nlu.spans import find_spans
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found
from bot.nlu.times_general import asks
from bot.nlu.times_status import find_status
from bot.nlu.timetable import HOURS_OF_A_YEAR, Span, sentence, times
from bot.nlu.tokens import LINE_END

MAX_HOURS = HOURS_OF_A_YEAR * 100
_HOURS_OF_A_MONTH = 720.0


def find_times(found: Found, roles: Sequence[str], now: datetime) -> List[Piece]:
    """Return durations and the infusion status of a message.

    Args:
        found: words and findings.
        roles: the role of each finding.
        now: when the message was typed.
    """
    words = found.words
    spans = find_spans(words, now)
    if not any(role in ("present", "possible") for role in roles):
        # A question that tells no finding is asked in general.
        spans = [
            span
            for span in spans
            if not asks(words, span.start) and not asks(words, sentence(words, span.start)[0])
        ]
    status = find_status(found, roles, spans)
    ends = frozenset(mention.end for mention in found.mentions)
    starts = [mention.start for mention in found.mentions]
    pieces = []
    for span in spans:
        if not span.hours and status is not None and _nearest_in_clause(found, starts, *span[1:3]) is None:
            # "Having my drip just now" tells that it runs, not when something began.
            continue
        hours = round(min(span.hours, MAX_HOURS), 2)
        role = (
            "historical" if _is_of_the_past(found, roles, starts, span) else _counted_from(words, span, ends)
        )
        pieces.append(Piece("duration_hours", hours, role, span.start, span.end))
    if status is not None:
        pieces.append(status)
    return pieces


def _is_of_the_past(found: Found, roles: Sequence[str], starts: Sequence[int], span: Span) -> bool:
    """Tell whether a time belongs to a finding of the past, a risk factor or somebody else.

    So does a time of a year and more that no finding of now claims: no reaction to an infusion lasts so long.
    """
    words = found.words
    index = _nearest_in_clause(found, starts, span.start, span.end)
    if index is None:
        clause = words[max(0, span.start - 8) : span.end + 8]
        if any(word in times().infusion for word in clause):
            # "I have been on immunoglobulin for two years" tells the treatment as a whole.
            return span.kind in ("length", "bare") and span.hours > 2 * _HOURS_OF_A_MONTH
        return span.hours >= HOURS_OF_A_YEAR
    if any(word in times().done for word in words[max(0, span.start - 2) : span.start]):
        # "Had a heart attack once, infusion finished 3 hours ago".
        return False
    return roles[index] in ("historical", "someone_else") or found.mentions[index].code in RISK_FACTORS


def _nearest_in_clause(found: Found, starts: Sequence[int], start: int, end: int) -> Optional[int]:
    """Return which finding of the same clause stands nearest to some words, or None."""
    around = bisect_left(starts, start)
    best: Optional[Tuple[int, int]] = None
    for index in range(max(0, around - 3), min(len(starts), around + 3)):
        mention = found.mentions[index]
        gap = found.words[mention.end : start] if mention.end <= start else found.words[end : mention.start]
        if any(
            word in HARD_STOPS or word in CONTRASTS or word in (",", LINE_END, "and", "now") for word in gap
        ):
            continue
        if mention.start < end and start < mention.end:
            gap = []
        if best is None or len(gap) < best[0]:
            best = (len(gap), index)
    return None if best is None else best[1]


def _counted_from(words: Sequence[str], span: Span, ends: FrozenSet[int]) -> Optional[str]:
    """Return what a duration is counted from: the infusion's end, the symptom's beginning, or None."""
    data = times()
    following = list(words[span.end : span.end + 5])
    before = list(words[max(0, span.start - 6) : span.start])
    if span.kind == "into":
        return None
    if following[:1] in (["after"], ["post"], ["since"], ["following"]) and any(
        word in data.infusion for word in following
    ):
        return None if "started" in words[span.end : span.end + 7] else "since_infusion"
    clause: List[str] = []
    for word in reversed(before):
        if word in HARD_STOPS or word in (",", LINE_END, "and") or word in CONTRASTS:
            break
        clause.insert(0, word)
    if before[-1:] == ["since"] or before[-1:] == ["for"]:
        return "since_onset"
    if list(before[-2:]) in (["started", "it"], ["begun", "it"], ["began", "it"]):
        return None
    about_infusion = any(word in data.infusion for word in clause)
    near = any(place in ends for place in range(span.start - len(clause), span.start + 1))
    if about_infusion and not near:
        return None if any(word in ("started", "start", "began") for word in clause) else "since_infusion"
    if any(word in ("finished", "ended", "unhooked", "completed", "done") for word in clause) and not near:
        return "since_infusion"
    if near or any(
        word in ("started", "began", "came", "appeared", "onset", "begin", "start") for word in clause
    ):
        return "since_onset"
    return None
