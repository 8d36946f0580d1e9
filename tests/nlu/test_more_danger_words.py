"""Danger told in words that were once not heard, or heard as another sign; and harmless words beside them."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import roles

PRESENT = [
    ("dreadful tummy pain and black sticky poo since ivig and took lots of ibuprofen", "gut_bleeding"),
    ("my tummy is killing me its black when i go", "gut_bleeding"),
    ("my poo is black", "gut_bleeding"),
    ("bloody diarrhoea since last night", "gut_bleeding"),
    ("bleeding from my back passage", "gut_bleeding"),
    ("black stools and light headed", "gut_bleeding"),
    ("mum is vomiting coffee grounds", "vomiting_blood"),
    ("throwing up blood", "vomiting_blood"),
    ("there is blood in my vomit", "vomiting_blood"),
    ("my calf is all hot n hard n twice as big as the other 1", "limb_pain"),
    ("my calf is all hot n hard n twice as big as the other 1", "limb_swelling"),
    ("arm where the drip was is swollen up to shoulder and blue", "limb_pain"),
    ("lump behind my knee its hot and throbs", "limb_swelling"),
    ("lump behind my knee its hot and throbs", "limb_pain"),
    ("my leg is swollen and purple", "limb_pain"),
    ("red hot swollen calf", "limb_pain"),
    ("my calf is swollen. its red and hot", "limb_pain"),
    ("he's grey and clammy and cold and not making sense", "shock"),
    ("he's grey and clammy and cold and not making sense", "confusion"),
    ("my blood pressure machine says 74 over 40 and im sweating", "shock"),
    ("bp 78/40", "shock"),
    ("bp 86 over 50 and clammy", "shock"),
    ("shes all clammy grey and her hands are freezing", "shock"),
    ("shivering teeth chattering 40.2 and skin all mottled", "shock"),
    ("mum has stopped making sense and her temp is 39.5", "confusion"),
    ("mum has stopped making sense and her temp is 39.5", "fever"),
    ("fever 39.8 and muddled", "fever"),
    ("fever 39.8 and muddled", "confusion"),
    ("rash that doesnt go when i press a glass on it", "spreading_rash"),
    ("purple spots on my legs wont fade and fever", "spreading_rash"),
    ("purple spots on my legs wont fade and fever", "fever"),
    ("my baby had ivig for kawasaki and shes floppy and wont feed", "hard_to_wake"),
    ("every time i stand up everything goes black and my heart is going like a train", "dizziness"),
    ("half of my face feel like after dentist, since morning", "facial_droop"),
    ("can i wait till monday to tell them i cant feel my legs", "numbness"),
    ("on blood thinners and banged my head yesterday, headache getting worse", "head_injury"),
    ("bubbling sound when i breathe and cant lie flat", "dyspnea"),
    ("my chest is gurgling", "dyspnea"),
    ("ich habe starke kopfschmerzen und nacken steif", "neck_stiffness"),
    ("ich habe starke kopfschmerzen und nacken steif", "headache"),
    ("mein bein ist geschwollen und tut weh", "limb_swelling"),
    ("mein bein ist geschwollen und tut weh", "limb_pain"),
    ("brust schmerzt und atemnot", "chest_pain"),
    ("brust schmerzt und atemnot", "dyspnea"),
]


@pytest.mark.parametrize(("text", "code"), PRESENT)
def test_the_sign_is_present(text: str, code: str) -> None:
    assert "present" in roles(text).get(code, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("feel like ive got indigestion and my left arm aches", "chest_pain"),
        ("jaw hurts and sweating buckets", "chest_pain"),
        ("can i wait till monday to tell them i cant feel my legs", "both_legs_weak"),
        ("when i stand up it all goes black", "syncope"),
    ],
)
def test_what_may_stand_for_a_graver_sign_is_asked_back(text: str, code: str) -> None:
    assert "possible" in roles(text).get(code, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("my poo is green", "gut_bleeding"),
        ("my poo is brown as ever", "gut_bleeding"),
        ("i had beetroot and my poo is red", "gut_bleeding"),
        ("my poo is black from my iron tablets, as always", "gut_bleeding"),
        ("no blood in my poo", "gut_bleeding"),
        ("is black poo a side effect of ivig?", "gut_bleeding"),
        ("vomiting and my blood pressure is low", "vomiting_blood"),
        ("not throwing up blood", "vomiting_blood"),
        ("black tarry poo", "dark_urine"),
        ("throwing up blood", "coughing_blood"),
        ("bubbling sound when i breathe", "wheeze"),
        ("my leg is swollen but not hot or red", "limb_pain"),
        ("my leg is swollen, no pain, not hot", "limb_pain"),
        ("my calf is swollen. its not hot", "limb_pain"),
        ("my back hurts and my ankles are swollen", "limb_pain"),
        ("my hands are cold and clammy", "shock"),
        ("bp 118/72", "shock"),
        ("i'm banging my head against a wall with this bot", "head_injury"),
        ("my head feels like i hit it", "head_injury"),
        ("cant lie flat because my back hurts", "dyspnea"),
    ],
)
def test_what_is_harmless_or_denied_is_not_present(text: str, code: str) -> None:
    assert "present" not in roles(text).get(code, ())
