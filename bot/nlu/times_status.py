"""Whether the infusion is to come, runs, or is over, by the patterns of times.yml.

An infusion lasts one to four hours (source 004:42). What began, or was felt "on the drip", longer ago than
that and half a day more is therefore over.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import List, NamedTuple, Optional, Sequence

from bot.nlu.grammar import Match, Walls
from bot.nlu.numbers import number_at
from bot.nlu.piece import Piece
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found
from bot.nlu.times_general import HABIT, NOT, asks, denied, general
from bot.nlu.timetable import REACH, STATUSES, Span, Times, sentence, times
from bot.nlu.tokens import LINE_END

LONGEST_HOURS = 12.0
# Longer ago than six weeks.
_TREATMENT_HOURS = 1008.0
_DATED_HOURS = 5.0
_HOURS_ON_A_CLOCK = 12
_PAST = frozenset(["was", "were", "had", "did"])
_ORDER = {kind: rank for rank, kind in enumerate(STATUSES)}


class Sign(NamedTuple):
    """A match that counts, and its kind."""

    kind: str
    match: Match


def find_status(found: Found, roles: Sequence[str], spans: Sequence[Span]) -> Optional[Piece]:
    """Return the infusion status that a message tells, or None.

    Args:
        found: words and findings.
        roles: the role of each finding.
        spans: the times before now.
    """
    signs = _signs(found, roles, spans)
    into = next((span for span in spans if span.kind == "into"), None)
    ended = any(sign.kind == "after" for sign in signs)
    if signs:
        best = min(signs, key=lambda sign: _ORDER[sign.kind])
        if into is None or ended or STATUSES[best.kind] != "after":
            return _piece(STATUSES[best.kind], best.match.start, best.match.end)
    if into is not None:
        return _piece("running", into.start, into.end)
    for span in spans:
        if span.kind == "point" and _DATED_HOURS <= span.hours < _TREATMENT_HOURS and not signs:
            status = _dated(found, span)
            if status is not None:
                return status
        if span.kind == "day" and found.words[span.end : span.end + 1] in (["post"], ["after"]):
            return _piece("after", span.start, span.end + 1)
    return None


def _piece(status: str, start: int, end: int) -> Piece:
    """Return the status over some tokens."""
    return Piece("infusion_status", status, None, start, end)


def _dated(found: Found, span: Span) -> Optional[Piece]:
    """Return "after" where the patient's own infusion stands in the sentence of a time of the past."""
    data = times()
    words = found.words
    first, last = sentence(words, span.start)
    for place in range(first, last):
        if words[place] not in data.words["event"] or (
            first <= place - 1 and words[place - 1] in ("a", "an", "any")
        ):
            continue
        following = words[place + 1 : place + 2]
        around = words[max(first, place - 6) : place + 4]
        if (following and following[0] in data.words["compound"]) or any(
            word in HABIT or word in NOT or word in data.words["future_cues"] for word in around
        ):
            continue
        if not asks(words, place) and words[place - 1 : place] != ["on"]:
            return _piece("after", place, place + 1)
    return None


def _signs(found: Found, roles: Sequence[str], spans: Sequence[Span]) -> List[Sign]:
    """Return the matches that tell something of the patient's infusion of now."""
    data = times()
    words = found.words
    chart = data.grammar.chart([_plain(words, place) for place in range(len(words))])
    matches = data.grammar.matches(chart, _walls(words, data))
    starts = [mention.start for mention in found.mentions]
    first = [span.start for span in spans]
    signs: List[Sign] = []
    for match in matches:
        kind = data.kinds[match.pattern]
        hours = _hours_beside(words, match, spans, first)
        if kind == "after" and _follows_the_beginning(words, match, data):
            kind = "begun"
        past = any(word in _PAST for word in words[max(0, match.start - 3) : match.end])
        if hours >= LONGEST_HOURS and (kind in ("begun", "during") or (kind == "running" and past)):
            kind = "after"
        if hours >= _TREATMENT_HOURS and kind != "before":
            # So long after it no reaction is told of; it is the treatment as a whole.
            continue
        if not denied(words, match, kind) and not general(found, roles, starts, match, kind, hours > 0):
            signs.append(Sign(kind, match))
    return signs


def _plain(words: Sequence[str], place: int) -> str:
    """Return a word as the patterns see it: "#" for a number as on a clock, "##" for any other."""
    number = number_at(words, place) if words[place] != "one" else None
    if number is None:
        return words[place]
    return "#" if number.value.is_integer() and number.value <= _HOURS_ON_A_CLOCK else "##"


def _walls(words: Sequence[str], data: Times) -> Walls:
    """Gaps of status patterns stop at the end of a sentence, at a contrast and at a comma."""
    nothing = [False] * len(words)
    return Walls(
        hard=[word in HARD_STOPS or word in CONTRASTS or word == LINE_END for word in words],
        filler=[word in data.fillers for word in words],
        body=nothing,
        complete=nothing,
        joiner=nothing,
        fine=[word in (",", ":") for word in words],
        subject=nothing,
    )


def _follows_the_beginning(words: Sequence[str], match: Match, data: Times) -> bool:
    """Tell whether "since the infusion" goes on with "started"."""
    if any(word in ("started", "began", "begun", "commenced") for word in words[match.start : match.end]):
        return True
    if words[match.start] not in ("since", "after", "from", "following", "once", "when"):
        return False
    following = words[match.end : match.end + 2]
    return any(word in data.words["begins"] for word in following[:1]) or (
        following[:1] in (["was"], ["has"], ["had"], ["got"])
        and any(word in data.words["begins"] for word in following[1:])
    )


def _hours_beside(words: Sequence[str], match: Match, spans: Sequence[Span], first: Sequence[int]) -> float:
    """Return the longest time before now in the clause of a match, 0 where there is none."""
    around = bisect_left(first, match.start)
    hours = 0.0
    for span in spans[max(0, around - 2) : around + 3]:
        gap = words[span.end : match.start] if span.end <= match.start else words[match.end : span.start]
        if len(gap) > REACH or (span.kind == "length" and span.hours < _TREATMENT_HOURS):
            continue
        if not any(word in HARD_STOPS or word in (",", LINE_END, "and") or word in CONTRASTS for word in gap):
            hours = max(hours, span.hours)
    return hours
