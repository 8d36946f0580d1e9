"""Counted stretches of time: "3 hours ago", "for two days", "20 min in", "the past hour".

Lengths ("a 4 hour drip", "lasted 3 hours"), rates ("30 ml an hour"), ages, and times to come ("in half an
hour") are read over as one phrase, so that no part of them is taken for a time before now.
"""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

from bot.nlu.numbers import number_at
from bot.nlu.timetable import HOURS_OF_A_YEAR, Span, sentence, times
from bot.nlu.tokens import LINE_END

HOURS_OF_A_DAY = 24.0
SHORT = 0.5
NO_TIME = "none"
_STOPS = frozenset(["", ".", ",", "!", "?", ";", ":", LINE_END, ")"])
_AGO = frozenset(["ago", "back", "earlier"])
_LENGTHENED = frozenset(["good", "solid", "full", "whole", "more", "long", "straight"])
_SHORT_UNITS = frozenset(["w", "h", "d", "m"])


class Count(NamedTuple):
    """A number of units: how many hours they are, where they end, and the hours of one unit."""

    hours: float
    end: int
    unit: float


def counted(words: Sequence[str], place: int) -> Optional[Span]:
    """Return the stretch of time that begins at a token; its kind is `NO_TIME` where it tells no time.

    Args:
        words: the words of the message.
        place: first token.
    """
    count = _count(words, place)
    if count is None:
        return None
    before = words[place - 1] if place else ""
    following = words[count.end] if count.end < len(words) else ""
    if following in _AGO and not (following == "earlier" and before in ("an", "the", "than")):
        return Span(count.hours, place, count.end + 1, "point")
    return (
        Span(count.hours, place, count.end, NO_TIME)
        if _tells_nothing(words, place, count)
        else (_kind(words, place, count))
    )


def _count(words: Sequence[str], place: int) -> Optional[Count]:
    """Read a number, exact or vague, and its unit."""
    units = times().units
    word = words[place]
    if word in ("last", "past") and words[place + 1 : place + 2] in (["hour"], ["minute"], ["day"]):
        return Count(units[words[place + 1]], place + 2, units[words[place + 1]])
    if word == "1" and words[place + 1 : place + 3] == ["/", "2"]:
        unit = place + 3 + (words[place + 3 : place + 4] in (["an"], ["a"]))
        if unit < len(words) and words[unit] in units:
            return Count(0.5 * units[words[unit]], unit + 1, units[words[unit]])
    number = number_at(words, place, vague=True)
    if number is None or number.end >= len(words):
        return None
    value, unit = number.value, number.end
    if words[unit] in ("quarters", "quarter") and words[unit + 1 : unit + 3] == ["of", "an"]:
        value, unit = value * 0.25, unit + 3
    if words[unit] in ("or", "to", "-", "maybe") and unit + 1 < len(words):
        second = number_at(words, unit + 1)
        if second is not None and second.end < len(words) and words[second.end] in units:
            value, unit = max(value, second.value), second.end
    while unit < len(words) and words[unit] in _LENGTHENED:
        unit += 1
    if unit >= len(words) or words[unit] not in units:
        return None
    if words[unit] in _SHORT_UNITS and not words[place][0].isdigit():
        return None
    one = units[words[unit]]
    hours, end = value * one, unit + 1
    if list(words[end : end + 3]) == ["and", "a", "half"]:
        hours, end = hours + 0.5 * one, end + 3
    elif list(words[end : end + 3]) == ["and", "a", "quarter"]:
        hours, end = hours + 0.25 * one, end + 3
    return Count(hours, end, one)


