"""Stretches of time before now: "3 hours ago", "last night", "day 3", "since half past ten"."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import List, Optional, Sequence

from bot.nlu.numbers import number_at
from bot.nlu.timetable import Span, times


def find_spans(words: Sequence[str], now: datetime) -> List[Span]:
    """Find every duration, from the left, none overlapping."""
    times()
    found: List[Span] = []
    place = 0
    while place < len(words):
        span = (
            _named(words, place, now)
            or _day_number(words, place)
            or _counted(words, place)
            or _clock(words, place, now)
        )
        if span is None:
            place += 1
        else:
            found.append(span)
            place = max(span.end, place + 1)
    return found


def _named(words: Sequence[str], place: int, now: datetime) -> Optional[Span]:
    """Find "last night", "yesterday", "since this morning", "on Monday"."""
    data = times()
    before = words[place - 1] if place else ""
    named = data.named.at(words, place)
    if named is not None:
        (days, hour), end = named
        if words[place] in (
            "lunch",
            "breakfast",
            "lunchtime",
            "noon",
            "midday",
            "midnight",
            "dawn",
        ) and before not in ("since", "at", "around", "about", "from", "by"):
            return None
        then = (now - timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
        if then > now:
            then -= timedelta(days=1) if "morning" not in words[place:end] else timedelta(0)
        return Span(max((now - then).total_seconds() / 3600, 0.0), place, end, "point")
    fixed = data.fixed.at(words, place)
    if fixed is not None:
        if words[place] == "last" and before in ("the", "my", "since") and before != "since":
            return None
        return Span(fixed[0], place, fixed[1], "point")
    if (
        words[place] in data.weekdays
        and before in ("on", "since", "last", "from")
        and _tells_a_beginning(words, place)
    ):
        days = (now.weekday() - data.weekdays[words[place]]) % 7 or 7
        return Span(days * 24.0, place, place + 1, "point")
    number = number_at(words, place, vague=True)
    if number is not None and words[number.end : number.end + 2] in (
        ["nights", "ago"],
        ["nights", "back"],
        ["night", "ago"],
    ):
        then = (now - timedelta(days=int(number.value))).replace(hour=22, minute=0, second=0, microsecond=0)
        return Span((now - then).total_seconds() / 3600, place, number.end + 2, "point")
    return None


def _tells_a_beginning(words: Sequence[str], place: int) -> bool:
    """Tell whether a weekday dates the infusion or the beginning of a symptom."""
    around = words[max(0, place - 7) : place + 6]
    if any(word in ("due", "next", "suppose", "if", "deadline") for word in around):
        return False
    return words[place - 1] == "since" or any(
        word in times().infusion or word in ("started", "began", "came", "start") for word in around
    )


def _day_number(words: Sequence[str], place: int) -> Optional[Span]:
    """Find "day 3", "day three post"."""
    if words[place] != "day" or place + 1 >= len(words):
        return None
    number = number_at(words, place + 1)
    if number is None or number.value > 60:
        return None
    return Span(number.value * 24, place, number.end, "day")


_NOT_BEFORE = frozenset(
    [
        "ml",
        "mls",
        "mg",
        "g",
        "grams",
        "at",
        "of",
        "every",
        "each",
        "within",
        "in",
        "lasting",
        "lasted",
        "lasts",
        "next",
        "another",
        "age",
        "aged",
        "only",
        "took",
        "takes",
    ]
)


_NOT_AFTER = frozenset(
    [
        "left",
        "away",
        "from",
        "old",
        "late",
        "later",
        "drive",
        "walk",
        "long",
        "apart",
        "to",
        "sooner",
        "older",
        "younger",
        "of",
        "a",
        "ahead",
        "wait",
        "notice",
    ]
)


def _counted(words: Sequence[str], place: int) -> Optional[Span]:
    """Find "3 hours ago", "for two days", "20 min in", "half an hour"."""
    data = times()
    number = number_at(words, place, vague=True)
    if number is None or number.end >= len(words):
        return None
    value, unit = number.value, number.end
    if words[place] in ("quarter", "quarters"):
        value = 0.25
    if words[unit] in ("quarters",) and words[unit + 1 : unit + 3] == ["of", "an"]:
        value, unit = value * 0.25, unit + 3
    if words[unit] in ("or", "to", "-", "maybe") and unit + 1 < len(words):
        second = number_at(words, unit + 1)
        if second is not None and second.end < len(words) and words[second.end] in data.units:
            value, unit = max(value, second.value), second.end
    while unit < len(words) and words[unit] in ("good", "solid", "full", "whole", "more"):
        unit += 1
    if unit >= len(words) or words[unit] not in data.units:
        return None
    if words[unit] in ("w", "h", "d") and not words[place][0].isdigit():
        return None
    hours = value * data.units[words[unit]]
    end = unit + 1
    if list(words[end : end + 3]) == ["and", "a", "half"]:
        hours += 0.5 * data.units[words[unit]]
        end += 3
    before = words[place - 1] if place else ""
    before2 = words[place - 2] if place > 1 else ""
    rest = list(words[end : end + 3])
    following = rest[0] if rest else ""
    if following in ("ago", "back", "earlier"):
        return Span(hours, place, end + 1, "point")
    if before in _NOT_BEFORE and not (
        before == "in" and before2 in ("wee", "pee", "peed", "loo", "slept", "drop")
    ):
        return None
    if before in ("for", "since", "past", "last", "over"):
        if data.units[words[unit]] >= 8760 or "sleep" in words[max(0, place - 3) : place]:
            return None
        if hours < 0.5 and "been" not in words[max(0, place - 6) : place] and before != "since":
            return None
        return Span(hours, place, end, "length")
    if following in ("into", "in") and _in_infusion(words, end):
        return Span(hours, place, end + 1, "into")
    if (
        following in _NOT_AFTER
        and not (following == "of" and data.units[words[unit]] >= 24)
        and not (following == "a" and len(rest) < 2)
    ):
        return None
    if following in ("before", "till", "until", "per", "/"):
        return None
    if data.units[words[unit]] >= 8760 or (
        words[place] in ("a", "an")
        and following not in ("", "after", "post", "into", "since", "now", ".", ",", "or", "and")
    ):
        return None
    if (
        words[unit] == "day"
        and value == 1
        and words[place] in ("one", "a")
        and following not in ("after", "post", "since", "of", "")
    ):
        return None
    return Span(hours, place, end, "bare")


def _in_infusion(words: Sequence[str], place: int) -> bool:
    """Tell whether "in" or "into" after a time is meant of the infusion."""
    if words[place] == "into":
        return True
    rest = list(words[place + 1 : place + 4])
    return not rest or (
        rest[0] in (",", ".", "and", "my", "to", "now", "the", "!", "i")
        and not (rest[0] in ("my", "the") and not any(w in times().infusion for w in rest))
    )


def _clock(words: Sequence[str], place: int, now: datetime) -> Optional[Span]:
    """Find "since 10 am", "at 9:30", "since half past ten", "noted 10:00"."""
    before = words[place - 1] if place else ""
    half = 0
    start = place
    if words[place] == "half" and words[place + 1 : place + 2] == ["past"]:
        half, place = 30, place + 2
    elif words[place] == "quarter" and words[place + 1 : place + 2] in (["past"], ["to"]):
        half, place = (15 if words[place + 1] == "past" else -15), place + 2
    number = number_at(words, place) if place < len(words) else None
    if number is None or not number.value.is_integer() or not 0 <= number.value <= 24:
        return None
    hour, end, minute = int(number.value), number.end, half
    exact = bool(half)
    if (
        words[end : end + 1] == [":"]
        and end + 1 < len(words)
        and len(words[end + 1]) == 2
        and words[end + 1].isdigit()
    ):
        minute, end, exact = int(words[end + 1]), end + 2, True
    rest = list(words[end : end + 3])
    if rest[:1] in (["am"], ["pm"]):
        hour = hour % 12 + (12 if rest[0] == "pm" else 0)
        end, exact = end + 1, True
    elif rest[:1] in (["o'clock"], ["oclock"]):
        end, exact = end + 1, True
    elif rest[:2] in (["this", "morning"], ["in", "the"]):
        end, exact = end + 2, True
    if not exact and (
        before not in ("since", "at", "from")
        or (
            rest[:1]
            and (
                rest[0] in ("/", "-", "out", "%")
                or rest[0] in times().units
                or rest[0] in ("of", "on", "degrees", "ml", "mg", "or", "g", "times")
            )
        )
    ):
        return None
    if not exact and before == "at" and not _has_event_before(words, start):
        return None
    if minute >= 60 or hour > 24:
        return None
    then = now.replace(hour=hour % 24, minute=0, second=0, microsecond=0) + timedelta(minutes=minute)
    if rest[:1] not in (["am"], ["pm"]) and hour < 12 and then <= now and (now - then) > timedelta(hours=12):
        then += timedelta(hours=12)
    if then > now:
        then -= timedelta(hours=12 if hour <= 12 and rest[:1] not in (["am"], ["pm"]) else 24)
    if then > now:
        then -= timedelta(hours=12)
    return Span((now - then).total_seconds() / 3600, start, end, "point")


def _has_event_before(words: Sequence[str], place: int) -> bool:
    """Tell whether "at nine" tells when something began, not how bad it is."""
    return any(
        word in ("started", "began", "came", "woke", "up", "start", "onset", "finished", "ended", "noted")
        for word in words[max(0, place - 6) : place]
    )
