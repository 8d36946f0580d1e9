"""Lists of what is not there, with and without punctuation: no needless alarm, no sign lost."""

from __future__ import annotations

import pytest

from bot.nlu.codes import DANGER_SIGNS
from tests.nlu.helpers import roles

LISTS = [
    "no fever no stiff neck no rash just back ache, drip finished last night",
    "no fever nor chills nothing with my neck",
    "dont have rash dont have fever",
    "no sob no cp no rash",
    "no fever no rash no chest pain no stiff neck no swelling no trouble breathing",
    "no fever no rash no headache no neck stiffness no numbness no weakness back hurts",
    "no rash no hives no itching no wheezing no swelling of face or tongue just my back",
    "i dont have a fever i dont have a rash i dont have chest pain",
    "without fever without rash without wheeze",
    "not dizzy not sick not short of breath no rash",
    "no confusion no slurring no droop",
    "neck fine breathing fine no rash no fever",
    "no fever chills rash",
]


@pytest.mark.parametrize("text", LISTS)
def test_nothing_in_a_list_of_denials_is_made_present(text: str) -> None:
    told = roles(text)
    alarms = [code for code in DANGER_SIGNS.intersection(told) if set(told[code]) != {"absent"}]
    assert not alarms


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("no fever no cough but my neck is stiff", "neck_stiffness"),
        ("no fever no chills no rash chest is tight though", "chest_tightness"),
        ("no chest pain neck is stiff", "neck_stiffness"),
        ("It's not that I'm not wheezing", "wheeze"),
    ],
)
def test_what_is_there_after_a_list_is_present(text: str, sign: str) -> None:
    assert roles(text)[sign] == ("present",)


def test_a_sign_right_after_one_denied_finding_is_asked_about() -> None:
    assert roles("no fever stiff neck")["neck_stiffness"] == ("possible",)
