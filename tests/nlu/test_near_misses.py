"""What stands near a danger sign and is none: going home, much urine, a chair, one dose too many."""

from __future__ import annotations

from typing import Set

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand
from tests.nlu.helpers import values

CLAIMS = ("present", "possible", "conditional")


def claims(text: str) -> Set[str]:
    roles = understand(text, reader=meaning_model()).roles()
    return {code for code, told in roles.items() if set(told) & set(CLAIMS)}


@pytest.mark.parametrize(
    "text",
    [
        "i want to go home",
        "i just want to get home",
        "i just want it to be over, this drip is so slow",
        "i wish this would just end, the infusion i mean",
        "i want this infusion to be over",
        "i dont want to be here, hospital chairs are so hard",
        "i dont want to be in hospital",
        "i live on my own by the way",
        "no i mean home from hospital im bored",
    ],
)
def test_going_home_and_the_end_of_a_drip_are_no_thoughts_of_suicide(text: str) -> None:
    assert "suicidal" not in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "i want to go home and die",
        "i want to go home to god",
        "i want to go home and end it all",
        "i dont want to be in hospital i want to be dead",
        "i dont want to be here anymore",
        "i just want it all to be over",
        "i want it to be over, life i mean",
        "i live alone and i see no reason to go on",
        "kinda dont wanna wake up tmrw",
        "i hope i dont wake up",
    ],
)
def test_despair_beside_them_is_kept(text: str) -> None:
    assert "suicidal" in claims(text)


@pytest.mark.parametrize(
    "text", ["drinking loads of water so peeing loads", "weeing every hour", "peeing all the time"]
)
def test_much_urine_is_no_sign(text: str) -> None:
    assert not claims(text) & {"reduced_urine", "dark_urine"}


def test_cola_is_a_color_and_no_amount() -> None:
    assert claims("pee like cola") == {"dark_urine"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my bum is numb from sitting in this chair 5 hours lol", "possible"),
        ("numb bum from sitting", "possible"),
        ("sat in the chair so long my bottom went numb", "possible"),
        ("my bum is numb and i cant pee", "present"),
        ("numb between the legs", "present"),
    ],
)
def test_a_bottom_that_a_chair_numbed_is_asked_back(text: str, role: str) -> None:
    assert role in understand(text, reader=meaning_model()).roles()["saddle_numbness"]


@pytest.mark.parametrize(
    "text",
    [
        "took one paracetamol too many today, three instead of two",
        "gave my kid double calpol by mistake",
        "gave my son two doses of calpol by accident",
        "gave her paracetamol twice by mistake",
    ],
)
def test_one_dose_too_many_is_no_overdose(text: str) -> None:
    assert "extra_dose" in claims(text) and "overdose" not in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "gave my kid a whole bottle of calpol",
        "took 20 paracetamol",
        "i took double morphine by mistake",
        "took too many paracetamol",
        "my son drank the calpol bottle",
        "gave my kid 10 calpol by mistake",
    ],
)
def test_a_true_overdose_stays_one(text: str) -> None:
    assert "overdose" in claims(text)


@pytest.mark.parametrize("text", ["eyes gone yellow", "the whites of my eyes have gone yellow"])
def test_yellow_eyes_still_see(text: str) -> None:
    assert "jaundice" in claims(text) and "vision_change" not in claims(text)


def test_blurry_and_yellow_are_two() -> None:
    assert {"jaundice", "vision_change"} <= claims("my eyes went blurry and yellow")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("i cant wake dad properly he just groans", "father"),
        ("can't wake my mum", "mother"),
        ("i cant wake my husband up", "husband"),
        ("gave my kid double calpol by mistake", "child"),
    ],
)
def test_the_one_who_is_woken_or_given_something_is_the_patient(text: str, who: str) -> None:
    assert values(text, "who") == {who} or who in values(text, "who")


def test_the_one_who_is_to_be_woken_for_help_is_not() -> None:
    assert not values("my chest hurts should i wake my husband", "who")


@pytest.mark.parametrize("text", ["just my normal wheeze like i said", "my usual wheeze like i told you"])
def test_a_wheeze_said_again_to_be_the_usual_one_is_old(text: str) -> None:
    assert "wheeze" not in claims(text)


def test_a_usual_wheeze_that_is_worse_is_not() -> None:
    assert "wheeze" in claims("my usual wheeze but worse")


@pytest.mark.parametrize(
    "text",
    ["itchy all over lumps coming up and lips going fat", "the rash is all over", "itch all over my body"],
)
def test_all_over_is_not_passed(text: str) -> None:
    assert "passed" not in values(text, "after_result")


@pytest.mark.parametrize("text", ["it's over now", "the attack is over", "the rash has gone"])
def test_what_is_over_has_passed(text: str) -> None:
    assert "passed" in values(text, "after_result")


@pytest.mark.parametrize(
    "text",
    [
        "they checked me over and sent me home, all clear",
        "been to hospital, it was bells palsy not a stroke",
        "they have scanned me and it was fine",
    ],
)
def test_who_was_seen_by_professionals_is_heard(text: str) -> None:
    assert "looked_at" in values(text, "command")


@pytest.mark.parametrize(
    "text", ["do i need hospital, its not a stroke", "i think it is bells palsy", "they will check me over"]
)
def test_who_was_not_yet_seen_is_not(text: str) -> None:
    assert "looked_at" not in values(text, "command")
