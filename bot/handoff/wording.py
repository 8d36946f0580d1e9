"""The words of the handoff, from ``wording.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Dict, Iterable

from pydantic import Field, constr

from bot.handoff.known import State
from bot.protocol.loader import fill as load_file
from bot.protocol.models import Strict
from bot.protocol.texts import fill

WORDING = Path(__file__).resolve().parent / "wording.yml"
SEPARATOR = "; "
HOURS_OF_DAYS = 48.0  # from here on hours are also told in days

Phrase = constr(strip_whitespace=True, min_length=1)


class Shown(Strict):
    """How a state is shown: a symbol, and the words beside it."""

    symbol: str = Field(min_length=1, max_length=2)
    words: str = Field(min_length=1)


class Wording(Strict):
    """wording.yml."""

    clinician: Dict[str, Phrase]  # type: ignore[valid-type]
    patient: Dict[str, Phrase]  # type: ignore[valid-type]
    states: Dict[State, Shown]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the words, loaded once.

    Raises:
        bot.protocol.loader.ProtocolError: the file is wrong; it names the entry.
    """
    return load_file(Wording, WORDING)


def clinician(phrase: str, **values: object) -> str:
    """Return a sentence for a clinician.

    Raises:
        KeyError: no phrase of that name, or a placeholder without its value.
    """
    return str(wording().clinician[phrase]).format(**values)


def patient(phrase: str, who: str = "self", **values: object) -> str:
    """Return a sentence for the person in the chat.

    Raises:
        KeyError: no phrase of that name, or a placeholder without its value.
    """
    return fill(str(wording().patient[phrase]), who, **{name: str(value) for name, value in values.items()})


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence; names may hold commas."""
    return SEPARATOR.join(names)


def hours_text(hours: float, hour: str = "h", day: str = "days") -> str:
    """Return a number of hours with its unit, from two days on in days too: ``"72 h (3 days)"``."""
    shown = f"{_short(hours)} {hour}"
    if hours < HOURS_OF_DAYS:
        return shown
    return f"{shown} ({_short(hours / 24)} {day})"


def _short(number: float) -> str:
    rounded = round(number, 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
