"""The sentence embedding that the network of meaning_model.py tells beside the findings.

In training it learns to say what all-MiniLM-L6-v2 makes of a message (benchmarks/meaning), so that the
intents need no second network. The search in the documents asks MiniLM itself (sentence_embedding.py): it
answers one question in a hundred more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import List, Sequence

import numpy as np

from bot.nlu.beside import threads
from bot.nlu.meaning_model import MeaningModel, meaning_model
from bot.nlu.normalize import normalize
from bot.nlu.sentence_embedding import DIMENSIONS, LONGEST_KEPT, MOST_CHARACTERS, MOST_KEPT, Vector
from bot.nlu.symptoms import find
from bot.nlu.tokens import tokenize


class Sentences:
    """Turns a text into its embedding."""

    def __init__(self, model: MeaningModel) -> None:
        """Take the network."""
        self._model = model
        # Quick answers ("no", "none of these") come again and again; what is long hardly does.
        self._kept = lru_cache(maxsize=MOST_KEPT)(self._embed)

    def embed(self, text: str) -> Vector:
        """Return the embedding of a text: 384 numbers, of length one, or all zero where it has no words.

        Raises for no string; reads no more than the first 1,500 characters. Not to be changed.
        """
        return self._kept(text) if len(text) <= LONGEST_KEPT else self._embed(text)

    def embed_all(self, texts: Sequence[str]) -> Vector:
        """Return the embeddings of many texts, a row each, on as many cores as there are."""
        rows: Vector = np.stack(list(threads().map(self.embed, texts))) if texts else _none(0)
        return rows

    def _embed(self, text: str) -> Vector:
        words: List[str] = find(tokenize(normalize(text[:MOST_CHARACTERS]))).words
        vector = self._model.read(words, [], None).embedding if words else _none()
        vector.flags.writeable = False
        return vector


def _none(*rows: int) -> Vector:
    vector: Vector = np.zeros((*rows, DIMENSIONS), dtype=np.float32)
    return vector


@lru_cache(maxsize=1)
def sentences() -> Sentences:
    """Return the one of this process, made when it is first asked for.

    Raises:
        MeaningError: the network's weights cannot be used.
        EmbeddingError: the sentence model, of which it takes the word embeddings, cannot be used.
    """
    return Sentences(meaning_model())
