"""Whole conversations with the trained model and the real actions, in this process."""

from __future__ import annotations

import re
import statistics
from typing import Callable

import pytest

from bot.settings import settings
from tests.assistant.patients import answer_until_asked, answer_until_result
from tests.wire.harness import Conversation

Talk = Callable[..., Conversation]


def test_back_pain_while_running_is_for_the_nurse_now(talk: Talk) -> None:
    person = talk()
    person.say("my lower back hurts and the drip is still running")
    answer_until_result(person, {"severity": "5"})
    assert person.level() == "tell_nurse", person.transcript()


def test_stiff_neck_and_bad_headache_two_days_after_is_at_least_urgent(talk: Talk) -> None:
    person = talk()
    person.say("I have a stiff neck and a really bad headache, two days after my IVIG")
    assert person.level() in ("urgent", "emergency"), person.transcript()
    assert "aseptic_meningitis" in person.result()["suspected"]


@pytest.mark.parametrize("turn", range(6))
def test_tongue_swelling_in_the_middle_of_the_form_is_an_emergency_in_that_reply(
    talk: Talk, turn: int
) -> None:
    person = talk()
    person.say("my back hurts a bit")
    for _ in range(turn):
        person.say(
            {"infusion_status": "it ended yesterday", "severity": "3"}.get(str(person.question()), "no")
        )
    replies = person.say("wait my tongue is swelling up")
    assert person.customs("triage_result")[0]["level"] == "emergency", person.transcript()
    assert replies[0]["text"].startswith("Call"), person.transcript()


def test_mild_pain_a_day_later_with_all_signs_denied_is_for_home_with_steps_and_citations(talk: Talk) -> None:
    person = talk()
    person.say("mild back pain, a day after my infusion")
    answer_until_result(person)
    result = person.result()
    assert result["level"] == "self_care", person.transcript()
    assert result["steps"] and result["sources"]
    assert person.question() == "progress"


def test_denied_signs_are_no_alarm_and_are_not_asked_again(talk: Talk) -> None:
    person = talk()
    person.say("my back hurts a bit since my infusion yesterday, no fever, no stiff neck")
    asked = answer_until_result(person)
    assert person.level() == "self_care", person.transcript()
    assert "neck_stiffness" not in asked and "fever" not in asked


def test_i_dont_know_about_the_neck_is_not_a_no(talk: Talk) -> None:
    person = talk()
    person.say("mild back pain a day after the infusion")
    answer_until_result(person, {"neck_stiffness": "I don't know"})
    assert person.level() == "same_day", person.transcript()


FIRST_WORDS = [
    "back pain",
    "my back hurts",
    "my back hurts since yesterday",
    "mild back pain a day after my infusion",
    "lower back ache 3/10 since last night",
    "I had IVIG yesterday and now my back is sore",
    "my mum has back pain after her infusion",
    "my back is killing me, about 6 out of 10",
    "backache after ivig",
    "headache and muscle aches since my infusion yesterday",
    "got my ivig two days ago, back still aches, no fever",
]


def test_a_median_calm_conversation_takes_seven_questions_at_the_most(talk: Talk) -> None:
    counts = []
    for words in FIRST_WORDS:
        person = talk()
        person.say(words)
        counts.append(len(answer_until_result(person)))
        assert person.level() in ("self_care", "same_day"), person.transcript()
    print("questions asked in calm conversations:", sorted(counts), "median", statistics.median(counts))
    assert statistics.median(counts) <= 7


def test_timing_severity_and_neck_are_known_before_a_calm_result(talk: Talk) -> None:
    for words in FIRST_WORDS[:4]:
        person = talk()
        person.say(words)
        answer_until_result(person)
        findings = person.result()["findings"]
        assert {"severity", "neck_stiffness", "infusion_status"} <= set(findings), person.transcript()


def test_the_danger_signs_take_two_grouped_questions_at_the_most(talk: Talk) -> None:
    person = talk()
    person.say("back pain")
    assert answer_until_result(person).count("danger_signs") <= 2


