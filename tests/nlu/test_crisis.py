"""What is said around thoughts of suicide: a plan, means, being alone; a joke; a call; whose they are."""

from __future__ import annotations

import pytest

from bot.nlu.understanding import understand
from bot.protocol.observations import from_entities
from tests.nlu.helpers import values


@pytest.mark.parametrize(
    "text",
    [
        "yes i have a plan",
        "I've got a plan",
        "no i have a gun",
        "i have pills here",
        "the pills are next to me",
        "there's a gun in the house",
        "I saved up my pills",
        "I wrote a note",
        "I'm going to do it tonight",
        "no one is here",
        "nobody's home",
        "no one knows",
        "i'm alone",
        "I'm all by myself",
        "i dont have anyone",
        "im standing on the bridge",
        "he has a gun",
        "she locked herself in",
    ],
)
def test_a_plan_means_and_being_alone_are_heard(text: str) -> None:
    assert "worse" in values(text, "crisis")


@pytest.mark.parametrize(
    "text",
    [
        "i dont have a plan",
        "I'm not alone",
        "I am never alone",
        "i do not have any pills",
        "leave me alone",
        "my wife is here",
        "yes",
        "are you still there",
        "what do i say",
    ],
)
def test_what_is_none_of_them_is_not_taken_for_one(text: str) -> None:
    assert "worse" not in values(text, "crisis")


@pytest.mark.parametrize(
    "text",
    [
        "no not like that, just joking",
        "i was kidding",
        "i didnt mean it",
        "it's a figure of speech",
        "she was joking",
    ],
)
def test_a_joke_is_heard(text: str) -> None:
    assert "denied" in values(text, "crisis")


@pytest.mark.parametrize(
    "text", ["i'm not joking", "this is not a joke", "im fine", "no", "forget it", "i mean it"]
)
def test_what_takes_nothing_back_is_no_joke(text: str) -> None:
    assert "denied" not in values(text, "crisis")


@pytest.mark.parametrize(
    "text",
    [
        "i called 988",
        "ok calling now",
        "my sister is coming",
        "I'm on the phone with the crisis line",
        "the police are coming",
    ],
)
def test_a_call_is_heard(text: str) -> None:
    assert "called" in values(text, "crisis")


@pytest.mark.parametrize("text", ["i have not called 988", "should i call", "i cant call the line"])
def test_what_is_no_call_is_not_taken_for_one(text: str) -> None:
    assert "called" not in values(text, "crisis")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("my husband says he wants to end it all", True),
        ("he says he wants to kill himself", True),
        ("my son is suicidal", True),
        ("i think my wife wants to die", True),
        ("i am scared my mom will kill herself", True),
        ("my mum talks about killing herself", True),
        ("i want to die", False),
        ("my husband left me and i want to kill myself", False),
        ("my wife hates me. want to die", False),
        ("my husband hit me. dont want to be here anymore", False),
        ("im useless to my husband, better off dead", False),
        ("everyone would be better off without me", False),
        ("my daughter has a headache and i want to die", False),
    ],
)
def test_whose_they_are_in_doubt_the_writers(text: str, other: bool) -> None:
    entities = [item._asdict() for item in understand(text).entities]
    assert (from_entities(entities, "1", text).crisis_of == "other") is other
