"""Alarm in few words: a cry for help, someone who cannot be woken, a feared illness, help that is coming."""

from __future__ import annotations

from typing import Callable

import pytest

from bot.settings import settings
from tests.wire.harness import Conversation

Talk = Callable[..., Conversation]


def test_a_bare_cry_for_help_reads_first_whom_to_call_and_then_the_danger_signs(talk: Talk) -> None:
    person = talk()
    person.say("HELP")
    assert person.text().startswith(f"Call {settings().emergency_number} now"), person.transcript()
    assert person.question() == "danger_signs", person.transcript()


@pytest.mark.parametrize(
    "text",
    ["my husband had IVIG and he won't wake up", "my mom had her IVIG yesterday and we can't wake her"],
)
def test_someone_who_cannot_be_woken_is_an_emergency_at_once(talk: Talk, text: str) -> None:
    person = talk()
    person.say(text)
    assert person.level() == "emergency", person.transcript()


def test_being_sleepy_is_no_emergency(talk: Talk) -> None:
    person = talk()
    person.say("I'm so sleepy since the infusion")
    assert person.level() != "emergency", person.transcript()


@pytest.mark.parametrize("text", ["I think I have a blood clot", "is it meningitis?", "am I having a DVT"])
def test_a_feared_illness_brings_the_danger_signs_at_once(talk: Talk, text: str) -> None:
    person = talk()
    person.say(text)
    assert person.question() == "danger_signs", person.transcript()


@pytest.mark.parametrize("text", ["can IVIG cause blood clots?", "can IVIG cause meningitis?"])
def test_a_question_about_the_treatment_stays_a_question(talk: Talk, text: str) -> None:
    person = talk()
    person.say(text)
    assert person.question() is None, person.transcript()
    assert person.customs("answer"), person.transcript()


def test_help_that_is_coming_is_acknowledged_before_and_after_a_result(talk: Talk) -> None:
    person = talk()
    person.say("my back hurts")
    person.say("the ambulance is coming")
    assert "help is coming" in person.text(), person.transcript()
    person.say("my tongue is swollen")
    assert person.level() == "emergency", person.transcript()
    person.say("I called 911")
    assert "Stay on the line" in person.text(), person.transcript()
    person.say("now I can't breathe")
    assert person.level() == "emergency", person.transcript()
