"""A network that tells, for each symptom and feature, whether a message speaks of it, and in which role.

The grammar knows words; the network knows how much a wording is like the thousands that it has learned
from. It is all-MiniLM-L6-v2 (Apache-2.0), tuned, with an attention of its own for each code;
benchmarks/meaning holds its training. What the grammar found is part of its input. Its weights are an ONNX
file (data, no pickle), pinned by digest, run by onnxruntime on one core; its word embeddings are those of the
installed sentence model.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import onnxruntime

from bot.memory import give_back
from bot.nlu.beside import threads
from bot.nlu.codes import LEARNED_FEATURES, ROLES, SYMPTOMS
from bot.nlu.word_embedding import WordEmbedding
from bot.nlu.wordpiece import WordPieces

WEIGHTS = Path(__file__).with_name("meaning_model.onnx")
WEIGHTS_SHA256 = "27480f5bdb5674a290688f3d73d2cb2d1cf66dc585851ec6370656381c62f423"

CODES: Tuple[str, ...] = (*sorted(SYMPTOMS), *sorted(LEARNED_FEATURES))
ROLE_NAMES: Tuple[str, ...] = tuple(sorted(ROLES))
STATUSES: Tuple[str, ...] = ("before", "running", "after")

# Longer messages are read in stretches that overlap, so that the cost stays linear in the length and no
# sign drowns in a long story. Most messages of the training data are shorter than one stretch.
STRETCH = 110
STEP = 80
# A stretch of very odd words may fall into more pieces; the rest of them is left to the grammar.
MOST_PIECES = 200

Floats = npt.NDArray[np.float32]


class MeaningError(RuntimeError):
    """The network cannot be used; the message says what is wrong with it and what mends it."""


class Reading(NamedTuple):
    """What the network makes of a message.

    Attributes:
        shares: for each code (a row) and role (a column) the probability that the message says so.
        focus: for each code the word that tells most of it.
        status: the probability of each infusion status.
        embedding: the sentence embedding, of length one, for the intents.
    """

    shares: Floats
    focus: npt.NDArray[np.int64]
    status: Floats
    embedding: Floats


class FirstLayer:
    """Turns words into the states of MiniLM's embedding layer, and tells which word each piece is of."""

    def __init__(self) -> None:
        """Load the vocabulary and the word embeddings.

        Raises:
            EmbeddingError: the sentence model is missing or is not the pinned one.
        """
        self._embedding = WordEmbedding()
        self._pieces = WordPieces()

    def states(self, words: Sequence[str]) -> Floats:
        """Return the states of the words' pieces, of shape (pieces, 384)."""
        return self.read(words)[0]

    def read(self, words: Sequence[str]) -> Tuple[Floats, List[int]]:
        """Return the states of the words' pieces, and the word of each piece; -1 for the frame's marks."""
        ids, owners = self._pieces.encode_words(words, MOST_PIECES)
        return self._embedding.states(ids), owners


def windows(length: int) -> List[Tuple[int, int]]:
    """Return the stretches, as first word and the one after the last, in which that many words are read."""
    if length <= STRETCH:
        return [(0, length)]
    starts = range(0, length - (STRETCH - STEP), STEP)
    return [(start, min(start + STRETCH, length)) for start in starts]


