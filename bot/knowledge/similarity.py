"""How alike a question is to each of many known ones: by meaning, by words, and by letters.

Each view is a cosine between 0 and 1. The weights were chosen on the development questions
(``python -m benchmarks.eval_answers --compare`` prints the alternatives).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from scipy.sparse import csr_matrix, hstack

from bot.knowledge.tfidf import Weigher, letters, words_and_pairs
from bot.knowledge.vectors import Embedder, Vector

MEANING = 0.6
WORDS = 0.2
LETTERS = 0.2


class Similarity:
    """Compares a question with a fixed list of texts."""

    def __init__(
        self,
        texts: Sequence[str],
        vectors: Vector,
        embedder: Embedder,
        weights: tuple[float, float, float] = (MEANING, WORDS, LETTERS),
    ) -> None:
        """Learn the words of the texts.

        Args:
            texts: plain texts (``Questions.plain``).
            vectors: their embeddings, a row each.
            embedder: what made them.
            weights: how much meaning, words and letters count.
        """
        self._embedder = embedder
        self._vectors = vectors
        self._weights = weights
        self._words, self._letters = Weigher(words_and_pairs), Weigher(letters)
        self._rows = self._features(self._words.learn(texts), self._letters.learn(texts))
        # By feature instead of by text: a question touches only the texts that share something with it.
        self._postings: csr_matrix = self._rows.T.tocsr()

    def to_all(self, question: str) -> Vector:
        """Return how alike a plain question is to each text, in their order."""
        by_meaning = self._vectors @ self._embedder.embed(question)
        features = self._features(self._words.weigh([question]), self._letters.weigh([question]))
        by_wording = (features @ self._postings).toarray().ravel()
        return cast(Vector, (self._weights[0] * by_meaning + by_wording).astype(np.float32))

    def among_all(self) -> Vector:
        """Return how alike each text is to each other one."""
        total = self._weights[0] * (self._vectors @ self._vectors.T) + (self._rows @ self._rows.T).toarray()
        return cast(Vector, total.astype(np.float32))

    def _features(self, words: csr_matrix, letters: csr_matrix) -> csr_matrix:
        """Put words and letters side by side, so that one product of two rows weighs both."""
        _, of_words, of_letters = self._weights
        return hstack([words * of_words**0.5, letters * of_letters**0.5], format="csr")
