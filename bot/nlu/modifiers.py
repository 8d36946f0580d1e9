"""Loads modifiers.yml: the words that change what a finding means."""

from __future__ import annotations

from functools import lru_cache
from typing import FrozenSet, List, NamedTuple, Sequence, Tuple

from pydantic import validator

from bot.nlu.data import StrictModel, load
from bot.nlu.grammar import expand_forms
from bot.nlu.phrases import PhraseTable, expand_choices

CATEGORIES = frozenset(
    [
        "negation",
        "denial",
        "affirm",
        "affirm_clause",
        "pseudo",
        "possible",
        "hypothetical",
        "question",
        "if",
        "conditional",
        "when",
        "historical",
        "current",
    ]
)


class ModifierEntry(StrictModel):
    """One line of modifiers.yml."""

    category: str
    direction: str
    kind: str = ""
    phrases: str

    @validator("category")
    def _known_category(cls, value: str) -> str:
        if value not in CATEGORIES:
            raise ValueError(f"is no category; accepted: {', '.join(sorted(CATEGORIES))}")
        return value

    @validator("direction")
    def _known_direction(cls, value: str) -> str:
        if value not in ("forward", "backward", "both"):
            raise ValueError("is no direction; accepted: forward, backward, both")
        return value

    @validator("kind")
    def _known_kind(cls, value: str) -> str:
        if value not in ("", "noun", "note", "verb", "clause"):
            raise ValueError("is no kind; accepted: noun, note, verb, clause or nothing")
        return value


class ModifierFile(StrictModel):
    """The content of modifiers.yml."""

    bridge: str
    subjects: str
    breakers: str
    things: str
    present_verbs: str
    past_verbs: str
    modifiers: List[ModifierEntry]


class Sense(NamedTuple):
    """What a phrase does to findings."""

    category: str
    forward: bool
    backward: bool
    kind: str


class Modifier(NamedTuple):
    """A phrase of modifiers.yml in a text."""

    senses: Tuple[Sense, ...]
    start: int
    end: int

    def sense(self, category: str, direction: str = "") -> Sense | None:
        """Return what it does in one category (and direction, where given); None where it does nothing."""
        for sense in self.senses:
            if sense.category != category:
                continue
            if not direction or (sense.forward if direction == "forward" else sense.backward):
                return sense
        return None


class Modifiers(NamedTuple):
    """modifiers.yml, ready for use."""

    table: PhraseTable[Tuple[Sense, ...]]
    bridge: FrozenSet[str]
    subjects: FrozenSet[str]
    breakers: FrozenSet[str]
    things: FrozenSet[str]
    present_verbs: FrozenSet[str]
    past_verbs: FrozenSet[str]


@lru_cache(maxsize=1)
def modifiers() -> Modifiers:
    """Return modifiers.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("modifiers.yml", ModifierFile)
    senses: dict[str, List[Sense]] = {}
    for entry in data.modifiers:
        sense = Sense(entry.category, entry.direction != "backward", entry.direction != "forward", entry.kind)
        for phrase in expand_choices(entry.phrases):
            senses.setdefault(phrase, []).append(sense)
    return Modifiers(
        table=PhraseTable((phrase, tuple(found)) for phrase, found in senses.items()),
        bridge=frozenset(expand_forms(data.bridge)) | {",", "/"},
        subjects=frozenset(expand_forms(data.subjects)),
        breakers=frozenset(expand_forms(data.breakers)),
        things=frozenset(expand_forms(data.things)),
        present_verbs=frozenset(expand_forms(data.present_verbs)),
        past_verbs=frozenset(expand_forms(data.past_verbs)),
    )


def find_modifiers(words: Sequence[str]) -> List[Modifier]:
    """Return the modifiers of a message, the longest first from the left, none overlapping."""
    return [Modifier(senses, start, end) for senses, start, end in modifiers().table.find(words)]
