"""The SBAR says what was told, what was denied, and by name what is not known."""

from __future__ import annotations

from typing import Dict, Optional

import pytest

from bot.handoff import hand_over
from bot.handoff.sbar import SECTIONS
from bot.protocol.findings import Crisis, Finding, Findings, Status, StepWalk
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.observations import from_entities
from tests.handoff.samples import MENINGITIS, NOW, TOLD, handed_over
from tests.protocol.people import at_home, person

DATA = protocol()


def sections(findings: Findings) -> Dict[str, str]:
    return handed_over(findings).sbar.paragraphs()


def test_with_nothing_told_there_is_no_summary() -> None:
    assert hand_over(Findings(), NOW) is None
    assert hand_over(Findings(who="mother", misses=2, answered=frozenset({"severity"})), NOW) is None


@pytest.mark.parametrize(
    ("crisis", "told"),
    [
        (Crisis(), "Thoughts of suicide were told"),
        (Crisis(of_other=True), "Thoughts of suicide of another person"),
        (Crisis(worse=True), "A plan, means at hand, or being alone"),
        (Crisis(aside=True), "Thoughts of suicide were told"),
    ],
)
def test_thoughts_of_suicide_that_stand_open_the_situation(crisis: Crisis, told: str) -> None:
    situation = sections(Findings(crisis=crisis))["situation"]
    assert told in situation
    assert situation.startswith("Thoughts of suicide")


def test_thoughts_of_suicide_that_only_the_intent_recognized_are_in_the_summary() -> None:
    said = from_entities([], "1", "it has all become too much", "crisis")
    after = read_message(Findings(), said, asking=False)
    assert "suicidal ideation" in sections(after)["situation"]


@pytest.mark.parametrize(
    "findings",
    [
        person("back_pain"),
        person(absent=["fever"]),
        person(phase="running"),
        person(risks=["diabetes"]),
        Findings(severity=0),
        Findings(onset_hours=0.0),
    ],
)
def test_any_single_thing_told_makes_a_summary_with_four_sections(findings: Findings) -> None:
    told = sections(findings)
    assert tuple(told) == SECTIONS and all(told.values())


def test_the_situation_begins_with_the_danger_signs() -> None:
    situation = sections(MENINGITIS)["situation"]
    assert situation.startswith("Danger signs present: neck stiffness (meningism); severe or unremitting")
    assert "Other symptoms present: back pain; headache." in situation
    assert "Severity 7 of 10" in situation and "began about 20 h before" in situation


def test_what_was_denied_is_said_to_be_denied_and_what_is_unknown_is_named() -> None:
    assessment = sections(MENINGITIS)["assessment"]
    assert "Danger signs denied: dyspnea." in assessment
    assert "Other symptoms denied: fever." in assessment
    assert "Danger signs unknown (asked, the person could not say): confusion." in assessment
    assert "Other symptoms unknown (asked, the person could not say): photophobia." in assessment
    not_asked = assessment.split("Danger signs unknown (not asked): ")[1].split(".")[0]
    assert "syncope" in not_asked and "dyspnea" not in not_asked and "confusion" not in not_asked
    never_asked = assessment.split("(no question asks for them, and they were not mentioned): ")[1]
    assert "hemoptysis" in never_asked.split(".")[0]


def test_the_assessment_gives_level_suspicion_rules_with_sources_and_the_version() -> None:
    assessment = sections(MENINGITIS)["assessment"]
    assert assessment.startswith("Protocol level: Get medical help now (urgent, 4 of 5).")
    assert "not a diagnosis: aseptic meningitis." in assessment
    assert "Rule UR-NECK: New neck stiffness" in assessment
    assert "[000:9, 000:11, 003:23, 003:33]" in assessment
    assert "Rule SD-UNKNOWN-SIGN" in assessment and "general safety advice, no document" in assessment
    assert DATA.version in assessment


def test_a_rule_for_care_at_home_is_not_quoted_beside_a_danger() -> None:
    assessment = sections(MENINGITIS)["assessment"]
    assert "SC-HOME" not in assessment and "every danger sign answered no" not in assessment


def test_the_rule_for_telling_the_nurse_is_not_quoted_beside_a_danger_or_before_the_end() -> None:
    for findings in (person("neck_stiffness", phase="running"), person("back_pain", phase="running")):
        handoff = handed_over(findings)
        assert "no danger sign:" not in " ".join(handoff.sbar.assessment)
        assert "TN-REACTION" in handoff.payload()["rules"]
    unfinished = sections(person("back_pain", phase="running"))["assessment"]
    assert "infusion reaction" not in unfinished and "No rule has set a level for certain." in unfinished


def test_the_background_gives_times_in_hours_and_the_risks_by_name() -> None:
    background = sections(MENINGITIS)["background"]
    assert "over; it ended about 50 h (2.1 days) before it was told" in background
    assert "Risk factors reported: diabetes." in background
    assert "Risk factors unknown (not asked): older age;" in background
    assert "the last message came at 2026-05-04T10:29:00Z" in background
    assert "vital signs, medicines and allergies: not recorded" in background


