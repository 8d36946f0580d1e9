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
from bot.nlu.grammar import Chart, Match, Walls
from bot.nlu.piece import Piece
from bot.nlu.spans import find_spans
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found
from bot.nlu.timetable import Span, Times, times
from bot.nlu.tokens import LINE_END

HOURS_OF_A_YEAR = 8760.0
MAX_HOURS = HOURS_OF_A_YEAR * 100


# A message that begins so and tells no finding asks in general.
_OPENERS = frozenset(
    [
        "can",
        "could",
        "is",
        "are",
        "how",
        "what",
        "should",
        "would",
        "explain",
        "does",
        "do",
        "why",
        "when",
        "where",
        "which",
        "will",
    ]
)


NOT_NOW = frozenset(["hypothetical", "historical", "someone_else"])


def find_times(found: Found, roles: Sequence[str], now: datetime) -> List[Piece]:
    """Return durations and the infusion status of a message.

    Args:
        found: words and findings.
        roles: the role of each finding.
        now: when the message was typed.
    """
    words = found.words
    spans = find_spans(words, now)
    if spans and words[0] in _OPENERS and not any(role in ("present", "possible") for role in roles):
        spans = []
    ends = frozenset(mention.end for mention in found.mentions)
    starts = [mention.start for mention in found.mentions]
    pieces = []
    for span in spans:
        hours = round(min(span.hours, MAX_HOURS), 2)
        role = (
            "historical" if _is_of_the_past(found, roles, starts, span) else _counted_from(words, span, ends)
        )
        pieces.append(Piece("duration_hours", hours, role, span.start, span.end))
    status = _status(found, roles, spans)
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
        return span.hours >= HOURS_OF_A_YEAR and not any(word in times().infusion for word in clause)
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


def _status(found: Found, roles: Sequence[str], spans: Sequence[Span]) -> Optional[Piece]:
    """Return the infusion status, if one is told."""
    data = times()
    words = found.words
    chart = data.grammar.chart(words)
    walls = _walls(words, chart, data)
    best: Optional[Piece] = None
    rank = {"before": 3, "running": 2, "after": 1}
    matches = data.grammar.matches(chart, walls)
    starts = [mention.start for mention in found.mentions]
    ended = any(data.statuses[m.pattern] == "after" for m in matches)
    for match in matches:
        status = data.statuses[match.pattern]
        if _not_of_now(found, roles, starts, match):
            continue
        piece = Piece("infusion_status", status, None, match.start, match.end)
        if best is None or rank[status] > rank[str(best.value)]:
            best = piece
    if best is None or best.value == "after":
        for span in spans:
            if span.kind == "into" and not ended:
                return Piece("infusion_status", "running", None, span.start, span.end)
            if (
                best is None
                and span.kind == "day"
                and words[span.end : span.end + 1] in (["post"], ["after"])
            ):
                best = Piece("infusion_status", "after", None, span.start, span.end + 1)
    return best


def _walls(words: Sequence[str], chart: Chart, data: Times) -> Walls:
    """Gaps of status patterns stop at the end of a sentence only."""
    nothing = [False] * len(words)
    return Walls(
        hard=[word in HARD_STOPS or word in CONTRASTS or word == LINE_END for word in words],
        filler=[word in data.fillers for word in words],
        body=nothing,
        complete=nothing,
        joiner=nothing,
        fine=[word == "," for word in words],
        subject=nothing,
    )


def _not_of_now(found: Found, roles: Sequence[str], starts: Sequence[int], match: Match) -> bool:
    """Tell whether a status belongs to a what-if, the past or somebody else."""
    start, end = match.start, match.end
    before = found.words[max(0, start - 4) : start]
    if any(word in ("if", "last", "previous", "first") for word in before[-2:]):
        return True
    if found.words[end : end + 1] == ["for"] and any(
        word in ("getting", "having", "receiving") for word in found.words[start:end]
    ):
        # "She is getting IVIG for her neuropathy" tells the treatment, not the hour.
        return True
    if any(word in ("every", "each", "than", "different") for word in (*before, *found.words[start:end])):
        return True
    if found.words[0] in _OPENERS and "present" not in roles:
        return True
    around = bisect_left(starts, start)
    best: Optional[Tuple[int, str]] = None
    for index in range(max(0, around - 2), min(len(starts), around + 2)):
        mention = found.mentions[index]
        gap = found.words[mention.end : start] if mention.end <= start else found.words[end : mention.start]
        if any(word in HARD_STOPS or word in ("now", LINE_END) for word in gap):
            continue
        if best is None or len(gap) < best[0]:
            best = (len(gap), roles[index])
    return best is not None and best[1] in NOT_NOW
