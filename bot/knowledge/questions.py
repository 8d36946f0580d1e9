"""What people ask: questions beside the statements that answer them, and the kinds that are declined.

Loaded from ``asks.yml``, ``declines.yml`` and ``shorthand.yml``, checked against the statements.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from pydantic import Field, StrictStr, validator

from bot.knowledge.data_files import DATA, KnowledgeError, load_entries
from bot.knowledge.loader import check_known, knowledge
from bot.knowledge.models import Knowledge, Strict

MOST_CHARACTERS = 600
"""What lies beyond is not read: a question shows early, and the cost of a message has a bound."""

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "`": "'"})


class Asks(Strict):
    """Questions that one statement answers."""

    id: StrictStr
    """The statement's id."""
    asks: tuple[StrictStr, ...]

    @validator("asks", pre=True)
    def _lines(cls, value: Any) -> Any:
        return _lines_of(value)


class Decline(Strict):
    """A kind of question that the documents do not answer."""

    id: StrictStr
    who: StrictStr
    """Whom to ask instead, for reviewers."""
    statements: tuple[StrictStr, ...]
    """What is said; general safety advice alone."""
    always: tuple[StrictStr, ...] = ()
    """Regular expressions that decline a plain question whatever statement is near."""
    asks: tuple[StrictStr, ...]
    signs: tuple[StrictStr, ...] = Field((), alias="while")
    """Codes of the protocol; the expressions count only for a person who has one of these signs."""

    @validator("asks", pre=True)
    def _lines(cls, value: Any) -> Any:
        return _lines_of(value)

    @validator("always", each_item=True)
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{value!r}: accepted is a regular expression ({error})") from error
        return value

    @validator("statements", "asks")
    def _some(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("none: accepted is at least one")
        return value


class Shorthand(Strict):
    """A short form and what it stands for."""

    id: StrictStr
    means: StrictStr


class Questions(Strict):
    """All that was loaded, each kind by its id."""

    asks: Mapping[str, Asks]
    declines: Mapping[str, Decline]
    shorthand: Mapping[str, Shorthand]

    def plain(self, question: str) -> str:
        """Return a question as it is searched: lower case, short forms written out, bounded in length."""
        text = _SPACE.sub(" ", question[:MOST_CHARACTERS].translate(_QUOTES).lower()).strip()
        return _short_forms(tuple(self.shorthand)).sub(lambda found: self.shorthand[found[0]].means, text)

    def always_declined(self, question: str, signs: Collection[str] = ()) -> Optional[str]:
        """Return the id of the kind of declining whose pattern is found in a question, or None.

        Args:
            question: what the person wrote.
            signs: codes of the signs that the person has.
        """
        text = _SPACE.sub(" ", question[:MOST_CHARACTERS].translate(_QUOTES).lower()).strip()
        for kind in self.declines.values():
            if kind.signs and not set(kind.signs).intersection(signs):
                continue
            if any(re.search(pattern, text) for pattern in kind.always):
                return kind.id
        return None


def _lines_of(value: Any) -> Any:
    """Turn a block of text into its lines; anything else is left for pydantic to refuse."""
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else value


@lru_cache(maxsize=4)
def _short_forms(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'-])")


def load_questions(known: Knowledge, folder: Path = DATA) -> Questions:
    """Read and check the questions of ``folder``.

    Args:
        known: the statements that they belong to.
        folder: where the files lie.

    Raises:
        KnowledgeError: an entry is wrong, a question stands twice, or a statement cannot be reached.
    """
    asks = load_entries(folder, "asks", Asks)
    declines = load_entries(folder, "declines", Decline)
    shorthand = load_entries(folder, "shorthand", Shorthand)
    check_known("asks.yml", "whole file", "statement", asks, known.statements)
    for kind in declines.values():
        check_known("declines.yml", kind.id, "statement", kind.statements, known.statements)
        for name in kind.statements:
            if known.statements[name].sources:
                problem = f"statement {name!r} has sources: accepted where one declines is gs: true alone"
                raise KnowledgeError("declines.yml", f"entry {kind.id!r}", problem)
    loaded = Questions(asks=asks, declines=declines, shorthand=shorthand)
    _check_once(loaded)
    _check_reached(loaded, known)
    return loaded


def _check_once(loaded: Questions) -> None:
    """Refuse a question that stands twice: it would point two ways."""
    where: dict[str, str] = {}
    for file, entries in (("asks.yml", loaded.asks), ("declines.yml", loaded.declines)):
        for entry in entries.values():
            for question in entry.asks:
                plain = loaded.plain(question)
                if plain in where:
                    problem = f"{question!r} stands in {where[plain]!r} too: accepted is once"
                    raise KnowledgeError(file, f"entry {entry.id!r}", problem)
                where[plain] = entry.id


def _check_reached(loaded: Questions, known: Knowledge) -> None:
    """Refuse a statement that no question, topic, kind of declining or other statement leads to."""
    reached = set(loaded.asks)
    reached |= {name for topic in known.topics.values() for name in topic.patient + topic.nurse}
    reached |= {name for kind in loaded.declines.values() for name in kind.statements}
    reached |= {s.instead for s in known.statements.values() if s.instead is not None}
    for name in known.statements:
        if name not in reached:
            problem = "no topic shows it and no question asks for it: accepted is one or more"
            raise KnowledgeError("statements.yml", f"entry {name!r}", problem)


@lru_cache(maxsize=1)
def questions() -> Questions:
    """Return the questions that come with the assistant, read once.

    Raises:
        KnowledgeError: the data is wrong.
    """
    return load_questions(knowledge())
