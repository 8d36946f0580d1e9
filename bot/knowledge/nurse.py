"""How a nurse's message is taken: as a look-up in the quick reference, or as the report of a patient."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Optional

from bot.knowledge import shorthand
from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.cards import cards
from bot.knowledge.reference import PREMEDICATION_TIME, respond
from bot.knowledge.reference_answer import ReferenceAnswer

# Values alone may go on with a calculation after its card was shown ("premed timing?", then "14:30").
_OPENED_BY_CARD = {"premedication": PREMEDICATION_TIME}
_NUMBER_ALONE = re.compile(r"^\W*[0-9][0-9.,]*[^\w%#]*$")


def answer_to(text: str, open_reference: Any = None, interview: bool = False) -> Optional[ReferenceAnswer]:
    """Answer a nurse's message from the quick reference, or return None.

    Args:
        text: the message.
        open_reference: what `to_keep` returned for the answer before, if there was one.
        interview: a question of the triage is open; a number without a unit then answers that question.
    """
    if interview and _NUMBER_ALONE.match(text):
        return None
    kept = open_reference if isinstance(open_reference, Mapping) else {}
    return respond(text, kept.get("given") or {}, kept.get("calculation"))


def to_keep(answer: ReferenceAnswer) -> dict[str, Any]:
    """Return what the next message may go on with, in a form that a slot can hold."""
    return {
        "calculation": answer.calculation or _OPENED_BY_CARD.get(answer.card),
        "given": dict(answer.given),
    }


def looks_up(text: str) -> bool:
    """Tell whether a message only looks something up: words of a look-up, none that tell of somebody."""
    said = shorthand.words(text, cards().abbreviations)
    return any(shorthand.meets(cue, said) for cue in cards().lookup) and not tells(text)


def tells(text: str) -> bool:
    """Tell whether a message tells of somebody ("pt has", "she started")."""
    own_words = shorthand.words(text, {})
    return any(shorthand.meets(cue, own_words) for cue in cards().told)


def menu() -> str:
    """Return the list of cards and calculations, for a nurse who has just said so."""
    titles = [card.title for card in cards().cards.values()]
    calculations = [entry.title for entry in calculation_data().calculations.values()]
    return f"Cards: {'; '.join(titles)}.\nCalculations: {'; '.join(calculations)}."
