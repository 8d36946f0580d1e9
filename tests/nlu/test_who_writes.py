"""Who writes for whom: "mum here, my boy", and a patient of whom only "he" or "she" is said."""

from __future__ import annotations

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand
from tests.nlu.helpers import values


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("mum here, my boy 7 had ivig yesterday and his back hurts", "son"),
        ("mother here, my 4 year old daughter has a rash", "daughter"),
        ("wife here. husband had ivig, back pain", "husband"),
        ("carer here, my client has back pain", "patient"),
        ("my mum here has back pain", "mother"),
    ],
)
def test_who_introduces_herself_is_not_the_patient(text: str, who: str) -> None:
    assert values(text, "who") == [who]


@pytest.mark.parametrize(
    "text",
    [
        "he had ivig yesterday and his back hurts",
        "she is hurting in her back after the drip today",
        "he's got a stiff neck",
        "her legs are swollen after ivig",
        "dad of a 9 year old, his neck is stiff",
    ],
)
def test_he_or_she_alone_is_a_patient_without_a_name(text: str) -> None:
    assert values(text, "subject") == ["patient"] and values(text, "who") == []


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts and she said it's normal",
        "the nurse said she is worried, back pain",
        "she said no, back pain",
        "my back hurts",
        "my wife has back pain, she had ivig",
    ],
)
def test_beside_the_writer_or_a_name_she_is_no_patient_of_her_own(text: str) -> None:
    assert values(text, "subject") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("my husband mouth is go down", "husband"),
        ("my husband face half is fall down", "husband"),
        ("wife face is drop", "wife"),
        ("my mother she cannot breath good after drip", "mother"),
        ("husband he no breathe good", "husband"),
        ("my son lips is big", "son"),
        ("the chest of my wife is tight", "wife"),
    ],
)
def test_the_patient_is_found_in_the_grammar_of_another_language(text: str, who: str) -> None:
    entities = understand(text, reader=meaning_model()).entities
    assert [item.value for item in entities if item.entity == "who"] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("it's her, not me", "patient"),
        ("not me, it's him", "patient"),
        ("i am writing for her", "patient"),
        ("it's my wife, not me", "wife"),
        ("not me, my husband", "husband"),
        ("no, i mean my mother", "mother"),
    ],
)
def test_who_is_ill_can_be_put_right_and_answers_no_question(text: str, who: str) -> None:
    assert values(text, "who") == [who] and values(text, "answer") == []


@pytest.mark.parametrize("text", ["not me its my neck that hurts", "my wife is driving me"])
def test_what_only_sounds_like_it_puts_nobody_right(text: str) -> None:
    assert values(text, "who") == []
