"""A list refused by naming a part of the body alone: "no, just the calf, like I said" (answers.yml)."""

from __future__ import annotations

from typing import FrozenSet, List, NamedTuple, Optional, Sequence, Tuple

from bot.nlu.phrases import PhraseTable
from bot.nlu.piece import Piece
from bot.nlu.symptoms import Found

LONGEST_MESSAGE = 14
_POINTS = frozenset([",", ".", "!", "-"])


class OnlyPart(NamedTuple):
    """The words of such a message.

    Attributes:
        openings: "just", "nothing but".
        refusals: words that make it a clear no.
        lead: what may stand before the opening.
        before: what may stand between it and the part.
        after: what may stand behind the part.
        parts: the parts of the body, by the names of the protocol.
    """

    openings: PhraseTable[bool]
    refusals: FrozenSet[str]
    lead: FrozenSet[str]
    before: FrozenSet[str]
    after: FrozenSet[str]
    parts: PhraseTable[str]


def find_only_part(found: Found, data: OnlyPart) -> List[Piece]:
    """Return the answer "only:<part>", and "no" beside it where the message refuses; or nothing.

    Whether something is known of that part, the interview knows.
    """
    words = found.words
    if len(words) > LONGEST_MESSAGE:
        return []
    for _, start, end in data.openings.find(words):
        named = _part(words, start, end, data)
        if named is None:
            continue
        part, last = named
        pieces = [Piece("answer", f"only:{part}", None, start, last)]
        if data.refusals.intersection(words):
            pieces.append(Piece("answer", "no", None, start, last))
        return pieces
    return []


def _part(words: Sequence[str], start: int, end: int, data: OnlyPart) -> Optional[Tuple[str, int]]:
    """Return the part that an opening names, and its end, where the message says nothing else."""
    place = end
    while place < len(words) and words[place] in data.before:
        place += 1
    hit = data.parts.at(words, place) if place < len(words) else None
    if hit is None:
        return None
    part, last = hit
    if all(word in data.lead or word in _POINTS for word in words[:start]) and all(
        word in data.after or word in _POINTS for word in words[last:]
    ):
        return part, last
    return None
