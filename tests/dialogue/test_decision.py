"""What must come next, whatever the conversation is doing."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.decision import (
    AFTER_RESULT,
    ANSWER,
    CRISIS,
    CRISIS_OVER,
    FORM,
    HELP_CALLED,
    LISTEN,
    LOOKED_AT,
    RESULT,
    START_OVER,
    Turn,
    decide,
    follow_up,
)
from bot.protocol.after_result import plain_refusal
from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Crisis, Findings, Status
from bot.protocol.interview import read_message
from bot.protocol.messages import question_message
from bot.protocol.observations import Observations, from_entities, is_question
from bot.protocol.texts import text
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


def test_a_look_of_professionals_is_acknowledged_and_lowers_nothing() -> None:
    looked = turn(told("chest_pain"), said("none", looked_at=True), "pushback")
    assert decide(looked) == LOOKED_AT
    assert looked.after.looked_at and assess(looked.after).level == "emergency"
    assert not looked.after.signs["chest_pain"].disputed
    assert follow_up(LOOKED_AT, looked.after, looked.said, False) == LISTEN


def test_a_sign_that_is_claimed_again_after_the_look_is_answered_with_the_result() -> None:
    before = told("tongue_swelling").with_changes(looked_at=True)
    again = turn(before, DANGER)
    assert decide(again) == RESULT
    assert not again.after.looked_at


def test_a_look_before_any_danger_level_changes_nothing() -> None:
    looked = turn(person("back_pain"), said(looked_at=True))
    assert not looked.after.looked_at
    assert decide(looked) != LOOKED_AT


def test_a_new_reason_after_the_look_is_news() -> None:
    before = told("low_blood_pressure").with_changes(looked_at=True)
    worse = turn(before, said(signs={"dizziness": "present"}))
    assert decide(worse) == RESULT


def test_what_to_do_until_help_is_there_is_answered_at_a_danger_level() -> None:
    waits = said(waiting=True, changes_subject=True)
    assert decide(turn(told("chest_pain"), waits, "ask_emergency", question=True)) == ANSWER
    assert follow_up(ANSWER, told("chest_pain"), waits, False) == LISTEN


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


@pytest.mark.parametrize(
    "message",
    [
        said("no", text="no I don't"),
        said(takes_back=True, text="sorry, that was wrong"),
        said(after_result=("sign_wrong",), text="the sign itself"),
    ],
)
def test_a_denial_without_a_name_after_a_danger_result_has_the_sign_asked_back(message: Observations) -> None:
    state = turn(told("dyspnea"), message, "deny")
    assert decide(state) == FORM
    assert assess(state.after).level == "emergency"


@pytest.mark.parametrize(
    "message",
    [
        said("no", text="No."),
        said("no", text="nope, thanks"),
        said("likely_no", text="not really"),
        said("none", text="that's all", after_result=("no_more",)),
        said("no", text="no I have no car", after_result=("no_ride",)),
        said("better", text="I feel better"),
        said("lets_up", text="ok it stopped"),
        said("no", text="not any more", after_result=("no_longer",)),
        said(text="the pain went away", signs={"dyspnea": "possible"}, after_result=("passed",)),
        said(text="I breathe well now", signs={"dyspnea": "absent"}, after_result=("no_longer",)),
        said(text="it's her, not me", who="patient", takes_back=True),
    ],
)
def test_what_takes_no_sign_back_disputes_none_and_gets_an_answer_of_its_own(message: Observations) -> None:
    state = turn(told("dyspnea"), message, "deny")
    assert decide(state) == AFTER_RESULT
    assert not any(finding.disputed for finding in state.after.signs.values())
    assert state.after.present("dyspnea") and assess(state.after).level == "emergency"
    assert follow_up(AFTER_RESULT, state.after, message, False) == LISTEN


def test_a_sign_that_passed_is_no_news_and_a_new_one_is() -> None:
    eased = said(signs={"dyspnea": "possible"}, after_result=("passed",), text="I can breathe again")
    assert decide(turn(told("dyspnea"), eased)) == AFTER_RESULT
    new = said(signs={"seizure": "present"}, after_result=("passed",), text="it passed, then she had a fit")
    assert decide(turn(told("dyspnea"), new)) == RESULT


def test_a_question_if_it_passed_is_no_word_that_it_did() -> None:
    asks = said("better", text="will it be better soon?")
    assert decide(turn(told("dyspnea"), asks, "ask_duration", question=True)) != AFTER_RESULT


def test_what_stands_in_the_way_is_answered_after_the_level_that_is_told_first() -> None:
    message = said(signs={"dyspnea": "present"}, after_result=("alone",), text="I can't breathe, I'm alone")
    assert decide(turn(person("back_pain"), message)) == RESULT
    assert follow_up(RESULT, told("dyspnea"), message, False) == AFTER_RESULT
    assert decide(turn(told("dyspnea"), message)) == AFTER_RESULT


def test_before_any_danger_level_nothing_stands_in_the_way() -> None:
    for message in (said(after_result=("alone",), text="I'm alone"), said("no", text="no")):
        assert decide(turn(person("back_pain"), message, "inform", form=True)) != AFTER_RESULT


def test_not_to_want_to_go_to_the_hospital_is_no_thought_of_suicide() -> None:
    words = said(signs={"suicidal": "present"}, after_result=("unwilling",), text="I don't want to go")
    after = read_message(told("dyspnea"), words, asking=False)
    assert after.crisis is None and not after.present("suicidal")
    assert plain_refusal(told("dyspnea"), words).tells_crisis is False
    assert plain_refusal(Findings(), words).tells_crisis
    stands = told("dyspnea").with_changes(crisis=Crisis())
    assert plain_refusal(stands, words).tells_crisis


def test_the_question_if_it_is_bad_asks_what_is_wrong_before_anything_was_told() -> None:
    asks = said(asks_outcome=True, text="should I worry")
    first = turn(Findings(), asks, "ask_danger_signs")
    assert decide(first) == FORM
    shown = question_message(next_question(first.after), first.after).text  # type: ignore[arg-type]
    assert shown.splitlines()[0] == text("first_tell")
    assert decide(turn(told("dyspnea"), asks, "ask_danger_signs")) == ANSWER


def test_something_new_after_the_look_is_asked_about_from_the_beginning() -> None:
    before = told("chest_pain").with_changes(looked_at=True)
    new = turn(before, said(signs={"headache": "present"}))
    assert decide(new) == FORM
    question = next_question(new.after)
    assert question is not None and question.confirms == "chest_pain"
    assert new.after.seen == ("chest_pain",) and assess(new.after).level != "emergency"
    for words in (said("yes"), said("unknown"), said(signs={"chest_pain": "present"})):
        again = turn(new.after, words, form=True)
        assert decide(again) == RESULT and assess(again.after).level == "emergency"
    gone = turn(new.after, said("no"), form=True).after
    question = next_question(gone)
    assert question is not None and question.id == "danger_signs"


def test_an_urgent_sign_after_the_look_at_an_emergency_has_its_own_level_and_reason() -> None:
    before = told("chest_pain").with_changes(looked_at=True)
    new = turn(before, said(signs={"neck_stiffness": "present"}))
    assert decide(new) == RESULT
    assert assess(new.after).level == "urgent" and assess(new.after).rules[0] == "UR-NECK"


def test_who_feels_worse_after_the_look_is_asked_again() -> None:
    before = told("chest_pain").with_changes(looked_at=True)
    worse = turn(before, said("worse", text="I feel worse"), "inform")
    assert decide(worse) == FORM and worse.after.seen == ("chest_pain",)


def test_what_was_looked_at_and_is_gone_is_not_news() -> None:
    before = told("chest_pain").with_changes(looked_at=True)
    gone = turn(before, said(signs={"chest_pain": "possible"}, after_result=("passed",), text="it is gone"))
    assert gone.after.looked_at and decide(gone) is None


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


STANDS = Findings(crisis=Crisis(told=1))
HEADACHE = person("headache").with_changes(crisis=Crisis(told=1))


@pytest.mark.parametrize(
    "intent",
    ["out_of_scope", "thanks", "greet", "goodbye", "affirm", "deny", "ask_bot", "ask_relief", "", "fear"],
)
@pytest.mark.parametrize("message", [said(), said("yes"), said("no"), said(cry_for_help=True)])
@pytest.mark.parametrize("question", [True, False])
def test_while_thoughts_of_suicide_stand_nothing_meets_a_dead_end(
    intent: str, message: Observations, question: bool
) -> None:
    assert decide(turn(STANDS, message, intent, question=question)) == CRISIS


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize("aside", [True, False])
def test_a_plan_means_or_being_alone_makes_them_worse_and_brings_them_back(aside: bool, form: bool) -> None:
    before = person("headache").with_changes(crisis=Crisis(told=1, aside=aside))
    worse = turn(before, said("yes", crisis_worse=True), "affirm", form)
    assert decide(worse) == CRISIS
    assert worse.after.crisis == Crisis(worse=True)


def test_being_alone_means_nothing_by_itself() -> None:
    alone = turn(person("headache"), said(crisis_worse=True), "inform", form=True)
    assert alone.after.crisis is None
    assert decide(alone) != CRISIS


def test_a_symptom_that_is_reported_puts_them_aside_and_starts_the_interview() -> None:
    report = turn(STANDS, said(signs={"back_pain": "present"}))
    assert decide(report) == FORM
    assert report.after.crisis == Crisis(told=1, aside=True)
    question = next_question(report.after)
    assert question is not None
    assert settings().crisis_line in question_message(question, report.after).text.splitlines()[0]


@pytest.mark.parametrize("code", ["fatigue", "malaise", "very_unwell", "worsening"])
def test_to_feel_awful_is_part_of_them(code: str) -> None:
    awful = turn(STANDS, said(signs={code: "present"}), "report_symptom")
    assert decide(awful) == CRISIS
    assert awful.after.in_crisis


def test_a_danger_sign_is_said_while_they_stand_and_they_go_on_standing() -> None:
    danger = turn(STANDS, DANGER)
    assert decide(danger) == RESULT
    assert danger.after.in_crisis
    both = turn(STANDS, said(signs={"tongue_swelling": "present"}, crisis_worse=True))
    assert decide(both) == CRISIS
    assert follow_up(CRISIS, both.after, both.said, form_active=False) == RESULT


@pytest.mark.parametrize("message", [said(crisis_denied=True), said(signs={"suicidal": "absent"})])
def test_they_are_taken_back_calmly_and_what_was_told_besides_goes_on(message: Observations) -> None:
    joked = turn(HEADACHE, message, "deny")
    assert decide(joked) == CRISIS_OVER
    assert joked.after.crisis is None
    assert joked.after.sign("suicidal") is Status.ABSENT
    assert follow_up(CRISIS_OVER, joked.after, joked.said, form_active=False) == FORM
    assert follow_up(CRISIS_OVER, Findings(), joked.said, form_active=False) == LISTEN


@pytest.mark.parametrize("fields", [{"signs": {"suicidal": "present"}}, {"crisis_worse": True}])
def test_a_joke_beside_the_thoughts_or_a_plan_takes_nothing_back(fields: Any) -> None:
    joked = turn(STANDS, said(crisis_denied=True, **fields))
    assert decide(joked) == CRISIS
    assert joked.after.in_crisis


def test_a_bare_no_takes_nothing_back() -> None:
    assert turn(STANDS, said("no"), "deny").after.in_crisis


@pytest.mark.parametrize("fields", [{"crisis_called": True}, {"help_coming": True}, {"help_called": True}])
def test_who_called_is_not_told_to_call(fields: Any) -> None:
    assert decide(turn(STANDS, said(**fields), "inform")) == HELP_CALLED


def test_a_question_about_the_treatment_is_still_answered_and_one_about_what_eases_is_not() -> None:
    assert decide(turn(STANDS, said(), "ask_ivig", question=True)) is None
    assert decide(turn(STANDS, said(), "request_handoff")) is None
    assert decide(turn(STANDS, said(), "ask_dose", question=True)) == CRISIS


def test_an_intent_alone_may_tell_of_them() -> None:
    hinted = turn(Findings(), from_entities([], "1", "a rare way to say it", "crisis"), "crisis")
    assert decide(hinted) == CRISIS
    assert hinted.after.crisis == Crisis(hinted=True)


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
