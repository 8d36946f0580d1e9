"""Numbers in digits and words."""

from __future__ import annotations

from typing import Dict, NamedTuple, Optional, Sequence

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORDS: Dict[str, float] = {word: float(value) for value, word in enumerate(_UNITS.split())}
WORDS.update({word: 10.0 * (index + 2) for index, word in enumerate(_TENS.split())})
WORDS.update({"fourty": 40.0, "dozen": 12.0, "hundred": 100.0})
_VAGUE: Dict[str, float] = {
    "couple": 2.0,
    "few": 3.0,
    "several": 4.0,
    "half": 0.5,
    "quarter": 0.25,
    "cupla": 2.0,
    "coupla": 2.0,
}
# Words that may stand before a number, and how many in a row make it certain that none follows.
_LEADING = frozenset(["a", "an", "the", "about"])
MOST_LEADING = 4
MAX_DIGITS = 6


class Number(NamedTuple):
    """A number in a text: its value, and the token after its last."""

    value: float
    end: int


def number_at(words: Sequence[str], place: int, vague: bool = False) -> Optional[Number]:
    """Return the number that begins at a token, or None.

    Args:
        words: the words of the message.
        place: first token.
        vague: whether "a", "a couple of", "a few", "half an" count, as they do before a unit of time.
    """
    if place >= len(words):
        return None
    exact = _exact(words, place)
    if exact is not None:
        return _with_fraction(words, exact)
    if not vague:
        return None
    word = words[place]
    if word in _LEADING:
        # "About a couple": a few small words lead up to a number; an endless row of them does not.
        chain = words[place : place + MOST_LEADING]
        endless = len(chain) == MOST_LEADING and all(item in _LEADING for item in chain)
        following = None if endless else number_at(words, place + 1, vague)
        if following is not None and word != "the":
            return following
        return Number(1.0, place + 1) if word in ("a", "an") else None
    if word in _VAGUE:
        end = place + 1
        while end < len(words) and words[end] in ("of", "a", "an"):
            end += 1
        return Number(_VAGUE[word], end)
    return None


def _exact(words: Sequence[str], place: int) -> Optional[Number]:
    """Return a number in digits or in number words."""
    word = words[place]
    if word[0].isdigit():
        if len(word) > MAX_DIGITS or not word.isascii():
            return None
        try:
            return Number(float(word), place + 1)
        except ValueError:
            return None
    if word not in WORDS:
        return None
    value = WORDS[word]
    following = words[place + 1] if place + 1 < len(words) else ""
    if value >= 20 and following in WORDS and WORDS[following] < 10:
        return Number(value + WORDS[following], place + 2)
    return Number(value, place + 1)


def _with_fraction(words: Sequence[str], number: Number) -> Number:
    """Add "and a half"."""
    rest = list(words[number.end : number.end + 3])
    if rest[:1] == ["point"] and rest[1:2] and WORDS.get(rest[1], 10.0) < 10:
        return Number(number.value + WORDS[rest[1]] / 10, number.end + 2)
    if rest[:3] == ["and", "a", "half"]:
        return Number(number.value + 0.5, number.end + 3)
    if rest[:2] == ["and", "half"]:
        return Number(number.value + 0.5, number.end + 2)
    if rest[:1] == ["half"]:
        return Number(number.value + 0.5, number.end + 1)
    return number
