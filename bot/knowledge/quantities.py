"""Numbers with units, as nurses write them, and the arithmetic of units.

Amounts are decimals: what is written is what is calculated with. Nothing is guessed: a number that could be
read in two ways is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Optional

from bot.knowledge.models import Strict

if TYPE_CHECKING:
    from pint import UnitRegistry

# The few units that are needed; pint's own file of a thousand takes a fifth of a second to read.
_DEFINITIONS = (
    "kilogram = [mass] = kg",
    "gram = 0.001 * kilogram = g",
    "milligram = 0.000001 * kilogram = mg",
    "pound = 0.45359237 * kilogram = lb",  # exact by definition
    "milliliter = [volume] = mL",
    "liter = 1000 * milliliter = L",
    "minute = [time] = min",
    "hour = 60 * minute = h",
    "percent_solution = 10 * milligram / milliliter",  # 1% is 1 g in 100 mL
)


class WrittenUnit(Strict):
    """One unit of calculations.yml."""

    id: str
    kind: str
    unit: str
    shown: str
    written: tuple[str, ...]


@dataclass(frozen=True)
class Quantity:
    """One number of a message.

    Attributes:
        kind: what it is, with the unit it is kept in (``weight_kg``); ``bare`` for a number without a unit.
        amount: the number, in the unit that ``kind`` names.
        shown: number and unit as the person wrote them.
        start: where it begins in the plain text.
        end: where it ends.
        to: the upper end of a range such as "0.5-1 mL/kg/h".
    """

    kind: str
    amount: Decimal
    shown: str
    start: int
    end: int
    to: Optional[Decimal] = None


@lru_cache(maxsize=1)
def registry() -> UnitRegistry:
    """Return the registry of units, built at the first calculation: importing pint takes long."""
    from pint import UnitRegistry

    units: UnitRegistry = UnitRegistry(None, non_int_type=Decimal)
    for definition in _DEFINITIONS:
        units.define(definition)
    return units


def convert(amount: Decimal, unit: str, wanted: str) -> Decimal:
    """Return ``amount`` of ``unit`` in the unit ``wanted``.

    Raises:
        pint.DimensionalityError: the units measure different things.
    """
    return Decimal(registry().Quantity(amount, unit).to(wanted).magnitude)


KEPT_IN = {
    "weight_kg": "kg",
    "weight_lb": "lb",
    "rate_ml_per_kg_per_hour": "mL/kg/h",
    "rate_ml_per_hour": "mL/h",
    "rate_mg_per_kg_per_min": "mg/kg/min",
    "concentration_percent": "percent_solution",
    "dose_g": "g",
    "dose_g_per_kg": "g/kg",
    "volume_ml": "mL",
    "length_h": "h",
}
"""The unit, in pint's terms, of each kind of value."""

_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+)"
# A number stands alone: not in a word, a fraction, a date, a ratio or behind another number ("1 200").
_BEFORE = r"""(?<![\w.,/:^*×%'"-])(?<![0-9] (?=[0-9]{3}(?![0-9])))"""
_DASH = r" ?(?:-|to) ?"
_MINUS = re.compile("[\u2010-\u2015\u2212]")
# A bare number is followed by no unit, known or not ("5 mL/kg/day", "40 min in").
_OTHER_UNITS = (
    r"m[lL]s?|cc|mg|mcg|ug|ng|g|gm|grams?|kg|kgs?|gtts?|drops?|iu|units?|meq|mmol|st|stones?|oz|lbs?|min|mins|minutes?|"
    r"s|sec|h|hr|hrs|hours?|days?|d|wks?|weeks?|months?|years?|yo|yr|yrs|y|am|pm|a\.m|p\.m|f|c|degrees|cm|ft|in|times?|x"
)
_BARE_END = rf"(?![\w/:^*×°%'\"]|-[\w]|[.,][0-9]| [0-9]{{3}}(?![0-9])| ?(?:{_OTHER_UNITS})(?![\w]))"


def plain(text: str) -> str:
    """Return the text with plain digits, spaces, minus and fraction signs; case is kept."""
    text = unicodedata.normalize("NFKC", text).replace("\u2044", "/")
    text = _MINUS.sub("-", text)
    text = re.sub(r"(?<=[0-9]) ?% ?- ?(?=[0-9.]+ ?%)", "-", text)  # "5%-10%" is one range
    return " ".join(text.split())


