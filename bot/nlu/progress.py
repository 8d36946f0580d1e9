"""Better, the same or worse, and what else one clause answers, of a message that tells nothing else."""

from __future__ import annotations

from typing import FrozenSet, Iterator, List, Optional, Sequence, Tuple

from bot.nlu.phrases import PhraseTable
from bot.nlu.piece import Piece
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found
from bot.nlu.tokens import LINE_END

LONGEST_MESSAGE = 20
# What a message may tell beside the answer; any other finding is news, and no answer to "better or worse?".
_BESIDE = frozenset(["back_pain", "worsening", "not_eased", "malaise"])
# Where several clauses answer, the gravest counts: "a bit better, no, worse".
_GRAVITY = ("better", "same", "worse")
_SENSES = ("lets_up", "hurts_not", "goes_on", "hurts")
_CALM_SENSES = _SENSES[:2]
_BESIDE_SENSE = frozenset(["palpitations", "limb_swelling", "limb_pain"])


def find_progress(found: Found, table: PhraseTable[str], small: FrozenSet[str]) -> Optional[Piece]:
    """Return better, same or worse where a whole clause says so, or None.

    Args:
        found: words and findings of the message.
        table: phrases of the three answers.
        small: words that may stand beside such a phrase in its clause.
    """
    words = found.words
    if len(words) > LONGEST_MESSAGE or any(mention.code not in _BESIDE for mention in found.mentions):
        return None
    best: Optional[Piece] = None
    for start, end in _clauses(words):
        hit = _whole_clause(words[start:end], table, small)
        if hit is None:
            continue
        value, first, last = hit
        if best is None or _GRAVITY.index(value) >= _GRAVITY.index(str(best.value)):
            best = Piece("answer", value, None, start + first, start + last)
    return best


def find_sense(found: Found, table: PhraseTable[str], small: FrozenSet[str]) -> List[Piece]:
    """Return what a single question may hear: that it goes on or lets up, hurts or does not.

    At most one. What would be a no counts only where the whole message says it.
    """
    words = found.words
    if len(words) > LONGEST_MESSAGE or any(mention.code not in _BESIDE_SENSE for mention in found.mentions):
        return []
    best: Optional[Piece] = None
    whole = True
    for start, end in _clauses(words):
        hit = _whole_clause(words[start:end], table, small, _SENSES)
        if hit is None:
            whole = whole and small.issuperset(words[start:end])
            continue
        value, first, last = hit
        if best is None or _SENSES.index(value) >= _SENSES.index(str(best.value)):
            best = Piece("answer", value, None, start + first, start + last)
    return [] if best is None or (best.value in _CALM_SENSES and not whole) else [best]


def _clauses(words: Sequence[str]) -> Iterator[Tuple[int, int]]:
    """Yield the first token and the one after the last of each clause."""
    start = 0
    for place, word in enumerate([*words, "."]):
        if word in HARD_STOPS or word in CONTRASTS or word in (",", "and", "so", LINE_END):
            if place > start:
                yield start, place
            start = place + 1


def _whole_clause(
    words: Sequence[str], table: PhraseTable[str], small: FrozenSet[str], gravity: Sequence[str] = _GRAVITY
) -> Optional[Tuple[str, int, int]]:
    """Return the answer of a clause in which only small words stand beside it, the gravest of several."""
    hits: List[Tuple[str, int, int]] = table.find(words)
    covered = {place for _, start, end in hits for place in range(start, end)}
    if not hits or any(word not in small for place, word in enumerate(words) if place not in covered):
        return None
    return max(hits, key=lambda hit: gravity.index(hit[0]))
