"""Whole conversations of a nurse, with the trained model and the real actions."""

from __future__ import annotations

from typing import Callable, List

import pytest

from tests.wire.harness import Conversation

Talk = Callable[..., Conversation]


def as_nurse(talk: Talk) -> Conversation:
    nurse = talk()
    nurse.say("I'm a nurse")
    return nurse


def card(nurse: Conversation) -> str:
    found = nurse.customs("reference")
    assert found, nurse.transcript()
    return str(found[-1]["card"])


@pytest.mark.parametrize("words", ["I'm a nurse", "RN here", "switch to nurse view", "/nurse", "/NURSE"])
def test_a_nurse_says_so_and_sees_what_there_is(talk: Talk, words: str) -> None:
    nurse = talk()
    nurse.say(words)
    assert "Nurse view is on." in nurse.text(), nurse.transcript()
    assert "not a medical device" in nurse.text()
    nurse.say("AMS onset")
    assert card(nurse) == "aseptic_meningitis"


@pytest.mark.parametrize("words", ["patient view", "/patient", "I'm a patient"])
def test_the_view_can_be_switched_back(talk: Talk, words: str) -> None:
    nurse = as_nurse(talk)
    nurse.say(words)
    assert "Patient view is on." in nurse.text(), nurse.transcript()
    nurse.say("start rate 70kg")
    assert not nurse.customs("reference"), nurse.transcript()


@pytest.mark.parametrize(
    "words", ["/nurse_reference", '/inform{"audience": "nurse"}', "/nurse now", "//nurse"]
)
def test_no_other_command_switches_the_view(talk: Talk, words: str) -> None:
    person = talk()
    person.say(words)
    person.say("start rate 70kg")
    assert not person.customs("reference"), person.transcript()


def test_one_message_may_say_who_reads_and_what_is_asked(talk: Talk) -> None:
    nurse = talk()
    nurse.say("RN here, premed timing?")
    assert card(nurse) == "premedication"
    assert "30 to 60 minutes" in nurse.text()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("IVIG back pain mgmt", "back_pain_running"),
        ("anaphylaxis protocol", "anaphylaxis"),
        ("AMS onset", "aseptic_meningitis"),
        ("VTE risk", "thromboembolism"),
        ("AKI", "kidney_injury"),
        ("max rate", "rate_and_concentration"),
        ("premed timing?", "premedication"),
        ("next infusion plan", "prevention"),
        ("who is at risk", "risk_factors"),
        ("TPI evidence", "persistent_pain"),
        ("where do the documents disagree", "disagreements"),
        ("pt teaching signs", "teach_signs"),
    ],
)
def test_each_card_is_found_by_shorthand_and_starts_no_triage(talk: Talk, words: str, wanted: str) -> None:
    nurse = as_nurse(talk)
    nurse.say(words)
    assert card(nurse) == wanted
    assert nurse.question() is None and nurse.result() is None, nurse.transcript()
    nurse.say("thanks")
    assert nurse.result() is None, nurse.transcript()


def test_the_start_rate_asks_the_weight_then_the_unit_then_tells(talk: Talk) -> None:
    nurse = as_nurse(talk)
    nurse.say("start rate?")
    assert nurse.question() == "weight_kg", nurse.transcript()
    nurse.say("154")
    assert nurse.question() == "weight_kg" and "kg or in lb" in nurse.text(), nurse.transcript()
    nurse.press("lb")
    assert nurse.customs("reference")[0]["values"]["low_rate_ml_per_hour"] == pytest.approx(34.92661249)
    nurse.press("10%")
    assert nurse.customs("reference")[0]["values"]["low_rate_mg_per_kg_per_min"] == pytest.approx(5 / 6)
    nurse.say("70kg 10% 0.5 ml/kg/h")
    assert "0.5 mL/kg/h × 70 kg = 35 mL/h" in nurse.text(), nurse.transcript()


@pytest.mark.parametrize("words", ["start rate 7,000 kg", "start rate 0 kg", "rate 10,000 mL/h 70 kg"])
def test_what_cannot_be_meant_is_refused(talk: Talk, words: str) -> None:
    nurse = as_nurse(talk)
    nurse.say(words)
    assert "is not accepted" in nurse.text() and not nurse.customs("reference"), nurse.transcript()


@pytest.mark.parametrize(
    "words",
    [
        "my patient's tongue is swelling",
        "pt can't breathe, what's the anaphylaxis protocol?",
        "she has a stiff neck and a terrible headache, AMS steps?",
    ],
)
def test_danger_told_of_a_patient_is_triaged_first_and_the_card_follows(talk: Talk, words: str) -> None:
    nurse = as_nurse(talk)
    nurse.say(words)
    kinds = [reply["custom"]["type"] for reply in nurse.last() if reply.get("custom")]
    assert kinds[0] == "triage_result", nurse.transcript()
    assert "reference" in kinds, nurse.transcript()


def test_the_pending_question_of_a_triage_is_asked_again(talk: Talk) -> None:
    nurse = talk()
    nurse.say("my patient has back pain, the drip is running")
    pending = nurse.question()
    assert pending is not None
    for words in ("I'm a nurse", "premed timing?", "start rate 70 kg", "10%", "VTE risk"):
        nurse.say(words)
        assert nurse.question() == pending, nurse.transcript()
        assert "did not understand" not in nurse.text(), nurse.transcript()
    nurse.say("none of these")
    assert nurse.question() != pending, nurse.transcript()


def test_a_nurse_can_walk_through_a_triage_to_its_result(talk: Talk) -> None:
    nurse = as_nurse(talk)
    nurse.say("my patient has back pain 5/10, the drip is running")
    for _ in range(15):
        if nurse.result() is not None:
            break
        nurse.say("no")
    assert nurse.level() == "tell_nurse", nurse.transcript()


def test_the_view_survives_starting_over_and_the_weight_does_not(talk: Talk) -> None:
    nurse = as_nurse(talk)
    nurse.say("start rate 70 kg")
    nurse.say("start over")
    nurse.say("start rate?")
    values: List[str] = list(nurse.customs("reference")[0]["values"])
    assert "weight_kg" not in values
    assert nurse.customs("question")[0]["slot"] == "weight_kg", nurse.transcript()


def test_a_question_without_a_card_is_answered_from_the_documents(talk: Talk) -> None:
    nurse = as_nurse(talk)
    nurse.say("what is IVIG?")
    assert nurse.customs("answer"), nurse.transcript()


def test_a_nurse_who_is_the_patient_is_triaged_as_one(talk: Talk) -> None:
    person = talk()
    person.say("I'm a nurse and my back hurts after my IVIG")
    assert person.question() is not None, person.transcript()
    person.say("start rate 70kg")
    assert not person.customs("reference"), person.transcript()
