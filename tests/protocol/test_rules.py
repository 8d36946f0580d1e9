"""Each rule fires on a person that it is for, and each is needed: without it that person is told less."""

from __future__ import annotations

from typing import Dict

import pytest

from bot.protocol.engine import assess
from bot.protocol.findings import Findings, StepWalk
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol
from tests.protocol.people import at_home, calm, person

# One person a rule, for whom that rule makes the difference.
PEOPLE: Dict[str, Findings] = {
    "EM-BREATHING": at_home("dyspnea"),
    "EM-WHEEZE": at_home("wheeze"),
    "EM-THROAT": at_home("throat_tightness"),
    "EM-SWELLING": at_home("tongue_swelling"),
    "EM-FAINT-RUNNING": calm("dizziness", phase="running"),
    "EM-BLACKOUT": at_home("syncope"),
    "EM-HARD-TO-WAKE": at_home("hard_to_wake"),
    "EM-CHEST": at_home("chest_tightness"),
    "EM-SKIN-ALLERGY": at_home("itching", "dizziness"),
    "EM-PRESSURE": calm("low_blood_pressure", phase="running"),
    "EM-SHOCK": at_home("low_blood_pressure", "dizziness"),
    "EM-SHOCK-SIGNS": at_home("shock"),
    "EM-GUT-BLEEDING": at_home("gut_bleeding", "dizziness"),
    "UR-GUT-BLEEDING": at_home("gut_bleeding"),
    "UR-HEAD-INJURY": at_home("head_injury"),
    "EM-RASH-FEVER": at_home("spreading_rash", "fever"),
    "EM-NAMED-ALLERGY": at_home("named_allergy"),
    "EM-COUGHING-BLOOD": at_home("coughing_blood"),
    "EM-OVERDOSE": at_home("overdose"),
    "EM-STROKE": at_home("facial_droop"),
    "EM-SEIZURE": at_home("seizure"),
    "EM-CONFUSION-PLUS": at_home("confusion", "rash"),
    "EM-DROWSY-PLUS": at_home("drowsiness", "reduced_urine"),
    "EM-CORD": at_home("saddle_numbness"),
    "EM-MENINGITIS": at_home("neck_stiffness", "headache", "spreading_rash"),
    "EM-UNNAMED": at_home("unnamed_emergency_sign"),
    "UR-NECK": at_home("neck_stiffness"),
    "UR-HEADACHE": at_home("severe_headache", "photophobia"),
    "EM-THUNDERCLAP": at_home("thunderclap_headache"),
    "UR-PRESSURE": at_home("low_blood_pressure"),
    "UR-LIMB": at_home("limb_pain", "limb_swelling"),
    "UR-URINE": at_home("reduced_urine"),
    "UR-VOMITING": at_home("repeated_vomiting"),
    "UR-CONFUSION": at_home("confusion"),
    "UR-NERVE": at_home("nerve_progression"),
    "UR-HEMOLYSIS": at_home("dark_urine"),
    "UR-PALPITATIONS": at_home("persistent_palpitations"),
    "UR-RASH": at_home("rash"),
    "UR-FEVER-ILL": at_home("fever", "shaking_chills", risks=["immune_deficiency"]),
    "UR-UNNAMED": at_home("unnamed_urgent_sign"),
    "TN-REACTION": calm(phase="running"),
    "SD-LONG": at_home(onset_hours=90.0),
    "SD-LATE": at_home(hours=100.0, onset_hours=5.0),
    "SD-WORSE": at_home("worsening"),
    "SD-SEVERE": at_home(severity=8),
    "SD-SEVERITY-UNKNOWN": at_home(severity=None, answered=frozenset({"severity"})),
    "SD-FEVER": at_home("fever"),
    "SD-RECURRENT": at_home("recurrent"),
    "SD-NOT-EASED": at_home("not_eased"),
    "SD-UNKNOWN-SIGN": at_home(unknown=["neck_stiffness"]),
    "SD-UNSURE": at_home(unknown=["fever"]),
    "SD-UNSURE-ALLERGY": at_home("itching", unknown=["dizziness"]),
    "SD-LIMB": at_home("limb_swelling", absent=["limb_pain"]),
    "SD-TIME-UNKNOWN": calm(phase="after", answered=frozenset({"infusion_end"}), severity=3),
    "SD-BEFORE": calm(phase="before", severity=3),
    "SD-NAMED": at_home("named_clot"),
    "SD-EXTRA-DOSE": at_home("extra_dose"),
    "SD-UNNAMED": at_home("unnamed_same_day_sign"),
    "SD-RISK-KIDNEY": at_home(risks=["kidney_disease"]),
    "SD-RISK-CLOT": at_home("cough", risks=["previous_clot"]),
    "SD-RISK-ALLERGY": at_home("itching", risks=["iga_deficiency"]),
    "SC-HOME": at_home(),
    "ST-HOME": at_home(walk=StepWalk(done=("a", "b"), failed=2)),
    "ST-RUNNING": calm(phase="running", walk=StepWalk(done=("a",), worse=True)),
    "ST-SAME-DAY": at_home(severity=9, walk=StepWalk(done=("a",), worse=True)),
}

