"""The running server keeps the message contract: what every client of it relies on."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import pytest

from bot.protocol.loader import protocol
from bot.settings import settings
from tests.assistant.patients import answer_until_result
from tests.wire.harness import Conversation, Server

pytestmark = pytest.mark.wire

NewConversation = Callable[[], Conversation]
QUESTION_SLOTS = {
    *("who", "infusion_status", "onset", "severity", "neck_stiffness", "danger_signs", "other_symptoms"),
    *("risk_factors", "progress", "weight_kg", "rate_ml_per_hour"),
    *protocol().symptom_set,
}
LEVELS = ["emergency", "urgent", "tell_nurse", "same_day", "self_care"]


def check_result(result: Dict[str, Any]) -> None:
    """Check one `triage_result` payload against the contract."""
    data = protocol()
    assert result["level"] in LEVELS
    assert set(result["danger_signs"]) <= data.symptom_set
    assert set(result["suspected"]) <= set(data.suspected)
    assert isinstance(result["findings"], dict)
    assert result["steps"]
    for step in result["steps"]:
        assert {"id", "text", "sources"} <= set(step)
        assert step["sources"] or "general safety advice" in step["text"]
    assert result["rules"] and result["protocol_version"] == data.version
    for source in result["sources"]:
        assert set(source) == {"document", "line", "passage"}


def test_back_pain_while_running_is_told_to_the_nurse(new_conversation: NewConversation) -> None:
    person = new_conversation()
    person.say("my lower back hurts and the drip is still running")
    answer_until_result(person, {"severity": "5"})
    assert person.level() == "tell_nurse", person.transcript()
    check_result(person.result() or {})


def test_stiff_neck_and_bad_headache_two_days_after_suggests_meningitis(
    new_conversation: NewConversation,
) -> None:
    person = new_conversation()
    person.say("stiff neck and a bad headache two days after my infusion")
    result = person.result() or {}
    check_result(result)
    assert result["level"] in ("urgent", "emergency")
    assert "aseptic_meningitis" in result["suspected"]
    assert "neck_stiffness" in result["danger_signs"]


def test_tongue_swelling_in_mid_form_is_an_emergency_in_that_very_reply(
    new_conversation: NewConversation,
) -> None:
    person = new_conversation()
    person.say("my back hurts")
    person.say("none of these")
    assert person.question() == "infusion_status"
    replies = person.say("oh and my tongue feels swollen")
    assert person.customs("triage_result")[0]["level"] == "emergency"
    assert settings().emergency_number in replies[0]["text"]
    check_result(person.result() or {})


def test_mild_pain_a_day_later_with_all_signs_denied_is_cared_for_at_home(
    new_conversation: NewConversation,
) -> None:
    person = new_conversation()
    person.say("I have mild back pain, one day after my infusion")
    answer_until_result(person)
    result = person.result() or {}
    check_result(result)
    assert result["level"] == "self_care", person.transcript()
    assert result["sources"]


def test_denied_signs_raise_no_alarm(new_conversation: NewConversation) -> None:
    person = new_conversation()
    person.say("no fever, no stiff neck")
    assert person.level() is None, person.transcript()


def test_i_dont_know_about_the_neck_is_not_a_no(new_conversation: NewConversation) -> None:
    person = new_conversation()
    person.say("mild back pain one day after my infusion")
    answer_until_result(person, {"neck_stiffness": "I don't know"})
    assert person.level() not in (None, "self_care"), person.transcript()


def test_every_question_names_a_slot_of_the_contract(new_conversation: NewConversation) -> None:
    person = new_conversation()
    person.say("my back hurts")
    answer_until_result(person)
    assert set(person.questions()) <= QUESTION_SLOTS


def test_an_answer_says_whether_the_documents_hold_it(new_conversation: NewConversation) -> None:
    person = new_conversation()
    person.say("why does my back hurt after ivig?")
    answered = person.customs("answer")[0]
    assert answered["answerable"] is True and answered["sources"]
    person.say("what dose of ibuprofen should I take?")
    declined = person.customs("answer")[0]
    assert declined["answerable"] is False and declined["sources"] == []


def test_the_parse_result_carries_assertions(server: Server) -> None:
    entities = server.parse("no fever but my neck is stiff since yesterday, pain 6 out of 10")["entities"]
    found = {(entity["entity"], entity["value"], entity.get("role")) for entity in entities}
    assert ("symptom", "fever", "absent") in found
    assert ("symptom", "neck_stiffness", "present") in found
    assert ("severity", 6, None) in found
    durations = [entity["value"] for entity in entities if entity["entity"] == "duration_hours"]
    assert durations == [24]


def test_messages_have_the_shape_of_rasas_rest_channel(server: Server) -> None:
    replies: List[Dict[str, Any]] = server.post({"sender": "shape", "message": "my back hurts"}).json()
    assert replies
    for reply in replies:
        assert reply["recipient_id"] == "shape"
        assert {"text", "custom"} & set(reply)
    buttons = [button for reply in replies for button in reply.get("buttons", [])]
    assert all({"title", "payload"} <= set(button) for button in buttons)
    assert not any(button["payload"].startswith("/") for button in buttons)