@pytest.mark.parametrize(
    ("findings", "sentence"),
    [
        (person("back_pain"), "running or over is unknown (not asked)"),
        (person("back_pain", phase="unknown"), "running or over is unknown (asked"),
        (person("back_pain", phase="running"), "infusion: running when this was told"),
        (person("back_pain", phase="before"), "had not started"),
        (person("back_pain", phase="after"), "time since its end unknown (not asked)"),
        (
            person("back_pain", phase="after", answered=frozenset({"infusion_end"})),
            "time since its end unknown (asked",
        ),
        (person("back_pain", phase="after", hours=1.0), "it ended about 1 h before"),
    ],
)
def test_where_the_person_stands_to_the_infusion(findings: Findings, sentence: str) -> None:
    assert sentence in sections(findings)["background"]


@pytest.mark.parametrize(
    ("answered", "severity", "sentence"),
    [
        ((), None, "Severity: unknown (not asked)."),
        (("severity",), None, "Severity: unknown (asked, the person could not say)."),
        (("severity",), 0, "Severity 0 of 10"),
    ],
)
def test_a_severity_that_was_not_told_is_unknown(
    answered: tuple[str, ...], severity: Optional[int], sentence: str
) -> None:
    findings = person("back_pain", severity=severity, answered=frozenset(answered))
    assert sentence in sections(findings)["situation"]


def test_steps_that_were_tried_are_told_with_how_they_went() -> None:
    walk = StepWalk(done=("HM-FLUIDS", "HM-REST"), failed=1, worse=True)
    background = sections(at_home(walk=walk))["background"]
    assert "Steps tried: HM-FLUIDS (Oral hydration" in background and "HM-REST (Rest, reclined" in background
    assert "left it the same: 1." in background and "After the last of them: worse." in background


def test_a_sign_that_is_only_possible_is_neither_present_nor_denied() -> None:
    findings = Findings(signs={"tongue_swelling": Finding(status=Status.UNKNOWN, suspected=True)})
    told = sections(findings)
    assert "possible and not confirmed: tongue swelling (angioedema)" in told["situation"]
    assert told["recommendation"].startswith("Confirm or rule out at once: tongue swelling")
    assert "No danger sign reported as present" in told["situation"]


def test_a_sign_that_was_taken_back_without_confirmation_still_counts_and_says_so() -> None:
    findings = Findings(signs={"neck_stiffness": Finding(status=Status.PRESENT, disputed=True)})
    situation = sections(findings)["situation"]
    assert situation.startswith("Danger signs present: neck stiffness")
    assert "Taken back by a later message, not yet confirmed" in situation


def test_who_told_it_is_said_by_relation_only() -> None:
    assert "Told by the patient" in sections(MENINGITIS)["situation"]
    told = sections(MENINGITIS.with_changes(who="mother"))["situation"]
    assert "by someone else about the patient (relation: mother)" in told


def test_the_recommendation_cites_its_steps_and_says_what_the_patient_was_told() -> None:
    recommendation = sections(MENINGITIS)["recommendation"]
    assert recommendation.startswith(
        "The protocol's advice at this level, in the patient's words: Get medical"
    )
    assert "Report product, rate, time since infusion and the signs. [003:35]" in recommendation
    assert "The patient was told this advice." in recommendation
    assert "unknown is not no" in recommendation and "no diagnosis" in recommendation


def test_an_unfinished_interview_gives_no_steps_but_what_to_ask() -> None:
    recommendation = sections(person("back_pain", phase="after", hours=20.0))["recommendation"]
    assert recommendation.startswith("Finish the questions first")
    assert "hydration" not in recommendation and "was not told a level yet" in recommendation


def test_the_payload_fits_the_contract_and_adds_to_it() -> None:
    payload = handed_over(MENINGITIS).payload()
    assert payload["type"] == "handoff" and payload["level"] == "urgent" and payload["complete"] is True
    assert set(payload["sbar"]) == set(SECTIONS)
    assert all(isinstance(text, str) and text for text in payload["sbar"].values())
    assert "syncope" in payload["unknown"] and "dyspnea" in payload["denied"]
    assert payload["danger_signs"] == ["neck_stiffness", "headache"]
    assert payload["generated_at"] == "2026-05-04T10:30:05Z"
    assert payload["told_at"] == "2026-05-04T10:29:00Z"
    passages = [source["passage"] for source in payload["sources"]]
    assert passages[:4] == ["000:9", "000:11", "003:23", "003:33"] and "003:35" in passages
    assert len(passages) == len(set(passages))


def test_times_are_told_in_utc_whatever_the_zone() -> None:
    from datetime import timedelta, timezone

    east = timezone(timedelta(hours=5, minutes=30))
    handoff = hand_over(MENINGITIS, NOW.astimezone(east), TOLD.astimezone(east))
    assert handoff is not None and handoff.payload() == handed_over(MENINGITIS).payload()


def test_what_professionals_looked_at_before_a_new_complaint_is_told() -> None:
    told = sections(at_home("back_pain").with_changes(seen=("chest_pain",)))
    name = protocol().signs["chest_pain"].clinical
    assert (
        f"professionals looked at before sending the person home, by the person's own account: {name}"
        in (told["background"])
    )
