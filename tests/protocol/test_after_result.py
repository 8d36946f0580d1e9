"""What is answered once help was advised: the level stands, and what stands in the way is helped with."""

from __future__ import annotations

import re

import pytest

from bot.nlu.after_result import kinds
from bot.protocol.after_result import IN_THE_WAY, NO_LONGER, after_result_message, phrases
from bot.protocol.engine import DANGER_LEVELS, assess, next_question
from bot.protocol.findings import Findings
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.observations import Observations
from bot.settings import settings
from tests.protocol.people import at_home
from tests.protocol.test_questions import said

LEVELS = {"emergency": "facial_droop", "urgent": "neck_stiffness"}
EVERY_KIND = sorted(kinds() - {NO_LONGER, "sign_wrong"})


def told(level: str, who: str = "self") -> Findings:
    state = at_home(LEVELS[level]).with_changes(who=who)
    assessment = assess(state)
    assert assessment.level == level
    return state.with_changes(announced=level, announced_rules=assessment.rules)


def reply(findings: Findings, message: Observations) -> str:
    return after_result_message(phrases(findings, message, asking=False), findings).text


def test_every_danger_level_has_its_texts() -> None:
    assert set(LEVELS) == DANGER_LEVELS
    for kind in ("passed", "no", "meanwhile", "still", *IN_THE_WAY):
        assert {f"{kind}_{level}" for level in LEVELS} <= set(protocol().texts)


@pytest.mark.parametrize("level", sorted(LEVELS))
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_whatever_is_said_of_the_help_is_answered_with_the_emergency_number(kind: str, level: str) -> None:
    text = reply(told(level), said(after_result=(kind,), text="."))
    assert settings().emergency_number in text


@pytest.mark.parametrize("kind", [*IN_THE_WAY, "passed", "no"])
def test_in_an_emergency_the_first_sentence_is_to_call_or_to_find_somebody_who_does(kind: str) -> None:
    message = said("no", text="no") if kind == "no" else said(after_result=(kind,), text=".")
    first = re.split(r"(?<=[.!?])\s", reply(told("emergency"), message))[0]
    assert settings().emergency_number in first, first


@pytest.mark.parametrize("kind", [*IN_THE_WAY, "passed", "no"])
def test_who_needs_urgent_help_is_first_told_how_to_get_it(kind: str) -> None:
    message = said("no", text="no") if kind == "no" else said(after_result=(kind,), text=".")
    first = re.split(r"(?<=[.!?])\s", reply(told("urgent"), message))[0]
    assert re.match(r"(Please still get|Get|Ask|Call|Go)\b", first), first
    assert "now" in first, first


@pytest.mark.parametrize(
    "name", [name for name in protocol().texts if name.startswith((*IN_THE_WAY, "passed_"))]
)
def test_what_no_document_says_is_marked(name: str) -> None:
    assert "general safety advice" in protocol().texts[name]


@pytest.mark.parametrize("level", sorted(LEVELS))
def test_to_a_sign_that_passed_belongs_why_it_still_counts_and_where_that_stands(level: str) -> None:
    findings = told(level)
    text = reply(findings, said("better", text="I feel better"))
    rule = next(rule for rule in protocol().rules if rule.id == assess(findings).rules[0])
    assert rule.patient in text
    assert "Sources" in text


def test_a_caregiver_reads_of_the_patient() -> None:
    text = reply(told("urgent", "husband"), said(after_result=("no_ride",), text="no car"))
    assert "take them now" in text and "They should not drive" in text


def test_two_things_in_the_way_are_both_answered_and_no_more() -> None:
    message = said(after_result=("alone", "no_ride", "no_phone"), text=".")
    assert phrases(told("urgent"), message, asking=False) == (
        "no_phone_urgent",
        "no_ride_urgent",
        "meanwhile_urgent",
    )


def test_the_answers_to_a_bare_no_can_be_tapped() -> None:
    for level in LEVELS:
        findings = told(level)
        message = after_result_message(phrases(findings, said("no", text="no"), asking=False), findings)
        assert len(message.buttons) == 3


@pytest.mark.parametrize("level", sorted(LEVELS))
@pytest.mark.parametrize("before", ["calm", "looked at", "asked"])
def test_a_bare_no_is_no_answer_of_this_kind_where_nothing_was_advised_or_it_answers(
    before: str, level: str
) -> None:
    findings = told(level)
    if before == "calm":
        findings = at_home().with_changes(announced="self_care")
    if before == "looked at":
        findings = findings.with_changes(looked_at=True)
    assert phrases(findings, said("no", text="no"), asking=before == "asked") == ()


def test_a_sign_that_was_there_and_passed_is_not_taken_back_by_the_question_that_asks_it_back() -> None:
    state = read_message(told("urgent"), said(after_result=("sign_wrong",), text="the sign"), asking=False)
    question = next_question(state)
    assert question is not None and question.confirms == "neck_stiffness"
    assert 'write "it passed"' in question.text
    for words in (
        said("better", text="it's gone"),
        said("no", text="not any more", after_result=(NO_LONGER,)),
    ):
        after = read_message(state, words, asking=True)
        assert next_question(after) is None and assess(after).level == "urgent"


def test_no_is_still_the_answer_that_takes_a_sign_back() -> None:
    state = read_message(told("urgent"), said(after_result=("sign_wrong",), text="the sign"), asking=False)
    assert assess(read_message(state, said("no", text="no"), asking=True)).level == "self_care"
