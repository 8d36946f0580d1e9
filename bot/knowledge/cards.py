"""The nurse's quick-reference cards, built from statements: nothing about medicine is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

from pydantic import StrictBool, root_validator

from bot.knowledge.data_files import DATA, KnowledgeError, Row, entries, parse_entry, read_document
from bot.knowledge.loader import check_known, knowledge, source_of
from bot.knowledge.models import GS_MARK, Knowledge, Source, Strict

FILE = "cards"


class Line(Strict):
    """One line of a card: a statement, a disagreement, or a text of its own with its support."""

    statement: Optional[str] = None
    disagreement: Optional[str] = None
    text: Optional[str] = None
    sources: tuple[Source, ...] = ()
    gs: StrictBool = False
    gates: tuple[str, ...] = ()
    example: StrictBool = False
    """It says how to write to the assistant and nothing about medicine."""

    @root_validator(skip_on_failure=True)
    def _one_kind_with_support(cls, values: dict[str, Any]) -> dict[str, Any]:
        named = [key for key in ("statement", "disagreement", "text") if values[key] is not None]
        if len(named) != 1:
            raise ValueError(f"{named}: accepted is one of statement, disagreement, text")
        if values["text"] is None:
            if values["sources"] or values["gs"] or values["gates"]:
                raise ValueError("sources, gs and gates: accepted beside a text only")
            return values
        if not values["sources"] and not values["gs"]:
            raise ValueError("no support: accepted is at least one source, or gs: true")
        if not values["example"] and values["gs"] != (GS_MARK in values["text"]):
            raise ValueError(f"gs {values['gs']}: accepted is gs: true where the text says {GS_MARK!r}")
        return values


class Section(Strict):
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


class CardValue(Strict):
    """A figure of the payload and the line that holds it."""

    name: str
    value: Any
    """As the line writes it: a number, or a number word."""
    number: float
    source: Source


class Card(Strict):
    """One card of the quick reference."""

    id: str
    group: str
    """The shelf that it stands on."""
    title: str
    first: tuple[Line, ...]
    """What to do first."""
    sections: tuple[Section, ...]
    values: tuple[CardValue, ...] = ()
    asks: tuple[str, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in reading order."""
        return self.first + tuple(line for section in self.sections for line in section.lines)


class Group(Strict):
    """A shelf of cards."""

    id: str
    title: str


class Texts(Strict):
    """What is said about the view itself."""

    nurse_on: str
    patient_on: str
    for_nurses: str


class Cards(Strict):
    """All of cards.yml."""

    abbreviations: Mapping[str, str]
    blocks: tuple[str, ...]
    """Cues of questions that no card answers."""
    lookup: tuple[str, ...]
    """Words of someone who looks something up."""
    told: tuple[str, ...]
    """Words of someone who tells of a patient."""
    texts: Texts
    groups: Mapping[str, Group]
    """In the order in which they are shown."""
    cards: Mapping[str, Card]


def line_text(line: Line, known: Knowledge) -> str:
    """Return the words of a line, without its passages."""
    if line.statement is not None:
        return known.statements[line.statement].clinician
    if line.disagreement is not None:
        return known.disagreements[line.disagreement].clinician.removeprefix("The documents differ: ")
    return str(line.text)


def line_sources(line: Line, known: Knowledge) -> tuple[Source, ...]:
    """Return the lines of the documents behind a line of a card."""
    if line.statement is not None:
        return known.statements[line.statement].sources
    if line.disagreement is not None:
        return known.disagreements[line.disagreement].sources
    return line.sources


def differences(lines: Iterable[Line], known: Knowledge) -> tuple[str, ...]:
    """Return the ids of the disagreements that the statements of some lines touch, each once."""
    statements = [known.statements[line.statement] for line in lines if line.statement is not None]
    found = (name for statement in statements for name in statement.disagreements_for("nurse"))
    return tuple(dict.fromkeys(found))


def card_sources(card: Card) -> tuple[Source, ...]:
    """Return every line of the documents behind a card, each once, in reading order."""
    known = knowledge()
    found = [source for line in card.lines for source in line_sources(line, known)]
    for name in differences(card.lines, known):
        found.extend(known.disagreements[name].sources)
    return tuple(dict.fromkeys(found))


