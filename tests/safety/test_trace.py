"""The matrix links everything both ways, and whatever is linked to nothing is named."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.coverage import CoveredLines, load_coverage
from bot.protocol.loader import protocol
from bot.safety import trace
from bot.safety.documents import safety_data
from bot.safety.evidence import Evidence, load_evidence
from bot.safety.trace import Matrix, build

LOG, MATRIX = safety_data()
EVIDENCE = load_evidence()


def built(**changes: Any) -> Matrix:
    return build(changes.get("log", LOG), changes.get("evidence", EVIDENCE))


def test_nothing_is_an_orphan() -> None:
    assert MATRIX.orphans == ()


def test_every_line_that_is_no_noise_leads_to_a_statement_or_a_rule() -> None:
    for line in MATRIX.lines:
        assert line.noise or line.statements or line.rules, line.line


def test_every_rule_has_a_message_a_test_and_a_hazard() -> None:
    rules = [row for row in MATRIX.entries if row.kind == "rule"]
    assert len(rules) == len(protocol().rules) + len(protocol().escalations)
    for row in rules:
        assert row.message and row.tests and row.hazards, row.id


def test_links_hold_both_ways() -> None:
    entries = {row.id: row for row in MATRIX.entries}
    hazards = {row.id: row for row in MATRIX.hazards}
    for line in MATRIX.lines:
        for name in (*line.statements, *line.rules):
            assert line.line in entries[name].lines
    for row in MATRIX.entries:
        for name in row.hazards:
            assert row.id in hazards[name].rules or row.id in hazards[name].messages
    for hazard in MATRIX.hazards:
        for rule in hazard.rules:
            assert hazard.id in entries[rule].hazards


def test_a_statement_and_a_rule_stand_together_where_they_cite_the_same_line() -> None:
    rows = {row.id: row for row in MATRIX.entries}
    assert "danger_meningitis" in rows["UR-NECK"].statements
    assert rows["EM-WHEEZE"].statements == ()


@pytest.mark.parametrize(
    ("kind", "name"), [("rules", "UR-NECK"), ("steps", "HM-HEAT"), ("statements", "danger_clot")]
)
def test_an_entry_without_a_test_is_an_orphan(kind: str, name: str) -> None:
    evidence = EVIDENCE.copy(update={kind: {**getattr(EVIDENCE, kind), name: ()}})
    assert any(name in orphan and "no test" in orphan for orphan in built(evidence=evidence).orphans)


def test_a_rule_that_controls_no_hazard_is_an_orphan() -> None:
    log = LOG.copy(update={"hazards": tuple(hazard for hazard in LOG.hazards if hazard.id != "HZ-08")})
    assert "rule UR-PALPITATIONS" in " ".join(built(log=log).orphans)


def test_evidence_of_what_does_not_exist_is_an_orphan() -> None:
    gone = Evidence(
        rules={**EVIDENCE.rules, "UR-GONE": ("tests/protocol/test_rules.py::test_gone",)},
        steps=EVIDENCE.steps,
        statements=EVIDENCE.statements,
    )
    found = " ".join(built(evidence=gone).orphans)
    assert "UR-GONE does not exist" in found and "test_gone does not exist" in found


def test_a_line_that_nothing_says_is_an_orphan(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_a_line(known: Any) -> dict[str, CoveredLines]:
        covered = dict(load_coverage(known))
        covered["000:3"] = covered["000:3"].copy(update={"statements": ()})
        return covered

    monkeypatch.setattr(trace, "load_coverage", with_a_line)
    assert any(orphan.startswith("line 000:3:") for orphan in built().orphans)