LEVELS = {
    "EM": "emergency",
    "UR": "urgent",
    "TN": "tell_nurse",
    "SD": "same_day",
    "SC": "self_care",
}


def without(rule_id: str) -> Protocol:
    """Return the protocol with one rule or escalation taken out."""
    data = protocol()
    return data.copy(
        update={
            "rules": tuple(rule for rule in data.rules if rule.id != rule_id),
            "escalations": tuple(entry for entry in data.escalations if entry.id != rule_id),
        }
    )


def test_every_rule_has_its_person() -> None:
    data = protocol()
    assert set(PEOPLE) == {rule.id for rule in data.rules} | {entry.id for entry in data.escalations}


@pytest.mark.parametrize("rule_id", sorted(PEOPLE))
def test_the_rule_fires_and_sets_the_level(rule_id: str) -> None:
    assessment = assess(PEOPLE[rule_id])
    assert rule_id in assessment.rules
    if rule_id[:2] in LEVELS:
        assert assessment.level == LEVELS[rule_id[:2]]


@pytest.mark.parametrize("rule_id", sorted(PEOPLE))
def test_without_the_rule_the_person_is_told_something_less_urgent(rule_id: str) -> None:
    data = protocol()
    with_rule, without_rule = assess(PEOPLE[rule_id]), assess(PEOPLE[rule_id], without(rule_id))
    assert data.rank(without_rule.level) < data.rank(with_rule.level)


# Every single sign that CLINICAL.md names for a level, so that dropping one from a rule's list fails a test.
SINGLE_SIGNS = [
    *[
        (code, "emergency")
        for code in ("dyspnea", "wheeze", "throat_tightness", "tongue_swelling", "facial_swelling")
    ],
    *[
        (code, "emergency")
        for code in ("syncope", "hard_to_wake", "chest_tightness", "chest_pain", "facial_droop", "seizure")
    ],
    ("thunderclap_headache", "emergency"),
    *[(code, "emergency") for code in ("speech_difficulty", "one_sided_weakness", "vision_change")],
    *[(code, "emergency") for code in ("saddle_numbness", "bladder_bowel_dysfunction", "both_legs_weak")],
    *[
        (code, "urgent")
        for code in ("neck_stiffness", "reduced_urine", "repeated_vomiting", "confusion", "drowsiness")
    ],
    *[
        (code, "urgent")
        for code in ("nerve_progression", "dark_urine", "jaundice", "persistent_palpitations", "rash")
    ],
    *[(code, "urgent") for code in ("headache_danger", "spreading_rash")],
    *[
        (code, "emergency")
        for code in ("named_allergy", "named_stroke", "coughing_blood", "overdose", "self_harm")
    ],
    ("vomiting_blood", "emergency"),
    ("shock", "emergency"),
    ("head_injury", "urgent"),
]


@pytest.mark.parametrize(("code", "level"), SINGLE_SIGNS)
@pytest.mark.parametrize("phase", ["before", "running", "after", "unknown", None])
def test_a_danger_sign_sets_its_level_in_every_phase(code: str, level: str, phase: str) -> None:
    assert assess(person(code, phase=phase)).level == level


