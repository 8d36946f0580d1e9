"""Stretches of time before now: "3 hours ago", "last night", "Tuesday lunchtime", "since half past ten"."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import List, Optional, Sequence

from bot.nlu.numbers import number_at
from bot.nlu.times_counted import NO_TIME, counted
from bot.nlu.times_moment import (
    FUTURE,
    HOURS_OF_A_DAY,
    Moment,
    counts_something,
    moment_at,
    weekday_at,
    when,
    word_before,
)
from bot.nlu.timetable import Span, sentence, times
from bot.nlu.tokens import LINE_END


def find_spans(words: Sequence[str], now: datetime) -> List[Span]:
    """Find every duration, from the left, none overlapping.

    Args:
        words: the words of the message.
        now: when it was typed.
    """
    found: List[Span] = []
    place = 0
    while place < len(words):
        span = _nights(words, place, now) or _day_number(words, place) or _moment_or_count(words, place, now)
        if span is None:
            place += 1
        else:
            if span.kind != NO_TIME:
                found.append(span)
            place = max(span.end, place + 1)
    return found


def _moment_or_count(words: Sequence[str], place: int, now: datetime) -> Optional[Span]:
    """Read a number of units, or else a time with a name or a clock."""
    span = counted(words, place)
    if span is not None:
        return span
    moment = moment_at(words, place, now)
    return None if moment is None else _span(words, place, moment, now)


def _nights(words: Sequence[str], place: int, now: datetime) -> Optional[Span]:
    """Find "two nights ago"."""
    number = number_at(words, place, vague=True)
    if number is None or words[number.end : number.end + 1] not in (["nights"], ["night"]):
        return None
    if words[number.end + 1 : number.end + 2] not in (["ago"], ["back"]) or number.value > 1000:
        return None
    then = (now - timedelta(days=int(number.value))).replace(hour=22, minute=0, second=0, microsecond=0)
    return Span((now - then).total_seconds() / 3600, place, number.end + 2, "point")


def _day_number(words: Sequence[str], place: int) -> Optional[Span]:
    """Find "day 3", "day three post"."""
    if words[place] != "day" or place + 1 >= len(words):
        return None
    number = number_at(words, place + 1)
    if number is None or number.value > 60:
        return None
    return Span(number.value * HOURS_OF_A_DAY, place, number.end, "day")


def _span(words: Sequence[str], place: int, moment: Moment, now: datetime) -> Optional[Span]:
    """Return the time before now that some parts stand for; nothing where they tell none."""
    if moment.days == FUTURE:
        return Span(0.0, place, moment.end, NO_TIME)
    if moment.fixed is not None:
        return Span(moment.fixed, place, moment.end, "point")
    if moment.days is None and moment.clock is None and not _named_part_counts(words, place):
        return None
    if moment.days is None and moment.clock is not None and not _clock_counts(words, place, moment):
        return None
    if _is_planned(words, place, moment, now):
        return Span(0.0, place, moment.end, NO_TIME)
    if moment.days is not None and moment.hour is None and moment.clock is None:
        if moment.days == 0:
            return None
        if weekday_at(words, moment.end - 1) is not None and not _dates_an_event(words, moment.end - 1):
            return None
        return Span(float(moment.days * HOURS_OF_A_DAY), place, moment.end, "point")
    then = when(moment, now)
    if then is None:
        return Span(0.0, place, moment.end, NO_TIME)
    return Span((now - then).total_seconds() / 3600, place, moment.end, "point")


def _named_part_counts(words: Sequence[str], place: int) -> bool:
    """Tell whether "noon" or "breakfast" alone dates something ("since lunch", "noon start")."""
    before = word_before(words, place)
    if before in ("since", "from"):
        return True
    if words[place] not in ("noon", "midday", "midnight", "dawn", "lunchtime"):
        return before in ("around", "about") and words[place] in ("lunch", "breakfast", "teatime")
    return before in ("", ".", ",", LINE_END, "at", "around", "about", "by", "just", "after")


def _clock_counts(words: Sequence[str], place: int, moment: Moment) -> bool:
    """Tell whether a bare "ten" or "half nine" is a time of the clock."""
    data = times()
    clock = moment.clock
    assert clock is not None
    before = word_before(words, place)
    if word_before(words, place) in ("/", "-", "over") or before in data.words["not_before"] - {
        "at",
        "only",
        "by",
    }:
        return False
    if before == "from" and "to" in words[place : moment.end + 2]:
        # "From 3 this morning to 8 now".
        return False
    if clock.sure or (moment.hour is not None and before != "a"):
        return True
    if (
        counts_something(words, clock.end)
        or clock.hour == 0
        or before not in ("since", "at", "from", "around", "by")
    ):
        return False
    before2 = word_before(words, place, 2)
    if before == "since" or clock.end - place > 1:
        return True
    if before == "from":
        # "Down to a 2 from 6", "from 5 to 8", "from 4 weekly".
        numbers = any(number_at(words, index) for index in range(max(0, place - 5), place - 1))
        following = words[clock.end] if clock.end < len(words) else ""
        return not numbers and following not in ("to", "up", "down") and not following.endswith("ly")
    if before2 in data.words["scored"] or before2 in ("is", "'s", "are", "now", "still", "been", "it"):
        return False
    return before in ("at", "around", "by") and (
        before2 in data.words["events"] or _tells_the_past(words, place)
    )


def _tells_the_past(words: Sequence[str], place: int) -> bool:
    """Tell whether a verb of the same clause says that something happened."""
    data = times()
    first, last = sentence(words, place)
    around = words[max(first, place - 8) : min(last, place + 5)]
    return any(word in data.words["past"] or _is_past_form(word) for word in around)


def _is_past_form(word: str) -> bool:
    """Tell whether a word looks like a regular past form."""
    return word.endswith("ed") and len(word) > 4 and word not in times().words["not_past"]


def _dates_an_event(words: Sequence[str], place: int) -> bool:
    """Tell whether a weekday alone dates something that has happened."""
    data = times()
    before = word_before(words, place)
    if (
        words[place].endswith("days")
        and words[place + 1 : place + 2]
        and words[place + 1] not in data.infusion
    ):
        # "On Mondays".
        return False
    if before in ("last", "since", "from", "after", "was", "were"):
        return True
    first, last = sentence(words, place)
    near = words[max(first, place - 4) : min(last, place + 3)]
    if any(word in data.infusion for word in near):
        return True
    around = words[max(first, place - 7) : min(last, place + 7)]
    return any(word in data.words["past"] or _is_past_form(word) for word in around)


def _is_planned(words: Sequence[str], place: int, moment: Moment, now: datetime) -> bool:
    """Tell whether a weekday, a later hour of today or a clock belongs to something to come."""
    data = times()
    if moment.days is not None and weekday_at(words, place) is None and moment.days > 0:
        return False
    first, last = sentence(words, place)
    before = words[max(first, place - 8) : place]
    if before[-1:] == ["next"] or before[-2:] == ["next", "on"]:
        return True
    if any(word in ("since", "last", "was", "were", "had") for word in before[-4:]):
        return False
    tail = words[moment.end : min(last, moment.end + 3)]
    if data.plans.find(list(before)) or data.plans.find(list(tail)):
        return True
    # "My infusion is on Friday", "the drip's at three".
    if any(word in data.infusion or word in ("one", "mine") for word in before) and (
        before[-1:] in (["is"], ["'s"]) or before[-2:-1] in (["is"], ["'s"])
    ):
        return words[place - 1] in ("is", "'s", "on", "at", "for", "this", "next", "around", "about")
    if moment.days == 0 and moment.clock is None and moment.hour is not None:
        return moment.hour > now.hour
    return False
