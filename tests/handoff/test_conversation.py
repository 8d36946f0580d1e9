"""Asking for a summary in a conversation, with the trained model."""

from __future__ import annotations

from typing import Callable

from tests.assistant.patients import answer_until_result
from tests.wire.harness import Conversation

Talk = Callable[..., Conversation]
ASK = "write a summary I can give my doctor"


def test_before_anything_was_told_it_asks_what_is_the_matter(talk: Talk) -> None:
    person = talk()
    person.say(ASK)
    assert "nothing to pass on yet" in person.text() and "What do you feel?" in person.text()
    assert not person.customs("handoff")
    person.say("my back hurts")
    assert person.question() == "danger_signs"


def test_in_mid_interview_it_is_given_and_the_open_question_is_asked_again(talk: Talk) -> None:
    person = talk()
    person.say("my back hurts and the drip is running")
    person.say(ASK)
    (handoff,) = person.customs("handoff")
    assert handoff["level"] == "tell_nurse" and handoff["complete"] is False
    assert "neck_stiffness" in handoff["unknown"]
    assert person.question() == "danger_signs"


def test_after_a_calm_result_it_holds_what_was_denied(talk: Talk) -> None:
    person = talk()
    person.say("I have mild back pain, one day after my infusion")
    answer_until_result(person)
    person.say(ASK)
    (handoff,) = person.customs("handoff")
    assert handoff["level"] == person.level() and handoff["complete"] is True
    assert {"neck_stiffness", "chest_pain", "dyspnea"} <= set(handoff["denied"])
    assert "24 h" in handoff["sbar"]["background"]


def test_after_an_emergency_the_number_comes_before_the_summary(talk: Talk) -> None:
    person = talk()
    person.say("my tongue is swelling and I cannot breathe")
    assert person.level() == "emergency"
    person.say(ASK)
    first = person.last()[0]["text"]
    assert first.startswith("Please call")
    (handoff,) = person.customs("handoff")
    assert handoff["level"] == "emergency" and "tongue_swelling" in handoff["danger_signs"]
