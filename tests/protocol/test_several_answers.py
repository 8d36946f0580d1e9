"""Answers to several lines of a list in one message: each is set, and what is not answered stays open."""

from __future__ import annotations

from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Findings, Status
from bot.protocol.interview import read_message
from bot.protocol.observations import Observations
from tests.protocol.people import person

FIRST = person("back_pain")
LINES = 8


def answered(*answers: str, before: Findings = FIRST) -> Findings:
    question = next_question(before)
    assert question is not None and question.id == "danger_signs"
    return read_message(before, Observations(message_id="1", answers=answers), asking=True)


def test_yes_to_one_line_and_no_to_the_rest() -> None:
    after = answered("item:3", "rest:no")
    assert assess(after).level == "emergency"
    assert after.sign("chest_pain") is Status.PRESENT
    assert after.sign("dyspnea") is Status.ABSENT
    assert after.sign("saddle_numbness") is Status.ABSENT


def test_no_to_every_line_answers_the_list() -> None:
    after = answered(*[f"no:{line}" for line in range(1, LINES + 1)])
    assert "danger_signs" in after.answered
    assert assess(after).level != "emergency"


def test_no_to_some_lines_leaves_the_others_open() -> None:
    after = answered("no:1", "no:2")
    assert "danger_signs" not in after.answered
    assert after.sign("dyspnea") is Status.ABSENT
    assert after.sign("seizure") is None


def test_no_to_the_rest_counts_a_line_named_from_the_end() -> None:
    after = answered("item:-1", "rest:no")
    assert after.sign("saddle_numbness") is Status.PRESENT
    assert after.sign("seizure") is Status.ABSENT


def test_not_sure_of_one_line_is_asked_back_and_never_a_no() -> None:
    after = answered("unsure:7", "rest:no")
    assert after.sign("seizure") is not Status.ABSENT
    question = next_question(after)
    assert question is not None and question.about == ("seizure",)
