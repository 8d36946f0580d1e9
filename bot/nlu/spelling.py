"""Guesses the word that a misspelt one stands for.

An index of deletions makes a look-up cost the same whatever the size of the vocabulary.
"""

from __future__ import annotations

from typing import Dict, FrozenSet, Iterable, List, Set, Tuple

from rapidfuzz.distance import OSA

MIN_LENGTH = 5
LONG_LENGTH = 9
# No word of the vocabulary is longer; the index of deletions grows with the square of the length.
MAX_LENGTH = 22


class Speller:
    """Maps an unknown word to the nearest word of a vocabulary, or to nothing.

    The first letter must agree, or the first two be swapped; words of 5 to 8 letters may differ by one edit
    (a swap of neighbours is one), longer ones by two. Of words equally near, one of the same letters counts,
    since fingers swap them, and else the one that was given first: a list names the right spelling before its
    variants.
    """

    def __init__(self, targets: Iterable[str], known: FrozenSet[str]) -> None:
        """Build the index.

        Args:
            targets: words that a misspelling may stand for, the likelier first.
            known: words that are right as they are.
        """
        self._known = known
        self._index: Dict[str, List[str]] = {}
        self._rank: Dict[str, int] = {}
        for rank, word in enumerate(dict.fromkeys(targets)):
            self._rank[word] = rank
            if len(word) >= MIN_LENGTH and word.isalpha():
                for key in _deletions(word, _allowed(len(word))):
                    self._index.setdefault(key, []).append(word)

    def knows(self, word: str) -> bool:
        """Tell whether a word is right as it is."""
        return word in self._known

    def correct(self, word: str) -> str:
        """Return the word itself where it is known, else the nearest word, else the word itself."""
        if word in self._known or not word.isalpha() or len(word) > MAX_LENGTH:
            return word
        shorter = _without_doubles(word)
        if shorter in self._known and len(shorter) > 2 and len(shorter) < len(word):
            return shorter
        if len(word) < MIN_LENGTH - 1:
            return word
        near: Dict[str, Tuple[int, int]] = {}
        for key in _deletions(word, _allowed(len(word))):
            for candidate in self._index.get(key, ()):
                distance = OSA.distance(word, candidate)
                allowed = min(_allowed(len(candidate)), _allowed(max(len(word), MIN_LENGTH)))
                if distance <= allowed and _same_start(word, candidate):
                    near[candidate] = (distance, self._rank[candidate])
        return min(near, key=lambda candidate: _order(word, candidate, near)) if near else word


def _order(word: str, candidate: str, near: Dict[str, Tuple[int, int]]) -> Tuple[int, bool, int]:
    """Return by what candidates are ordered: edits, whether it has the same letters, and which came first.

    A candidate one edit from an earlier one is a variant of it, and no better for its letters.
    """
    distance, rank = near[candidate]
    is_variant = any(
        other_rank < rank and OSA.distance(candidate, other) <= 1 for other, (_, other_rank) in near.items()
    )
    return distance, is_variant or sorted(word) != sorted(candidate), rank


def _allowed(length: int) -> int:
    """Return how many edits a word of this length may be away."""
    return 2 if length >= LONG_LENGTH else 1


def _same_start(word: str, candidate: str) -> bool:
    """Tell whether two words begin alike, a swap of the first two letters included."""
    return word[0] == candidate[0] or (word[:2] == candidate[1::-1])


def _without_doubles(word: str) -> str:
    """Return the word with letters that stand twice only once where it ends or is stretched."""
    out = [word[0]]
    for character in word[1:]:
        if character != out[-1]:
            out.append(character)
    return "".join(out)


def _deletions(word: str, depth: int) -> Set[str]:
    """Return the word and every form of it with up to `depth` letters left out."""
    result = {word}
    layer = {word}
    for _ in range(depth):
        layer = {form[:index] + form[index + 1 :] for form in layer for index in range(len(form))}
        result |= layer
    return result
