"""What must come next, whatever the conversation is doing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.decision import (
    ANSWER,
    CRISIS,
    FORM,
    HELP_CALLED,
    LISTEN,
    RESULT,
    START_OVER,
    Turn,
    decide,
    follow_up,
)
from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Findings
from bot.protocol.interview import read_message
from bot.protocol.messages import question_message
from bot.protocol.observations import Observations, from_entities, is_question
from bot.settings import settings
from tests.protocol.people import at_home, person
from tests.protocol.test_questions import calm_result, said


def turn(
    before: Findings, message: Observations, intent: str = "report_symptom", form: bool = False, **fields: Any
) -> Turn:
    after = read_message(before, message, asking=form)
    return Turn(before, after, message, intent, fields.get("question", False), form)


DANGER = said(signs={"tongue_swelling": "present"})


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize(
    "intent",
    ["report_symptom", "out_of_scope", "thanks", "ask_cause", "start_over", "deny", "nlu_fallback", ""],
)
def test_a_danger_sign_is_triaged_at_once_whatever_the_classifier_says(intent: str, form: bool) -> None:
    assert decide(turn(person("back_pain"), DANGER, intent, form)) == RESULT


def test_danger_comes_before_a_wish_to_start_over() -> None:
    message = said(signs={"chest_pain": "present"}, start_over=True)
    assert decide(turn(person("back_pain"), message, "start_over")) == RESULT


@pytest.mark.parametrize("code", ["named_clot", "named_meningitis"])
@pytest.mark.parametrize("intent", ["ask_side_effect", "report_symptom", "fear"])
def test_a_suspicion_of_ones_own_is_answered_with_the_danger_signs(code: str, intent: str) -> None:
    suspects = said(signs={code: "present"})
    asked = turn(Findings(), suspects, intent, question=True)
    assert decide(asked) == FORM
    assert next_question(asked.after).id == "danger_signs"  # type: ignore[union-attr]


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize("intent", ["greet", "request_handoff", "out_of_scope", "inform", "nlu_fallback"])
def test_a_cry_for_help_brings_the_emergency_number_and_the_danger_signs(intent: str, form: bool) -> None:
    cry = from_entities([{"entity": "command", "value": "cry_for_help"}], "1", "HELP", intent)
    asked = turn(Findings(), cry, intent, form)
    assert decide(asked) == FORM
    question = next_question(asked.after)
    assert question is not None and question.id == "danger_signs"
    text = question_message(question, asked.after).text
    assert text.startswith(f"Call {settings().emergency_number} now")
    again = read_message(asked.after, cry.copy(update={"message_id": "2"}), asking=True)
    assert question_message(question, again).text == text


@pytest.mark.parametrize("form", [True, False])
def test_help_that_was_called_is_acknowledged_before_and_after_a_result(form: bool) -> None:
    called = said(help_called=True, changes_subject=True)
    for before in (Findings(), person("back_pain"), told("neck_stiffness")):
        asked = turn(before, called, "ask_emergency", form)
        assert decide(asked) == HELP_CALLED
        assert asked.after.misses == before.misses
    assert follow_up(HELP_CALLED, told("seizure"), called, form) == LISTEN


def test_a_new_danger_sign_comes_before_the_word_that_help_was_called() -> None:
    message = said(signs={"dyspnea": "present"}, help_called=True)
    assert decide(turn(person("back_pain"), message)) == RESULT


def told(*signs: str) -> Findings:
    state = person("back_pain", *signs, phase="after", hours=30.0)
    assessment = assess(state)
    return state.with_changes(announced=assessment.level, announced_rules=assessment.rules)


def test_after_an_urgent_result_a_worse_sign_raises_the_level() -> None:
    assert decide(turn(told("neck_stiffness"), said(signs={"seizure": "present"}))) == RESULT


def test_a_danger_sign_said_again_is_answered_with_the_result_again() -> None:
    assert decide(turn(told("tongue_swelling"), DANGER)) == RESULT


def test_after_a_danger_result_thanks_are_left_to_the_rules() -> None:
    assert decide(turn(told("tongue_swelling"), said(), "thanks")) is None


def test_taking_a_danger_sign_back_is_asked_back() -> None:
    message = said(signs={"neck_stiffness": "absent"})
    assert decide(turn(told("neck_stiffness"), message, "correct")) == FORM


def test_a_possible_danger_sign_is_asked_back_even_outside_the_form() -> None:
    assert decide(turn(Findings(), said(signs={"chest_pain": "possible"}), "out_of_scope")) == FORM


def test_symptoms_said_outside_the_form_start_it() -> None:
    assert decide(turn(Findings(), said(signs={"back_pain": "present"}), "nlu_fallback")) == FORM


def test_a_question_that_names_a_symptom_is_left_to_be_answered_first() -> None:
    asked = turn(Findings(), said(signs={"back_pain": "present"}), "ask_cause", question=True)
    assert decide(asked) is None


def test_a_report_that_the_classifier_takes_for_a_question_starts_the_form() -> None:
    assert decide(turn(Findings(), said(signs={"back_pain": "present"}), "ask_cause")) == FORM


@pytest.mark.parametrize(
    ("text", "expected"),
    [("why me", True), ("it hurts?", True), ("whats this", True), ("my back hurts", False)],
)
def test_what_is_put_as_a_question(text: str, expected: bool) -> None:
    assert is_question(text) is expected


def test_a_request_to_repeat_asks_again() -> None:
    assert decide(turn(person("back_pain"), said(repeat=True), "out_of_scope", form=True)) == FORM


@pytest.mark.parametrize("message", [said("no"), said(takes_back=True)])
def test_a_bare_no_after_a_danger_result_has_the_sign_asked_back(message: Observations) -> None:
    state = turn(told("dyspnea"), message, "deny")
    assert decide(state) == FORM
    assert assess(state.after).level == "emergency"


def test_an_answer_continues_the_form_even_if_the_classifier_takes_it_for_a_question() -> None:
    assert decide(turn(person("back_pain"), said("no"), "ask_duration", form=True)) == FORM


def test_an_answer_that_also_asks_something_gets_both() -> None:
    message = turn(person("back_pain"), said("no"), "ask_duration", form=True, question=True)
    assert decide(message) == ANSWER


def test_small_talk_in_the_form_is_left_to_the_rules() -> None:
    assert decide(turn(person("back_pain"), said(), "thanks", form=True)) is None


def test_start_over_leaves_the_form() -> None:
    assert decide(turn(person("back_pain"), said(start_over=True), "deny", form=True)) == START_OVER


def test_thoughts_of_suicide_come_before_everything() -> None:
    message = said(signs={"suicidal": "present", "chest_pain": "present"})
    assert decide(turn(Findings(), message)) == CRISIS


@pytest.mark.parametrize("role", ["hypothetical", "historical", "someone_else", "absent"])
def test_no_alarm_for_danger_words_that_are_no_present_sign(role: str) -> None:
    assert decide(turn(Findings(), said(signs={"seizure": role}), "ask_danger_signs")) is None


def test_after_a_calm_result_the_steps_are_asked() -> None:
    assert follow_up(RESULT, calm_result(), said(), form_active=False) == FORM


def test_after_a_danger_result_it_listens() -> None:
    assert follow_up(RESULT, told("tongue_swelling"), said(), form_active=False) == LISTEN


def test_after_an_answer_about_a_reported_symptom_the_interview_starts() -> None:
    message = said(signs={"back_pain": "present"})
    assert follow_up(ANSWER, person("back_pain"), message, form_active=False) == FORM


def test_after_a_plain_answer_it_listens() -> None:
    assert follow_up(ANSWER, Findings(), said(), form_active=False) == LISTEN


def test_other_actions_are_left_to_the_rules() -> None:
    assert follow_up("action_thanks", at_home(), said(), form_active=False) is None


def test_a_new_danger_sign_is_said_even_while_another_is_asked_back() -> None:
    state = read_message(told("neck_stiffness"), said(signs={"neck_stiffness": "absent"}), asking=False)
    assert decide(turn(state, DANGER, form=True)) == RESULT


def test_a_physical_danger_beside_thoughts_of_suicide_is_said_right_after() -> None:
    message = said(signs={"suicidal": "present", "tongue_swelling": "present"})
    after = read_message(Findings(), message, asking=False)
    assert follow_up(CRISIS, after, message, form_active=False) == RESULT


def test_fear_put_as_a_question_is_calmed_before_anything_is_asked() -> None:
    message = said(signs={"very_unwell": "present"})
    assert decide(turn(Findings(), message, "fear", question=True)) is None
