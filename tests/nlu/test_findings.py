from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.nlu.codes import DANGER_SIGNS, FEATURES, RISK_FACTORS, SYMPTOMS
from bot.nlu.lexicon import lexicon
from tests.nlu.helpers import roles

HERE = Path(__file__).parent
DANGER = yaml.safe_load((HERE / "danger_signs.yml").read_text(encoding="utf-8"))
ASSERTIONS = yaml.safe_load((HERE / "assertions.yml").read_text(encoding="utf-8"))
CALM = yaml.safe_load((HERE / "calm.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in DANGER.items() for text in texts])
def test_a_danger_sign_is_present(code: str, text: str) -> None:
    assert "present" in roles(text).get(code, ())


@pytest.mark.parametrize(("text", "code", "role"), ASSERTIONS)
def test_what_is_said_of_a_sign_is_understood(text: str, code: str, role: str) -> None:
    assert role in roles(text).get(code, ())


@pytest.mark.parametrize("text", CALM)
def test_no_false_alarm(text: str) -> None:
    alarms = {code for code, found in roles(text).items() if code in DANGER_SIGNS and "present" in found}
    assert not alarms


def test_every_code_has_a_pattern() -> None:
    assert {rule.code for rule in lexicon().rules} == SYMPTOMS | FEATURES | RISK_FACTORS


def test_every_danger_sign_is_tried_here() -> None:
    assert set(DANGER) == DANGER_SIGNS


@pytest.mark.parametrize(
    ("harmless", "sign"),
    [
        ("I never eat there", "fever"),
        ("I paid in cash", "rash"),
        ("we played chess", "chest_pain"),
        ("I put it back in the bag", "back_pain"),
        ("in the rush hour", "rash"),
        ("last week", "weakness"),
    ],
)
def test_a_harmless_word_never_becomes_a_sign(harmless: str, sign: str) -> None:
    assert sign not in roles(harmless)


@pytest.mark.parametrize(
    ("typo", "sign"),
    [
        ("shortnes of breath", "dyspnea"),
        ("my tounge is swolen", "tongue_swelling"),
        ("I have a headahce", "headache"),
        ("wheezng", "wheeze"),
        ("dizzzzzy", "dizziness"),
        ("diarhoea since last night", "diarrhea"),
    ],
)
def test_a_misspelt_sign_is_found(typo: str, sign: str) -> None:
    assert roles(typo).get(sign) == ("present",)


@pytest.mark.parametrize(
    ("text", "factor", "role"),
    [
        ("I'm diabetic", "diabetes", "present"),
        ("no diabetes", "diabetes", "absent"),
        ("I have high blood pressure", "high_blood_pressure", "present"),
        ("on warfarin", "blood_thinners", "present"),
        ("I had a blood clot before", "previous_clot", "present"),
        ("she is 82 years old", "advanced_age", "present"),
        ("I'm pregnant", "pregnancy", "present"),
        ("I have CVID", "immune_deficiency", "present"),
        ("allergic to ibuprofen", "nsaid_allergy", "present"),
        ("bad kidneys", "kidney_disease", "present"),
        ("they ran it faster today", "high_dose_or_rate", "present"),
    ],
)
def test_risk_factors_are_found(text: str, factor: str, role: str) -> None:
    assert role in roles(text).get(factor, ())


def test_the_same_sign_may_have_two_roles() -> None:
    assert set(roles("left leg swollen, right leg not swollen")["limb_swelling"]) == {"present", "absent"}


def test_a_caregiver_speaks_for_the_patient_and_a_stranger_is_left_out() -> None:
    assert roles("my mum has a stiff neck after her IVIG")["neck_stiffness"] == ("present",)
    assert roles("the lady in the next chair came out in a rash")["rash"] == ("someone_else",)
