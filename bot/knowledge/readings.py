"""What a nurse's message gives to calculate with. Two values of one kind are none: the nurse is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.calculation_sheet import UNIT_LEFT_OPEN
from bot.knowledge.calculations import RATES, UPPER
from bot.knowledge.quantities import Quantity, clock_times, convert, find, minutes_to_start, plain

WEIGHTS = ("weight_kg", "weight_lb", UNIT_LEFT_OPEN)
DOSES = ("dose_g", "dose_g_per_kg", "volume_ml")
STARTS = ("start_clock_minutes", "start_in_minutes")
# A weight in both units is one weight where they agree to within a pound.
_SAME_WEIGHT_LB = Decimal(1)
_UNIT_ALONE = re.compile(
    r"^\W*(?:it'?s?|it is|that is|that'?s|in|the weight is|sorry|yes|yep|ok)?\s*(?:in )?"
    r"(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?)\W*(?:please|thanks|thx|ofc|of course)?\W*$",
    re.IGNORECASE,
)
_REDUCTION_BEFORE = re.compile(
    r"\b(?:by|reduce|cut|slow|slowed|drop|down|decrease|lower) (?:it |to |rate )?$", re.I
)
_REDUCTION_BEHIND = re.compile(
    r"^ ?(?:of\b(?! (?:a|the)? ?\w+ ?product)|slower|less|reduction|cut|rate)", re.I
)


@dataclass
class Reading:
    """The values of one message.

    Attributes:
        given: values by kind; a range of rates has its upper end under ``<kind>_to``.
        unclear: ids of the questions about values that were given twice.
        bare: numbers without a unit.
        reduction: a cut of the rate in percent ("by 50%"), which is no concentration.
        unit_alone: ``weight_kg`` or ``weight_lb`` for a message that is but a unit.
    """

    given: dict[str, Decimal] = field(default_factory=dict)
    unclear: list[str] = field(default_factory=list)
    bare: list[Decimal] = field(default_factory=list)
    reduction: Decimal | None = None
    unit_alone: str | None = None

    def has(self, *kinds: str) -> bool:
        """Tell whether a value of one of these kinds was given."""
        return any(kind in self.given for kind in kinds)


def read(text: str) -> Reading:
    """Read the values of a message."""
    words = plain(text)
    reading = Reading()
    found: dict[str, list[Quantity]] = {}
    for quantity in find(words, calculation_data().units):
        if quantity.kind == "bare":
            reading.bare.append(quantity.amount)
        elif quantity.kind == "concentration_percent" and _is_reduction(quantity, words):
            reading.reduction = quantity.amount
        else:
            found.setdefault(quantity.kind, []).append(quantity)
    _merge_weights(found)
    _take(reading, found, WEIGHTS, "which_weight", ranges=False)
    _take(reading, found, RATES, "which_rate", ranges=True)
    _take(reading, found, DOSES, "which_dose", ranges=False)
    _take(reading, found, ("concentration_percent",), "concentration", ranges=False)
    _take_start(reading, words)
    unit = _UNIT_ALONE.match(words)
    if unit is not None:
        reading.unit_alone = "weight_kg" if unit["unit"].lower().startswith("k") else "weight_lb"
    return reading


def _is_reduction(quantity: Quantity, words: str) -> bool:
    before, behind = words[: quantity.start], words[quantity.end :]
    asked = bool(_REDUCTION_BEFORE.search(before) or _REDUCTION_BEHIND.match(behind))
    return quantity.shown.endswith("%") and (asked or quantity.amount == 50)


def _merge_weights(found: dict[str, list[Quantity]]) -> None:
    """Drop the pounds of "70 kg (154 lb)" where both say the same."""
    kilograms, pounds = found.get("weight_kg"), found.get("weight_lb")
    if not kilograms or not pounds:
        return
    both = [(k.amount, p.amount) for k in kilograms for p in pounds]
    if all(abs(convert(k, "kg", "lb") - p) <= _SAME_WEIGHT_LB for k, p in both):
        del found["weight_lb"]


def _take(
    reading: Reading, found: dict[str, list[Quantity]], kinds: tuple[str, ...], question: str, ranges: bool
) -> None:
    """Take the one value of some kinds that exclude one another; more than one is unclear."""
    values = {(q.kind, q.amount, q.to) for kind in kinds for q in found.get(kind, [])}
    if not values:
        return
    kind, amount, upper = next(iter(values))
    if len(values) > 1 or (upper is not None and not ranges):
        reading.unclear.append(question)
        return
    reading.given[kind] = amount
    if upper is not None:
        reading.given[kind + UPPER] = upper


def _take_start(reading: Reading, words: str) -> None:
    times = {minutes for minutes, _, _ in clock_times(words)}
    away = minutes_to_start(words)
    if len(times) == 1:
        reading.given["start_clock_minutes"] = Decimal(times.pop())
    elif times:
        reading.unclear.append("start")
    elif away is not None:
        reading.given["start_in_minutes"] = away
