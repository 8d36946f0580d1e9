"""Thoughts of suicide that only an intent tells: opened where it is sure, else asked back once."""

from __future__ import annotations

from typing import Any, Dict

import pytest

from bot.dialogue.decision import CRISIS, FORM, Turn, decide
from bot.protocol.engine import next_question
from bot.protocol.findings import Crisis, Finding, Findings, Status
from bot.protocol.interview import read_message
from bot.protocol.observations import IN_THE_WAY, Observations, from_entities

TOLD = Findings(crisis=Crisis(hinted=True, told=1), signs={"suicidal": Finding(status=Status.PRESENT)})
BACK = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})


def heard(confidence: float, *entities: Dict[str, Any]) -> Observations:
    return from_entities(entities, "1", "a rare way to say it", "crisis", confidence)


def test_a_sure_intent_opens_it() -> None:
    assert heard(0.9).hints_crisis and not heard(0.9).doubts_crisis
    assert read_message(BACK, heard(0.9), asking=False).crisis == Crisis(hinted=True)


def test_a_doubtful_intent_is_asked_back_once() -> None:
    said = heard(0.5)
    after = read_message(BACK, said, asking=False)
    assert after.crisis is None and not after.present("suicidal")
    question = next_question(after)
    assert question is not None and question.confirms == "suicidal"
    turn = Turn(BACK, after, said, "crisis", is_question=False, form_active=False)
    assert decide(turn) == FORM


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_what_stands_in_the_way_of_help_explains_a_doubtful_intent(kind: str) -> None:
    said = heard(0.5, {"entity": "after_result", "value": kind})
    assert not said.hints_crisis and not said.doubts_crisis
    sure = heard(0.9, {"entity": "after_result", "value": kind})
    assert not sure.hints_crisis and sure.doubts_crisis


@pytest.mark.parametrize(
    ("words", "answers", "opens"),
    [
        ("yes", ("yes",), True),
        ("maybe", ("maybe",), True),
        ("I don't know", ("unknown",), True),
        ("no", ("no",), False),
        ("I'm ok", (), False),
    ],
)
def test_the_answer_decides(words: str, answers: tuple, opens: bool) -> None:  # type: ignore[type-arg]
    doubted = read_message(BACK, heard(0.5), asking=False)
    said = Observations(message_id="2", answers=answers, text=words)
    after = read_message(doubted, said, asking=True)
    assert (after.crisis is not None) is opens
    turn = Turn(doubted, after, said, "inform", is_question=False, form_active=True)
    assert (decide(turn) == CRISIS) is opens
    if not opens:
        question = next_question(after)
        assert question is not None and question.confirms is None


def test_it_is_asked_back_beside_a_standing_alarm_too() -> None:
    alarm = Findings(signs={"chest_pain": Finding(status=Status.PRESENT)})
    question = next_question(read_message(alarm, heard(0.5), asking=False))
    assert question is not None and question.confirms == "suicidal"


@pytest.mark.parametrize(
    ("words", "entities"),
    [
        ("no", [{"entity": "answer", "value": "no"}]),
        ("none", [{"entity": "answer", "value": "none"}]),
        ("I'm ok", []),
        ("not like that", [{"entity": "crisis", "value": "denied"}]),
        (
            "just back pain",
            [
                {"entity": "symptom", "value": "back_pain", "role": "present"},
                {"entity": "answer", "value": "only"},
            ],
        ),
    ],
)
def test_a_hinted_crisis_has_a_way_out(words: str, entities: list) -> None:  # type: ignore[type-arg]
    assert read_message(TOLD, from_entities(entities, "2", words), asking=False).crisis is None


def test_a_second_calm_answer_ends_it() -> None:
    first = read_message(TOLD, Observations(message_id="2", severity=3, text="3"), asking=False)
    assert first.crisis is not None and first.crisis.calm == 1
    second = read_message(first, Observations(message_id="3", severity=4, text="4"), asking=False)
    assert second.crisis is None


@pytest.mark.parametrize("words", ["no", "I'm ok"])
def test_what_words_told_is_not_ended_so(words: str) -> None:
    told = TOLD.with_changes(crisis=Crisis(told=1))
    said = Observations(message_id="2", answers=("no",), text=words)
    assert read_message(told, said, asking=False).crisis is not None


def test_words_that_tell_it_make_it_sure() -> None:
    said = Observations(message_id="2", signs={"suicidal": ("present",)}, text="I want to die")
    after = read_message(TOLD, said, asking=False)
    assert after.crisis is not None and not after.crisis.hinted


def test_a_yes_is_no_way_out() -> None:
    after = TOLD
    for number in "23":
        after = read_message(
            after, Observations(message_id=number, answers=("yes",), text="yes"), asking=False
        )
    assert after.crisis is not None
