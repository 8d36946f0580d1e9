"""What the small engines hand to `understand`."""

from __future__ import annotations

from typing import NamedTuple, Optional, Union


class Piece(NamedTuple):
    """An entity over tokens.

    Attributes:
        entity: its name.
        value: its value.
        role: its role, or None.
        start: first token.
        end: token after the last.
    """

    entity: str
    value: Union[str, int, float]
    role: Optional[str]
    start: int
    end: int
