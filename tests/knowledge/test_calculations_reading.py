"""Numbers with units are read as written; what could be read in two ways is not read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.quantities import clock_times, find, minutes_to_start, plain, registry
from bot.knowledge.readings import read


def quantities(text: str) -> dict[str, float]:
    return {q.kind: float(q.amount) for q in find(plain(text), calculation_data().units)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("start rate 70kg", {"weight_kg": 70}),
        ("70 kgs", {"weight_kg": 70}),
        ("70 kilos", {"weight_kg": 70}),
        ("154 lbs.", {"weight_lb": 154}),
        ("154#", {"weight_lb": 154}),
        ("7,000 kg", {"weight_kg": 7000}),
        ("-70 kg", {"weight_kg": -70}),
        ("−70 kg", {"weight_kg": -70}),
        ("70,5 kg", {"weight_kg": 70.5}),
        ("0,5 mL/kg/hr", {"rate_ml_per_kg_per_hour": 0.5}),
        (".5 ml/kg/h", {"rate_ml_per_kg_per_hour": 0.5}),
        ("0.5 mL per kg per hour", {"rate_ml_per_kg_per_hour": 0.5}),
        ("0.01 mL/kg/min", {"rate_ml_per_kg_per_hour": 0.6}),
        ("2 mg/kg/min", {"rate_mg_per_kg_per_min": 2}),
        ("120 mg/kg/h", {"rate_mg_per_kg_per_min": 2}),
        ("140 ml/hr", {"rate_ml_per_hour": 140}),
        ("140 cc/h", {"rate_ml_per_hour": 140}),
        ("2 ml/min", {"rate_ml_per_hour": 120}),
        ("10%", {"concentration_percent": 10}),
        ("10 percent", {"concentration_percent": 10}),
        ("50 mg/mL", {"concentration_percent": 5}),
        ("35g", {"dose_g": 35}),
        ("400 mg/kg", {"dose_g_per_kg": 0.4}),
        ("350 cc", {"volume_ml": 350}),
        ("0.35 L", {"volume_ml": 350}),
        ("154", {"bare": 154}),
        ("１４０ ml/h", {"rate_ml_per_hour": 140}),
    ],
)
def test_a_number_with_its_unit_is_read(text: str, expected: dict[str, float]) -> None:
    assert quantities(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "1/2 mL/kg/h",
        "½ mL/kg/h",
        "1 200 mL/h",
        "1e3 kg",
        "x70kg",
        "5 ml/kg/day",
        "140 mL/h/kg",
        "10 mcg/kg/min",
        "40 min in",
        "24-hour",
        "000:15",
        "11 st 4",
        "3 days",
        "101.2.3 kg",
        "seventy kg",
        "5'4",
    ],
)
def test_what_could_mean_something_else_is_not_read(text: str) -> None:
    assert set(quantities(text)) - {"bare"} == set()
    assert not read(f"start rate for {text}").has("weight_kg", "weight_lb")


@given(st.decimals(Decimal("8"), Decimal("350"), places=1), st.sampled_from(["kg", " kg", " kilos", "kgs"]))
def test_any_weight_is_read_as_it_is_written(weight: Decimal, unit: str) -> None:
    assert read(f"start rate {weight}{unit}?").given == {"weight_kg": weight}


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    read(text)


def test_a_range_of_rates_keeps_both_ends() -> None:
    given_ = read("0.5-1.0 mL/kg/h for 70 kg").given
    assert given_["rate_ml_per_kg_per_hour"] == Decimal("0.5")
    assert given_["rate_ml_per_kg_per_hour_to"] == Decimal("1.0")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("70 kg or 80 kg", "which_weight"),
        ("60-70 kg", "which_weight"),
        ("70 kg (180 lb)", "which_weight"),
        ("140 ml/h no 150 ml/h", "which_rate"),
        ("35 g or 40 g", "which_dose"),
        ("5% or 10%", "concentration"),
        ("5%-10%", "concentration"),
        ("10:00 or 11:00", "start"),
    ],
)
def test_two_values_of_one_kind_are_none_and_are_asked_about(text: str, question: str) -> None:
    reading = read(text)
    assert question in reading.unclear
    assert reading.given == {}


def test_a_weight_given_in_both_units_is_one_weight() -> None:
    assert read("70 kg (154 lb)").given == {"weight_kg": Decimal(70)}


@pytest.mark.parametrize("text", ["50% of 180 ml/h", "reduce 180 ml/h by 50%", "slow it by 50%"])
def test_a_cut_by_half_is_no_concentration(text: str) -> None:
    reading = read(text)
    assert reading.reduction == 50
    assert "concentration_percent" not in reading.given


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("start 10:00", 600),
        ("2 pm", 840),
        ("2:30pm", 870),
        ("14h30", 870),
        ("at 1430", 870),
        ("noon", 720),
        ("12 am", 0),
        ("12:15 a.m.", 15),
    ],
)
def test_clock_times_are_read(text: str, minutes: int) -> None:
    assert [found for found, _, _ in clock_times(plain(text))] == [minutes]


@pytest.mark.parametrize("text", ["13 pm", "25:00", "10:75", "000:15", "140 ml/h", "70kg"])
def test_what_is_no_time_of_day_is_not_read_as_one(text: str) -> None:
    assert clock_times(plain(text)) == []


def test_minutes_and_hours_to_the_start_are_read() -> None:
    assert minutes_to_start("starts in 45 min") == 45
    assert minutes_to_start("in 1.5 hours") == 90
    assert minutes_to_start("70 kg") is None


def test_the_registry_holds_no_unit_that_nobody_needs() -> None:
    assert registry() is registry()
    assert "parsec" not in registry()
