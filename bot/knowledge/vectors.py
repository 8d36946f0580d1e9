"""Sentence embeddings of the questions, stored so that nobody waits for them; made anew where they are stale.

The model is handed in by the caller: this room knows of no understanding component.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Optional, Protocol, cast

import numpy as np
import numpy.typing as npt

from bot.knowledge.data_files import DATA

VECTORS_FILE = DATA / "question_vectors.npz"
# Embedded along with the texts: another model would place it elsewhere.
PROBE = "can i take something for the pain after my infusion"
SAME_MODEL = 0.99

Vector = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of length one that lie close together for like meanings."""

    def embed(self, text: str) -> Vector:
        """Return the vector of one text."""
        ...

    def embed_all(self, texts: Sequence[str]) -> Vector:
        """Return the vectors of many texts, a row each."""
        ...


def digest(texts: Sequence[str]) -> str:
    """Return the SHA-256 of some texts in their order."""
    return hashlib.sha256("\n".join(texts).encode("utf-8")).hexdigest()


def save_vectors(texts: Sequence[str], embedder: Embedder, file: Path = VECTORS_FILE) -> None:
    """Embed the texts and store their vectors as whole numbers of one byte, with the texts' digest."""
    vectors = embedder.embed_all([*texts, PROBE])
    scale = float(np.abs(vectors).max()) / 127
    whole = np.round(vectors / scale).astype(np.int8)
    np.savez_compressed(file, vectors=whole, scale=np.float32(scale), digest=np.array(digest(texts)))


def stored_vectors(texts: Sequence[str], embedder: Embedder, file: Path = VECTORS_FILE) -> Optional[Vector]:
    """Return the stored vectors of these very texts by this very model, or None where there are none."""
    if not file.is_file():
        return None
    with np.load(file, allow_pickle=False) as stored:
        if str(stored["digest"]) != digest(texts):
            return None
        vectors = stored["vectors"].astype(np.float32) * stored["scale"]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    probe = embedder.embed(PROBE)
    if probe.shape != vectors[-1].shape or float(vectors[-1] @ probe) < SAME_MODEL:
        return None
    return cast(Vector, vectors[:-1])


def vectors_of(texts: Sequence[str], embedder: Embedder, file: Path = VECTORS_FILE) -> Vector:
    """Return the vectors of some texts: the stored ones, or new ones (some seconds) where those are stale."""
    stored = stored_vectors(texts, embedder, file)
    return embedder.embed_all(texts) if stored is None else stored
