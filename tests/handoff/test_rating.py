"""The level of a handoff is never calmer than what is known allows."""

from __future__ import annotations

import pytest

from bot.handoff.rating import rate
from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.observations import Observations
from tests.handoff.samples import handed_over
from tests.protocol.people import calm, person
from tests.protocol.test_properties import answer_every_question

DATA = protocol()


@pytest.mark.parametrize(
    ("findings", "level", "complete"),
    [
        (person("dyspnea"), "emergency", True),
        (person("neck_stiffness", phase="after"), "urgent", True),
        (person("back_pain"), "same_day", False),
        (person("back_pain", phase="after", hours=5.0), "same_day", False),
        (person("back_pain", phase="running"), "tell_nurse", False),
        (person("dizziness"), "same_day", False),
        (person(phase="running"), None, False),
        (person(absent=["fever"]), None, False),
    ],
)
def test_the_level_while_questions_are_open(findings: Findings, level: str, complete: bool) -> None:
    rating = rate(findings, DATA)
    assert (rating.level, rating.complete) == (level, complete)


def test_a_possible_danger_sign_alone_already_has_a_level() -> None:
    findings = Findings(signs={"tongue_swelling": Finding(status=Status.UNKNOWN, suspected=True)})
    assert rate(findings, DATA).level == "same_day"
    assert not rate(findings, DATA).complete


def test_care_at_home_is_the_level_only_after_every_question() -> None:
    start = person("back_pain")

    def calm_reply(question: object) -> Observations:
        kind = getattr(question, "kind", "")
        if kind == "phase":
            return Observations(infusion_status="after", hours_since_infusion=20.0)
        return Observations(severity=3) if kind == "severity" else Observations(answers=("no",))

    state, asked = answer_every_question(start, calm_reply)
    rating = rate(state, DATA)
    assert (rating.level, rating.complete) == ("self_care", True)
    assert [rule.id for rule in rating.rules] == ["SC-HOME"]
    halfway = start
    for _ in asked[:2]:
        halfway = read_message(halfway, Observations(answers=("no",)), asking=True)
    assert rate(halfway, DATA).level != "self_care"


def test_while_questions_are_open_the_level_is_said_to_be_the_least() -> None:
    assessment = handed_over(person("back_pain")).sbar.paragraphs()["assessment"]
    assert assessment.startswith("Protocol level so far: at least Talk to the infusion team today")
    assert "what was not asked is not denied" in assessment
    assert "No protocol level yet" in handed_over(person(phase="running")).sbar.paragraphs()["assessment"]


def test_a_level_that_was_announced_stands_with_its_rules() -> None:
    findings = calm(phase="after", hours=10.0, severity=2, announced="urgent", announced_rules=("UR-NECK",))
    rating = rate(findings, DATA)
    assert rating.level == "urgent" and rating.rules[0].id == "UR-NECK"


def test_a_rule_that_a_stored_conversation_names_and_that_is_gone_is_left_out() -> None:
    rating = rate(person("neck_stiffness", announced="emergency", announced_rules=("EM-GONE",)), DATA)
    assert rating.level == "emergency" and [rule.id for rule in rating.rules] == ["UR-NECK"]


def test_an_escalation_is_a_rule_like_the_others() -> None:
    from bot.protocol.findings import StepWalk

    findings = calm(phase="running", severity=3, walk=StepWalk(done=("TN-CALL",), worse=True))
    rating = rate(findings, DATA)
    assert rating.level == "urgent" and rating.rules[0].id == "ST-RUNNING"
    assert rating.rules[0].general_advice and not rating.rules[0].passages
