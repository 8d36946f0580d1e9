"""Finds the statements that answer a question in any wording, or the kind of declining that it falls under.

Each statement and each kind of declining stands for a group of known questions and texts. A group scores by
its two nearest members, plus what a ridge regression over all of them learned of what tells groups apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np

from bot.knowledge import kept_index
from bot.knowledge.models import Knowledge
from bot.knowledge.questions import Questions
from bot.knowledge.similarity import Similarity
from bot.knowledge.vectors import Embedder, Vector, vectors_of

# How much the regression counts beside the nearest members, and how much it is held back.
LEARNED = 0.5
RIDGE = 1.0
NEAREST = 2


@dataclass(frozen=True)
class Hit:
    """One group that a question may belong to.

    Attributes:
        id: of the statement, or of the kind of declining.
        declines: whether it is a kind of declining.
        score: how near it is; about 1 for a known question, about 0.2 for an unrelated one.
    """

    id: str
    declines: bool
    score: float


@dataclass(frozen=True)
class Member:
    """A text of a group."""

    group: str
    declines: bool
    text: str


def members(known: Knowledge, asked: Questions) -> tuple[Member, ...]:
    """Return every text that is searched: the questions, and the statements that questions lead to."""
    found = [
        Member(entry.id, False, asked.plain(question))
        for entry in asked.asks.values()
        for question in entry.asks
    ]
    found += [
        Member(kind.id, True, asked.plain(question))
        for kind in asked.declines.values()
        for question in kind.asks
    ]
    for name in asked.asks:
        statement = known.statements[name]
        for text in (statement.patient, statement.clinician):
            if text is not None:
                found.append(Member(name, False, asked.plain(text)))
    return tuple(found)


class Search:
    """The index over all members. Building it takes under a second, and next to nothing where it was kept."""

    def __init__(
        self,
        known: Knowledge,
        asked: Questions,
        embedder: Embedder,
        vectors: Optional[Vector] = None,
        similarity: Optional[Similarity] = None,
        learned: float = LEARNED,
        kept: Optional[Path] = None,
    ) -> None:
        """Index the members.

        Args:
            known: the statements.
            asked: the questions.
            embedder: makes the embedding of a question.
            vectors: the embeddings of the members; by default the stored ones.
            similarity: how texts are compared; by default by meaning, words and letters.
            learned: how much the regression counts.
            kept: where what is learned from the members is kept, for the usual way of comparing alone.
        """
        self.known = known
        self.asked = asked
        self._learned = learned
        entries = members(known, asked)
        groups: dict[tuple[str, bool], list[int]] = {}
        for place, entry in enumerate(entries):
            groups.setdefault((entry.group, entry.declines), []).append(place)
        self._groups = tuple(groups)
        # One row a group, filled up to the longest; a group of one member counts it twice.
        filled = [places * NEAREST if len(places) < NEAREST else places for places in groups.values()]
        longest = max(map(len, filled))
        self._places = np.array([places + [0] * (longest - len(places)) for places in filled])
        self._padding = np.arange(longest) >= np.array([[len(places)] for places in filled])
        places = list(groups.values())
        if similarity is None:
            self._similarity, self._weights = _usual(entries, places, embedder, vectors, kept)
        else:
            self._similarity, self._weights = similarity, _regression(similarity, places, len(entries))

    def rank(self, question: str) -> Sequence[Hit]:
        """Return all groups for a question, the nearest first."""
        similarity = self._similarity.to_all(self.asked.plain(question))
        by_group = similarity[self._places]
        by_group[self._padding] = -1.0
        nearest = np.partition(by_group, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
        scores = nearest + self._learned * (similarity @ self._weights)
        order = np.argsort(-scores, kind="stable")
        named = [(*self._groups[place], float(scores[place])) for place in order]
        return [Hit(name, declines, score) for name, declines, score in named]


def _usual(
    entries: Sequence[Member],
    groups: Sequence[Sequence[int]],
    embedder: Embedder,
    vectors: Optional[Vector],
    kept: Optional[Path],
) -> tuple[Similarity, Vector]:
    """Return the usual way to compare and the weights of the regression, as they were kept or learned now."""
    texts = [entry.text for entry in entries]
    rows = vectors_of(texts, embedder) if vectors is None else vectors
    made_from = kept_index.digest([f"{entry.group} {entry.declines}" for entry in entries], texts, rows)
    before = None if kept is None else kept_index.read(kept, made_from)
    if before is not None:
        return Similarity(texts, rows, embedder, wording=before.wording), before.weights
    similarity = Similarity(texts, rows, embedder)
    weights = _regression(similarity, groups, len(entries))
    if kept is not None:
        kept_index.write(kept, made_from, kept_index.Learned(similarity.wording, weights))
    return similarity, weights


def _regression(similarity: Similarity, groups: Sequence[Sequence[int]], count: int) -> Vector:
    """Return the weight of each member for each group, by kernel ridge regression on their similarity."""
    targets = np.zeros((count, len(groups)), dtype=np.float32)
    for column, places in enumerate(groups):
        targets[places, column] = 1
    kernel = similarity.among_all()
    kernel[np.diag_indices(count)] += RIDGE
    weights: Vector = np.linalg.solve(kernel, targets).astype(np.float32)
    return weights