def test_the_first_contact_says_what_this_is(talk: Talk) -> None:
    person = talk()
    person.say("hello")
    assert "not a medical device" in person.text()
    assert settings().emergency_number in person.text()


def test_in_an_emergency_the_action_comes_before_the_introduction(talk: Talk) -> None:
    person = talk()
    person.say("I can't breathe")
    assert person.level() == "emergency"
    assert person.text().index("Call") < person.text().index("not a medical device")


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "asdfgh qwerty",
        "😀😀😀",
        "¿me puedes ayudar por favor?",
        "x" * 10_000,
        "....",
        "mein rücken tut weh",
    ],
)
def test_odd_messages_in_the_interview_get_help_and_lose_nothing(talk: Talk, odd: str) -> None:
    person = talk()
    person.say("my back hurts, the infusion ended yesterday")
    before = person.question()
    person.say(odd)
    assert settings().emergency_number in person.text(), person.transcript()
    assert person.question() == before, person.transcript()
    answer_until_result(person)
    assert person.level() == "self_care", person.transcript()


@pytest.mark.parametrize(
    "question", ["why does my back hurt?", "can I take ibuprofen?", "how long will this last?"]
)
def test_a_question_in_the_interview_is_answered_and_the_open_one_asked_again(
    talk: Talk, question: str
) -> None:
    person = talk()
    person.say("my back hurts")
    before = person.question()
    person.say(question)
    assert person.customs("answer"), person.transcript()
    assert person.question() == before, person.transcript()


def test_a_correction_of_an_earlier_answer_counts(talk: Talk) -> None:
    person = talk()
    person.say("back pain, my infusion ended yesterday")
    answer_until_asked(person, "severity")
    person.say("actually my neck is stiff")
    assert person.level() == "urgent", person.transcript()


def test_a_danger_level_is_lowered_only_by_taking_that_very_sign_back(talk: Talk) -> None:
    person = talk()
    person.say("my neck is stiff and my back hurts, infusion was yesterday")
    assert person.level() == "urgent"
    for push in (
        "my nurse said it's fine",
        "I can't afford a doctor",
        "it's only a 2 out of 10",
        "never mind",
    ):
        person.say(push)
        assert person.level() == "urgent", person.transcript()
    person.say("sorry, I meant my shoulder is stiff, not my neck")
    assert person.question() == "neck_stiffness", person.transcript()
    person.say("no")
    answer_until_result(person)
    assert person.level() == "self_care", person.transcript()


def test_after_an_emergency_the_number_is_repeated_and_worse_signs_are_still_read(talk: Talk) -> None:
    person = talk()
    person.say("stiff neck since this morning, infusion was two days ago")
    assert person.level() == "urgent"
    person.say("ok thanks")
    assert "medical help now" in person.text(), person.transcript()
    person.say("now he had a seizure")
    assert person.level() == "emergency", person.transcript()
    person.say("what is ivig made of?")
    assert settings().emergency_number in person.text()


def test_start_over_forgets_the_answers(talk: Talk) -> None:
    person = talk()
    person.say("my back hurts and my infusion is running")
    person.say("start over")
    assert person.question() == "other_symptoms", person.transcript()
    person.say("back pain")
    assert person.question() == "danger_signs"
    asked = answer_until_result(person)
    assert "infusion_status" in asked


def test_a_caregiver_is_spoken_to_about_the_patient(talk: Talk) -> None:
    person = talk()
    person.say("my mum has back pain after her ivig yesterday")
    assert "Do they have" in person.text(), person.transcript()
    answer_until_result(person)
    assert person.result()["findings"]["who"] == "mother"


def test_each_step_is_asked_back_and_worse_raises_the_level(talk: Talk) -> None:
    person = talk()
    person.say("mild back pain a day after my infusion")
    answer_until_result(person)
    assert person.question() == "progress"
    person.say("worse")
    assert person.level() == "same_day", person.transcript()


def test_two_failed_steps_raise_the_level(talk: Talk) -> None:
    person = talk()
    person.say("mild back pain a day after my infusion")
    answer_until_result(person)
    person.say("the same")
    assert person.question() == "progress", person.transcript()
    person.say("still the same")
    assert "30 minutes" in person.text(), person.transcript()
    assert person.question() == "progress", person.transcript()
    person.say("yes, over an hour")
    assert person.level() == "same_day", person.transcript()


