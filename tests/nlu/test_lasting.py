"""Danger signs that somebody has had for years: past where unchanged, present where anything is new."""

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
        ("my neck has always been stiff, 20 years of arthritis, same as ever", "neck_stiffness"),
        ("stiff neck for years, no change", "neck_stiffness"),
        ("same stiff neck I've had for 15 years", "neck_stiffness"),
        ("my left arm has been weak since my stroke 5 years ago, no different", "one_sided_weakness"),
        ("my usual rash, had it for years", "rash"),
        ("my vision has been blurry for years, unchanged", "vision_change"),
        ("incontinent for years, nothing new", "bladder_bowel_dysfunction"),
        ("my leg has been swollen for years, lymphedema, same as usual", "limb_swelling"),
        ("I have asthma, wheeze a bit as always", "wheeze"),
        ("usual wheeze, nothing new", "wheeze"),
        ("my usual wheeze, no worse than normal", "wheeze"),
        ("wheezing as usual, I have COPD", "wheeze"),
        ("wheezing a little like I always do with my asthma", "wheeze"),
        ("I have had a wheeze for years, unchanged", "wheeze"),
    ],
)
def test_an_old_sign_that_is_as_it_was_is_of_the_past(text: str, code: str) -> None:
    assert heard(text)[code] == ("historical",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("neck is stiff as always", "neck_stiffness"),
        ("my rash is my old psoriasis, had it for 10 years", "rash"),
        ("I've had a droopy face for 20 years from Bell's palsy", "facial_droop"),
        ("chest pain for years, angina, no change", "chest_pain"),
        ("numb feet for years, spreading", "nerve_progression"),
        ("my usual wheeze", "wheeze"),
        ("not my usual wheeze", "wheeze"),
        ("neck has been stiff for years, but I am not sure, new headache today", "neck_stiffness"),
    ],
)
def test_where_it_is_not_sure_that_it_is_old_and_unchanged_it_counts_or_is_asked_back(
    text: str, code: str
) -> None:
    assert {"possible", "present"} & set(heard(text)[code])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I have always had a stiff neck but today it is much worse", "neck_stiffness"),
        ("my neck has always been stiff but now I can't bend it at all", "neck_stiffness"),
        ("stiff neck, no change", "neck_stiffness"),
        ("stiff neck since yesterday, no change", "neck_stiffness"),
        ("neck still stiff, same as before", "neck_stiffness"),
        ("my neck is always stiff after ivig", "neck_stiffness"),
        ("my chest has always been tight after ivig", "chest_tightness"),
        ("I pee much less than usual", "reduced_urine"),
        ("wheeze worse than usual", "wheeze"),
        ("usual wheeze but worse since the drip", "wheeze"),
        ("I have asthma, wheezing more than usual", "wheeze"),
        ("I have asthma and wheeze since the drip", "wheeze"),
        ("I always wheeze after the drip", "wheeze"),
        ("I have asthma but this wheeze is not like usual", "wheeze"),
        ("I have asthma and I'm wheezing", "wheeze"),
        ("my feet are numb for years but now up to the knees", "nerve_progression"),
        ("my neck is stiff and my feet have been numb for years, no change", "neck_stiffness"),
    ],
)
def test_a_sign_that_is_new_or_worse_or_not_old_is_present(text: str, code: str) -> None:
    assert "present" in heard(text)[code]


def test_old_numbness_without_a_change_is_no_progression() -> None:
    assert heard("always been numb in my feet, no change")["nerve_progression"] == ("absent",)
