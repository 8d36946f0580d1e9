"""Whoever asks about a sign and says that she has it, has it; whoever only asks, does not."""

from __future__ import annotations

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand
from tests.nlu.helpers import NOW, roles, values


def heard(text: str, code: str) -> set[str]:
    """Return the roles of a code as grammar and network together hear them."""
    return set(understand(text, NOW, meaning_model()).roles().get(code, ()))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("can ivig cause depression i want to end it", "suicidal"),
        ("can ivig make you sad? i keep thinking about dying", "suicidal"),
        ("can ivig cause a fit? my son just had one", "seizure"),
        ("Seizures? that's what I have", "seizure"),
        ("can ivig make you cough blood? cos i did", "coughing_blood"),
        ("can ivig make you faint because i did this morning", "syncope"),
        ("can the infusion make you pass out? happened to me an hour ago", "syncope"),
        ("is blacking out a side effect? just happened", "syncope"),
        ("could ivig cause confusion because mum doesnt know where she is", "confusion"),
        ("can the drip make your face droop my husbands has", "facial_droop"),
        ("i heard ivig can cause a stroke and my husbands face has dropped", "facial_droop"),
        ("can ivig make your lips swell? my daughters lips have", "facial_swelling"),
        ("can ivig give you a heart attack my chest is crushing", "chest_tightness"),
        ("is chest pain normal, I've got it since this morning", "chest_pain"),
        ("can ivig cause chest pain? having it right now", "chest_pain"),
        ("is shortness of breath a side effect i have it", "dyspnea"),
        ("shortness of breath? that's what i have", "dyspnea"),
        ("is it common to have trouble breathing after ivig? because i do", "dyspnea"),
        ("does ivig make you yellow? my skin is", "jaundice"),
        ("what causes leg weakness, mine gave way on the stairs", "weakness"),
        ("why does ivig make your throat tight? because mine has been since lunch", "throat_tightness"),
        ("does ivig cause hives, i'm covered in them", "rash"),
        ("can ivig cause a blood clot? i think i have one", "named_clot"),
        ("what are signs of a stroke? my mum is slurring her words", "speech_difficulty"),
        ("can ivig cause headaches? they are killing me", "headache"),
    ],
)
def test_a_sign_that_is_asked_about_and_claimed_is_there(text: str, code: str) -> None:
    assert "present" in heard(text, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("does ivig make your tongue swell up, mine is getting fat", "tongue_swelling"),
        ("has anyone else lost sight in one eye after ivig", "vision_change"),
        ("will ivig stop you peeing i havent all day", "reduced_urine"),
        ("can ivig cause chest pain? i think i have it", "chest_pain"),
        ("can ivig make you go blind, cant see out my left eye", "vision_change"),
        ("is it normal to have a swollen leg", "limb_swelling"),
        ("should my calf be hard and hot after ivig?", "limb_swelling"),
        ("is it normal that my neck hurts when i bend it", "neck_stiffness"),
        ("is it normal for my face to droop", "facial_droop"),
    ],
)
def test_a_sign_of_the_own_body_that_is_asked_about_is_at_least_asked_back(text: str, code: str) -> None:
    assert heard(text, code) & {"present", "possible"}


@pytest.mark.parametrize(
    "text",
    [
        "can ivig cause a fit?",
        "my doctor said it can cause a stroke, is that so?",
        "can it make you faint, I'm scared of that",
        "has anyone lost their hair?",
        "has anyone lost their sight?",
        "my friend had a seizure after ivig, can I get it?",
        "can ivig cause chest pain? my friend has it",
        "can it cause a rash? I don't have one",
        "can it cause chest pain? i have never had it",
        "can ivig cause a fit? he's never had one",
        "can ivig cause wheezing? no i dont have it just asking",
        "can it cause a stroke? my dad had one last year",
        "does ivig cause seizures? i am worried",
        "does ivig cause seizures? i am on it every month",
        "can ivig cause confusion? mine is on monday",
        "is a rash a side effect? i have an appointment tomorrow",
        "can ivig cause a stroke? i had my first one on monday",
        "what should I do in case I get hives",
        "should my chest start hurting, who do i call",
        "what if i can't breathe and i am alone",
        "is darker wee to be expected after ivig? mine's been pale so far",
        "I heard someone fainted two bays down, I ask because I am worried",
    ],
)
def test_a_question_without_a_claim_tells_no_sign(text: str) -> None:
    found = understand(text, NOW, meaning_model()).roles()
    assert not [code for code, said in found.items() if {"present", "possible"} & set(said)]


@pytest.mark.parametrize(
    "text", ["yes her neck too", "yes and neck", "and the neck", "my neck as well", "yes, my neck"]
)
def test_a_neck_that_is_added_is_asked_back(text: str) -> None:
    assert roles(text)["neck_stiffness"] == ("possible",)


@pytest.mark.parametrize(
    "text",
    ["neck", "no not the neck", "i have a rash on my chest and my neck too", "it is a pain in the neck"],
)
def test_a_neck_that_is_not_added_is_not(text: str) -> None:
    assert "possible" not in roles(text).get("neck_stiffness", ())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("my foot drags", "possible"),
        ("my foot is dragging since today", "present"),
        ("wait one thing my foot is dragging since today", "present"),
        ("my left foot drags since this morning", "present"),
        ("it drags when i walk", "possible"),
        ("i trip over my foot", "possible"),
        ("my toes catch on the carpet", "possible"),
        ("foot slaps the floor", "possible"),
        ("can't lift my foot", "possible"),
        ("can't lift my toes", "possible"),
        ("foot drop", "possible"),
    ],
)
def test_a_foot_that_drops_is_weakness_of_one_side(text: str, role: str) -> None:
    assert roles(text)["one_sided_weakness"] == (role,)


@pytest.mark.parametrize("text", ["dragging my feet on this decision", "i put my foot down"])
def test_a_saying_with_feet_tells_no_weakness(text: str) -> None:
    assert "one_sided_weakness" not in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "gonna do something stupid tonight",
        "i might do something silly",
        "i have said goodbye to everyone",
        "dont see the point any more",
        "dont see the point in going on",
        "what is the point of living",
        "she keeps thinking about dying",
    ],
)
def test_a_wish_to_die_said_round_about_is_heard(text: str) -> None:
    assert {"present", "possible"} & set(roles(text)["suicidal"])
    assert "vision_change" not in roles(text)


@pytest.mark.parametrize("text", ["don't see the point of this question", "i cant see a reason to wait"])
def test_a_point_that_is_not_seen_is_of_no_eye(text: str) -> None:
    assert not {"vision_change", "suicidal"} & set(roles(text))


@pytest.mark.parametrize(
    ("text", "answer"),
    [("left leg", "one_limb"), ("its my left leg", "one_limb"), ("it hurts too", "hurts")],
)
def test_which_limb_it_is_answers(text: str, answer: str) -> None:
    assert answer in values(text, "answer")
