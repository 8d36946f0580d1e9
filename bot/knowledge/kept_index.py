"""Keeps what the search learns from its texts in a file: to learn it anew is a fifth of a server's start.

The file holds numbers and text alone (npz, never a pickle). It is used for the very texts, vectors, code and
libraries that it was made from; for anything else, and where it cannot be read, the search learns anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import scipy
from scipy.sparse import csr_matrix

from bot.knowledge.similarity import Wording
from bot.knowledge.tfidf import Weigher, letters, words_and_pairs
from bot.knowledge.vectors import Vector

NAME = "search_index.npz"
# What is learned follows from these modules; a change of one makes what was kept stale.
_CODE = ("search", "similarity", "tfidf")


class Learned(NamedTuple):
    """What was learned from the texts.

    Attributes:
        wording: how their words and letters weigh.
        weights: of each text for each group.
    """

    wording: Wording
    weights: Vector


def digest(groups: Sequence[str], texts: Sequence[str], vectors: Vector) -> str:
    """Return the SHA-256 of all that decides what is learned."""
    made_from = hashlib.sha256(f"numpy {np.__version__}, scipy {scipy.__version__}".encode())
    for name in _CODE:
        made_from.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    made_from.update("\n".join([*groups, *texts]).encode())
    made_from.update(np.ascontiguousarray(vectors).data)
    return made_from.hexdigest()


def read(file: Path, made_from: str) -> Optional[Learned]:
    """Return what the file keeps, or None where there is none of that digest, or none that can be used."""
    try:
        with np.load(file, allow_pickle=False) as stored:
            if str(stored["digest"]) != made_from:
                return None
            shape = tuple(stored["shape"].tolist())
            rows = csr_matrix((stored["values"], stored["columns"], stored["ends"]), shape=shape)
            rows.check_format(full_check=True)
            weighers = [
                Weigher.of(parts, _lines(stored[name]), stored[f"{name}_rarity"].tolist())
                for name, parts in (("words", words_and_pairs), ("letters", letters))
            ]
            return Learned(Wording(weighers[0], weighers[1], rows), stored["weights"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def write(file: Path, made_from: str, learned: Learned) -> None:
    """Write what was learned to the file, whole or not at all; a folder that refuses is no error."""
    wording = learned.wording
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=file.parent) as workshop:
        made = Path(workshop) / file.name
        np.savez(
            made,
            digest=np.array(made_from),
            shape=np.array(wording.rows.shape),
            values=wording.rows.data,
            columns=wording.rows.indices,
            ends=wording.rows.indptr,
            words=_bytes(wording.words.parts),
            words_rarity=np.array(wording.words.rarity),
            letters=_bytes(wording.letters.parts),
            letters_rarity=np.array(wording.letters.rarity),
            weights=learned.weights,
        )
        os.replace(made, file)


def _bytes(parts: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Return texts as one array. None holds a line end: they are parts of words, or words with a blank."""
    return np.frombuffer("\n".join(parts).encode(), dtype=np.uint8)


def _lines(content: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> list[str]:
    return content.tobytes().decode().split("\n")
