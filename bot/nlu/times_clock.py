"""Times of the clock in words and digits: "half past ten", "quarter to 11", "half nine", "9.30", "6 pm"."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

from bot.nlu.numbers import number_at
from bot.nlu.tokens import LINE_END

NOON = 12
MINUTES = 60
HOURS = 24


class Clock(NamedTuple):
    """A time of the clock.

    Attributes:
        hour: 0 to 24, as it was said.
        minute: 0 to 59.
        half: "am", "pm", or "" where the message does not say.
        sure: whether the form alone tells that it is a time, as "10:30" does and "10" does not.
        end: the token after it.
    """

    hour: int
    minute: int
    half: str
    sure: bool
    end: int


def clock_at(words: Sequence[str], place: int) -> Optional[Clock]:
    """Return the time of the clock that begins at a token, or None.

    Args:
        words: the words of the message.
        place: first token.
    """
    clock = _spoken(words, place) or _written(words, place)
    if clock is None:
        return None
    half, end = _half_of_day(words, clock.end)
    if half == "o'clock":
        return clock._replace(sure=True, end=end)
    if half and clock.hour <= NOON:
        return clock._replace(half=half, sure=True, end=end)
    return clock


def _hour(words: Sequence[str], place: int, most: int = HOURS) -> Optional[tuple[int, int]]:
    """Return a whole hour and the token after it."""
    number = number_at(words, place)
    if number is None or not number.value.is_integer() or not 0 <= number.value <= most:
        return None
    if number.end - place > 1 and "half" in words[place : number.end]:
        return None
    return int(number.value), number.end


def _spoken(words: Sequence[str], place: int) -> Optional[Clock]:
    """Read "half past ten", "ten to three", "twenty minutes past 11", and the British "half nine"."""
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else ""
    if word in ("half", "quarter"):
        minutes, end = (30 if word == "half" else 15), place + 1
    else:
        number = number_at(words, place)
        if number is None or not number.value.is_integer() or not 1 <= number.value <= 59:
            return None
        minutes, end = int(number.value), number.end
        if words[end : end + 1] in (["minutes"], ["mins"], ["min"]):
            end += 1
    if words[end : end + 1] in (["past"], ["to"], ["after"], ["before"], ["til"]):
        if words[end] in ("after", "before") and word != "quarter":
            return None
        hour = _hour(words, end + 1, NOON)
        if hour is None and words[end + 1 : end + 2] in (["noon"], ["midday"]):
            hour = (NOON, end + 2)
        if hour is None or hour[0] == 0:
            return None
        if words[end] == "to" and word != "quarter" and minutes % 5:
            return None
        if words[end] in ("past", "after"):
            return Clock(hour[0], minutes, "", True, hour[1])
        # "Seven to eight" is a range, "five to eight" may be one: it counts only where a clock is expected.
        sure = word == "quarter" or minutes == 20
        return Clock((hour[0] - 1) % HOURS, MINUTES - minutes, "", sure, hour[1])
    if word == "half" and following:
        hour = _hour(words, place + 1, NOON)
        if hour is not None and hour[0]:
            return Clock(hour[0], 30, "", False, hour[1])
    return None


def _written(words: Sequence[str], place: int) -> Optional[Clock]:
    """Read "10:30", "9.30", "0630", "ten thirty", "10"."""
    word = words[place]
    if word.isascii() and "." in word and word[0].isdigit():
        whole, _, rest = word.partition(".")
        if len(rest) == 2 and int(whole[:3]) < HOURS and int(rest) < MINUTES:
            return Clock(int(whole), int(rest), "", False, place + 1)
        return None
    if (
        len(word) == 4
        and word.isascii()
        and word.isdigit()
        and int(word[:2]) < HOURS
        and int(word[2:]) < MINUTES
    ):
        after = words[place + 1 : place + 2]
        return Clock(int(word[:2]), int(word[2:]), "", False, place + 1 + (after in (["h"], ["hrs"])))
    hour = _hour(words, place)
    if hour is None:
        return None
    value, end = hour
    if words[end : end + 1] == [":"] and end + 1 < len(words):
        minute = words[end + 1]
        if len(minute) == 2 and minute.isascii() and minute.isdigit() and int(minute) < MINUTES:
            return Clock(value, int(minute), "", True, end + 2)
        return None
    if not word[0].isdigit() and 1 <= value <= NOON and end < len(words) and words[end].isalpha():
        minutes = number_at(words, end)
        if minutes is not None and minutes.value.is_integer() and 10 <= minutes.value < MINUTES:
            return Clock(value, int(minutes.value), "", False, minutes.end)
    return Clock(value, 0, "", False, end)


def _half_of_day(words: Sequence[str], place: int) -> tuple[str, int]:
    """Return "am", "pm" or "o'clock" and the token after it."""
    word = words[place] if place < len(words) else ""
    if word in ("am", "pm"):
        return word, place + 1
    if word in ("o'clock", "oclock"):
        half, end = _half_of_day(words, place + 1)
        return half or "o'clock", end if half else place + 1
    if word in ("a", "p") and list(words[place + 1 : place + 3]) in (["m", "."], [LINE_END, "m"], [".", "m"]):
        return word + "m", place + 3
    if word in ("a", "p") and words[place + 1 : place + 2] == ["m"]:
        return word + "m", place + 2
    return "", place
