"""Who denies a danger sign that others see, and who denies it with them."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import roles, values

CONTRADICTED = [
    ("I'm not confused but everyone says I am", "confusion"),
    ("I don't slur but my husband thinks I do", "speech_difficulty"),
    ("my face isn't drooping but my daughter says it is", "facial_droop"),
    ("I didn't faint but they say I did", "syncope"),
    ("I'm not slurring, my wife says I am though", "speech_difficulty"),
    ("my speech is fine, my wife disagrees", "speech_difficulty"),
    ("I can breathe fine but my husband says I can't", "dyspnea"),
    ("no slurred speech though my sister says so", "speech_difficulty"),
    ("I'm not wheezing but my mum can hear it", "wheeze"),
    ("I have no rash but my nurse says there is one", "rash"),
    ("not confused, but people keep telling me otherwise", "confusion"),
]
AGREED = [
    ("I'm not confused, my wife says so too", "confusion"),
    ("not slurring, wife agrees", "speech_difficulty"),
    ("I'm not confused but my wife says I am tired", "confusion"),
    ("I'm not confused and everyone says I am fine", "confusion"),
    ("I'm not confused. My nurse says I am doing well.", "confusion"),
    ("my speech is fine, my wife says it is", "speech_difficulty"),
    ("I'm not confused, my wife agrees thank you", "confusion"),
    ("I'm not slurring and my husband says I am doing well thanks", "speech_difficulty"),
]


@pytest.mark.parametrize(("text", "code"), CONTRADICTED)
def test_a_denial_that_others_contradict_is_possible(text: str, code: str) -> None:
    assert roles(text)[code] == ("possible",)


@pytest.mark.parametrize(
    "polite",
    [
        "{} thanks",
        "{} Thank you so much for your help",
        "Hello, sorry to bother you. {} Thank you so much for your help",
        "hi there, {} please help",
        "{}, many thanks",
        "{} cheers",
        "{} what should I do",
        "{} should I worry",
        "{} can you help me please",
    ],
)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I don't slur but my husband thinks I do", "speech_difficulty"),
        ("I'm not confused but my wife says I am", "confusion"),
        ("my face isn't drooping but my daughter says it is", "facial_droop"),
        ("I can breathe fine but my husband says I can't", "dyspnea"),
    ],
)
def test_politeness_or_a_question_behind_it_without_a_stop_changes_nothing(
    text: str, code: str, polite: str
) -> None:
    assert roles(polite.format(text))[code] == ("possible",)


@pytest.mark.parametrize(("text", "code"), AGREED)
def test_a_denial_with_which_others_agree_stays_one(text: str, code: str) -> None:
    assert roles(text)[code] == ("absent",)


def test_a_plain_no_that_others_contradict_is_no_clear_no() -> None:
    assert values("no, my wife says it is though", "answer") == ["maybe"]
    assert values("none of these but my daughter disagrees", "answer") == ["maybe"]
    assert values("nope, and my wife agrees", "answer") == ["no"]
