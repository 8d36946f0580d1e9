"""The hazard log names only what exists, grades with reasons, and is visibly unsigned until it is signed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Dict

import pytest
import yaml

from bot.protocol.loader import protocol
from bot.safety.hazard_log import (
    DATA,
    SafetyError,
    load_changes,
    load_hazards,
    uncontrolled,
    unrecorded_change,
)
from bot.safety.models import HazardLog

LOG = load_hazards()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the safety file's data."""
    for path in DATA.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_there_are_hazards_enough_to_be_believed() -> None:
    assert len(LOG.hazards) >= 30


def test_every_rule_controls_a_hazard() -> None:
    data = protocol()
    assert uncontrolled([entry.id for entry in (*data.rules, *data.escalations)], LOG) == ()


@pytest.mark.parametrize("hazard", LOG.hazards, ids=lambda hazard: hazard.id)
def test_a_hazard_is_graded_with_reasons_and_controlled_by_something_tested(hazard: Any) -> None:
    assert len(hazard.initial.why) > 20 and len(hazard.residual.why) > 15
    assert any(control.tests for control in hazard.controls)


def test_what_stays_high_says_what_is_planned_or_is_for_a_clinician_to_accept() -> None:
    for hazard in LOG.hazards:
        if LOG.band(hazard.residual).name == "unacceptable":
            assert hazard.planned, f"{hazard.id} is unacceptable and nothing is planned"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("rules: [UR-NECK, ", "rules: [UR-NECKS, ", ["HZ-02", "UR-NECKS", "does not exist"]),
        ("steps: [EM-CALL, EM-PEN]", "steps: [EM-SHOUT]", ["HZ-01", "EM-SHOUT"]),
        ("statements: [danger_spine, ", "statements: [danger_tail, ", ["HZ-06", "danger_tail"]),
        ("questions: [neck_stiffness, ", "questions: [knee_stiffness, ", ["HZ-02", "knee_stiffness"]),
        ("gates: [all_danger_signs_denied]", "gates: [open_gate]", ["HZ-06", "open_gate"]),
        ("texts: [crisis]", "texts: [krisis]", ["HZ-28", "krisis"]),
        ("code: [bot/settings.py]", "code: [bot/setting.py]", ["HZ-36", "bot/setting.py"]),
        ("code: [bot/settings.py]", "code: [../wt/bot/settings.py]", ["HZ-36"]),
        ("::test_who\"", "::test_whom\"", ["HZ-13", "test_whom"]),
        ("id: HZ-02", "id: HZ-01", ["HZ-01", "twice"]),
        ("kind: protection", "kind: hope", ["HZ-01", "kind"]),
        ("initial: {severity: 5, lik", "initial: {severity: 6, lik", ["HZ-01", "severity", "5"]),
        ("residual: {severity: 5, likelihood: 2", "residual: {severity: 5, likelihood: 5", ["HZ-01"]),
        ("harm: Treatment of", "harms: Treatment of", ["HZ-01", "harm"]),
        ("up_to: 25", "up_to: 24", ["bands", "25"]),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_refused_by_name(folder: Path, old: str, new: str, named: list[str]) -> None:
    change(folder, "hazards.yml", old, new)
    with pytest.raises(SafetyError) as caught:
        load_hazards(folder)
    assert "hazards.yml" in str(caught.value)
    for word in named:
        assert word in str(caught.value)


def test_a_control_that_names_nothing_or_has_no_test_is_refused(folder: Path) -> None:
    data: Dict[str, Any] = yaml.safe_load((folder / "hazards.yml").read_text(encoding="utf-8"))
    data["hazards"][0]["controls"] = [
        {"what": "We are careful.", "kind": "design"},
        {"what": "A rule without a test.", "kind": "design", "rules": ["UR-NECK"]},
    ]
    (folder / "hazards.yml").write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(SafetyError, match=r"names nothing[\s\S]*has no test"):
        load_hazards(folder)


def signed(**fields: str) -> HazardLog:
    signature = {
        "name": "A. Name", "role": "physician", "registration": "1", "organisation": "Clinic",
        "signed_on": "2026-11-30", "protocol_version": protocol().version, **fields,
    }  # fmt: skip
    return LOG.copy(update={"signature": LOG.signature.parse_obj(signature)})


def test_nobody_has_signed_yet_and_it_says_so() -> None:
    assert not LOG.signed_for(protocol().version)


def test_a_signature_holds_for_one_version_alone() -> None:
    assert signed().signed_for(protocol().version)
    assert not signed(protocol_version="0.9+00000000").signed_for(protocol().version)


@pytest.mark.parametrize("field", ["name", "role", "registration", "organisation", "signed_on"])
def test_a_signature_with_a_field_left_empty_is_none(field: str) -> None:
    log = signed()
    partly = log.copy(update={"signature": log.signature.copy(update={field: None})})
    assert not partly.signed_for(protocol().version)


def test_the_protocol_is_the_one_that_was_recorded_last() -> None:
    missing = unrecorded_change(load_changes())
    assert not missing, missing


def test_a_change_that_was_not_recorded_is_told_with_what_to_write(folder: Path) -> None:
    digest = protocol().version.partition("+")[2]
    change(folder, "protocol_changes.yml", digest, "01234567")
    said = unrecorded_change(load_changes(folder))
    assert digest in said and "01234567" in said and "protocol_changes.yml" in said


def test_a_wrong_list_of_changes_is_refused_by_name(folder: Path) -> None:
    change(folder, "protocol_changes.yml", "why:", "because:")
    with pytest.raises(SafetyError, match=r"protocol_changes\.yml: changes > 0"):
        load_changes(folder)