def number(written: str) -> Decimal:
    """Read a number: "7,000" is seven thousand, "0,5" a half.

    Raises:
        decimal.InvalidOperation: it is none.
    """
    written = written.replace("+", "")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", written):
        return Decimal(written.replace(",", ""))
    return Decimal(written.replace(",", "."))


def find(text: str, units: Sequence[WrittenUnit]) -> list[Quantity]:
    """Return the quantities of ``text`` (made plain before), in order; numbers without a unit as ``bare``."""
    found: list[Quantity] = []
    for match in _patterns(tuple(units)).finditer(text):
        unit = next((u for u in units if match[u.id] is not None), None)
        low, high = match["low"], match["high"]
        if unit is None:
            found.append(Quantity("bare", number(low), low, match.start(), match.end()))
            continue
        kept = KEPT_IN[unit.kind]
        amounts = [convert(number(part), unit.unit, kept) for part in (low, high) if part is not None]
        space = "" if unit.shown == "%" else " "
        shown = f"{'-'.join(part for part in (low, high) if part)}{space}{unit.shown}"
        upper = amounts[1] if len(amounts) > 1 else None
        found.append(Quantity(unit.kind, amounts[0], shown, match.start(), match.end(), upper))
    return found


@lru_cache(maxsize=4)
def _patterns(units: tuple[WrittenUnit, ...]) -> re.Pattern[str]:
    """Return the pattern of a number or a range of two with a unit, or of a number that stands alone."""
    named = "|".join(f"(?P<{unit.id}>{'|'.join(unit.written)})" for unit in units)
    ranged = f"(?P<low>{_NUMBER})(?:{_DASH}(?P<high>{_NUMBER}))?"
    with_unit = rf" ?-?(?:{named})(?![\w/^%])(?! ?/ ?[a-z])(?! per (?:kg|kilo|min|minute|h|hr|hour|day)\b)"
    return re.compile(f"{_BEFORE}{ranged}(?:{with_unit}|{_BARE_END})", re.IGNORECASE)


# ---- times ---------------------------------------------------------------------------------------

_CLOCK = re.compile(
    r"(?<![\w.,:/-])(?:(?P<h>[01]?[0-9]|2[0-3])[:.h](?P<m>[0-5][0-9])(?![0-9:]) ?(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<h12>0?[1-9]|1[0-2]) ?(?P<half12>[ap]\.?m\b\.?)"
    r"|(?P<military>(?:[01][0-9]|2[0-3])[0-5][0-9])(?= ?(?:h|hrs|hours?)?(?: start|$|[,;?!. ]))"
    r"|(?P<word>noon|midnight)\b)",
    re.IGNORECASE,
)
_START_IN = re.compile(
    r"\b(?:in|within) (?P<n>-?[0-9]+(?:\.[0-9]+)?) ?(?P<unit>minutes?|mins?|hours?|hrs?|h|m)\b", re.IGNORECASE
)
DAY_MINUTES = 24 * 60


def clock_times(text: str) -> list[tuple[int, int, int]]:
    """Return the clock times of a plain text: minutes after midnight, and where each begins and ends.

    An impossible one ("13 pm") is left out.
    """
    found = []
    for match in _CLOCK.finditer(text):
        minutes = _minutes(match)
        if minutes is not None:
            found.append((minutes, match.start(), match.end()))
    return found


def _minutes(match: re.Match[str]) -> Optional[int]:
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else DAY_MINUTES // 2
    if match["military"]:
        return int(match["military"][:2]) * 60 + int(match["military"][2:])
    hour, half = int(match["h"] or match["h12"]), match["half"] or match["half12"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    return hour * 60 + int(match["m"] or 0)


def minutes_to_start(text: str) -> Optional[Decimal]:
    """Return the minutes of "starts in 45 min", where a plain text says so."""
    match = _START_IN.search(text)
    if match is None:
        return None
    amount = Decimal(match["n"])
    return amount * 60 if match["unit"].lower().startswith("h") else amount
