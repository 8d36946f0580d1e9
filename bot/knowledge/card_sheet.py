"""The quick-reference cards as a page shows them: every line with its words, its sources and its mark.

Texts may hold ``{emergency_number}``, for the caller to fill in.
"""

from __future__ import annotations

from typing import Any

from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.cards import Card, Line, cards, differences, line_sources, line_text
from bot.knowledge.cited import shown_sources
from bot.knowledge.loader import knowledge
from bot.knowledge.models import GS_MARK

DIFFER = "Where the documents disagree"


def card_sheet(name: str) -> dict[str, Any]:
    """Return one card.

    Raises:
        KeyError: there is none of that id.
    """
    card = cards().cards[name]
    return {
        "id": card.id,
        "group": card.group,
        "title": card.title,
        "first": [_line(line) for line in card.first],
        "sections": _sections(card),
        "values": [
            {"name": value.name, "value": value.number, "source": value.source.dict()}
            for value in card.values
        ],
        "calculations": [e.id for e in calculation_data().calculations.values() if e.card == card.id],
        "asks": list(card.asks),
    }


def all_cards() -> dict[str, Any]:
    """Return every card, with the shelves that they stand on, in the order in which they are shown."""
    data = cards()
    return {
        "groups": [group.dict() for group in data.groups.values()],
        "cards": [card_sheet(name) for name in data.cards],
    }


def _sections(card: Card) -> list[dict[str, Any]]:
    sections = [
        {"title": section.title, "lines": [_line(line) for line in section.lines if not line.example]}
        for section in card.sections
    ]
    names = differences(card.lines, knowledge())
    sections.append({"title": DIFFER, "lines": [_line(Line(disagreement=name)) for name in names]})
    return [section for section in sections if section["lines"]]


def _line(line: Line) -> dict[str, Any]:
    known = knowledge()
    text = line_text(line, known)
    shown: dict[str, Any] = {
        "id": line.statement or line.disagreement,
        "text": text,
        "general": GS_MARK in text,
        "sources": shown_sources(line_sources(line, known)),
    }
    if line.disagreement is not None:
        entry = known.disagreements[line.disagreement]
        shown["sides"] = [
            {"says": side.says, "about": side.about, "sources": shown_sources(side.sources)}
            for side in entry.sides
        ]
        shown["conclusion"] = entry.conclusion
    return shown
