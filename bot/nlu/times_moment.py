"""Reads the parts of one time that stand together: a day, a part of it, a time of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple, Optional, Sequence

from bot.nlu.times_clock import Clock, clock_at
from bot.nlu.timetable import times

_HOURS_OF_A_HALF_DAY = 12
HOURS_OF_A_DAY = 24
_JOINTS = frozenset(["at", "around", "about", "on", "in", "the", "of", ",", "round", "from", "since", "just"])
# At most so many words stand between two parts of one time: "on Monday at about ten".
_MOST_JOINTS = 2
FUTURE = -1


class Moment(NamedTuple):
    """Parts of one time, each as far as it was said.

    Attributes:
        days: days before today; -1 for a day to come.
        hour: the hour that a part of the day stands for.
        clock: a time of the clock.
        fixed: hours before now, whatever the hour.
        end: the token after the last part.
    """

    days: Optional[int]
    hour: Optional[int]
    clock: Optional[Clock]
    fixed: Optional[float]
    end: int


def moment_at(words: Sequence[str], place: int, now: datetime) -> Optional[Moment]:
    """Read the parts of one time that stand together: a day, a part of it, a time of the clock."""
    moment = _part(words, place, now)
    while moment is not None:
        place, joints = moment.end, 0
        while place < len(words) and words[place] in _JOINTS and joints < _MOST_JOINTS:
            place, joints = place + 1, joints + 1
        following = _part(words, place, now) if place < len(words) else None
        if following is None or not _fits(moment, following, words, place):
            return moment
        moment = Moment(
            following.days if moment.days is None else moment.days,
            following.hour if moment.hour is None else moment.hour,
            following.clock if moment.clock is None else moment.clock,
            following.fixed if moment.fixed is None else moment.fixed,
            following.end,
        )
    return None


def _fits(moment: Moment, following: Moment, words: Sequence[str], place: int) -> bool:
    """Tell whether the next part belongs to the same time."""
    doubled = (
        (moment.days is not None and following.days is not None)
        or (moment.clock is not None and following.clock is not None)
        or (moment.hour is not None and following.hour is not None)
        or moment.fixed is not None
        or following.fixed is not None
    )
    if doubled or words[place - 1] in (",", "since", "from"):
        return False
    if following.hour is not None and following.days is None and moment.clock is not None:
        return words[place] in ("morning", "afternoon", "evening", "night")
    if following.clock is not None:
        return following.clock.sure or (
            words[place - 1] in ("at", "around", "about", "round")
            and not counts_something(words, following.clock.end)
        )
    return True


def _part(words: Sequence[str], place: int, now: datetime) -> Optional[Moment]:
    """Read one part of a time."""
    data = times()
    word = words[place]
    future = data.future.at(words, place)
    if future is not None:
        return Moment(FUTURE, None, None, None, future[1])
    named = data.named.at(words, place)
    if named is not None:
        (days, hour), end = named
        return Moment(days, hour, None, None, end)
    fixed = data.fixed.at(words, place)
    if fixed is not None:
        if word == "last" and place and words[place - 1] in ("the", "my"):
            return None
        return Moment(None, None, None, fixed[0], fixed[1])
    if word == "last" and place + 1 < len(words) and weekday_at(words, place + 1) is not None:
        return _part(words, place + 1, now)
    weekday = weekday_at(words, place)
    if weekday is not None:
        return Moment((now.weekday() - weekday) % 7 or 7, None, None, None, place + 1)
    day = data.days.at(words, place)
    if day is not None:
        return Moment(day[0], None, None, None, day[1])
    part = data.parts.at(words, place)
    if part is not None:
        return Moment(None, part[0], None, None, part[1])
    clock = clock_at(words, place)
    if clock is None:
        return None
    return Moment(None, None, clock, None, clock.end)


def weekday_at(words: Sequence[str], place: int) -> Optional[int]:
    """Return 0 for Monday to 6 for Sunday, or None; a short name needs a word before it."""
    data = times()
    word = words[place]
    if word in data.weekdays:
        return data.weekdays[word]
    if word_before(words, place) in ("on", "since", "last", "from", "till", "until", "next"):
        return data.short_weekdays.get(word)
    return None


def when(moment: Moment, now: datetime) -> Optional[datetime]:
    """Return the time of day nearest before now that the parts allow, or None where it is to come."""
    clock = moment.clock
    if clock is None:
        then = now.replace(hour=0, minute=0, second=0, microsecond=0)
        then += timedelta(hours=moment.hour or 0) - timedelta(days=moment.days or 0)
        if then > now:
            return then - timedelta(days=1) if moment.days is None else None
        return then
    hour = clock.hour
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    part = moment.hour
    half = clock.half
    if not half and part is not None and hour <= _HOURS_OF_A_HALF_DAY:
        half = "am" if part < _HOURS_OF_A_HALF_DAY or (part >= 22 and hour <= 5) else "pm"
        day += timedelta(days=1 if part >= 22 and hour <= 5 and moment.days else 0)
    if half:
        hour = hour % _HOURS_OF_A_HALF_DAY + (_HOURS_OF_A_HALF_DAY if half == "pm" else 0)
    elif moment.days and 0 < hour < 7:
        # "Yesterday at three" is the afternoon.
        hour += _HOURS_OF_A_HALF_DAY
    then = day + timedelta(hours=hour, minutes=clock.minute) - timedelta(days=moment.days or 0)
    if moment.days is not None and then > now and moment.days:
        then -= timedelta(days=1)
    if half or moment.days is not None:
        return then if then <= now else (None if moment.days == 0 else then - timedelta(days=1))
    if hour < _HOURS_OF_A_HALF_DAY and now - then > timedelta(hours=_HOURS_OF_A_HALF_DAY):
        then += timedelta(hours=_HOURS_OF_A_HALF_DAY)
    while then > now:
        then -= timedelta(hours=_HOURS_OF_A_HALF_DAY if hour <= _HOURS_OF_A_HALF_DAY else HOURS_OF_A_DAY)
    return then


def word_before(words: Sequence[str], place: int, back: int = 1) -> str:
    """Return the word so many places before a token, or ""."""
    return words[place - back] if place >= back else ""


def counts_something(words: Sequence[str], end: int) -> bool:
    """Tell whether the number before a token counts or measures something, or has a scale."""
    following = words[end] if end < len(words) else ""
    return following in times().words["counted"] or following in times().units
