"""What the engine handles: values that never change, and are equal where their fields are."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Value(BaseModel):
    """Base of immutable values.

    pydantic writes both sides out as dictionaries, all the way down, to compare them: with findings that
    took a tenth of a message. Here the fields are compared as they are.
    """

    class Config:
        """Values never change in place, and have no fields that nobody named."""

        frozen = True
        extra = "forbid"

    def __eq__(self, other: Any) -> bool:
        """Tell whether another value is of the same kind and has equal fields."""
        return self is other or (type(self) is type(other) and self.__dict__ == other.__dict__)