class MeaningModel:
    """The network, loaded."""

    def __init__(self, weights: Path = WEIGHTS, expected: Optional[str] = WEIGHTS_SHA256) -> None:
        """Verify and load the weights.

        Args:
            weights: the ONNX file.
            expected: its SHA-256; None accepts any, for training only.

        Raises:
            MeaningError: the file is missing, is another one, or was made for other codes.
            EmbeddingError: the sentence model is missing or is not the pinned one.
        """
        content = _content(weights, expected)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        made_for = self._session.get_modelmeta().custom_metadata_map
        for name, names in (("codes", CODES), ("roles", ROLE_NAMES), ("statuses", STATUSES)):
            if made_for.get(name, "") != " ".join(names):
                raise MeaningError(
                    f"{weights.name}: its {name} are not those of bot/nlu/codes.py; train it anew as "
                    "benchmarks/meaning/README.md tells"
                )
        self._first = FirstLayer()

    def read(
        self, words: Sequence[str], grammar: Sequence[Tuple[str, str, int]], status: Optional[str]
    ) -> Reading:
        """Read a message.

        Args:
            words: its plain words, as the grammar reads them.
            grammar: what the grammar found: code, role, and its first word.
            status: the infusion status that the grammar found, if any.

        Returns:
            For a message of several stretches the highest probability of each.
        """
        stretches = [
            (tuple(words[start:end]), _within(grammar, start, end)) for start, end in windows(len(words))
        ]
        if len(stretches) == 1:
            return self._stretch(*stretches[0], status)
        # What somebody pastes ten times is read once; the rest is shared among the threads.
        different = list(dict.fromkeys(stretches))
        readings = threads().map(lambda each: self._stretch(each[0], each[1], status), different)
        read = dict(zip(different, readings, strict=True))
        parts = [
            part._replace(focus=part.focus + start)
            for part, (start, _) in zip(map(read.__getitem__, stretches), windows(len(words)), strict=True)
        ]
        shares = np.stack([part.shares for part in parts])
        best = shares.max(axis=2).argmax(axis=0)
        focus = np.stack([part.focus for part in parts])[best, np.arange(len(CODES))]
        embedding = np.stack([part.embedding for part in parts]).mean(axis=0)
        return Reading(
            shares.max(axis=0),
            focus,
            np.stack([part.status for part in parts]).max(axis=0),
            embedding / np.linalg.norm(embedding),
        )

    def _stretch(
        self, words: Sequence[str], grammar: Sequence[Tuple[str, str, int]], status: Optional[str]
    ) -> Reading:
        states, owners = self._first.read(words)
        found = np.zeros((1, len(CODES), len(ROLE_NAMES)), dtype=np.float32)
        for code, role, _ in grammar:
            found[0, _CODE_PLACES[code], ROLE_NAMES.index(role)] = 1
        told = np.zeros((1, len(STATUSES)), dtype=np.float32)
        if status in STATUSES:
            told[0, STATUSES.index(status)] = 1
        shares, attention, when, embedding = self._session.run(
            ["shares", "attention", "status", "embedding"],
            {"states": states[None], "grammar": found, "told": told},
        )
        # The frame's marks gather what belongs to no word; a sign is told by words.
        attention[0][:, [piece for piece, owner in enumerate(owners) if owner < 0]] = 0
        focus = np.array(owners, dtype=np.int64)[attention[0].argmax(axis=1)].clip(min=0)
        return Reading(shares[0], focus, when[0], embedding[0])


def _within(
    grammar: Sequence[Tuple[str, str, int]], start: int, end: int
) -> Tuple[Tuple[str, str, int], ...]:
    """Return what the grammar found in a stretch, its places counted from there."""
    return tuple(
        (code, role, place - start)
        for code, role, place in grammar
        if start <= place < end and code in _CODE_PLACES
    )


_CODE_PLACES = {code: place for place, code in enumerate(CODES)}


def _content(path: Path, expected: Optional[str]) -> bytes:
    """Return the weights if they are the expected ones."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MeaningError(f"{path.name}: cannot be read ({error.strerror}); check it out again") from error
    actual = hashlib.sha256(content).hexdigest()
    if expected is not None and actual != expected:
        raise MeaningError(
            f"{path.name}: refused, its SHA-256 is {actual} but {expected} is expected; "
            "check it out again, or train anew as benchmarks/meaning/README.md tells"
        )
    return content


@lru_cache(maxsize=1)
def meaning_model() -> MeaningModel:
    """Return the one network of this process, loaded when it is first asked for.

    Raises:
        MeaningError: the weights cannot be used.
        EmbeddingError: the sentence model cannot be used.
    """
    model = MeaningModel()
    give_back()
    return model
