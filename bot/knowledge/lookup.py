"""Looking something up in the quick reference: cards, calculations and statements, ranked and cited.

Where the documents hold no answer, that is said, and whom to ask; a card that the words name is shown all
the same, unless the words ask for what no card tells (a dose).
"""

from __future__ import annotations

from typing import Any

from bot.knowledge import shorthand
from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.cards import cards
from bot.knowledge.cited import shown_sources
from bot.knowledge.loader import knowledge
from bot.knowledge.models import GS_MARK, Statement
from bot.knowledge.replies import Replies

LONGEST_QUERY = 200  # characters
MOST_CARDS = 4
MOST_CALCULATIONS = 2
MOST_STATEMENTS = 8


def look_up(query: str, replies: Replies) -> dict[str, Any]:
    """Return what the quick reference holds for a query.

    Args:
        query: a few words or a question; the caller sees to its length.
        replies: the index over the documents.

    Returns:
        ``held``: whether the documents hold it. ``text``: where they do not, the words that say so and whom
        to ask; may hold ``{emergency_number}``. ``results``: cards, then calculations, then statements, each
        kind with the nearest first.
    """
    answer = replies.answer(query, "nurse")
    found = _cards(query)
    results = [_card(name) for name in found] + [_calculation(name) for name in _calculations(query)]
    if answer.answerable:
        known = knowledge().statements
        first = [known[name] for name in answer.statements]
        more = replies.found(query, MOST_STATEMENTS)
        statements = {entry.id: entry for entry in (*first, *more)}
        shown = {result["text"] for result in results}  # a card begins with a statement: it is said once
        told = [entry for entry in statements.values() if entry.clinician not in shown]
        results += [_statement(entry) for entry in told[:MOST_STATEMENTS]]
    held = bool(results)
    return {"held": held, "text": "" if held else answer.text, "results": results}


def _cards(query: str) -> list[str]:
    """Return the cards that the words name, the longest cue first, then in the cards' own order."""
    data = cards()
    said = shorthand.words(query, data.abbreviations)
    lengths = {
        card.id: shorthand.best(card.asks, said)
        for card in data.cards.values()
        if not shorthand.blocked(data.blocks, card.asks, said)
    }
    return _longest_first(lengths)[:MOST_CARDS]


def _calculations(query: str) -> list[str]:
    """Return the calculations that the words name."""
    data = calculation_data()
    said = shorthand.words(query, cards().abbreviations)
    if shorthand.blocked(data.blocks, (), said):
        return []
    lengths = {entry.id: shorthand.best(entry.asks, said) for entry in data.calculations.values()}
    return _longest_first(lengths)[:MOST_CALCULATIONS]


def _longest_first(lengths: dict[str, int]) -> list[str]:
    met = [name for name, length in lengths.items() if length]
    return sorted(met, key=lambda name: -lengths[name])


def _card(name: str) -> dict[str, Any]:
    card = cards().cards[name]
    known = knowledge()
    first = card.first[0]
    text = known.statements[first.statement].clinician if first.statement else str(first.text)
    sources = known.statements[first.statement].sources if first.statement else first.sources
    return {
        "kind": "card",
        "id": name,
        "title": card.title,
        "text": text,
        "general": GS_MARK in text,
        "sources": shown_sources(sources),
        "cards": [name],
    }


def _calculation(name: str) -> dict[str, Any]:
    entry = calculation_data().calculations[name]
    return {
        "kind": "calculation",
        "id": name,
        "title": entry.title,
        "text": entry.formula,
        "general": False,
        "sources": shown_sources(entry.sources),
        "cards": [entry.card],
    }


def _statement(entry: Statement) -> dict[str, Any]:
    lines = ((card.id, line.statement) for card in cards().cards.values() for line in card.lines)
    return {
        "kind": "statement",
        "id": entry.id,
        "title": None,
        "text": entry.clinician,
        "general": GS_MARK in entry.clinician,
        "sources": shown_sources(entry.sources),
        "cards": list(dict.fromkeys(card for card, statement in lines if statement == entry.id)),
    }
