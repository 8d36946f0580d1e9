"""Values are compared by their fields, and what is kept of them is what was written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.protocol import findings as module
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.observations import Observations, from_entities
from bot.protocol.values import Value

FINDINGS = st.builds(
    Findings,
    signs=st.dictionaries(
        st.sampled_from(["rash", "fever", "syncope"]),
        st.builds(Finding, status=st.sampled_from(Status), suspected=st.booleans(), checked=st.booleans()),
    ),
    risk_factors=st.dictionaries(st.sampled_from(["dehydration"]), st.sampled_from(Status)),
    phase=st.none() | st.sampled_from(Phase),
    hours_since_infusion=st.none() | st.floats(0, 999, allow_nan=False),
    severity=st.none() | st.integers(0, 10),
    answered=st.frozensets(st.sampled_from(["danger_signs", "severity"])),
    walk=st.builds(StepWalk, done=st.sampled_from([(), ("fluids",)]), failed=st.integers(0, 3)),
    notes=st.sampled_from([(), ("noted",)]),
)


def types(value: object) -> object:
    """Return what the fields of a value are, all the way down."""
    if isinstance(value, Value):
        return type(value), {name: types(field) for name, field in value.__dict__.items()}
    if isinstance(value, dict):
        return {name: types(field) for name, field in value.items()}
    return type(value)


@given(FINDINGS, FINDINGS)
def test_two_findings_are_equal_exactly_where_what_they_hold_is(one: Findings, other: Findings) -> None:
    assert (one == other) == (one.dict() == other.dict())


@given(FINDINGS)
def test_findings_read_anew_from_what_was_written_are_those_that_were_kept(findings: Findings) -> None:
    written = findings.as_slot()
    kept = Findings.from_slot(written)
    module._kept.clear()
    anew = Findings.from_slot(written)
    assert anew is not kept
    assert (anew, types(anew)) == (kept, types(kept)) == (findings, types(findings))


def test_a_value_is_not_equal_to_one_of_another_kind() -> None:
    assert Findings() != Observations()
    assert Findings() != {}


def test_a_value_cannot_be_changed_and_takes_no_unknown_field() -> None:
    with pytest.raises(TypeError):
        Findings().severity = 3  # type: ignore[misc]  # mypy forbids it, too; here it is tried all the same
    with pytest.raises(ValidationError):
        Findings(mood="good")


def test_what_a_message_says_has_the_types_that_validation_would_give_it() -> None:
    entities = [
        {"entity": "symptom", "value": "rash", "role": "absent"},
        {"entity": "symptom", "value": "rash"},
        {"entity": "risk_factor", "value": "dehydration", "role": "present"},
        {"entity": "duration_hours", "value": 3, "role": "since_onset"},
        {"entity": "severity", "value": 7.0},
        {"entity": "infusion_status", "value": "after"},
        {"entity": "who", "value": "child"},
        {"entity": "answer", "value": "yes"},
        *({"entity": "command", "value": value} for value in ("start_over", "repeat", "help_called")),
    ]
    said = from_entities(entities, "an id", "some words", "correct")
    validated = Observations.parse_obj(json.loads(said.json()))
    assert (validated, types(validated)) == (said, types(said))
