"""Sayings with death in them are no thoughts of suicide, and a dead limb is a numb or a weak one."""

from __future__ import annotations

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand


def heard(text: str) -> dict[str, tuple[str, ...]]:
    """Return the roles with the network heard, as in the running assistant."""
    return understand(text, reader=meaning_model()).roles()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("left arm is like dead", "one_sided_weakness"),
        ("my right leg is like dead", "one_sided_weakness"),
        ("left leg feels dead", "one_sided_weakness"),
        ("my left arm died on me", "one_sided_weakness"),
        ("my leg is dead", "numbness"),
        ("my arm went dead", "numbness"),
        ("my arm feels like it died", "numbness"),
        ("hand is like dead", "numbness"),
    ],
)
def test_a_dead_limb_is_numb_or_weak(text: str, code: str) -> None:
    told = heard(text)
    assert "present" in told[code]
    assert "suicidal" not in told


@pytest.mark.parametrize(
    "text",
    [
        "I'm dead tired",
        "dead on my feet",
        "this headache is killing me",
        "my feet are killing me",
        "dying for a wee",
        "I'm dying for a cup of tea",
        "I could die of embarrassment",
        "I nearly died of shame",
        "I'd kill for a coffee",
        "I would kill for some sleep",
        "I could murder a sandwich",
        "bored to death",
        "scared to death of needles",
        "my phone died",
        "he is a dead ringer for my brother",
        "dying to know what causes this",
    ],
)
def test_a_saying_is_no_thought_of_suicide(text: str) -> None:
    assert "suicidal" not in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "I want to die to see my mum again",
        "I'm sick to death of living, I want to end it",
        "I'd like to be dead",
        "I wish I was dead",
        "better off dead",
        "ready to die",
    ],
)
def test_thoughts_of_suicide_stay_what_they_are(text: str) -> None:
    assert "present" in heard(text)["suicidal"]


@pytest.mark.parametrize("text", ["dead on my feet", "I was dead on my feet after the drip"])
def test_dead_on_my_feet_is_tired_and_not_numb(text: str) -> None:
    told = heard(text)
    assert "present" in told["fatigue"]
    assert "numbness" not in told


@pytest.mark.parametrize(
    "text",
    [
        "I can't talk to anyone",
        "I have no one to talk to",
        "I don't have anybody to talk to",
        "there's nobody I can talk to",
        "I can't speak to anyone about it",
        "I can't talk about this",
    ],
)
def test_nobody_to_talk_to_is_no_trouble_with_speech(text: str) -> None:
    assert "speech_difficulty" not in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "I can't talk",
        "can't talk properly",
        "I can't talk to anyone properly",
        "I can't speak to anyone, the words come out wrong",
    ],
)
def test_who_can_not_talk_has_trouble_with_speech(text: str) -> None:
    assert {"present", "possible"} & set(heard(text)["speech_difficulty"])


@pytest.mark.parametrize(
    "text",
    [
        "my chest is doing this squeezy thing",
        "chest goes squeeze",
        "squeezy chest",
        "like a belt round my chest",
        "my chest squeezes",
        "chest keeps doing a squeezing thing",
    ],
)
def test_a_squeezing_chest_is_tight_and_does_not_wheeze(text: str) -> None:
    told = heard(text)
    assert told["chest_tightness"] == ("present",)
    assert "wheeze" not in told


def test_a_wheeze_beside_it_is_heard() -> None:
    assert heard("my chest squeezes and I wheeze")["wheeze"] == ("present",)
