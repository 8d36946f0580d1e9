"""What the evidence says that a test shows, that test still shows; and every entry is shown by some test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.knowledge.loader import knowledge
from bot.protocol.loader import protocol
from bot.safety.evidence import load_evidence
from bot.safety.hazard_log import SafetyError
from bot.safety.project import file_exists, is_test
from tests.safety import recorder

EVIDENCE = load_evidence()
CLAIMS = [
    (kind, name, test)
    for kind in ("rules", "steps", "statements")
    for name, tests in getattr(EVIDENCE, kind).items()
    for test in tests
]


def test_every_rule_step_and_statement_is_shown_by_a_test() -> None:
    data = protocol()
    assert set(EVIDENCE.rules) == {entry.id for entry in (*data.rules, *data.escalations)}
    assert set(EVIDENCE.steps) == {step.id for step in data.steps}
    assert set(EVIDENCE.statements) == set(knowledge().statements)
    assert all(EVIDENCE.of(kind, name) for kind, name, _ in CLAIMS)


def test_a_rule_is_shown_by_the_tests_that_bear_its_name() -> None:
    for rule in protocol().rules:
        assert (
            f"tests/protocol/test_rules.py::test_the_rule_fires_and_sets_the_level[{rule.id}]"
            in EVIDENCE.of("rules", rule.id)
        )


def test_every_test_that_is_named_exists() -> None:
    lacking = sorted({test for _, _, test in CLAIMS if not is_test(test)})
    assert not lacking, f"`make evidence` looks again: {lacking[:5]}"


def test_what_ran_in_this_session_shows_what_the_evidence_says() -> None:
    # In CI every test has run by now; alone, there is nothing to compare, and the tests above still hold.
    compared = [claim for claim in CLAIMS if claim[2] in recorder.ran]
    gone = [(name, test) for kind, name, test in compared if test not in recorder.shown[kind].get(name, ())]
    assert not gone, f"`make evidence` looks again: {gone[:5]}"


def test_the_recorder_sees_what_a_test_shows(request: pytest.FixtureRequest) -> None:
    from bot.protocol.engine import assess
    from tests.protocol.people import at_home

    assess(at_home("wheeze"))
    assert request.node.nodeid in recorder.shown["rules"]["EM-WHEEZE"]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("tests/protocol/test_rules.py::test_every_rule_has_its_person", True),
        ("tests/protocol/test_rules.py::test_the_rule_fires_and_sets_the_level[EM-CORD]", True),
        ("tests/protocol/test_rules.py::without", False),
        ("tests/protocol/test_rules.py::test_no_such", False),
        ("tests/protocol/no_such.py::test_every_rule_has_its_person", False),
        ("tests/knowledge/nurse_messages.yml::tuned", True),
        ("tests/knowledge/nurse_messages.yml::tuned [wire]", True),
        ("tests/knowledge/nurse_messages.yml::no such conversation", False),
    ],
)
def test_a_reference_to_a_test_is_checked(reference: str, expected: bool) -> None:
    assert is_test(reference) is expected


@pytest.mark.parametrize(
    ("path", "expected"), [("bot/cli.py", True), ("/etc/passwd", False), ("../x", False)]
)
def test_a_reference_to_a_file_stays_in_the_project(path: str, expected: bool) -> None:
    assert file_exists(path) is expected


@pytest.mark.parametrize("text", ["{", json.dumps({"rules": {}}), json.dumps({"rules": 1})])
def test_evidence_of_another_shape_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "evidence.json").write_text(text, encoding="utf-8")
    with pytest.raises(SafetyError, match="make evidence"):
        load_evidence(tmp_path)


def test_missing_evidence_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SafetyError, match="make evidence"):
        load_evidence(tmp_path)
