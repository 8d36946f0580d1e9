"""The nurse's calculations as a form: its fields, what each accepts, and what comes of the values in it.

Pure: the same values give the same result. Every formula, figure and limit is that of ``calculations``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional

from bot.knowledge.calculation_data import Calculation, Field, Range, calculation_data
from bot.knowledge.calculation_sheet import SHOWN, Outcome, out_of_range, show
from bot.knowledge.calculations import calculate, clock
from bot.knowledge.cited import shown_sources
from bot.knowledge.models import GS_MARK
from bot.knowledge.quantities import DAY_MINUTES, convert

CLOCK = "clock"
_START = "start_minutes_after_midnight"
# One number and nothing else. "1,250" could be a thousand or a little over one: it is not read.
_WRITTEN = re.compile(r"[+-]?(?:[0-9]{1,9}(?:[.,][0-9]{0,20})?|[.,][0-9]{1,20})")
_THOUSAND_OR_ONE = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Problem:
    """One value that is not accepted.

    Attributes:
        field: the name that it was given under.
        value: what was given, shortened.
        accepted: what is.
        text: the same for people.
    """

    field: str
    value: str
    accepted: str
    text: str


class FormError(ValueError):
    """Values are not accepted; ``problems`` names each field, its value and what is accepted."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = problems


def form(name: str) -> dict[str, Any]:
    """Return a calculation's form: fields with units and accepted ranges, formula in words, sources.

    Raises:
        KeyError: no calculation of that id.
    """
    entry = calculation_data().calculations[name]
    return {
        "id": entry.id,
        "title": entry.title,
        "card": entry.card,
        "formula": entry.formula,
        "note": entry.note,
        "figures": [
            {"name": f.name, "value": float(f.value), "source": f.source.dict()} for f in entry.numbers
        ],
        "fields": [_shown_field(field, entry) for field in _fields(entry)],
        "sources": shown_sources(entry.sources),
    }


def fill_in(name: str, written: Mapping[str, object]) -> dict[str, Any]:
    """Work out a calculation.

    Args:
        name: its id.
        written: numbers, or numbers as people write them, by kind and unit (``weight_kg``).

    Returns:
        ``results`` (name, number, unit, words), ``steps`` (each formula with its numbers), ``warnings``,
        what is ``missing`` for more, the note, the formula and its sources.

    Raises:
        KeyError: no calculation of that id.
        FormError: a value is not accepted.
    """
    entry = calculation_data().calculations[name]
    given = _read(entry, written)
    outcome = calculate(name, given)
    if outcome.refused:
        raise FormError([_refused(outcome.refused[0])])
    return {
        "calculation": entry.id,
        "title": entry.title,
        "card": entry.card,
        "results": _results(outcome, given, entry),
        "given": [_result(kind, amount) for kind, amount in given.items()],
        "steps": [line for line in outcome.lines if GS_MARK not in line],
        "warnings": [*(line for line in outcome.lines if GS_MARK in line), entry.note],
        "missing": _missing(outcome),
        "formula": entry.formula,
        "sources": shown_sources(entry.sources) if outcome.values else [],
    }


# ---- fields --------------------------------------------------------------------------------------


def _fields(entry: Calculation) -> list[Field]:
    fields = calculation_data().fields.values()
    return [field for field in fields if any(kind in entry.takes for kind in field.kinds)]


def _shown_field(field: Field, entry: Calculation) -> dict[str, Any]:
    kinds = [kind for kind in field.kinds if kind in entry.takes]
    return {"id": field.id, "name": field.name, "kinds": [_shown_kind(kind) for kind in kinds]}


def _shown_kind(kind: str) -> dict[str, Any]:
    accepted = _range(kind)
    least, most = _limits(kind, accepted)
    return {
        "id": kind,
        "unit": SHOWN[kind],
        "least": float(least),
        "most": float(most),
        "accepted": _accepted(kind),
        "reason": f"{accepted.reason} {GS_MARK}",
    }


def _range(kind: str) -> Range:
    return calculation_data().ranges["weight_kg" if kind == "weight_lb" else kind]


def _limits(kind: str, accepted: Range) -> tuple[Decimal, Decimal]:
    if kind != "weight_lb":
        return accepted.least, accepted.most
    # Rounded inwards, so that both ends are accepted.
    least, most = (convert(end, "kg", "lb") for end in (accepted.least, accepted.most))
    return least.quantize(Decimal("0.01"), "ROUND_CEILING"), most.quantize(Decimal("0.01"), "ROUND_FLOOR")