PAIRS = [
    *[
        (("gut_bleeding", code), "after", "emergency")
        for code in ("dizziness", "palpitations", "very_unwell", "low_blood_pressure")
    ],
    (("gut_bleeding",), "after", "urgent"),
    (("gut_bleeding", "abdominal_pain"), "after", "urgent"),
    (("confusion", "fever"), "after", "emergency"),
    (("spreading_rash", "fever"), "after", "emergency"),
    (("rash", "fever"), "after", "urgent"),
    (("rash", "dizziness"), "after", "emergency"),
    (("itching", "dizziness"), "after", "emergency"),
    (("rash", "low_blood_pressure"), "after", "emergency"),
    (("itching", "low_blood_pressure"), "after", "emergency"),
    (("low_blood_pressure",), "after", "urgent"),
    (("low_blood_pressure", "dizziness"), "after", "emergency"),
    (("low_blood_pressure", "very_unwell"), "after", "emergency"),
    (("low_blood_pressure", "dizziness"), "before", "emergency"),
    (("rash", "abdominal_pain"), "after", "emergency"),
    (("itching", "abdominal_pain"), "after", "self_care"),
    (("syncope",), "running", "emergency"),
    (("dizziness",), "unknown", "emergency"),
    (("dizziness",), "after", "self_care"),
    (("confusion", "reduced_urine"), "after", "emergency"),
    (("confusion", "neck_stiffness"), "after", "emergency"),
    (("neck_stiffness", "headache", "spreading_rash"), "after", "emergency"),
    (("neck_stiffness", "drowsiness"), "after", "emergency"),
    (("headache", "fever", "drowsiness"), "after", "emergency"),
    (("reduced_urine", "drowsiness"), "running", "emergency"),
    (("headache", "drowsiness"), "after", "urgent"),
    (("neck_stiffness", "headache"), "after", "urgent"),
    (("severe_headache", "fever"), "after", "urgent"),
    (("severe_headache",), "after", "same_day"),
    (("limb_pain",), "after", "same_day"),
    (("limb_pain",), "running", "tell_nurse"),
    (("palpitations",), "after", "self_care"),
    (("vomiting",), "after", "self_care"),
    (("weakness",), "after", "self_care"),
    (("fever", "very_unwell"), "after", "urgent"),
    (("fever", "shaking_chills"), "after", "same_day"),
    (("itching",), "after", "self_care"),
    (("itching",), "running", "tell_nurse"),
    (("fever",), "running", "tell_nurse"),
    (("fever", "very_unwell"), "running", "urgent"),
    (("fever", "shaking_chills"), "running", "tell_nurse"),
]


@pytest.mark.parametrize(("signs", "phase", "level"), PAIRS)
def test_signs_together_set_their_level(signs: tuple[str, ...], phase: str, level: str) -> None:
    fields = {"hours": 24.0} if phase == "after" else {}
    assert assess(calm(*signs, phase=phase, severity=3, **fields)).level == level


RISKS = [
    *[("back_pain", risk) for risk in ("kidney_disease", "dehydration", "diabetes", "sucrose_product")],
    *[("back_pain", risk) for risk in ("high_dose_or_rate", "unnamed_risk")],
    *[("limb_pain", risk) for risk in ("previous_clot", "immobility", "advanced_age", "high_blood_pressure")],
    ("flushing", "iga_deficiency"),
]


@pytest.mark.parametrize(("sign", "risk"), RISKS)
def test_a_risk_factor_raises_home_care_where_the_sign_concerns_that_organ(sign: str, risk: str) -> None:
    assert assess(at_home(sign, risks=[risk])).level == "same_day"


@pytest.mark.parametrize("risk", ["previous_clot", "immobility", "iga_deficiency", "advanced_age"])
def test_a_risk_factor_of_another_organ_changes_nothing(risk: str) -> None:
    assert assess(at_home(risks=[risk])).level == "self_care"


@pytest.mark.parametrize("phase", ["running", "after", "before", "unknown"])
def test_fever_and_shaking_chills_with_a_weak_immune_system_are_urgent_without_back_pain(phase: str) -> None:
    ill = person("fever", "shaking_chills", phase=phase, risks=["immune_deficiency"])
    assert assess(ill).level == "urgent"


def test_three_days_is_still_within_the_usual_time() -> None:
    assert assess(at_home(hours=72.0, onset_hours=72.0)).level == "self_care"
    assert assess(at_home(hours=73.0, onset_hours=72.0)).level == "same_day"


def test_severity_seven_stays_at_home_and_eight_does_not() -> None:
    assert assess(at_home(severity=7)).level == "self_care"
    assert assess(at_home(severity=8)).level == "same_day"


def test_the_suspected_conditions_follow_the_rules_that_fired() -> None:
    assert assess(person("neck_stiffness", "headache")).suspected == ("aseptic_meningitis",)
    assert "anaphylaxis" in assess(person("tongue_swelling")).suspected
    assert assess(at_home()).suspected == ("infusion_reaction",)


def test_danger_signs_are_named_by_contract_codes() -> None:
    found = assess(person("neck_stiffness", "repeated_vomiting")).danger_signs
    assert found == ("neck_stiffness", "vomiting")
