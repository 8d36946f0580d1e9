"""The estimate of how long the interview still takes, beside interviews that are played to their end."""

from __future__ import annotations

from typing import List, Tuple

import pytest

from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.interview import read_message
from bot.protocol.observations import Observations
from bot.protocol.outlook import remaining
from tests.protocol.test_lines import calm
from tests.timing import units

STARTS = [
    (),
    ("back_pain",),
    ("headache",),
    ("fever", "back_pain"),
    ("rash",),
    ("vomiting", "myalgia"),
    ("palpitations",),
    ("numbness", "back_pain"),
]


def played(findings: Findings) -> List[Tuple[str, int]]:
    """Return each question of a calm interview, with the estimate when it is asked."""
    asked = []
    while (question := next_question(findings)) is not None and question.kind != "progress":
        asked.append((question.id, remaining(question, findings)))
        said = calm(question)
        if question.kind == "complaint":
            said = said.copy(update={"signs": {"back_pain": ("present",)}, "answers": ()})
        findings = read_message(findings, said, asking=True)
    return asked


@pytest.mark.parametrize("phase", [None, Phase.RUNNING, Phase.AFTER])
@pytest.mark.parametrize("signs", STARTS, ids="+".join)
def test_the_estimate_is_off_by_two_at_most_and_never_grows(signs: Tuple[str, ...], phase: Phase) -> None:
    start = Findings(signs={code: Finding(status=Status.PRESENT) for code in signs}, phase=phase)
    asked = played(start)
    estimates = [estimate for _, estimate in asked]
    assert estimates == sorted(estimates, reverse=True), asked
    for number, estimate in enumerate(estimates):
        assert estimate >= 1 and abs(estimate - (len(asked) - number)) <= 2, asked


def test_the_walk_counts_its_steps() -> None:
    findings = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
    while (question := next_question(findings)) is not None and question.kind != "progress":
        findings = read_message(findings, calm(question), asking=True)
    findings = findings.with_changes(announced=assess(findings).level)
    counts = []
    while (question := next_question(findings)) is not None and len(counts) < 20:
        counts.append(remaining(question, findings))
        findings = read_message(
            findings, Observations(answers=("unknown",), text="I don't know"), asking=True
        )
    assert counts and counts == sorted(counts, reverse=True) and counts[-1] >= 1


def test_it_costs_a_small_part_of_a_message() -> None:
    findings = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
    question = next_question(findings)
    assert question is not None
    # 1 to 3 units; a message costs some fifty. See tests/timing.py.
    assert units(lambda: remaining(question, findings)) < 8