def card_text(card: Card) -> str:
    """Return a card as text: what to do first, then its sections, each line with its passages.

    It may hold ``{emergency_number}``, for the caller to fill in.
    """
    known = knowledge()
    parts = [card.title, *(f"FIRST: {_cited(line, known)}" for line in card.first)]
    for section in card.sections:
        parts.append(f"{section.title}:")
        parts.extend(f"• {_cited(line, known)}" for line in section.lines)
    names = differences(card.lines, known)
    if names:
        parts.append("Where the documents disagree:")
        parts.extend(f"• {_cited(Line(disagreement=name), known)}" for name in names)
    return "\n".join(parts)


def _cited(line: Line, known: Knowledge) -> str:
    """Return a line's words with those of its passages that the words do not name themselves."""
    words = line_text(line, known)
    passages = [s.passage for s in line_sources(line, known) if s.passage not in words]
    return f"{words} [{', '.join(passages)}]" if passages else words


# ---- loading -------------------------------------------------------------------------------------


def load_cards(folder: Path = DATA) -> Cards:
    """Read and check cards.yml.

    Raises:
        KnowledgeError: the file cannot be read, an entry is wrong, or it names what does not exist.
    """
    file = f"{FILE}.yml"
    keys = ("abbreviations", "blocks", "lookup", "told", "texts", "groups", "cards")
    data = read_document(folder, FILE, keys)
    known = knowledge()
    groups = {row["id"]: parse_entry(file, row, Group) for row in entries(file, "groups", data["groups"])}
    cards = {}
    for row in entries(file, "cards", data["cards"]):
        card = parse_entry(file, _resolved(file, row, known), Card)
        check_known(file, card.id, "group", [card.group], groups)
        for line in card.lines:
            _check_line(file, card.id, line, known)
        cards[card.id] = card
    try:
        return Cards(**{**data, "groups": groups, "cards": cards})
    except ValueError as error:
        raise KnowledgeError(file, "lists of words and texts", f"accepted are words: {error}") from error


def _resolved(file: str, row: Row, known: Knowledge) -> Row:
    """Return an entry with its passage ids turned into sources, and its values into numbers."""

    def cited(line: Any) -> Any:
        if not isinstance(line, dict):
            return line
        passages = line.get("sources", [])
        return {**line, "sources": [source_of(file, row["id"], p, known.documents) for p in passages]}

    def valued(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        rest = {key: part for key, part in value.items() if key != "as"}
        source = source_of(file, row["id"], value.get("source"), known.documents)
        return {**rest, "number": value.get("as", value.get("value")), "source": source}

    sections = [
        {**section, "lines": [cited(line) for line in section.get("lines", [])]}
        for section in row.get("sections", [])
    ]
    values = [valued(value) for value in row.get("values", [])]
    first = [cited(line) for line in row.get("first", [])]
    return {**row, "first": first, "sections": sections, "values": values}


def _check_line(file: str, card: str, line: Line, known: Knowledge) -> None:
    """Refuse a line that names what does not exist, is for patients, or lacks a gate that it needs."""
    where = f"entry {card!r}"
    if line.statement is not None:
        if line.statement not in known.statements:
            accepted = ", ".join(known.statements)
            raise KnowledgeError(file, where, f"statement {line.statement!r}: accepted are {accepted}")
        if not known.statements[line.statement].for_audience("nurse"):
            raise KnowledgeError(
                file, where, f"statement {line.statement!r} is for patients: accepted is nurse or both"
            )
    if line.disagreement is not None and line.disagreement not in known.disagreements:
        accepted = ", ".join(known.disagreements)
        raise KnowledgeError(file, where, f"disagreement {line.disagreement!r}: accepted are {accepted}")
    for name in line.gates:
        if name not in known.gates:
            raise KnowledgeError(file, where, f"gate {name!r}: accepted are {', '.join(known.gates)}")
        for phrase in known.gates[name].clinician_must_say:
            if phrase.lower() not in str(line.text).lower():
                raise KnowledgeError(
                    file,
                    where,
                    f"text {line.text!r} under gate {name!r}: accepted is one that says {phrase!r}",
                )
    for gate in known.gates.values():
        own = line.text is not None and not line.example and gate.clinician_must_say
        if own and gate.id not in line.gates and gate.wanted_by(str(line.text)):
            raise KnowledgeError(
                file, where, f"text {line.text!r} needs gate {gate.id!r}: accepted with it ({gate.condition})"
            )


@lru_cache(maxsize=1)
def cards() -> Cards:
    """Return the cards that come with the assistant, read once.

    Raises:
        KnowledgeError: the data is wrong.
    """
    return load_cards()
