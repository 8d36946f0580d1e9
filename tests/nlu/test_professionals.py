"""Who says that professionals looked and let the person go, and who asks what to do until they come."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import values


@pytest.mark.parametrize(
    "text",
    [
        "the ambulance checked me, all clear",
        "the ER discharged me, they found nothing",
        "paramedics came and said I'm ok",
        "the paramedics looked me over and left",
        "I'm back from A&E, they did an ECG and sent me home",
        "hospital did bloods and scans and everything is normal",
        "the doctor examined me and said it's nothing",
        "the doctor at the ER said it's just anxiety",
        "got discharged from hospital, told to come back if it gets worse",
        "they checked him at the hospital, he's fine",
        "EMTs cleared me",
        "the medics have been and gone, said i was ok",
        "er doc ran tests and ruled everything out",
        "paramedics said I'm not having a heart attack",
        "I called 911, the ambulance came and checked me over, no emergency",
    ],
)
def test_a_look_of_professionals_is_heard(text: str) -> None:
    assert values(text, "command") == ["looked_at"]


@pytest.mark.parametrize(
    "text",
    [
        "my doctor said it's fine",
        "my nurse said it's fine",
        "the ER sent me home but it still hurts",
        "the ER sent me home but it came back",
        "should I go to the ER to get checked?",
        "I'm in the ER waiting to be seen",
        "the ambulance hasn't checked me yet",
        "will the hospital check me",
        "the emergency department discharged me last year",
        "er, all clear I think",
        "the ER said to wait for a bed",
    ],
)
def test_what_is_no_look_is_not_taken_for_one(text: str) -> None:
    assert values(text, "command") == []


@pytest.mark.parametrize(
    "text",
    [
        "what do I do until they come",
        "what should I do while I wait",
        "what can I do in the meantime",
        "anything I can do till the ambulance gets here",
        "what do we do before help arrives",
    ],
)
def test_a_question_about_the_wait_is_heard(text: str) -> None:
    assert values(text, "command") == ["waiting"]
