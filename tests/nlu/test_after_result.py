"""What people say once help was advised, in their words."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import values


def told(text: str) -> set[str]:
    return set(values(text, "after_result")) - {"no_longer"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it passed", "passed"),
        ("the chest pain went away", "passed"),
        ("it's gone now", "passed"),
        ("he can talk again", "passed"),
        ("she is back to normal", "passed"),
        ("im fine now", "passed"),
        ("swelling went down", "passed"),
        ("i cant call", "no_phone"),
        ("my phone is dead", "no_phone"),
        ("i dont have a phone", "no_phone"),
        ("i can't talk on the phone", "no_voice"),
        ("i am deaf", "no_voice"),
        ("i dont speak english good", "no_voice"),
        ("no credit on my phone", "no_credit"),
        ("i have no minutes left", "no_credit"),
        ("there is no signal here", "no_signal"),
        ("no one can drive me", "no_ride"),
        ("i dont have a car", "no_ride"),
        ("the hospital is too far", "no_ride"),
        ("i can't leave my kids", "no_leave"),
        ("nobody answers", "no_answer"),
        ("the office is closed", "no_answer"),
        ("i'm alone", "alone"),
        ("im home alone", "alone"),
        ("there is nobody here", "alone"),
        ("The sign is not there", "sign_wrong"),
        ("the sign itself", "sign_wrong"),
        ("i never had it", "sign_wrong"),
        ("that's not true", "sign_wrong"),
        ("going", "no_ride"),
        ("making the call", "no_phone"),
        ("I can not get there", "no_ride"),
        ("I can not call", "no_phone"),
        ("I will not go", "unwilling"),
        ("I will not call", "unwilling"),
        ("i dont want to go", "unwilling"),
        ("that's all", "no_more"),
        ("no more questions", "no_more"),
    ],
)
def test_it_is_understood(text: str, kind: str) -> None:
    assert told(text) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "i am not alone",
        "i do not feel better",
        "it has not passed",
        "i passed out",
        "she stopped breathing",
        "the drip is stopped",
        "my husband has gone to work",
        "i hope it is gone soon",
        "no",
        "none of these",
        "my neck is stiff",
        "the first dose of ivig was easy",
    ],
)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize("text", ["i cant talk on the phone", "she can't speak on the phone"])
def test_not_to_be_able_to_talk_on_the_phone_may_be_a_sign_and_is_asked_back(text: str) -> None:
    assert values(text, "symptom") == ["speech_difficulty"]


@pytest.mark.parametrize("text", ["i cant speak english", "he can not speak the language"])
def test_another_language_is_no_trouble_to_speak(text: str) -> None:
    assert values(text, "symptom") == []
