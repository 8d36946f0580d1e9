"""Texts as weighted counts of their parts (tf-idf), as scikit-learn's `TfidfVectorizer` weighs them.

The part of it that is used here: damped counts, smoothed rarity, rows of length one. To import scikit-learn
for this alone takes a third of a second and 30 MB; tests/knowledge/test_tfidf.py compares the two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s\s+")
SHORTEST, LONGEST = 3, 5


def words_and_pairs(text: str) -> list[str]:
    """Return the words of a text, then its pairs of neighbours."""
    words = _WORD.findall(text.lower())
    return words + [f"{first} {second}" for first, second in pairwise(words)]


def letters(text: str) -> list[str]:
    """Return the runs of three to five letters of each word, its edges as blanks; a short word is one run."""
    runs: list[str] = []
    for word in _SPACES.sub(" ", text.lower()).split():
        framed = f" {word} "
        for length in range(SHORTEST, LONGEST + 1):
            runs.append(framed[:length])
            runs += [framed[start : start + length] for start in range(1, len(framed) - length + 1)]
            if len(framed) <= length:  # counted once, though longer runs do not fit either
                break
    return runs


class Weigher:
    """Learns how rare each part is among some texts, and weighs any text by that."""

    def __init__(self, parts: Callable[[str], list[str]]) -> None:
        """Take the function that cuts a text into its parts."""
        self._parts = parts
        self._places: dict[str, int] = {}
        self._rarity: list[float] = []

    @classmethod
    def of(cls, parts: Callable[[str], list[str]], named: Sequence[str], rarity: list[float]) -> Weigher:
        """Return one that has learned the parts named, each with its rarity.

        Raises:
            ValueError: these are not as many.
        """
        if len(named) != len(rarity):
            raise ValueError(f"{len(named)} parts, {len(rarity)} rarities")
        learned = cls(parts)
        learned._places = {part: place for place, part in enumerate(named)}
        learned._rarity = rarity
        return learned

    @property
    def parts(self) -> list[str]:
        """Return the parts that were learned, in the order of their columns."""
        return list(self._places)

    @property
    def rarity(self) -> list[float]:
        """Return how rare each of them is."""
        return self._rarity

    def learn(self, texts: Sequence[str]) -> csr_matrix:
        """Learn from texts and return their weights, a row each."""
        seen = Counter(part for text in texts for part in set(self._parts(text)))
        self._places = {part: place for place, part in enumerate(sorted(seen))}
        self._rarity = [math.log((1 + len(texts)) / (1 + seen[part])) + 1 for part in self._places]
        return self.weigh(texts)

    def weigh(self, texts: Iterable[str]) -> csr_matrix:
        """Return the weights of texts, a row each; parts that were not learned count for nothing."""
        values: list[float] = []
        places: list[int] = []
        ends = [0]
        for text in texts:
            counted = Counter(
                place for part in self._parts(text) if (place := self._places.get(part)) is not None
            )
            found = sorted(counted.items())
            weights = [(math.log(count) + 1) * self._rarity[place] for place, count in found]
            length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
            values += [weight / length for weight in weights]
            places += [place for place, _ in found]
            ends.append(len(places))
        shape = (len(ends) - 1, len(self._places))
        return csr_matrix((np.array(values, dtype=np.float64), places, ends), shape=shape)
