"""Each action alone, with a tracker as Rasa hands it over."""

from __future__ import annotations

import asyncio
from typing import Any, Dict, List, Optional, Tuple

import pytest
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.crisis import ActionCrisis
from actions.talk import ActionGreet, ActionHelp, ActionStartOver, ActionThanks
from actions.triage_form import ASK_ACTIONS, ValidateTriageForm
from actions.triage_result import ActionTriageResult
from actions.understand import ActionUnderstand
from bot.protocol.engine import assess
from bot.protocol.findings import Crisis, Findings, StepWalk
from bot.settings import settings
from tests.protocol.people import at_home, person

Entity = Dict[str, Any]


def symptom(code: str, role: str = "present") -> Entity:
    return {"entity": "symptom", "value": code, "role": role}


def tracker(
    findings: Optional[Findings] = None,
    entities: Tuple[Entity, ...] = (),
    intent: str = "inform",
    asked: Optional[str] = None,
    text: str = "",
    **slots: Any,
) -> Tracker:
    """Build a tracker that has just received a message."""
    message = {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": list(entities)}
    return Tracker(
        sender_id="someone",
        slots={"findings": findings.as_slot() if findings else None, "requested_slot": asked, **slots},
        latest_message=message,
        events=[{"event": "user", "text": text, "message_id": "message-1"}],
        paused=False,
        followup_action=None,
        active_loop={"name": "triage_form"} if asked else {},
        latest_action_name="action_listen",
    )


def run(action: Action, state: Tracker) -> Tuple[List[Dict[str, Any]], CollectingDispatcher]:
    """Run an action and return its events and what it said."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, state, {}))  # type: ignore[arg-type]
    return events, dispatcher


def slots_of(events: List[Dict[str, Any]]) -> Dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def spoken(dispatcher: CollectingDispatcher) -> str:
    return "\n".join(message["text"] for message in dispatcher.messages if message.get("text"))


def payloads(dispatcher: CollectingDispatcher) -> List[Dict[str, Any]]:
    return [message["custom"] for message in dispatcher.messages if message.get("custom")]


def test_understanding_stores_what_the_message_says() -> None:
    events, dispatcher = run(ActionUnderstand(), tracker(entities=(symptom("neck_stiffness"),)))
    stored = Findings.from_slot(slots_of(events)["findings"])
    assert stored.present("neck_stiffness")
    assert dispatcher.messages == []


def test_understanding_the_same_message_twice_changes_nothing() -> None:
    first, _ = run(ActionUnderstand(), tracker(entities=(symptom("back_pain"),)))
    stored = Findings.from_slot(slots_of(first)["findings"])
    again, _ = run(ActionUnderstand(), tracker(stored, entities=(symptom("back_pain"),)))
    assert again == []


def test_an_answer_fills_the_slot_of_its_question() -> None:
    state = tracker(person("back_pain"), ({"entity": "answer", "value": "none"},), asked="danger_signs")
    events, _ = run(ActionUnderstand(), state)
    assert slots_of(events)["danger_signs"] == "absent"


def test_an_answer_counts_only_while_its_question_is_open() -> None:
    events, _ = run(
        ActionUnderstand(), tracker(person("back_pain"), ({"entity": "answer", "value": "none"},))
    )
    assert "danger_signs" not in slots_of(events)


@pytest.mark.parametrize(
    ("intent", "misses"), [("ask_cause", 0), ("thanks", 0), ("out_of_scope", 1), ("", 1)]
)
def test_a_change_of_subject_is_no_missed_answer(intent: str, misses: int) -> None:
    events, _ = run(ActionUnderstand(), tracker(person("back_pain"), intent=intent, asked="danger_signs"))
    assert Findings.from_slot(slots_of(events)["findings"]).misses == misses


def test_the_form_requests_the_slot_of_the_next_question() -> None:
    events, _ = run(ValidateTriageForm(), tracker(person("back_pain"), asked="danger_signs"))
    assert slots_of(events)["requested_slot"] == "danger_signs"


def test_the_form_ends_where_a_danger_sign_settled_the_level() -> None:
    events, _ = run(ValidateTriageForm(), tracker(person("dyspnea"), asked="danger_signs"))
    assert slots_of(events)["requested_slot"] is None


def test_the_form_steps_back_for_a_question_of_the_person() -> None:
    events, _ = run(
        ValidateTriageForm(), tracker(person("back_pain"), intent="ask_cause", asked="danger_signs")
    )
    assert "misses" not in slots_of(events)


def test_asking_introduces_itself_once() -> None:
    ask = next(action for action in ASK_ACTIONS if action().name() == "action_ask_danger_signs")()
    events, dispatcher = run(ask, tracker(person("back_pain")))
    assert "not a medical device" in spoken(dispatcher)
    assert slots_of(events)["introduced"] is True
    _, later = run(ask, tracker(person("back_pain"), introduced=True))
    assert "not a medical device" not in spoken(later)
    (asked,) = payloads(later)
    assert (asked["type"], asked["slot"], asked["kind"]) == ("question", "danger_signs", "group")
    assert asked["stands_for"] == later.messages[0]["text"]


def test_the_result_is_said_first_and_remembered() -> None:
    events, dispatcher = run(ActionTriageResult(), tracker(person("tongue_swelling")))
    assert dispatcher.messages[0]["text"].startswith("Call")
    assert payloads(dispatcher)[0]["level"] == "emergency"
    assert Findings.from_slot(slots_of(events)["findings"]).announced == "emergency"
    assert slots_of(events)["level"] == "emergency"


def test_a_calm_result_is_not_said_twice() -> None:
    state = at_home(walk=StepWalk(done=("HM-REST",), eased=True))
    assessment = assess(state)
    told = state.with_changes(announced=assessment.level, announced_rules=assessment.rules)
    _, dispatcher = run(ActionTriageResult(), tracker(told))
    assert payloads(dispatcher) == []
    assert "Good to hear" in spoken(dispatcher)


def test_without_any_symptom_there_is_no_result_but_a_word() -> None:
    _, dispatcher = run(ActionTriageResult(), tracker(Findings(answered=frozenset({"complaint"}))))
    assert payloads(dispatcher) == []
    assert "write to me" in spoken(dispatcher)


def test_an_answer_cites_its_lines() -> None:
    _, dispatcher = run(ActionAnswer(), tracker(intent="ask_cause"))
    assert payloads(dispatcher)[0]["answerable"] is True
    assert payloads(dispatcher)[0]["sources"]


def is_declined(said: List[Dict[str, Any]]) -> bool:
    declined = {"type": "answer", "answerable": False, "sources": []}
    return len(said) == 1 and {**said[0], **declined} == said[0]


def test_what_has_no_topic_is_declined() -> None:
    _, dispatcher = run(ActionAnswer(), tracker(intent="something_new"))
    assert is_declined(payloads(dispatcher))


def test_the_question_itself_is_answered_whatever_its_intent() -> None:
    question = "how many donors is IVIG made from?"
    for intent in ("ask_dose", "out_of_scope", "ask_ivig"):
        _, dispatcher = run(ActionAnswer(), tracker(intent=intent, text=question))
        assert "thousands of healthy donors" in spoken(dispatcher)
        assert "None of these pages is a medical guideline." in spoken(dispatcher)
        assert "004:19" in [source["passage"] for source in payloads(dispatcher)[0]["sources"]]


def test_a_dose_is_declined_whatever_its_intent() -> None:
    for intent in ("ask_dose", "ask_pain_reliever", "ask_ivig"):
        _, dispatcher = run(ActionAnswer(), tracker(intent=intent, text="how many mg of tylenol can I take"))
        assert is_declined(payloads(dispatcher))


@pytest.mark.parametrize("audience", [None, "patient", "something else"])
def test_whoever_has_not_said_to_be_a_nurse_is_a_patient(audience: Optional[str]) -> None:
    state = tracker(intent="nurse_reference", text="start rate for IVIG", audience=audience)
    _, dispatcher = run(ActionAnswer(), state)
    assert "mL/kg" not in spoken(dispatcher)
    assert "Your team decides" in spoken(dispatcher)


def test_a_nurse_reads_the_clinicians_text() -> None:
    question = "what causes hemolysis with IVIG"
    _, for_nurse = run(ActionAnswer(), tracker(text=question, audience="nurse"))
    assert "Hemolytic anemia is rare and delayed" in spoken(for_nurse)
    _, for_patient = run(ActionAnswer(), tracker(text=question))
    assert "breaks down red blood cells" in spoken(for_patient)


def test_nerve_repair_is_told_after_the_calm_level_alone() -> None:
    question = "is more nerve pain a good sign?"
    _, early = run(ActionAnswer(), tracker(text=question))
    assert "nerves heal" not in spoken(early)
    calm = at_home().with_changes(announced="self_care")
    _, later = run(ActionAnswer(), tracker(calm, text=question))
    assert "nerves heal" in spoken(later)


def told(*signs: str) -> Findings:
    state = person(*signs)
    assessment = assess(state)
    return state.with_changes(announced=assessment.level, announced_rules=assessment.rules)


@pytest.mark.parametrize("action", [ActionGreet, ActionHelp, ActionThanks, ActionAnswer, ActionCrisis])
@pytest.mark.parametrize("sign", ["tongue_swelling", "neck_stiffness"])
def test_after_a_danger_level_nothing_is_said_without_repeating_it(action: Any, sign: str) -> None:
    _, dispatcher = run(action(), tracker(told(sign), introduced=True))
    assert "I am still reading what you write" in spoken(dispatcher)


def test_the_crisis_text_names_both_lines() -> None:
    _, dispatcher = run(ActionCrisis(), tracker())
    assert settings().crisis_line in spoken(dispatcher)
    assert settings().emergency_number in spoken(dispatcher)


def test_while_a_crisis_stands_no_phrase_comes_twice_in_a_row() -> None:
    for crisis in (
        Crisis(),
        Crisis(worse=True),
        Crisis(of_other=True),
        Crisis(of_other=True, worse=True),
    ):
        findings, heard = Findings(crisis=crisis), [""]
        for _ in range(5):
            events, dispatcher = run(ActionCrisis(), tracker(findings, introduced=True))
            findings = Findings.from_slot(slots_of(events)["findings"])
            heard.append(spoken(dispatcher))
            assert settings().crisis_line in heard[-1] and settings().emergency_number in heard[-1]
            assert heard[-1] != heard[-2]


@pytest.mark.parametrize("action", [ActionGreet, ActionHelp, ActionThanks, ActionAnswer])
def test_while_a_crisis_stands_nothing_is_said_without_the_crisis_line(action: Any) -> None:
    findings = Findings(crisis=Crisis(told=1))
    _, dispatcher = run(action(), tracker(findings, text="what do i say", introduced=True))
    assert settings().crisis_line in spoken(dispatcher)
    assert "pages" not in spoken(dispatcher)


def test_starting_over_in_a_crisis_keeps_the_line_and_a_plan_is_still_heard() -> None:
    events, dispatcher = run(ActionStartOver(), tracker(Findings(crisis=Crisis(told=2)), introduced=True))
    assert settings().crisis_line in spoken(dispatcher)
    kept = Findings.from_slot(slots_of(events)["findings"])
    assert kept == Findings(crisis=Crisis(told=2, aside=True))


def test_starting_over_clears_every_slot_but_the_introduction() -> None:
    events, _ = run(ActionStartOver(), tracker(person("back_pain"), introduced=True))
    assert events[0]["event"] == "reset_slots"
    assert slots_of(events) == {"introduced": True}
