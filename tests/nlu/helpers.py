from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.nlu.understanding import understand

# A Wednesday, two in the afternoon.
# Tells a danger sign in words that the lexicon does not know.
UNKNOWN_WORDS = "the air in this room has run out for me"

NOW = datetime(2025, 6, 18, 14, 0)


def roles(text: str) -> dict[str, tuple[str, ...]]:
    return understand(text, NOW).roles()


def values(text: str, entity: str) -> list[Any]:
    return [item.value for item in understand(text, NOW).of(entity)]