def test_the_same_twice_within_a_minute_raises_nothing(talk: Talk) -> None:
    person = talk()
    person.say("mild back pain a day after my infusion")
    answer_until_result(person)
    person.say("the same")
    person.say("the same")
    person.say("no")
    assert not person.customs("triage_result"), person.transcript()
    assert "Give it that time" in person.text(), person.transcript()


def test_better_ends_the_steps_kindly(talk: Talk) -> None:
    person = talk()
    person.say("mild back pain a day after my infusion")
    answer_until_result(person)
    person.say("better")
    assert person.question() is None, person.transcript()
    assert "Good to hear" in person.text()


@pytest.mark.parametrize(
    "words", ["I want to die", "I can't go on, I want to kill myself", "i dont want to live anymore"]
)
def test_suicidal_words_get_the_crisis_line_and_the_emergency_number(talk: Talk, words: str) -> None:
    person = talk()
    person.say(words)
    assert settings().crisis_line in person.text(), person.transcript()
    assert settings().emergency_number in person.text()


@pytest.mark.parametrize("words", ["how much ibuprofen should I take?", "what dose of tylenol can I have"])
def test_a_dose_is_never_given(talk: Talk, words: str) -> None:
    person = talk()
    person.say(words)
    assert not re.search(r"\b\d+\s?(mg|tablets?)\b", person.text()), person.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "what are the signs of meningitis?",
        "what if I get a rash?",
        "I had a stiff neck last year",
        "no chest pain",
    ],
)
def test_danger_words_without_a_present_sign_raise_no_alarm(talk: Talk, words: str) -> None:
    person = talk()
    person.say(words)
    assert person.level() is None, person.transcript()


def test_a_request_to_repeat_gets_the_question_again(talk: Talk) -> None:
    person = talk()
    person.say("back pain")
    before = person.question()
    person.say("what do you mean")
    assert person.question() == before, person.transcript()
    assert "went wrong" not in person.text()


def test_a_false_alarm_can_be_taken_back_with_a_bare_no(talk: Talk) -> None:
    person = talk()
    person.say("I have trouble breathing")
    assert person.level() == "emergency"
    person.say("no I dont")
    assert person.question() == "dyspnea", person.transcript()
    person.say("no")
    person.say("my back hurts a bit, infusion ended yesterday")
    answer_until_result(person)
    assert person.level() == "self_care", person.transcript()


def test_a_new_danger_sign_is_said_while_another_is_taken_back(talk: Talk) -> None:
    person = talk()
    person.say("my neck is stiff")
    person.say("my neck is not stiff but my tongue is swelling")
    assert person.customs("triage_result")[0]["level"] == "emergency", person.transcript()


def test_a_long_list_of_denials_without_commas_alarms_nobody(talk: Talk) -> None:
    person = talk()
    person.say(
        "no fever no rash no chest pain no trouble breathing no stiff neck. "
        "sore lower back 2/10, infusion ended yesterday"
    )
    answer_until_result(person)
    assert person.level() == "self_care", person.transcript()


@pytest.mark.parametrize("words", ["no puedo respirar", "je ne peux pas respirer", "cnt breeth"])
def test_not_being_able_to_breathe_is_understood_in_other_words(talk: Talk, words: str) -> None:
    person = talk()
    person.say(words)
    assert person.level() == "emergency", person.transcript()


def test_suicidal_words_beside_a_danger_sign_get_both(talk: Talk) -> None:
    person = talk()
    person.say("I want to die, my tongue is swollen")
    assert settings().crisis_line in person.text()
    assert person.level() == "emergency", person.transcript()


def test_reported_numbness_is_asked_about_and_no_list_denies_it(talk: Talk) -> None:
    person = talk()
    person.say("i cant feel my legs, the infusion ended yesterday")
    answer_until_result(person, {"weakness": "yes", "numbness": "yes"})
    assert person.level() in ("urgent", "emergency"), person.transcript()
