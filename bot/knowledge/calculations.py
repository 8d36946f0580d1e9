"""The nurse's calculations: pure arithmetic on what the nurse wrote, each step shown with its numbers.

Inputs are named by kind and unit (``weight_kg``). What is missing is asked for, what lies outside the
accepted range is refused, and the order and the product's label govern every result.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Optional

from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.calculation_sheet import (
    SHOWN,
    UNIT_LEFT_OPEN,
    Given,
    Outcome,
    Refused,
    Sheet,
    equals,
    out_of_range,
    show,
    with_unit,
)
from bot.knowledge.quantities import DAY_MINUTES, convert

RATES = ("rate_ml_per_kg_per_hour", "rate_ml_per_hour", "rate_mg_per_kg_per_min")
UPPER = "_to"
"""Ends the name of the upper end of a range."""


def calculate(name: str, given: Given) -> Outcome:
    """Run one calculation of calculations.yml.

    Args:
        name: its id.
        given: the values known so far, by kind; a rate may have an upper end under ``<kind>_to``.

    Raises:
        KeyError: no calculation of that name.
    """
    calculation = calculation_data().calculations[name]
    outcome = Outcome()
    outcome.refused.extend(_refusals(given))
    if outcome.refused:
        return outcome
    try:
        _STEPS[name](Sheet(calculation, given, outcome))
    except Refused as refusal:
        return Outcome(refused=[str(refusal)])
    return outcome


def _refusals(given: Given) -> list[str]:
    checked = ((kind.removesuffix(UPPER), amount) for kind, amount in given.items())
    found = [out_of_range(kind, amount) for kind, amount in checked]
    loose = given.get(UNIT_LEFT_OPEN)
    if loose is not None and out_of_range("weight_kg", loose) and out_of_range("weight_lb", loose):
        found.append(out_of_range("weight_kg", loose))
    return [problem for problem in found if problem is not None]


# ---- rates ---------------------------------------------------------------------------------------


def _start_rate(sheet: Sheet) -> None:
    figure = sheet.calculation.figure
    low, high = figure("low_rate_ml_per_kg_per_hour"), figure("high_rate_ml_per_kg_per_hour")
    minutes = f"{show(figure('shortest_minutes'))} to {show(figure('longest_minutes'))} minutes"
    sheet.line(f"First {minutes}: {show(low)} to {show(high)} mL/kg/h (000:15)")
    for prefix, rate in (("low_", low), ("high_", high)):
        sheet.put("rate_ml_per_kg_per_hour", rate, prefix)
        _from_ml_per_kg(sheet, rate, prefix)


def _rate(sheet: Sheet) -> None:
    kind = next((kind for kind in RATES if kind in sheet.given), None)
    if kind is None:
        sheet.need("rate")
        sheet.weight()
        return
    ends = [("", sheet.given[kind])]
    if kind + UPPER in sheet.given:
        ends = [("low_", sheet.given[kind]), ("high_", sheet.given[kind + UPPER])]
    for prefix, rate in ends:
        sheet.put(kind, rate, prefix)
        _STEPS_OF_RATE[kind](sheet, rate, prefix)


def _from_ml_per_kg(sheet: Sheet, rate: Decimal, prefix: str) -> None:
    kind = "rate_ml_per_kg_per_hour"
    weight = sheet.weight()
    if weight is not None:
        hourly = sheet.of(rate, kind, weight, "weight_kg", "rate_ml_per_hour")
        sheet.put("rate_ml_per_hour", hourly, prefix)
        sheet.line(f"{show(rate)} mL/kg/h × {show(weight)} kg {equals(hourly)} mL/h")
    percent = sheet.concentration()
    if percent is not None:
        _to_mg(sheet, rate, percent, prefix)


def _to_mg(sheet: Sheet, rate: Decimal, percent: Decimal, prefix: str) -> None:
    kind = "rate_ml_per_kg_per_hour"
    protein = sheet.of(rate, kind, percent, "concentration_percent", "rate_mg_per_kg_per_min")
    sheet.put("rate_mg_per_kg_per_min", protein, prefix)
    sheet.line(
        f"{show(rate)} mL/kg/h × {sheet.mg_per_ml(percent)} ÷ 60 min/h {equals(protein)} mg/kg/min "
        f"({show(percent)}% is {sheet.mg_per_ml(percent)})"
    )


def _from_ml(sheet: Sheet, rate: Decimal, prefix: str) -> None:
    weight, percent = sheet.weight(), sheet.concentration()
    if weight is None:
        return
    by_weight = sheet.over(rate, "rate_ml_per_hour", weight, "weight_kg", "rate_ml_per_kg_per_hour")
    sheet.put("rate_ml_per_kg_per_hour", by_weight, prefix)
    sheet.line(f"{show(rate)} mL/h ÷ {show(weight)} kg {equals(by_weight)} mL/kg/h")
    if percent is not None:
        _to_mg(sheet, by_weight, percent, prefix)


def _from_mg(sheet: Sheet, rate: Decimal, prefix: str) -> None:
    percent, weight = sheet.concentration(), sheet.weight()
    if percent is None:
        return
    kind = "rate_mg_per_kg_per_min"
    volume = sheet.over(rate, kind, percent, "concentration_percent", "rate_ml_per_kg_per_hour")
    sheet.put("rate_ml_per_kg_per_hour", volume, prefix)
    sheet.line(
        f"{show(rate)} mg/kg/min × 60 min/h ÷ {sheet.mg_per_ml(percent)} {equals(volume)} mL/kg/h "
        f"({show(percent)}% is {sheet.mg_per_ml(percent)})"
    )
    if weight is not None:
        hourly = sheet.of(volume, "rate_ml_per_kg_per_hour", weight, "weight_kg", "rate_ml_per_hour")
        sheet.put("rate_ml_per_hour", hourly, prefix)
        sheet.line(f"{show(volume)} mL/kg/h × {show(weight)} kg {equals(hourly)} mL/h")


def _halved(sheet: Sheet) -> None:
    percent = sheet.calculation.figure("reduction_percent")
    kind = next((kind for kind in RATES if kind in sheet.given), None)
    if kind is None:
        sheet.need("rate")
        return
    rate = sheet.given[kind]
    sheet.put(kind, rate)
    half = rate * (100 - percent) / 100
    sheet.put(kind, half, "halved_")
    sheet.line(f"{with_unit(rate, kind)} × {show(percent)}% {equals(half)} {SHOWN[kind]} (000:27)")


# ---- dose, volume, length, weight ----------------------------------------------------------------


def _dose(sheet: Sheet) -> Optional[Decimal]:
    """Return the dose in g; a dose per kg is multiplied by the weight."""
    if "dose_g" in sheet.given:
        return sheet.put("dose_g", sheet.given["dose_g"])
    if "dose_g_per_kg" not in sheet.given:
        return None
    by_weight = sheet.put("dose_g_per_kg", sheet.given["dose_g_per_kg"])
    weight = sheet.weight()
    if weight is None:
        return None
    dose = sheet.of(by_weight, "dose_g_per_kg", weight, "weight_kg", "dose_g")
    sheet.put("dose_g", dose)
    sheet.line(f"{show(by_weight)} g/kg × {show(weight)} kg {equals(dose)} g")
    return dose


def _volume(sheet: Sheet) -> Optional[Decimal]:
    """Return the volume in mL, given or worked out of dose and concentration."""
    if "volume_ml" in sheet.given:
        return sheet.put("volume_ml", sheet.given["volume_ml"])
    dose = _dose(sheet)
    if dose is None:
        if "dose_g_per_kg" not in sheet.given:
            sheet.need("dose")
        return None
    percent = sheet.concentration()
    if percent is None:
        return None
    volume = sheet.over(dose, "dose_g", percent, "concentration_percent", "volume_ml")
    sheet.put("volume_ml", volume)
    strength = sheet.mg_per_ml(percent)
    sheet.line(
        f"{show(dose)} g × 1000 mg/g ÷ {strength} {equals(volume)} mL ({show(percent)}% is {strength})"
    )
    return volume


def _dose_volume(sheet: Sheet) -> None:
    _volume(sheet)


def _infusion_length(sheet: Sheet) -> None:
    volume = _volume(sheet)
    kind = next((kind for kind in RATES if kind in sheet.given), None)
    if kind is None:
        sheet.need("rate")
        return
    sheet.put(kind, sheet.given[kind])
    if kind != "rate_ml_per_hour":
        _STEPS_OF_RATE[kind](sheet, sheet.given[kind], "")
    hourly = sheet.given.get("rate_ml_per_hour", sheet.outcome.values.get("rate_ml_per_hour"))
    if volume is None or hourly is None:
        return
    hours = sheet.over(volume, "volume_ml", hourly, "rate_ml_per_hour", "length_h")
    sheet.put("length_h", hours)
    minutes = int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))
    sheet.outcome.values["length_minutes"] = hours * 60
    about = f"about {minutes // 60} h {minutes % 60} min"
    sheet.line(f"{show(volume)} mL ÷ {show(hourly)} mL/h {equals(hours)} h ({about})")


def _weight(sheet: Sheet) -> None:
    weight = sheet.weight()
    if weight is not None and "weight_lb" not in sheet.given:
        factor = convert(Decimal(1), "lb", "kg").normalize()
        pounds = convert(weight, "kg", "lb")
        sheet.put("weight_lb", pounds)
        sheet.line(f"{show(weight)} kg ÷ {factor} kg/lb {equals(pounds)} lb")


# ---- premedication -------------------------------------------------------------------------------


def clock(minutes: Decimal) -> str:
    """Write minutes after midnight as a time of day, saying where it falls on the day before."""
    whole = int(minutes)
    before = " (the day before)" if whole < 0 else ""
    whole %= DAY_MINUTES
    return f"{whole // 60:02d}:{whole % 60:02d}{before}"


def _premedication_time(sheet: Sheet) -> None:
    figure = sheet.calculation.figure
    latest, earliest = figure("latest_minutes_before_start"), figure("earliest_minutes_before_start")
    values = sheet.outcome.values
    values.update(latest_minutes_before_start=latest, earliest_minutes_before_start=earliest)
    if "start_clock_minutes" in sheet.given:
        start = sheet.given["start_clock_minutes"]
        values.update(
            start_minutes_after_midnight=start,
            give_from_minutes_after_midnight=Decimal(int(start - earliest) % DAY_MINUTES),
            give_until_minutes_after_midnight=Decimal(int(start - latest) % DAY_MINUTES),
        )
        for minutes in (earliest, latest):
            sheet.line(f"{clock(start)} − {show(minutes)} min = {clock(start - minutes)} (000:25)")
        window = f"between {clock(start - earliest)} and {clock(start - latest)}"
        sheet.line(f"Give it {window} (24-hour clock; start {clock(start)}).")
    elif "start_in_minutes" in sheet.given:
        _premedication_from_now(sheet, sheet.given["start_in_minutes"], latest, earliest)
    else:
        sheet.need("start")


def _premedication_from_now(sheet: Sheet, start: Decimal, latest: Decimal, earliest: Decimal) -> None:
    sheet.put("start_in_minutes", start)
    if start < latest:
        sheet.line(
            f"{show(start)} min to the start is less than {show(latest)} min (000:25): too late for the full "
            "time before. Ask the prescriber whether to start later (general safety advice)."
        )
        return
    first, last = max(Decimal(0), start - earliest), start - latest
    sheet.outcome.values.update(give_in_minutes_from=first, give_in_minutes_until=last)
    for minutes, result in ((earliest, start - earliest), (latest, last)):
        gone = " (already past: give it now)" if result < 0 else ""
        sheet.line(f"{show(start)} min − {show(minutes)} min = {show(result)} min from now{gone} (000:25)")
    sheet.line(f"Give it {show(first)} to {show(last)} minutes from now.")


_STEPS_OF_RATE: dict[str, Callable[[Sheet, Decimal, str], None]] = {
    "rate_ml_per_kg_per_hour": _from_ml_per_kg,
    "rate_ml_per_hour": _from_ml,
    "rate_mg_per_kg_per_min": _from_mg,
}
_STEPS: dict[str, Callable[[Sheet], None]] = {
    "start_rate": _start_rate,
    "rate": _rate,
    "halved": _halved,
    "premedication_time": _premedication_time,
    "dose_volume": _dose_volume,
    "infusion_length": _infusion_length,
    "weight": _weight,
}
