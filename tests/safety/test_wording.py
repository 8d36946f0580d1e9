"""A condition in words says what the engine does, and a clinician can read it."""

from __future__ import annotations

from typing import Any

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from bot.protocol.condition_words import parse
from bot.protocol.findings import Findings, Phase
from bot.protocol.loader import protocol
from bot.safety.wording import for_phase, in_words, listed, outline
from tests.protocol.test_properties import findings

DATA = protocol()
CONDITIONS = {
    **{rule.id: rule.condition for rule in DATA.rules},
    **{f"{step.id} only": step.offered for step in DATA.steps if step.offered is not None},
    **{f"{step.id} not": step.gate for step in DATA.steps if step.gate is not None},
    **{question.id: question.condition for question in DATA.questions if question.condition is not None},
}


def words(raw: Any) -> str:
    return in_words(parse(raw, frozenset(DATA.signs), frozenset(DATA.risk_factors)), DATA)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("wheeze", "Wheezing."),
        ({"any": ["fever", "cough"]}, "One of these: fever; a cough."),
        (
            {"all": ["fever", {"any": ["cough", "wheeze"]}]},
            "All of these together: fever; (one of these: a cough; wheezing).",
        ),
        ({"phase": ["running"]}, "The infusion is running."),
        ({"phase": ["running", "unknown"]}, "The infusion is running or it is not known if it still runs."),
        ({"risk": ["diabetes"]}, "This risk: diabetes."),
        (
            {"risk": ["diabetes", "unnamed_risk"]},
            "One of these risks: diabetes; “yes” to the list of risks, and none named.",
        ),
        ({"unknown": ["fever", "worsening"]}, "“I don't know” to one of these: fever; getting worse."),
        ({"severity_at_least": 8}, "The pain is 8 or more out of 10."),
        ({"symptom_hours_over": 72}, "It began over 72 hours ago."),
        ({"infusion_hours_over": 72}, "The infusion ended over 72 hours ago."),
        ({"other_danger_sign": "confusion"}, "Any other danger sign."),
        ("not_running", "No infusion is running."),
        ("unknown_danger_sign", "“I don't know” to a danger sign."),
        ("named_allergy", "The person calls it a bad allergic reaction."),
        ("unnamed_urgent_sign", "“yes” to the list of urgent signs, and none named."),
    ],
)  # fmt: skip
def test_each_word_of_a_condition_is_said_in_english(raw: Any, expected: str) -> None:
    assert words(raw) == expected


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_clinician_reads_a_condition_at_grade_10_or_below(name: str) -> None:
    lines = [text.rstrip(":") for _, text in outline(CONDITIONS[name], DATA).lines()]
    assert textstat.flesch_kincaid_grade(". ".join(lines) + ".") <= 10.0, lines


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_names_every_sign_and_risk_that_it_looks_at(name: str) -> None:
    said = in_words(CONDITIONS[name], DATA).lower()
    for fact in CONDITIONS[name].facts():
        if fact in DATA.signs and not fact.startswith("unnamed_"):
            assert DATA.signs[fact].name.lower() in said
        if fact.startswith("risk:") and fact != "risk:unnamed_risk":
            assert DATA.risk_factors[fact[5:]].name.lower() in said


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_folded_condition_never_mixes_or_with_together_in_a_line(name: str) -> None:
    for _, line in outline(CONDITIONS[name], DATA).folded().lines():
        assert not (", or " in line and "together" in line), line


@given(findings(), st.sampled_from(Phase), st.sampled_from(sorted(CONDITIONS)))
def test_what_is_left_of_a_condition_in_a_phase_says_the_same_as_the_engine(
    state: Findings, phase: Phase, name: str
) -> None:
    state = state.with_changes(phase=phase)
    left = for_phase(CONDITIONS[name], phase, DATA)
    truth = CONDITIONS[name].value(state, DATA)
    assert (left if isinstance(left, bool) else left.value(state, DATA)) is truth


def test_a_kind_of_condition_without_words_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="Findings has no words"):
        outline(Findings(), DATA)  # type: ignore[arg-type]


@pytest.mark.parametrize(("parts", "expected"), [([], ""), (["a"], "a"), (["a", "b", "c"], "a, b or c")])
def test_a_list_is_joined_as_people_write_it(parts: list[str], expected: str) -> None:
    assert listed(parts, "or") == expected
