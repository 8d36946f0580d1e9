"""Loads times.yml: units, named times and the patterns of the infusion status."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, List, NamedTuple, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.grammar import Grammar, expand_forms
from bot.nlu.phrases import PhraseTable

STATUSES = ("before", "running", "after")


class StatusRules(StrictModel):
    """Patterns of each infusion status."""

    running: List[str]
    after: List[str]
    before: List[str]


class TimesFile(StrictModel):
    """The content of times.yml."""

    units: Dict[float, str]
    named: Dict[str, Tuple[int, int]]
    fixed: Dict[float, str]
    weekdays: List[str]
    weekdays_short: List[str]
    classes: Dict[str, str]
    status: StatusRules
    fillers: str


class Times(NamedTuple):
    """times.yml, ready for use."""

    units: Dict[str, float]
    named: PhraseTable[Tuple[int, int]]
    fixed: PhraseTable[float]
    weekdays: Dict[str, int]
    infusion: FrozenSet[str]
    done: FrozenSet[str]
    grammar: Grammar
    statuses: Tuple[str, ...]
    fillers: FrozenSet[str]


@lru_cache(maxsize=1)
def times() -> Times:
    """Return times.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("times.yml", TimesFile)
    grammar = Grammar()
    for name, listing in data.classes.items():
        for phrase in expand_forms(listing):
            grammar.add_phrase(name, phrase, fuzzy=False)
    statuses: List[str] = []
    for status in STATUSES:
        for pattern in getattr(data.status, status):
            grammar.add_pattern(len(statuses), pattern, frozenset(data.classes))
            statuses.append(status)
    grammar.freeze()
    weekdays = {name: index for index, name in enumerate(data.weekdays)}
    return Times(
        units={unit: hours for hours, listing in data.units.items() for unit in expand_forms(listing)},
        named=PhraseTable((phrase, value) for phrase, value in data.named.items()),
        fixed=PhraseTable(
            (phrase, hours) for hours, listing in data.fixed.items() for phrase in expand_forms(listing)
        ),
        weekdays=weekdays,
        infusion=frozenset(expand_forms(data.classes["infusion"]))
        - {"medicine", "med", "bag", "bottle", "dose", "pump"},
        done=frozenset(expand_forms(data.classes["done"])),
        grammar=grammar,
        statuses=tuple(statuses),
        fillers=frozenset(expand_forms(data.fillers)),
    )


class Span(NamedTuple):
    """A stretch of time before now."""

    hours: float
    start: int
    end: int
    kind: str
