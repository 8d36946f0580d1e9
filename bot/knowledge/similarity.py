"""How alike a question is to each of many known ones: by meaning, by words, and by letters.

Each view is a cosine between 0 and 1. The weights were chosen on the development questions
(``python -m benchmarks.eval_answers --compare`` prints the alternatives).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional, cast

import numpy as np
from scipy.sparse import csr_matrix, hstack

from bot.knowledge.tfidf import Weigher, letters, words_and_pairs
from bot.knowledge.vectors import Embedder, Vector

MEANING = 0.6
WORDS = 0.2
LETTERS = 0.2


class Wording(NamedTuple):
    """What was learned of the words and letters of some texts.

    Attributes:
        words: how words and pairs of words weigh.
        letters: how runs of letters weigh.
        rows: the texts, a row each, words and letters side by side.
    """

    words: Weigher
    letters: Weigher
    rows: csr_matrix


class Similarity:
    """Compares a question with a fixed list of texts."""

    def __init__(
        self,
        texts: Sequence[str],
        vectors: Vector,
        embedder: Embedder,
        weights: tuple[float, float, float] = (MEANING, WORDS, LETTERS),
        wording: Optional[Wording] = None,
    ) -> None:
        """Learn the words of the texts.

        Args:
            texts: plain texts (``Questions.plain``).
            vectors: their embeddings, a row each.
            embedder: what made them.
            weights: how much meaning, words and letters count.
            wording: what was learned of these texts with these weights before.
        """
        self._embedder = embedder
        self._vectors = vectors
        self._weights = weights
        self.wording = wording or self._learn(texts)
        # By feature instead of by text: a question touches only the texts that share something with it.
        self._postings: csr_matrix = self.wording.rows.T.tocsr()

    def _learn(self, texts: Sequence[str]) -> Wording:
        words, runs = Weigher(words_and_pairs), Weigher(letters)
        return Wording(words, runs, self._features(words.learn(texts), runs.learn(texts)))

    def to_all(self, question: str) -> Vector:
        """Return how alike a plain question is to each text, in their order."""
        by_meaning = self._vectors @ self._embedder.embed(question)
        words, runs, _ = self.wording
        features = self._features(words.weigh([question]), runs.weigh([question]))
        by_wording = (features @ self._postings).toarray().ravel()
        return cast(Vector, (self._weights[0] * by_meaning + by_wording).astype(np.float32))

    def among_all(self) -> Vector:
        """Return how alike each text is to each other one."""
        rows = self.wording.rows
        total = self._weights[0] * (self._vectors @ self._vectors.T) + (rows @ rows.T).toarray()
        return cast(Vector, total.astype(np.float32))

    def _features(self, words: csr_matrix, letters: csr_matrix) -> csr_matrix:
        """Put words and letters side by side, so that one product of two rows weighs both."""
        _, of_words, of_letters = self._weights
        return hstack([words * of_words**0.5, letters * of_letters**0.5], format="csr")
