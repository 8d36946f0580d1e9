"""How bad it is, 0 to 10, from digits and words (severity.yml)."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, NamedTuple, Optional, Sequence

from pydantic import validator

from bot.nlu.data import StrictModel, load
from bot.nlu.grammar import expand_forms
from bot.nlu.numbers import number_at
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.piece import Piece
from bot.nlu.symptoms import Found


class SeverityFile(StrictModel):
    """The content of severity.yml."""

    anchors: Dict[int, str]
    short_answers: Dict[int, str]
    units: str
    lead_ins: str
    fillers: str

    @validator("anchors", "short_answers", each_item=False)
    def _in_scale(cls, value: Dict[int, str]) -> Dict[int, str]:
        for level in value:
            if not 0 <= level <= 10:
                raise ValueError(f"{level!r} is no severity; accepted: 0 to 10")
        return value


class Scale(NamedTuple):
    """severity.yml, ready for use."""

    anchors: PhraseTable[int]
    short_answers: PhraseTable[int]
    units: frozenset[str]
    lead_ins: PhraseTable[bool]
    fillers: frozenset[str]


@lru_cache(maxsize=1)
def scale() -> Scale:
    """Return severity.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("severity.yml", SeverityFile)
    return Scale(
        anchors=PhraseTable(
            (phrase, level) for level, listing in data.anchors.items() for phrase in expand_choices(listing)
        ),
        short_answers=PhraseTable(
            (phrase, level)
            for level, listing in data.short_answers.items()
            for phrase in expand_choices(listing)
        ),
        units=frozenset(expand_forms(data.units)),
        lead_ins=PhraseTable((phrase, True) for phrase in expand_choices(data.lead_ins)),
        fillers=frozenset(expand_forms(data.fillers)),
    )


def find_severity(found: Found) -> List[Piece]:
    """Return the severities of a message, the worst one only where several are told.

    Args:
        found: words and findings of the message.
    """
    words = found.words
    pieces = _of_ten(words) + _led_in(words) + _anchored(found)
    if not pieces:
        pieces = _alone(words)
    if not pieces:
        return []
    # A number out of ten is more exact than a word beside it.
    corrected = [p for p in pieces if "meant" in words[p.start : p.end]]
    if corrected:
        return [corrected[-1]._replace(role=None)]
    exact = [piece for piece in pieces if piece.role == "exact"]
    chosen = max(exact or pieces, key=lambda piece: int(piece.value))
    return [chosen._replace(role=None)]


def _piece(value: float, start: int, end: int, exact: bool = True) -> Piece:
    """Return a severity; role marks how exact it is until one is chosen."""
    return Piece("severity", int(value + 0.5), "exact" if exact else "word", start, end)


def _of_ten(words: Sequence[str]) -> List[Piece]:
    """Find "7/10", "seven out of ten", "8-9/10", "6 or 7 on the scale"."""
    found = []
    for place in range(len(words)):
        upper = _range_at(words, place)
        if upper is None:
            continue
        value, end = upper
        rest = list(words[end : end + 5])
        if value > 10 and not (value <= 12 and rest[:2] in (["out", "of"], ["/", "10"])):
            continue
        value = min(value, 10.0)
        if rest[:1] == ["/"] and rest[1:2] == ["10"]:
            found.append(_piece(value, place, end + 2))
        elif rest[:2] in (["out", "of"], ["outta", "of"]) and rest[2:3] in (["10"], ["ten"]):
            found.append(_piece(value, place, end + 3))
        elif rest[:2] in (
            ["by", "10"],
            ["by", "ten"],
            ["on", "ten"],
            ["on", "10"],
            ["of", "10"],
            ["of", "ten"],
            ["over", "10"],
            ["over", "ten"],
            ["outta", "10"],
            ["outta", "ten"],
        ):
            found.append(_piece(value, place, end + 2))
        elif rest[:1] == ["on"] and "scale" in rest:
            found.append(_piece(value, place, end + 1 + rest.index("scale")))
    return found


def _range_at(words: Sequence[str], place: int) -> Optional[tuple[float, int]]:
    """Return the upper value and the end of a number or a range of numbers at a token."""
    first = number_at(words, place)
    if first is None or (
        place and words[place - 1] in ("/", "-", "to", "or") and place > 1 and number_at(words, place - 2)
    ):
        return None
    value, end = first.value, first.end
    joint = words[end : end + 2]
    if place and words[place - 1] == "between" and joint[:1] == ["and"]:
        second = number_at(words, end + 1)
        if second is not None and second.value <= 10:
            return max(value, second.value), second.end
    for length in (1, 2):
        if list(joint[:length]) in (
            ["-"],
            ["to"],
            ["or"],
            ["maybe"],
            [",", "maybe"],
            ["or", "maybe"],
            ["maybe", "an"],
            ["even"],
        ):
            second = number_at(words, end + length)
            if second is not None and second.value <= 10:
                return max(value, second.value), second.end
    return value, end


def _led_in(words: Sequence[str]) -> List[Piece]:
    """Find "pain is a 7", "I'd say eight", "level 6"."""
    found = []
    for _, start, end in scale().lead_ins.find(words):
        upper = _range_at(words, end)
        if upper is None or upper[0] > 10:
            continue
        if _counts_something(words, upper[1]):
            continue
        found.append(_piece(upper[0], start, upper[1]))
    return found


def _counts_something(words: Sequence[str], end: int) -> bool:
    """Tell whether a number counts days, tablets or the like."""
    rest = words[end : end + 2]
    return any(word in scale().units for word in rest[:1]) or (
        bool(rest) and rest[0] in ("/", ":", "%", "degrees", "th", "st", "nd", "rd", "-")
    )


def _anchored(found: Found) -> List[Piece]:
    """Find "worst pain of my life", "mild headache", "unbearable"."""
    words = found.words
    pieces = []
    for level, start, end in scale().anchors.find(words):
        if start and words[start - 1] in ("not", "no", "never") and level > 0:
            continue
        if (
            level == 0
            and words[start] == "no"
            and words[end : end + 1] not in ([], ["."], [","], ["at"], ["!"], ["now"], ["and"])
        ):
            continue
        pieces.append(_piece(level, start, end, exact=False))
    return pieces


def _alone(words: Sequence[str]) -> List[Piece]:
    """Find a number or a word that is the whole answer: "7", "about an 8", "moderate"."""
    data = scale()
    content = [place for place, word in enumerate(words) if word not in data.fillers]
    if not content:
        return []
    start, last = content[0], content[-1]
    level = data.short_answers.at(words, start)
    if level is not None and level[1] == last + 1:
        return [_piece(level[0], start, level[1], exact=False)]
    upper = _range_at(words, start)
    while upper is not None and upper[1] < last + 1 and words[upper[1]] == words[start]:
        upper = (upper[0], upper[1] + 1)
    if upper is not None and upper[1] < last + 1 and all(place >= upper[1] for place in content[1:]):
        rest = [words[place] for place in content if place >= upper[1]]
        if (
            not any(word in data.units for word in rest)
            and number_at(words, start)
            and all(word in ("at", "my", "head") for word in rest)
        ):
            upper = (upper[0], last + 1)
    if upper is not None and upper[1] == last + 1 and upper[0] <= 10:
        return [_piece(upper[0], start, upper[1])]
    return []
