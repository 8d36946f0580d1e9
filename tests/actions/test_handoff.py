"""The summary in the chat: said in plain words, with its payload, and never empty."""

from __future__ import annotations

from datetime import datetime, timezone

from actions.handoff import ActionHandoff
from bot.protocol.findings import Findings
from tests.actions.test_actions import payloads, run, spoken, tracker
from tests.protocol.people import person


def test_the_summary_is_said_with_its_payload() -> None:
    _, dispatcher = run(ActionHandoff(), tracker(person("back_pain", phase="running")))
    (payload,) = payloads(dispatcher)
    assert payload["type"] == "handoff" and payload["level"] == "tell_nurse"
    assert "Situation:" in spoken(dispatcher) and "back pain" in spoken(dispatcher)


def test_with_nothing_told_it_asks_what_is_the_matter_and_sends_no_payload() -> None:
    _, dispatcher = run(ActionHandoff(), tracker(Findings(), introduced=True))
    assert payloads(dispatcher) == []
    assert "nothing to pass on yet" in spoken(dispatcher) and "What do you feel?" in spoken(dispatcher)


def test_in_the_interview_the_form_asks_by_itself() -> None:
    _, dispatcher = run(ActionHandoff(), tracker(Findings(), asked="other_symptoms", introduced=True))
    assert "nothing to pass on yet" in spoken(dispatcher) and "?" not in spoken(dispatcher)


def test_a_danger_that_stands_is_said_before_the_summary() -> None:
    findings = person("neck_stiffness", phase="after", announced="urgent", announced_rules=("UR-NECK",))
    _, dispatcher = run(ActionHandoff(), tracker(findings, introduced=True))
    said = spoken(dispatcher)
    assert said.index("Please get medical help now") < said.index("Situation:")


def test_the_payload_says_when_it_was_told_and_when_it_was_made() -> None:
    state = tracker(person("back_pain"))
    state.events[-1]["timestamp"] = 1_777_890_540.25
    before = datetime.now(timezone.utc).replace(microsecond=0)
    _, dispatcher = run(ActionHandoff(), state)
    (payload,) = payloads(dispatcher)
    assert payload["told_at"] == "2026-05-04T10:29:00Z"
    made = datetime.fromisoformat(payload["generated_at"].replace("Z", "+00:00"))
    assert before <= made <= datetime.now(timezone.utc)


def test_without_a_time_in_the_tracker_none_is_told() -> None:
    _, dispatcher = run(ActionHandoff(), tracker(person("back_pain")))
    assert payloads(dispatcher)[0]["told_at"] is None


def test_it_stores_nothing_but_the_introduction() -> None:
    events, _ = run(ActionHandoff(), tracker(person("back_pain")))
    assert [event["name"] for event in events] == ["introduced"]
