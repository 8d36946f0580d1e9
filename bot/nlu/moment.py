"""A moment that notes whether somebody looks at it.

What is understood of a text without asking for the time is the same at any time, and may be kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

_OPERATORS = (
    "add",
    "radd",
    "sub",
    "rsub",
    "lt",
    "le",
    "gt",
    "ge",
    "eq",
    "ne",
    "hash",
    "str",
    "repr",
    "format",
)


class WatchedMoment(datetime):
    """A `datetime` whose every use is noted.

    Attributes:
        was_asked: whether any part of it was read, or it was compared or reckoned with.
    """

    was_asked = False

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute, and note that it was read."""
        if name != "was_asked":
            self.was_asked = True
        return super().__getattribute__(name)


def _noting(name: str) -> Any:
    """Return a special method that notes its use: Python looks these up past `__getattribute__`."""
    method = getattr(datetime, name)

    def noted(self: WatchedMoment, *arguments: Any) -> Any:
        self.was_asked = True
        return method(self, *arguments)

    return noted


for _operator in _OPERATORS:
    setattr(WatchedMoment, f"__{_operator}__", _noting(f"__{_operator}__"))
