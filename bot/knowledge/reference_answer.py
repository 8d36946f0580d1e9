"""The answer of the quick reference, as a conversation and its clients take it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from bot.knowledge.models import Source, Strict


class ReferenceAnswer(Strict):
    """What the quick reference says to a message; the text may hold ``{emergency_number}``."""

    text: str
    values: Mapping[str, float] = {}
    """Numbers with their unit in the name, given and calculated."""
    card: str
    """The card, or the one that the calculation stands beside."""
    sources: tuple[Source, ...] = ()
    asks: tuple[str, ...] = ()
    """Names of the values that are missing, the first of which the text asks for."""
    refused: bool = False
    """A value lies outside the accepted range, which the text names; nothing was calculated."""
    calculation: Optional[str] = None
    """The calculation that is open: values in the next message go on with it."""
    given: Mapping[str, float] = {}
    """The values to hand to the next call, so that the calculation can go on."""
    question: Optional[str] = None
    """The message contract's name of the question that the text asks, where it has one."""
    buttons: tuple[str, ...] = ()

    def payload(self) -> Optional[dict[str, Any]]:
        """Return the ``reference`` payload of the message contract; none while there is nothing to show."""
        if self.calculation is not None and not self.values:
            return None
        payload: dict[str, Any] = {
            "type": "reference",
            "card": self.card,
            "values": dict(self.values),
            "sources": [source.dict() for source in self.sources],
        }
        if self.calculation is not None:
            payload["calculation"] = self.calculation
        return payload
