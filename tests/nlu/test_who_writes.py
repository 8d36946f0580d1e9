"""Who writes for whom: "mum here, my boy", and a patient of whom only "he" or "she" is said."""

from __future__ import annotations

import pytest

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
