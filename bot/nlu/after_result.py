"""What a message says once help was advised (after_result.yml): it passed, no phone, nobody to drive.

It is told of every message and acted on only while a danger level stands. So it has an entity of its own,
which no intent is learned from: "now" and "by myself" are everyday words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, List, NamedTuple, Sequence, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.piece import Piece
from bot.nlu.tokens import open_phrase

ENTITY = "after_result"
# So far before a phrase a negation may stand: "I am not really alone", "I do not feel better".
REACH = 3
_NEGATIONS = frozenset(["not", "never", "if", "until", "till", "when", "hope", "wish", "want"])
# "Now" and "any more" tell it only beside a denial.
_NO_LONGER = "no_longer"
_DENIALS = frozenset(["no", "not", "nope", "nah", "none", "without"])
_STOPS = frozenset([".", ",", "!", "?", ";", ":", "but", "and", "\u2424"])
# What may stand around a whole answer.
_SMALL = frozenset(
    ["well", "ok", "okay", "so", "oh", "thanks", "thank", "you", "please", "sorry", "just", "no"]
)


class AfterResultFile(StrictModel):
    """The content of after_result.yml."""

    anywhere: Dict[str, str]
    whole: Dict[str, str]


class AfterResult(NamedTuple):
    """after_result.yml, ready for use: one table for each kind, since their phrases may overlap."""

    anywhere: Tuple[Tuple[str, PhraseTable[bool]], ...]
    whole: Dict[Tuple[str, ...], str]


@lru_cache(maxsize=1)
def after_result() -> AfterResult:
    """Return after_result.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("after_result.yml", AfterResultFile)
    return AfterResult(
        tuple(
            (kind, PhraseTable((phrase, True) for phrase in expand_choices(listing)))
            for kind, listing in data.anywhere.items()
        ),
        {
            open_phrase(phrase): kind
            for kind, listing in data.whole.items()
            for phrase in expand_choices(listing)
        },
    )


def kinds() -> FrozenSet[str]:
    """Return everything that may be told."""
    data = after_result()
    return frozenset([kind for kind, _ in data.anywhere]) | frozenset(data.whole.values())


def find_after_result(words: Sequence[str]) -> List[Piece]:
    """Return what a message says of the help that was advised, each kind once.

    Args:
        words: the words of the message.
    """
    data = after_result()
    spoken = [word for word in words if word[:1].isalnum() or word[:1] == "'"]
    whole = data.whole.get(tuple(spoken)) or data.whole.get(tuple(w for w in spoken if w not in _SMALL))
    if whole is not None:
        return [Piece(ENTITY, whole, None, 0, len(words))]
    found = []
    for kind, table in data.anywhere:
        fits = _denies if kind == _NO_LONGER else _holds
        hit = next((hit for hit in table.find(words) if fits(words, hit[1])), None)
        if hit is not None:
            found.append(Piece(ENTITY, kind, None, hit[1], hit[2]))
    return found


def _denies(words: Sequence[str], start: int) -> bool:
    """Tell whether a message denies anything, wherever that stands."""
    return not _DENIALS.isdisjoint(words)


def _holds(words: Sequence[str], start: int) -> bool:
    """Tell whether no negation stands before a phrase, in its own clause."""
    for word in reversed(words[max(0, start - REACH) : start]):
        if word in _STOPS:
            return True
        if word in _NEGATIONS:
            return False
    return True