def _accepted(kind: str) -> str:
    if kind == "start_clock_minutes":
        return "00:00 to 23:59"
    least, most = _limits(kind, _range(kind))
    unit = SHOWN[kind]
    return f"{show(least)} to {show(most)}{'' if unit == '%' else ' '}{unit}"


# ---- values --------------------------------------------------------------------------------------


def _read(entry: Calculation, written: Mapping[str, object]) -> dict[str, Decimal]:
    """Return the values as numbers, each in its accepted range."""
    fields = _fields(entry)
    kinds = [kind for field in fields for kind in field.kinds if kind in entry.takes]
    given: dict[str, Decimal] = {}
    problems = []
    for kind, value in written.items():
        if kind not in kinds:
            problems.append(_problem(kind, "", f"one of {', '.join(kinds)}", "is no field"))
            continue
        amount, problem = _number(kind, value)
        if problem is not None:
            problems.append(problem)
        elif amount is not None:
            given[kind] = amount
    for field in fields:
        both = [kind for kind in field.kinds if kind in given]
        if len(both) > 1:
            problems.append(_problem(both[1], "", f"one of {', '.join(both)}", "was given twice"))
    if problems:
        raise FormError(problems)
    return given


def _number(kind: str, value: object) -> tuple[Optional[Decimal], Optional[Problem]]:
    """Return an amount, or why it is not accepted."""
    written = str(value).strip() if isinstance(value, (int, float, str, Decimal)) else ""
    if isinstance(value, bool) or not _WRITTEN.fullmatch(written):
        return None, _problem(kind, value, f"a number, {_accepted(kind)}", "is not a number")
    if _THOUSAND_OR_ONE.fullmatch(written):
        whole, point = written.replace(",", ""), written.replace(",", ".")
        return None, _problem(kind, value, f"{whole} or {point}", "can be read in two ways")
    amount = Decimal(written.replace(",", "."))
    if out_of_range(kind, amount) is not None:
        reason = f"{_range(kind).reason} {GS_MARK}"
        return None, _problem(kind, value, _accepted(kind), "is not accepted", f" Reason: {reason}.")
    return amount, None


def _problem(kind: str, value: object, accepted: str, what: str, more: str = "") -> Problem:
    name = kind[:_LONGEST_SHOWN]
    shown = str(value)[:_LONGEST_SHOWN]
    subject = f"{shown!r}" if shown else name
    return Problem(name, shown, accepted, f"{subject} {what}. Accepted: {accepted}.{more}")


def _refused(text: str) -> Problem:
    """Return the problem of a result, not of a value, outside its range."""
    return Problem("", "", "values that together give a plausible result", text)


# ---- results -------------------------------------------------------------------------------------


def _results(outcome: Outcome, given: Mapping[str, Decimal], entry: Calculation) -> list[dict[str, Any]]:
    """Return what was worked out: neither what was given nor the figures that the formula rests on."""
    known = {*given, *(figure.name for figure in entry.numbers), _START}
    start = outcome.values.get(_START)
    return [_result(name, amount, start) for name, amount in outcome.values.items() if name not in known]


def _result(name: str, amount: Decimal, start: Optional[Decimal] = None) -> dict[str, Any]:
    label, unit = _label(name)
    if unit == CLOCK:
        # What comes before the start and yet reads as later in the day falls on the day before.
        words = clock(amount - DAY_MINUTES if start is not None and amount > start else amount)
    else:
        words = f"{show(amount)}{'' if unit == '%' else ' '}{unit}"
    return {"name": name, "label": label, "value": float(amount), "unit": unit, "words": words}


def _label(name: str) -> tuple[str, str]:
    """Return what a value is called, and its unit."""
    results = calculation_data().results
    if name in results:
        return results[name].name, results[name].unit or ""
    before = next((entry for entry in results.values() if name.startswith(entry.id)), None)
    kind = name if before is None else name.removeprefix(before.id)
    field = next(field for field in calculation_data().fields.values() if kind in field.kinds)
    unit = CLOCK if kind == "start_clock_minutes" else SHOWN[kind]
    return (field.name if before is None else f"{field.name}, {before.name}"), unit


def _missing(outcome: Outcome) -> list[dict[str, str]]:
    """Return what is asked for, each with the field that it belongs to."""
    data = calculation_data()
    found = []
    for name in outcome.asks:
        slot = data.questions[name].slot
        field = next((f.id for f in data.fields.values() if slot in f.kinds), "start")
        found.append({"field": field, "text": f"Fill in: {data.fields[field].name}."})
    return found
