"""What the words of the questions mean, and when a message asks for it."""

from __future__ import annotations

import pytest

from bot.protocol.glossary import asked_meanings, explanation
from bot.protocol.loader import protocol
from bot.protocol.observations import Observations

# They stand for what was not named, or speak for themselves.
NO_WORDS = {"unnamed_emergency_sign", "unnamed_urgent_sign", "self_harm", "overdose", "headache_danger"}


def about(text: str, role: str = "hypothetical", code: str = "seizure") -> Observations:
    return Observations(signs={code: (role,)}, text=text)


def test_every_danger_sign_is_explained() -> None:
    data = protocol()
    assert {code for code in data.danger_codes if not data.signs[code].means} == NO_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "what is a seizure",
        "What's a fit?",
        "whats a seizure like",
        "what does a seizure mean",
        "ok but what is a seizure",
        "define seizure",
        "seizure, what does that mean",
    ],
)
def test_a_question_about_a_word_is_one(text: str) -> None:
    assert asked_meanings(about(text)) == ("seizure",)


@pytest.mark.parametrize(
    "text",
    ["can ivig cause a seizure", "what causes a seizure", "what should I do about a seizure", "a seizure?"],
)
def test_a_question_about_the_sign_itself_is_none_about_the_word(text: str) -> None:
    assert asked_meanings(about(text)) == ()


@pytest.mark.parametrize("role", ["present", "possible"])
def test_a_sign_that_is_claimed_is_no_word_to_explain(role: str) -> None:
    assert asked_meanings(about("what is a seizure", role)) == ()


def test_an_explanation_is_marked_as_general_safety_advice_and_follows_who_the_patient_is() -> None:
    assert explanation(("jaundice",), "self").endswith("(general safety advice)")
    assert "your eyes" in explanation(("photophobia",), "self")
    assert "their eyes" in explanation(("photophobia",), "mother")
