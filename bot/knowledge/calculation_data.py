"""The data of the nurse's calculations: units, accepted ranges, questions, and figures of the documents."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from pydantic import StrictBool, validator

from bot.knowledge.data_files import DATA, KnowledgeError, entries, parse_entry, read_document
from bot.knowledge.loader import knowledge, source_of
from bot.knowledge.models import Source, Strict
from bot.knowledge.quantities import KEPT_IN, WrittenUnit

FILE = "calculations"


class Range(Strict):
    """What is accepted of one kind of value; no recommendation."""

    id: str
    name: str
    least: Decimal
    most: Decimal
    unit: str
    reason: str

    @validator("most")
    def _above_least(cls, value: Decimal, values: dict[str, Any]) -> Decimal:
        if "least" in values and value <= values["least"]:
            raise ValueError(f"{value}: accepted is more than least ({values['least']})")
        return value

    def holds(self, amount: Decimal) -> bool:
        """Tell whether an amount, in the range's unit, is accepted; converting may add a hair's breadth."""
        return self.least <= round(amount, 6) <= self.most


class Ask(Strict):
    """A question for a missing value."""

    id: str
    text: str
    slot: str
    """The name of the value that is missing."""
    payload: StrictBool = False
    """The message contract has a question of that name."""
    buttons: tuple[str, ...] = ()


class Figure(Strict):
    """A number that a document gives."""

    name: str
    value: Decimal
    source: Source


class Field(Strict):
    """A field of a form: one value, in one of the kinds that exclude one another."""

    id: str
    name: str
    kinds: tuple[str, ...]


class ResultName(Strict):
    """What a result is called: by its whole name, or by what stands before a kind of value ("low_")."""

    id: str
    name: str
    unit: Optional[str] = None
    """Where no kind of value gives it; ``clock`` is a time of day."""


class Calculation(Strict):
    """One calculation: what it is called, which card it stands beside, and what names it."""

    id: str
    title: str
    card: str
    asks: tuple[str, ...]
    numbers: tuple[Figure, ...] = ()
    note: str
    formula: str
    """In words, for people."""
    takes: tuple[str, ...]
    """The kinds of values that it works with."""
    alone: StrictBool = False
    """Naming it is enough to begin, without any number."""

    def figure(self, name: str) -> Decimal:
        """Return a number that a document gives.

        Raises:
            KeyError: there is none of that name.
        """
        return {figure.name: figure.value for figure in self.numbers}[name]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The lines of its figures, each once."""
        return tuple(dict.fromkeys(figure.source for figure in self.numbers))


class CalculationData(Strict):
    """All of calculations.yml, each kind by its id."""

    blocks: tuple[str, ...]
    """Cues of messages that no calculation is for."""
    units: tuple[WrittenUnit, ...]
    ranges: Mapping[str, Range]
    questions: Mapping[str, Ask]
    fields: Mapping[str, Field]
    results: Mapping[str, ResultName]
    calculations: Mapping[str, Calculation]


def load_calculations(folder: Path = DATA) -> CalculationData:
    """Read and check calculations.yml.

    Raises:
        KnowledgeError: the file cannot be read, or an entry is wrong.
    """
    file = f"{FILE}.yml"
    keys = ("units", "ranges", "questions", "fields", "results", "calculations")
    data = read_document(folder, FILE, (*keys, "blocks"))
    lists = {key: entries(file, key, data[key]) for key in keys}
    documents = knowledge().documents
    units = tuple(parse_entry(file, row, WrittenUnit) for row in lists["units"])
    for unit in units:
        if unit.kind not in KEPT_IN:
            accepted = ", ".join(KEPT_IN)
            raise KnowledgeError(file, f"entry {unit.id!r}", f"kind {unit.kind!r}: accepted are {accepted}")
    calculations = {}
    for row in lists["calculations"]:
        numbers = [
            {**number, "source": source_of(file, row["id"], number.get("source"), documents)}
            for number in row.get("numbers", [])
        ]
        calculations[row["id"]] = parse_entry(file, {**row, "numbers": numbers}, Calculation)
    return CalculationData(
        blocks=data["blocks"],
        units=units,
        ranges={row["id"]: parse_entry(file, row, Range) for row in lists["ranges"]},
        questions={row["id"]: parse_entry(file, row, Ask) for row in lists["questions"]},
        fields={row["id"]: parse_entry(file, row, Field) for row in lists["fields"]},
        results={row["id"]: parse_entry(file, row, ResultName) for row in lists["results"]},
        calculations=calculations,
    )


@lru_cache(maxsize=1)
def calculation_data() -> CalculationData:
    """Return the calculations that come with the assistant, read once.

    Raises:
        KnowledgeError: the data is wrong.
    """
    return load_calculations()
