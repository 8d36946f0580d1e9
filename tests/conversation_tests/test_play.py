"""What differs is found and shown with the conversation; a scripted assistant proves it."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

import pytest

from bot.conversation_tests.models import Case
from bot.conversation_tests.play import Difference, play
from bot.conversation_tests.seen import Reply


def result(level: str, signs: List[str]) -> Reply:
    payload: Dict[str, Any] = {"type": "triage_result", "level": level, "danger_signs": signs}
    return {
        "custom": {
            **payload,
            "rules": ["UR-NECK"],
            "suspected": [],
            "steps": [{"id": "UR-SAY"}],
            "sources": [],
        }
    }


NECK: List[Reply] = [
    {"text": "Get medical help now.\nLet someone drive."},
    result("urgent", ["neck_stiffness"]),
]
ASKS: List[Reply] = [
    {"text": "Is your neck stiff?", "buttons": [{"title": "Yes", "payload": "Yes"}]},
    {"custom": {"type": "question", "slot": "neck_stiffness"}},
]
HOME: List[Reply] = [{"text": "Care at home."}, result("self_care", [])]
REPLIES = {"stiff": NECK, "back": ASKS, "Yes": NECK, "no": HOME}


class Scripted:
    """Stands in for the assistant, to prove that the checks find differences."""

    def send(self, sender: str, words: str) -> List[Reply]:
        return REPLIES[words]

    def slots(self, sender: str) -> Mapping[str, Any]:
        return {"severity": 3}


def case(*steps: Dict[str, Any], **about: Any) -> Case:
    return Case.parse_obj({"test_case": "A conversation", "steps": list(steps), **about})


HOLDS = [
    [{"user": "stiff", "level": "urgent", "red_flags": "neck_stiffness", "rules": "UR-NECK"}],
    [
        {"user": "stiff"},
        {"bot": ["get  MEDICAL help", "/now\\.\\s*Let/"], "bot_never": "home"},
        {"asks": "none"},
    ],
    [{"user": "back", "asks": "neck_stiffness", "offers": "Yes"}, {"tap": "Yes", "level": "urgent"}],
    [{"user": "back", "level": "none"}, {"answer_the_rest": {"neck_stiffness": "Yes"}}, {"level": "urgent"}],
    [{"user": "back", "slot_was_set": ["severity", {"severity": 3}]}],
    [{"user": "stiff", "steps_offered": "UR-SAY", "steps_withheld": "UR-DRIVE"}],
]


@pytest.mark.parametrize("steps", HOLDS)
def test_a_conversation_that_is_as_expected_passes(steps: List[Dict[str, Any]]) -> None:
    play(case(*steps), Scripted())


DIFFERS = [
    ([{"user": "stiff", "level": "emergency"}], "level: emergency, but it is urgent"),
    ([{"user": "stiff", "red_flags": []}], "red_flags: none, but they are neck_stiffness"),
    ([{"user": "stiff", "rules": "EM-CHEST"}], "rules: EM-CHEST missing"),
    ([{"user": "stiff", "bot": "at home"}], "bot: 'at home' is not said"),
    ([{"user": "stiff", "bot_never": "HELP now"}], "bot_never: 'HELP now' is said"),
    ([{"user": "back", "asks": "severity"}], "asks: severity, but it asks neck_stiffness"),
    ([{"user": "back"}, {"tap": "No"}], "tap: no quick answer 'No'; there are Yes"),
    ([{"user": "back", "slot_was_set": [{"severity": 4}]}], "slot_was_set: severity: 4, but it holds 3"),
    ([{"user": "stiff", "steps_withheld": "UR-SAY"}], "steps_withheld: UR-SAY is offered"),
    ([{"user": "stiff", "utter": "crisis"}], "utter: crisis is not said"),
    ([{"user": "stiff", "card": "anaphylaxis"}], "card: anaphylaxis, but none is shown"),
    ([{"user": "stiff", "answerable": True}], "answerable: True, but it is no answer"),
    ([{"user": "stiff"}, {"user": "no"}], "the level went down from urgent to self_care"),
]


@pytest.mark.parametrize(("steps", "told"), DIFFERS, ids=lambda part: part if isinstance(part, str) else "")
def test_what_differs_is_shown_below_the_conversation(steps: List[Dict[str, Any]], told: str) -> None:
    with pytest.raises(Difference) as found:
        play(case(*steps), Scripted())
    shown = str(found.value)
    assert f"! {told}" in shown and f"> {steps[0]['user']}" in shown, shown


def test_the_end_of_a_conversation_is_checked_too() -> None:
    asked = case({"user": "back"}, level="urgent", never_asks="neck_stiffness", most_questions=0)
    with pytest.raises(Difference) as found:
        play(asked, Scripted())
    for told in (
        "level: urgent, but it is none",
        "never_asks: neck_stiffness was asked",
        "most_questions: 0",
    ):
        assert told in str(found.value)


def test_a_level_may_go_down_where_the_case_says_so() -> None:
    play(case({"user": "stiff"}, {"user": "no"}, level="self_care", keeps_level=False), Scripted())
