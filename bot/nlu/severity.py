"""How bad it is, 0 to 10, from digits and words (severity.yml)."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, NamedTuple, Sequence

from pydantic import validator

from bot.nlu.data import StrictModel, load
from bot.nlu.grammar import expand_forms
from bot.nlu.numbers import number_at
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.piece import Piece
from bot.nlu.severity_numbers import Vocabulary, range_at, ratings
from bot.nlu.symptoms import Found


class SeverityFile(StrictModel):
    """The content of severity.yml."""

    anchors: Dict[int, str]
    short_answers: Dict[int, str]
    units: str
    lead_ins: str
    fillers: str
    between: str
    complaints: str
    labels: str
    persons: str
    after: str
    past: str
    corrections: str

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
    vocabulary: Vocabulary
    corrections: PhraseTable[bool]


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
        corrections=PhraseTable((phrase, True) for phrase in expand_choices(data.corrections)),
        vocabulary=Vocabulary(*(frozenset(expand_forms(getattr(data, name))) for name in Vocabulary._fields)),
    )


def find_severity(found: Found) -> List[Piece]:
    """Return the severities of a message, the worst one only where several are told.

    Args:
        found: words and findings of the message.
    """
    words = found.words
    pieces = _of_ten(words) + _ish(words) + _led_in(words) + _by_place(found) + _anchored(found)
    if not pieces:
        pieces = _alone(words)
    if not pieces:
        return []
    # A number out of ten is more exact than a word beside it.
    corrected = [piece for piece in pieces if _corrects(words, piece)]
    if corrected:
        return [max(corrected, key=lambda piece: piece.end)._replace(role=None)]
    best = next(pieces_ for kind in _KINDS if (pieces_ := [p for p in pieces if p.role == kind]))
    chosen = max(best, key=lambda piece: int(piece.value))
    return [chosen._replace(role=None)]


def _corrects(words: Sequence[str], piece: Piece) -> bool:
    """Tell whether a severity takes back one before it: "I meant 3", "let's say nine", "scratch that, 7"."""
    start = max(0, piece.start - 4)
    return "meant" in words[piece.start : piece.end] or any(
        start <= hit[1] < piece.end for hit in scale().corrections.find(words)
    )


# Between a number and the ten that it is out of.
_OF = frozenset(["by", "on", "of", "over", "outta", "outa", "upon", "from"])
# After "no pain" these tell that it is the pain itself that is not there, and not "no pain relief".
_NO_MORE_OF_IT = frozenset(
    [
        ".",
        ",",
        "!",
        "at",
        "now",
        "and",
        "whatsoever",
        "today",
        "here",
        "thanks",
        "so",
        "right",
        "yet",
        "but",
        "since",
        "or",
    ]
)
# The most exact first; how bad it was counts only where nothing tells how bad it is.
_KINDS = ("exact", "word", "past")


def _piece(value: float, start: int, end: int, kind: str = "exact") -> Piece:
    """Return a severity; role marks how exact it is until one is chosen."""
    return Piece("severity", int(value + 0.5), kind, start, end)


def _by_place(found: Found) -> List[Piece]:
    """Find "head six", "itchy since noon, 4", "a 6 in my head"."""
    return [
        _piece(rating.value, rating.start, rating.end, "past" if rating.past else "exact")
        for rating in ratings(found, scale().vocabulary)
    ]


def _of_ten(words: Sequence[str]) -> List[Piece]:
    """Find "7/10", "seven out of ten", "8-9/10", "6 or 7 on the scale"."""
    found = []
    for place in range(len(words)):
        upper = range_at(words, place)
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
        elif rest[:1] and rest[0] in _OF and rest[1:2] in (["10"], ["ten"]):
            found.append(_piece(value, place, end + 2))
        elif rest[:2] == [",", "from"] and rest[2:3] in (["10"], ["ten"]):
            found.append(_piece(value, place, end + 3))
        elif rest[:1] == ["on"] and (named := [word for word in rest if word in ("scale", "chart")]):
            found.append(_piece(value, place, end + 1 + rest.index(named[0])))
    return found


def _ish(words: Sequence[str]) -> List[Piece]:
    """Find "6ish today", "7ish maybe 8" where they open a clause."""
    found = []
    for place, word in enumerate(words):
        number = number_at(words, place - 1) if word == "ish" and place else None
        opens = place < 2 or words[place - 2] in (",", ".", "!", "is", "'s", "like", "about")
        if number is None or number.value > 10 or not opens or _counts_something(words, place + 1):
            continue
        upper = range_at(words, place + 2) if words[place + 1 : place + 2] in (["maybe"], ["or"]) else None
        if upper is not None and upper[0] <= 10:
            found.append(_piece(max(number.value, upper[0]), place - 1, upper[1]))
        else:
            found.append(_piece(number.value, place - 1, place + 1))
    return found


def _led_in(words: Sequence[str]) -> List[Piece]:
    """Find "pain is a 7", "I'd say eight", "level 6"."""
    found = []
    for _, start, end in scale().lead_ins.find(words):
        upper = range_at(words, end)
        if upper is None or upper[0] > 10:
            continue
        if _counts_something(words, upper[1]) or words[max(0, end - 1)] in ("number", "/"):
            continue
        if words[end - 1] == "level" and any(
            w in ("on", "to", "clinic", "floor") for w in words[max(0, start - 2) : start]
        ):
            continue
        past = any(word in scale().vocabulary.past for word in words[max(0, start - 1) : end])
        found.append(_piece(upper[0], start, upper[1], "past" if past else "exact"))
    return found


def _counts_something(words: Sequence[str], end: int) -> bool:
    """Tell whether a number counts days, tablets or the like."""
    rest = words[end : end + 2]
    if rest[:1] == ["in"]:  # inches, or "from 2 to 8 in ten minutes"
        return len(rest) == 1 or rest[1] in (".", ",", "of")
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
        if level == 0 and words[start] == "no" and end < len(words) and words[end] not in _NO_MORE_OF_IT:
            continue
        pieces.append(_piece(level, start, end, "word"))
    return pieces


def _alone(words: Sequence[str]) -> List[Piece]:
    """Find a number or a word that is the whole answer: "7", "about an 8", "moderate"."""
    data = scale()
    content = [place for place, word in enumerate(words) if word not in data.fillers]
    if not content:
        return []
    start, last = content[0], content[-1]
    level = data.short_answers.at(words, start)
    if level is None and words[0] == "it":
        level = data.short_answers.at(words, 0)
    if level is not None and level[1] == last + 1:
        return [_piece(level[0], start, level[1], "word")]
    if "number" in words and "is" not in words:
        # "Number 3" chooses from a list.
        return []
    upper = range_at(words, start)
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