def _tells_nothing(words: Sequence[str], place: int, count: Count) -> bool:
    """Tell whether the words around make it a length, a rate, an age, a habit or a time to come."""
    data = times()
    before = words[place - 1] if place else ""
    before2 = words[place - 2] if place > 1 else ""
    following = words[count.end] if count.end < len(words) else ""
    after = words[count.end + 1] if count.end + 1 < len(words) else ""
    not_for = before == "in" and before2 in data.words["not_for"]
    if before in data.words["not_before"] and not not_for:
        return True
    if words[place] in ("a", "an") and (before[:1].isdigit() or before in data.units or before == "times"):
        return True
    if before in ("the", "last", "past") and before2 in ("in", "within", "over") and following == "of":
        return True
    if following in data.infusion and words[count.end - 1] not in ("days", "weeks", "months", "hours'"):
        # "A 4 hour drip".
        return before not in ("since",)
    if following in data.words["not_after"] and not (
        following == "of" and (not before or before in _STOPS or count.unit >= HOURS_OF_A_DAY)
    ):
        # "Two days of headache", but not "had two hours of sleep".
        return following != "a" or after in data.units
    if following == "of" and after in data.words["lengths_of"]:
        return True
    if before == "after" and any(
        word in data.words["passed"] for word in words[max(0, place - 4) : place - 1]
    ):
        return True
    return _is_a_habit(words, place, count.end)


def _is_a_habit(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a time recurs: "for 2 days after every infusion", "3 hours each time"."""
    first, last = sentence(words, start)
    for index in range(max(first, start - 10), min(last, end + 8)):
        if words[index] in ("every", "each", "any", "all") and any(
            word in times().infusion or word in ("time", "one", "his", "hers", "mine")
            for word in words[index + 1 : min(last, index + 4)]
        ):
            return True
        if words[index] in ("whenever", "usually", "normally", "typically"):
            return True
    return False


def _kind(words: Sequence[str], place: int, count: Count) -> Span:
    """Return the span with what it is: a "length", "into" the infusion, or "bare"."""
    data = times()
    hours, end, unit = count
    before = words[place - 1] if place else ""
    following = words[end] if end < len(words) else ""
    nothing = Span(hours, place, end, NO_TIME)
    if words[place] in ("last", "past") or before in ("last", "past", "these"):
        # "The last hour of it" has been read over; "these last twenty minutes" count back from now.
        return nothing if following in ("left", "to") else Span(hours, place, end, "length")
    if before in ("for", "since", "over"):
        recent = words[max(0, place - 6) : place]
        if "sleep" in recent[-3:] or (unit >= HOURS_OF_A_YEAR and before == "over"):
            return nothing
        if hours < SHORT and "been" not in recent and before != "since":
            return nothing
        return Span(hours, place, end, "length")
    if following in ("into", "in") and _in_infusion(words, end):
        return Span(hours, place, end + 1, "into")
    if following in ("gone", "down", "done") and hours < HOURS_OF_A_DAY and before in _STOPS:
        return Span(hours, place, end + 1, "into")
    if following in ("before", "till", "until", "per", "/"):
        return nothing
    if unit >= HOURS_OF_A_YEAR and not (
        following in data.words["persons"] or following in ("since", "that", "now")
    ):
        return nothing
    if words[place] in ("a", "an") and following not in data.words["after_one"] | _STOPS:
        return nothing
    if unit == HOURS_OF_A_DAY and hours == unit and words[place] in ("one", "a"):
        return Span(hours, place, end, "bare") if following in data.words["after_one"] | _STOPS else nothing
    return Span(hours, place, end, "bare")


def _in_infusion(words: Sequence[str], place: int) -> bool:
    """Tell whether "in" or "into" after a time is meant of the infusion."""
    if words[place] == "into":
        return True
    rest = list(words[place + 1 : place + 4])
    if not rest:
        return True
    near = any(word in times().infusion for word in rest)
    return (
        rest[0] not in ("my", "the", "a", "an", "bed", "hospital", "total", "one")
        and (rest[0] in _STOPS or rest[0] in ("and", "to", "now", "i", "with", "so"))
    ) or (rest[0] in ("my", "the", "to") and near)
