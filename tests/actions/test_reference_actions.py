"""The nurse's action: cards and calculations for nurses alone."""

from __future__ import annotations

import pytest

from actions.answer import ActionAnswer
from actions.nurse import ActionReference
from actions.talk import ActionStartOver
from bot.knowledge.nurse import to_keep
from bot.knowledge.reference import respond
from bot.settings import settings
from tests.actions.test_actions import payloads, run, slots_of, spoken, told, tracker


def test_a_nurse_gets_the_card_with_its_payload() -> None:
    events, dispatcher = run(ActionReference(), tracker(text="AMS onset", audience="nurse", introduced=True))
    assert payloads(dispatcher)[0]["type"] == "reference"
    assert payloads(dispatcher)[0]["card"] == "aseptic_meningitis"
    assert spoken(dispatcher).startswith("Suspected aseptic meningitis")
    assert "reference" in slots_of(events)


@pytest.mark.parametrize("audience", [None, "patient"])
@pytest.mark.parametrize(
    "words", ["start rate 70kg", "70kg 10% 0.5 ml/kg/h", "premed timing?", "halve 140 ml/h"]
)
def test_a_patient_hears_that_the_team_decides_and_no_number(audience: str, words: str) -> None:
    _, dispatcher = run(ActionReference(), tracker(intent="nurse_reference", text=words, audience=audience))
    assert "team decides" in spoken(dispatcher)
    assert not [payload for payload in payloads(dispatcher) if payload["type"] == "reference"]
    assert "mL" not in spoken(dispatcher) and "minutes" not in spoken(dispatcher)
    assert 'write "nurse view"' in spoken(dispatcher)


def test_a_missing_weight_is_asked_with_the_question_of_the_contract() -> None:
    _, dispatcher = run(ActionReference(), tracker(text="start rate?", audience="nurse"))
    assert payloads(dispatcher)[-1]["type"] == "question"
    assert payloads(dispatcher)[-1]["slot"] == "weight_kg"


def test_a_follow_up_goes_on_with_what_the_slot_keeps() -> None:
    asked = respond("start rate?")
    assert asked is not None
    state = tracker(text="70 kg", audience="nurse", reference=to_keep(asked))
    events, dispatcher = run(ActionReference(), state)
    assert payloads(dispatcher)[0]["values"]["low_rate_ml_per_hour"] == 35
    assert slots_of(events)["reference"]["given"] == {"weight_kg": 70.0}


def test_a_refusal_has_no_numbers_for_clients() -> None:
    _, dispatcher = run(ActionReference(), tracker(text="start rate 7000 kg", audience="nurse"))
    (question,) = payloads(dispatcher)
    assert (question["type"], question["slot"]) == ("question", "weight_kg") and "values" not in question
    assert "8 to 350 kg" in spoken(dispatcher)


def test_the_change_of_view_is_said_with_what_there_is() -> None:
    _, dispatcher = run(ActionReference(), tracker(text="I'm a nurse", audience="nurse"))
    assert "Nurse view is on." in spoken(dispatcher)
    assert "Premedication with times" in spoken(dispatcher)
    _, dispatcher = run(ActionReference(), tracker(text="patient view", audience="patient"))
    assert "Patient view is on." in spoken(dispatcher)


def test_a_nurse_whose_question_has_no_card_is_answered_from_the_documents() -> None:
    state = tracker(intent="ask_ivig", text="what is ivig made of", audience="nurse")
    _, dispatcher = run(ActionReference(), state)
    assert payloads(dispatcher)[0]["type"] == "answer"
    assert "pooled plasma" in spoken(dispatcher)


def test_the_ordinary_answer_hands_a_nurses_question_to_the_reference_first() -> None:
    _, dispatcher = run(ActionAnswer(), tracker(intent="ask_rate", text="max rate?", audience="nurse"))
    assert payloads(dispatcher)[0]["card"] == "rate_and_concentration"
    _, dispatcher = run(ActionAnswer(), tracker(intent="ask_rate", text="max rate?"))
    assert payloads(dispatcher)[0]["type"] == "answer"


def test_a_danger_that_stands_is_repeated_before_a_card() -> None:
    state = tracker(told("tongue_swelling"), text="max rate", audience="nurse", introduced=True)
    _, dispatcher = run(ActionReference(), state)
    assert settings().emergency_number in dispatcher.messages[0]["text"]


def test_a_nurse_stays_a_nurse_when_starting_over() -> None:
    events, _ = run(ActionStartOver(), tracker(audience="nurse", introduced=True, reference={"given": {}}))
    assert events[0]["event"] == "reset_slots"
    assert slots_of(events) == {"introduced": True, "audience": "nurse"}
