"""Who only cries for help, and who says that help was called."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import values


@pytest.mark.parametrize(
    "text", ["HELP", "help!!", "please help me", "help me please", "SOS", "this is an emergency"]
)
def test_a_cry_for_help_is_the_whole_message(text: str) -> None:
    assert values(text, "command") == ["cry_for_help"]


@pytest.mark.parametrize(
    "text", ["can you help me", "I need help with my form", "help me understand ivig", "that helped"]
)
def test_a_wish_for_an_answer_is_no_cry(text: str) -> None:
    assert values(text, "command") == []


@pytest.mark.parametrize(
    "text",
    [
        "the ambulance is coming",
        "I called 911",
        "911 is on its way",
        "my wife called an ambulance, she can't breathe",
        "paramedics are here",
        "I'm on the phone with 911",
    ],
)
def test_help_that_was_called_is_heard_beside_whatever_else_is_told(text: str) -> None:
    assert values(text, "command") == ["help_called"]


@pytest.mark.parametrize(
    "text",
    [
        "should I have called 911?",
        "I have not called 911",
        "should I call an ambulance",
        "is the ambulance coming?",
    ],
)
def test_help_that_was_not_called_is_not_taken_for_it(text: str) -> None:
    assert values(text, "command") == []
