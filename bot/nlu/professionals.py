"""Who says that professionals looked at the danger and let the person go (professionals.yml).

The level stays as it is. Only what is said next changes: who was just seen is not told to call as if nobody
had come. A doubtful case is no look.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Optional, Sequence, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.piece import Piece

# So far from the professionals what they did or said may stand.
REACH = 12
# What follows one of these is advice for later: "come back if it gets worse".
_ADVICE = frozenset(["if", "unless"])

Span = Tuple[int, int]


class ProfessionalsFile(StrictModel):
    """The content of professionals.yml."""

    emergency: str
    doctors: str
    did: str
    said: str
    not_yet: str


class Professionals(NamedTuple):
    """professionals.yml, ready for use."""

    emergency: PhraseTable[bool]
    doctors: PhraseTable[bool]
    did: PhraseTable[bool]
    said: PhraseTable[bool]
    not_yet: PhraseTable[bool]


@lru_cache(maxsize=1)
def professionals() -> Professionals:
    """Return professionals.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("professionals.yml", ProfessionalsFile)

    def table(listing: str) -> PhraseTable[bool]:
        return PhraseTable((phrase.strip('"'), True) for phrase in expand_choices(listing))

    return Professionals(
        table(data.emergency), table(data.doctors), table(data.did), table(data.said), table(data.not_yet)
    )


def find_look(words: Sequence[str]) -> Optional[Piece]:
    """Return the command `looked_at` where professionals looked and found no reason to stay, or None.

    Args:
        words: the words of the message.
    """
    told = _without_advice(words)
    data = professionals()
    crew, doctors = _spans(data.emergency, told), _spans(data.doctors, told)
    did, said = _spans(data.did, told), _spans(data.said, told)
    doubts = [span for span in _spans(data.not_yet, told) if not _inside(span, said)]
    if doubts:
        return None
    pairs = [(who, what) for who in crew for what in (*did, *said)] + [
        (who, what) for who in doctors for what in did
    ]
    for who, what in pairs:
        start, end = min(who[0], what[0]), max(who[1], what[1])
        if end - start <= REACH + (who[1] - who[0]) + (what[1] - what[0]):
            return Piece("command", "looked_at", None, start, end)
    return None


def _without_advice(words: Sequence[str]) -> Sequence[str]:
    """Return the words up to the first that opens advice for later."""
    return words[: next((place for place, word in enumerate(words) if word in _ADVICE), len(words))]


def _spans(table: PhraseTable[bool], words: Sequence[str]) -> Tuple[Span, ...]:
    return tuple((start, end) for _, start, end in table.find(words))


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
