"""The sheet of paper of one calculation: its values, its formulas, and what is accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Optional

from bot.knowledge.calculation_data import Calculation, calculation_data
from bot.knowledge.quantities import KEPT_IN, convert, registry

Given = Mapping[str, Decimal]

UNIT_LEFT_OPEN = "weight_without_unit"
SHOWN = {
    **KEPT_IN,
    "concentration_percent": "%",
    "start_in_minutes": "min",
    "start_clock_minutes": "min after midnight",
}


@dataclass
class Outcome:
    """What came of a calculation.

    Attributes:
        lines: the steps, each a formula with its numbers and the result with its unit.
        values: numbers with their unit in the name, given and calculated.
        asks: ids of the questions (calculations.yml) for what is missing, in order.
        refused: why nothing was calculated; empty where nothing was refused.
    """

    lines: list[str] = field(default_factory=list)
    values: dict[str, Decimal] = field(default_factory=dict)
    asks: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Refused(Exception):
    """A value lies outside what is accepted; the text says so to the nurse."""


def show(amount: Decimal) -> str:
    """Write a number for people: two decimals, three below 1, no trailing zeros, commas between thousands."""
    written = f"{_rounded(amount):,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01") if abs(amount) >= 1 else Decimal("0.001"), ROUND_HALF_UP)


def equals(amount: Decimal) -> str:
    """Write the right side of a formula, "≈" where the number shown is rounded."""
    return f"{'=' if _rounded(amount) == amount else '≈'} {show(amount)}"


def with_unit(amount: Decimal, kind: str) -> str:
    """Write a value with its unit."""
    unit = SHOWN[kind]
    return f"{show(amount)}%" if unit == "%" else f"{show(amount)} {unit}"


def out_of_range(kind: str, amount: Decimal) -> Optional[str]:
    """Say why an amount is not accepted, with the accepted range; None where it is."""
    accepted = calculation_data().ranges.get("weight_kg" if kind == "weight_lb" else kind)
    if accepted is None:
        return None
    kilograms = convert(amount, "lb", "kg") if kind == "weight_lb" else amount
    if accepted.holds(kilograms):
        return None
    unit = "%" if accepted.unit == "%" else f" {accepted.unit}"
    limits = f"{show(accepted.least)} to {show(accepted.most)}{unit}"
    if accepted.id == "weight_kg":
        pounds = [show(convert(end, "kg", "lb")) for end in (accepted.least, accepted.most)]
        limits += f" ({pounds[0]} to {pounds[1]} lb)"
    return (
        f"{accepted.name} of {with_unit(amount, kind)} is not accepted: the accepted range is {limits}. "
        f"Reason: {accepted.reason} (general safety advice)."
    )


class Sheet:
    """The sheet of paper of one calculation: what is given, and what was worked out so far."""

    def __init__(self, calculation: Calculation, given: Given, outcome: Outcome) -> None:
        self.calculation = calculation
        self.given = given
        self.outcome = outcome

    def put(self, kind: str, amount: Decimal, prefix: str = "") -> Decimal:
        """Note a value of the payload; a result outside the accepted range refuses the calculation."""
        problem = out_of_range(kind, amount)
        if problem is not None:
            raise Refused(f"The result is implausible. {problem}")
        self.outcome.values[f"{prefix}{kind}"] = amount
        return amount

    def line(self, text: str) -> None:
        """Write down one step."""
        self.outcome.lines.append(text)

    def need(self, question: str) -> None:
        """Note a question (its id) for what is missing."""
        if question not in self.outcome.asks:
            self.outcome.asks.append(question)

    def of(self, amount: Decimal, kind: str, other: Decimal, other_kind: str, wanted: str) -> Decimal:
        """Multiply two values with their units and return the product in the unit of ``wanted``."""
        units = registry()
        product = units.Quantity(amount, KEPT_IN[kind]) * units.Quantity(other, KEPT_IN[other_kind])
        return Decimal(product.to(KEPT_IN[wanted]).magnitude)

    def over(self, amount: Decimal, kind: str, other: Decimal, other_kind: str, wanted: str) -> Decimal:
        """Divide two values with their units and return the quotient in the unit of ``wanted``."""
        units = registry()
        quotient = units.Quantity(amount, KEPT_IN[kind]) / units.Quantity(other, KEPT_IN[other_kind])
        return Decimal(quotient.to(KEPT_IN[wanted]).magnitude)

    def weight(self) -> Optional[Decimal]:
        """Return the weight in kg, converting pounds in sight of the reader; ask where it is missing."""
        if "weight_kg" in self.given:
            return self.put("weight_kg", self.given["weight_kg"])
        if "weight_lb" in self.given:
            pounds = self.given["weight_lb"]
            kilograms = convert(pounds, "lb", "kg")
            if "weight_lb" not in self.outcome.values:
                factor = convert(Decimal(1), "lb", "kg").normalize()
                self.line(f"Weight: {show(pounds)} lb × {factor} kg/lb {equals(kilograms)} kg")
            self.put("weight_lb", pounds)
            return self.put("weight_kg", kilograms)
        self.need("weight_unit" if UNIT_LEFT_OPEN in self.given else "weight")
        return None

    def concentration(self) -> Optional[Decimal]:
        """Return the concentration in percent, or ask for it."""
        if "concentration_percent" in self.given:
            return self.put("concentration_percent", self.given["concentration_percent"])
        self.need("concentration")
        return None

    def mg_per_ml(self, percent: Decimal) -> str:
        """Write a concentration in mg/mL."""
        amount = convert(percent, KEPT_IN["concentration_percent"], "mg/mL")
        return f"{show(amount)} mg/mL"
