"""Calculations are right, whatever the weight and the rate, and refuse what cannot be meant."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.calculation_sheet import Outcome, show
from bot.knowledge.calculations import calculate, clock
from bot.knowledge.quantities import convert

D = Decimal


def run(name: str, **given_: float | str) -> Outcome:
    return calculate(name, {kind: D(str(value)) for kind, value in given_.items()})


def values(name: str, **given_: float | str) -> dict[str, float]:
    outcome = run(name, **given_)
    assert not outcome.refused, outcome.refused
    return {kind: float(amount) for kind, amount in outcome.values.items()}


def decimals(low: str, high: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    return st.decimals(D(low), D(high), places=places)


KILOGRAMS = decimals("8", "350")
ML_PER_KG = decimals("0.05", "3")
PERCENT = st.sampled_from([D(5), D(10)])

# By hand, from the definitions: 10% is 100 mg/mL, a pound is 0.45359237 kg, an hour has 60 minutes.
BY_HAND = [
    ("start_rate", {"weight_kg": 70}, {"low_rate_ml_per_hour": 35, "high_rate_ml_per_hour": 70}),
    ("start_rate", {"weight_lb": 154}, {"low_rate_ml_per_hour": 34.92661249, "weight_kg": 69.85322498}),
    (
        "start_rate",
        {"weight_kg": 70, "concentration_percent": 10},
        {"low_rate_mg_per_kg_per_min": 50 / 60, "high_rate_mg_per_kg_per_min": 100 / 60},
    ),
    ("rate", {"rate_ml_per_kg_per_hour": 0.5, "weight_kg": 70}, {"rate_ml_per_hour": 35}),
    (
        "rate",
        {"rate_ml_per_kg_per_hour": 2.4, "weight_kg": 60, "concentration_percent": 5},
        {"rate_ml_per_hour": 144, "rate_mg_per_kg_per_min": 2},
    ),
    (
        "rate",
        {"rate_ml_per_hour": 140, "weight_kg": 70, "concentration_percent": 10},
        {"rate_ml_per_kg_per_hour": 2, "rate_mg_per_kg_per_min": 200 / 60},
    ),
    (
        "rate",
        {"rate_mg_per_kg_per_min": 4, "weight_kg": 80, "concentration_percent": 10},
        {"rate_ml_per_kg_per_hour": 2.4, "rate_ml_per_hour": 192},
    ),
    ("halved", {"rate_ml_per_hour": 140}, {"halved_rate_ml_per_hour": 70}),
    ("halved", {"rate_ml_per_kg_per_hour": 0.75}, {"halved_rate_ml_per_kg_per_hour": 0.375}),
    ("dose_volume", {"dose_g": 35, "concentration_percent": 10}, {"volume_ml": 350}),
    ("dose_volume", {"dose_g": 35, "concentration_percent": 5}, {"volume_ml": 700}),
    (
        "dose_volume",
        {"dose_g_per_kg": 0.4, "weight_kg": 70, "concentration_percent": 10},
        {"dose_g": 28, "volume_ml": 280},
    ),
    ("infusion_length", {"volume_ml": 350, "rate_ml_per_hour": 120}, {"length_minutes": 175}),
    (
        "infusion_length",
        {"dose_g": 40, "concentration_percent": 10, "rate_ml_per_hour": 200},
        {"volume_ml": 400, "length_h": 2},
    ),
    (
        "infusion_length",
        {"volume_ml": 420, "rate_ml_per_kg_per_hour": 2, "weight_kg": 70, "concentration_percent": 10},
        {"rate_ml_per_hour": 140, "length_h": 3},
    ),
    ("weight", {"weight_lb": 154}, {"weight_kg": 69.85322498}),
    ("weight", {"weight_kg": 69.85322498}, {"weight_lb": 154}),
]


@pytest.mark.parametrize(("name", "inputs", "expected"), BY_HAND)
def test_a_calculation_agrees_with_the_same_done_by_hand(
    name: str, inputs: dict[str, float], expected: dict[str, float]
) -> None:
    found = values(name, **inputs)
    for kind, amount in expected.items():
        assert math.isclose(found[kind], amount, rel_tol=1e-12), kind


@given(KILOGRAMS, ML_PER_KG, PERCENT)
def test_a_rate_survives_the_way_through_its_three_units(
    weight: Decimal, rate: Decimal, percent: Decimal
) -> None:
    there = run("rate", weight_kg=weight, rate_ml_per_kg_per_hour=rate, concentration_percent=percent)
    assume(not there.refused)
    common = {"weight_kg": weight, "concentration_percent": percent}
    for kind in ("rate_ml_per_hour", "rate_mg_per_kg_per_min"):
        back = calculate("rate", {**common, kind: there.values[kind]})
        assert not back.refused
        for name, amount in there.values.items():
            assert math.isclose(back.values[name], amount, rel_tol=1e-20), (kind, name)


@given(decimals("8", "100"), ML_PER_KG, st.sampled_from([2, 3]))
def test_the_hourly_rate_grows_with_the_weight_and_with_the_rate(
    weight: Decimal, rate: Decimal, times: int
) -> None:
    once = run("rate", weight_kg=weight, rate_ml_per_kg_per_hour=rate)
    heavier = run("rate", weight_kg=weight * times, rate_ml_per_kg_per_hour=rate)
    faster = run("rate", weight_kg=weight, rate_ml_per_kg_per_hour=rate * times)
    assume(not (once.refused or heavier.refused or faster.refused))
    assert heavier.values["rate_ml_per_hour"] == once.values["rate_ml_per_hour"] * times
    assert faster.values["rate_ml_per_hour"] == once.values["rate_ml_per_hour"] * times


@given(decimals("1", "1200"))
def test_half_and_half_is_the_whole(rate: Decimal) -> None:
    found = run("halved", rate_ml_per_hour=rate)
    assert found.values["halved_rate_ml_per_hour"] * 2 == rate


@given(KILOGRAMS)
def test_pounds_give_the_same_as_the_kilograms_that_they_are(weight: Decimal) -> None:
    pounds = convert(weight, "kg", "lb")
    in_pounds = calculate("start_rate", {"weight_lb": pounds})
    in_kilograms = calculate("start_rate", {"weight_kg": weight})
    assert in_pounds.refused == in_kilograms.refused == []
    for kind in ("low_rate_ml_per_hour", "high_rate_ml_per_hour"):
        assert math.isclose(in_pounds.values[kind], in_kilograms.values[kind], rel_tol=1e-20)
    assert any("lb × 0.45359237 kg/lb" in line for line in in_pounds.lines)
    assert not any(" lb" in line for line in in_kilograms.lines)


@given(decimals("5", "400"), PERCENT, decimals("1", "1000"))
def test_what_has_run_after_the_length_is_the_volume(dose: Decimal, percent: Decimal, rate: Decimal) -> None:
    found = run("infusion_length", dose_g=dose, concentration_percent=percent, rate_ml_per_hour=rate)
    assume(not found.refused)
    assert math.isclose(found.values["length_h"] * rate, found.values["volume_ml"], rel_tol=1e-20)
    assert math.isclose(found.values["volume_ml"] * percent / 100, dose, rel_tol=1e-20)


@given(PERCENT, decimals("1", "400"))
def test_half_the_concentration_is_twice_the_volume(percent: Decimal, dose: Decimal) -> None:
    weak, strong = (run("dose_volume", dose_g=dose, concentration_percent=p) for p in (5, 10))
    assert weak.values["volume_ml"] == strong.values["volume_ml"] * 2


@given(st.integers(0, 1439))
def test_premedication_is_given_thirty_to_sixty_minutes_before_the_start(start: int) -> None:
    found = values("premedication_time", start_clock_minutes=start)
    assert (start - found["give_from_minutes_after_midnight"]) % 1440 == 60
    assert (start - found["give_until_minutes_after_midnight"]) % 1440 == 30


@pytest.mark.parametrize(
    ("minutes", "written"), [(600, "10:00"), (0, "00:00"), (-45, "23:15 (the day before)"), (1439, "23:59")]
)
def test_times_of_day_are_written_with_the_day_before_where_they_fall_on_it(
    minutes: int, written: str
) -> None:
    assert clock(D(minutes)) == written


@given(st.integers(0, 1440))
def test_a_start_so_many_minutes_away_leaves_its_window_or_says_that_it_is_too_late(away: int) -> None:
    outcome = run("premedication_time", start_in_minutes=away)
    if away < 30:
        assert "too late" in outcome.lines[-1] and "give_in_minutes_until" not in outcome.values
        return
    first, last = outcome.values["give_in_minutes_from"], outcome.values["give_in_minutes_until"]
    assert 0 <= first <= last == away - 30
    assert first in (0, away - 60)


LIMITED = [
    ("start_rate", "weight_kg"),
    ("start_rate", "weight_lb"),
    ("rate", "rate_ml_per_hour"),
    ("rate", "rate_ml_per_kg_per_hour"),
    ("rate", "rate_mg_per_kg_per_min"),
    ("start_rate", "concentration_percent"),
    ("dose_volume", "dose_g"),
    ("dose_volume", "dose_g_per_kg"),
    ("infusion_length", "volume_ml"),
    ("halved", "rate_ml_per_hour"),
]


@pytest.mark.parametrize("amount", [0, -1, -70, 10_000, 1_000_000])
@pytest.mark.parametrize(("name", "kind"), LIMITED)
def test_nothing_is_calculated_outside_the_accepted_range_and_the_range_is_named(
    name: str, kind: str, amount: int
) -> None:
    outcome = run(name, **{kind: amount})
    accepted = calculation_data().ranges["weight_kg" if kind == "weight_lb" else kind]
    assert outcome.values == {} and outcome.lines == []
    assert f"{show(accepted.least)} to {show(accepted.most)}" in outcome.refused[0]
    assert accepted.reason in outcome.refused[0]


@pytest.mark.parametrize(("name", "kind"), LIMITED)
def test_the_ends_of_a_range_are_accepted_themselves(name: str, kind: str) -> None:
    accepted = calculation_data().ranges["weight_kg" if kind == "weight_lb" else kind]
    for end in (accepted.least, accepted.most):
        amount = convert(end, "kg", "lb") if kind == "weight_lb" else end
        outcome = calculate(name, {kind: amount})
        assert not outcome.refused or "The result is implausible" in outcome.refused[0]


def test_seven_thousand_kilograms_are_refused() -> None:
    assert "7,000 kg is not accepted" in run("start_rate", weight_kg=7000).refused[0]
    assert "8 to 350 kg (17.64 to 771.62 lb)" in run("start_rate", weight_kg=7000).refused[0]


def test_an_implausible_result_of_plausible_values_is_refused() -> None:
    outcome = run("rate", weight_kg=350, rate_ml_per_kg_per_hour=10)
    assert outcome.values == {}
    assert "A rate of 3,500 mL/h is not accepted" in outcome.refused[0]


def test_a_weight_without_a_unit_is_asked_back_and_refused_where_no_unit_makes_it_likely() -> None:
    assert run("start_rate", weight_without_unit=154).asks[0] == "weight_unit"
    assert run("start_rate", weight_without_unit=500).asks[0] == "weight_unit"  # as pounds it is accepted
    assert run("start_rate", weight_without_unit=7000).refused


@pytest.mark.parametrize(
    ("name", "given_", "asks"),
    [
        ("start_rate", {}, ["weight", "concentration"]),
        ("start_rate", {"weight_kg": 70}, ["concentration"]),
        ("rate", {"rate_ml_per_kg_per_hour": 1, "weight_kg": 70}, ["concentration"]),
        ("rate", {"rate_mg_per_kg_per_min": 2}, ["concentration", "weight"]),
        ("rate", {}, ["rate", "weight"]),
        ("halved", {}, ["rate"]),
        ("dose_volume", {"dose_g": 35}, ["concentration"]),
        ("dose_volume", {"dose_g_per_kg": 1}, ["weight"]),
        ("infusion_length", {"volume_ml": 350}, ["rate"]),
        ("infusion_length", {"rate_ml_per_hour": 100}, ["dose"]),
        ("premedication_time", {}, ["start"]),
        ("weight", {}, ["weight"]),
    ],
)
def test_what_is_missing_is_asked_for(name: str, given_: dict[str, float], asks: list[str]) -> None:
    assert run(name, **given_).asks == asks


def test_a_formula_shows_its_numbers_and_says_where_the_result_is_rounded() -> None:
    assert "0.5 mL/kg/h × 70 kg = 35 mL/h" in run("start_rate", weight_kg=70).lines
    lines = run("rate", rate_ml_per_kg_per_hour="0.5", weight_kg=70, concentration_percent=10).lines
    assert "0.5 mL/kg/h × 100 mg/mL ÷ 60 min/h ≈ 0.833 mg/kg/min (10% is 100 mg/mL)" in lines


@given(st.decimals(D("0.05"), D("100000"), places=6))
def test_a_number_for_people_is_within_half_of_its_last_place(amount: Decimal) -> None:
    written = D(show(amount).replace(",", ""))
    assert abs(written - amount) <= (D("0.005") if amount >= 1 else D("0.0005"))
    assert not re.search(r"\.\d*0$", show(amount))


def test_every_figure_of_a_document_stands_in_its_line(source_lines: dict[str, list[str]]) -> None:
    checked = 0
    for calculation in calculation_data().calculations.values():
        for figure in calculation.numbers:
            line = source_lines[figure.source.document][figure.source.line - 1]
            numbers = {D(number) for number in re.findall(r"\d+(?:\.\d+)?", line)}
            assert figure.value in numbers, (calculation.id, figure.name)
            checked += 1
    assert checked == 7


def test_every_calculation_says_that_order_and_label_govern_or_is_a_mere_weight() -> None:
    for calculation in calculation_data().calculations.values():
        if calculation.id != "weight":
            assert "order and the product's label govern" in calculation.note
    assert "several labels start lower" in calculation_data().calculations["start_rate"].note
