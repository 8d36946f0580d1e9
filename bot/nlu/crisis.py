"""What is said around thoughts of suicide (crisis.yml): a plan, means, being alone; a joke; a call; whose.

It is told of every message and acted on only while a crisis stands. So it has an entity of its own, which no
intent is learned from: "alone" and "joking" are everyday words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, Sequence, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.piece import Piece

ENTITY = "crisis"
# A phrase that only holds one of the others: "leave me alone".
NEITHER = "neither"
FIRST_PERSON = "first_person"
# So far before a phrase a negation may stand: "I do not have a plan", "I am not really joking".
REACH = 4
# "No" is none of them: in "no I have a gun" it answers something else.
_NEGATIONS = frozenset(["not", "never", "without", "if"])
_STOPS = frozenset([".", ",", "!", "?", ";", ":", "but", "and", "\u2424"])


class CrisisFile(StrictModel):
    """The content of crisis.yml."""

    worse: Dict[str, str]
    denied: str
    called: str
    of_self: str
    of_other: str
    first_person: str
    neither: str


@lru_cache(maxsize=1)
def phrases() -> PhraseTable[str]:
    """Return the phrases of crisis.yml with what each says, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("crisis.yml", CrisisFile)
    listings = [("worse", listing) for listing in data.worse.values()]
    listings += [("denied", data.denied), ("called", data.called), (NEITHER, data.neither)]
    return _table(listings)


@lru_cache(maxsize=1)
def persons() -> PhraseTable[str]:
    """Return the phrases that tell whose thoughts they are.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("crisis.yml", CrisisFile)
    return _table(
        [
            ("of_self", data.of_self),
            ("of_other", data.of_other),
            (FIRST_PERSON, data.first_person),
            (NEITHER, data.neither),
        ]
    )


def _table(listings: Sequence[Tuple[str, str]]) -> PhraseTable[str]:
    return PhraseTable((phrase, value) for value, listing in listings for phrase in expand_choices(listing))


def find_crisis(words: Sequence[str], names_another: bool) -> List[Piece]:
    """Return what a message says around thoughts of suicide, each value once.

    Args:
        words: the words of the message.
        names_another: whether it names somebody else; else that it says "I" tells nothing new.
    """
    found: Dict[str, Piece] = {}
    for value, start, end in phrases().find(words):
        if value != NEITHER and not _negated(words, start):
            found.setdefault(value, Piece(ENTITY, value, None, start, end))
    for value, start, end in persons().find(words):
        if value != NEITHER and (names_another or value != FIRST_PERSON):
            found.setdefault(value, Piece(ENTITY, value, None, start, end))
    return list(found.values())


def _negated(words: Sequence[str], start: int) -> bool:
    """Tell whether a negation stands before a phrase, in its own clause."""
    for word in reversed(words[max(0, start - REACH) : start]):
        if word in _STOPS:
            return False
        if word in _NEGATIONS:
            return True
    return False
