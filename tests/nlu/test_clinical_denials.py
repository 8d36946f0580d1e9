"""Denials as nurses, doctors and discharge letters write them."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import roles


@pytest.mark.parametrize(
    "text",
    [
        "pt denies fever, chills, cough and rash",
        "She denied any fever, cough or itching.",
        "negative for rash, wheeze and cough",
        "without evidence of rash or jaundice",
        "no new evidence of rash",
        "no signs or symptoms of jaundice",
        "she had no overt signs of jaundice",
        "exam did not reveal any rash",
        "findings would not support jaundice",
        "fever was ruled out",
        "fever appears to have resolved",
    ],
)
def test_what_a_note_denies_is_absent(text: str) -> None:
    told = roles(text)
    assert told
    assert all(set(each) == {"absent"} for each in told.values())


@pytest.mark.parametrize(
    "text",
    [
        "no rales, rhonchi, fever or cough",
        "denies polyuria, fever, hesitancy",
        "no frequency, cough, or fever",
    ],
)
def test_a_denial_reaches_over_findings_that_the_lexicon_does_not_know(text: str) -> None:
    assert roles(text)["fever"] == ("absent",)


@pytest.mark.parametrize(
    "text", ["no frequency, urgency, or chest pain", "denies polyuria, hesitancy, dysuria, chest pain"]
)
def test_a_danger_sign_behind_unknown_words_is_asked_about(text: str) -> None:
    assert roles(text)["chest_pain"] == ("possible",)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("pt denies fever and chills. chest pain since noon", "chest_pain"),
        ("denies fever but has chest pain", "chest_pain"),
        ("pt denies sob, fever, legs are weak", "weakness"),
        ("denies rigors, rash is all over her", "rash"),
        ("+ve for chest pain", "chest_pain"),
        ("my breathing trouble is unlikely to be asthma", "dyspnea"),
        ("I did not report my chest pain to the nurse", "chest_pain"),
        ("I have chest pain and was not seen", "chest_pain"),
        ("chest pain, not found anything that helps", "chest_pain"),
    ],
)
def test_what_only_looks_denied_is_present(text: str, sign: str) -> None:
    assert roles(text)[sign] == ("present",)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("no luck with tylenol, fever or chills getting worse", "fever"),
        ("no nurse around, rash or hives on both arms", "rash"),
        ("without help or water, vomiting all night", "vomiting"),
        ("no strength left, dizzy or faint", "syncope"),
    ],
)
def test_a_lack_of_help_denies_no_finding_after_it(text: str, sign: str) -> None:
    assert roles(text)[sign] == ("present",)


def test_a_sign_that_may_only_not_have_been_told_is_asked_about() -> None:
    assert roles("I did not report chest pain to the nurse")["chest_pain"] == ("possible",)
