"""What the answers of a message amount to, whatever was asked, and how a sign is set."""

from __future__ import annotations

from typing import Dict

from bot.protocol.findings import Finding, Status
from bot.protocol.models import Protocol

YES = frozenset({"yes", "all"})
NO = frozenset({"no", "none"})
UNKNOWN = frozenset({"unknown", "skip"})
HEDGED = frozenset({"likely_no", "maybe"})


def set_present(signs: Dict[str, Finding], code: str, data: Protocol) -> None:
    """Set a sign present, and every sign that it implies."""
    signs[code] = Finding(status=Status.PRESENT)
    for implied in data.signs[code].implies:
        if signs.get(implied) is None or signs[implied].status is not Status.PRESENT:
            signs[implied] = Finding(status=Status.PRESENT)
