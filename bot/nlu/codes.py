"""The codes and roles that the extractor may return (the project's message contract)."""

from __future__ import annotations

from typing import FrozenSet

SYMPTOMS: FrozenSet[str] = frozenset(
    [
        "back_pain",
        "neck_pain",
        "neck_stiffness",
        "headache",
        "photophobia",
        "fever",
        "chills",
        "myalgia",
        "fatigue",
        "malaise",
        "flushing",
        "nausea",
        "vomiting",
        "diarrhea",
        "dizziness",
        "syncope",
        "palpitations",
        "chest_tightness",
        "chest_pain",
        "dyspnea",
        "wheeze",
        "facial_swelling",
        "tongue_swelling",
        "throat_tightness",
        "rash",
        "itching",
        "limb_swelling",
        "limb_pain",
        "weakness",
        "one_sided_weakness",
        "numbness",
        "facial_droop",
        "speech_difficulty",
        "vision_change",
        "confusion",
        "seizure",
        "reduced_urine",
        "dark_urine",
        "jaundice",
        "bladder_bowel_dysfunction",
        "saddle_numbness",
        "cough",
        "abdominal_pain",
        "infusion_site_pain",
    ]
)

# The features that the network of meaning_model.py has learned.
LEARNED_FEATURES: FrozenSet[str] = frozenset(
    [
        "severe_headache",
        "repeated_vomiting",
        "both_legs_weak",
        "nerve_progression",
        "persistent_palpitations",
        "spreading_rash",
        "drowsiness",
        "shaking_chills",
        "very_unwell",
        "worsening",
        "recurrent",
        "not_eased",
        "suicidal",
        "thunderclap_headache",
        "coughing_blood",
        "low_blood_pressure",
        "named_allergy",
        "named_stroke",
        "overdose",
        "self_harm",
    ]
)

# The features that the network does not know: the words alone decide, and nothing weakens what they say.
WORDED_FEATURES: FrozenSet[str] = frozenset(
    [
        "hard_to_wake",
        "named_clot",
        "named_meningitis",
        "extra_dose",
        "gut_bleeding",
        "vomiting_blood",
        "shock",
        "head_injury",
    ]
)

FEATURES: FrozenSet[str] = LEARNED_FEATURES | WORDED_FEATURES

RISK_FACTORS: FrozenSet[str] = frozenset(
    [
        "advanced_age",
        "dehydration",
        "kidney_disease",
        "diabetes",
        "high_blood_pressure",
        "previous_clot",
        "immobility",
        "high_dose_or_rate",
        "sucrose_product",
        "iga_deficiency",
        "immune_deficiency",
        "heart_failure",
        "blood_thinners",
        "low_platelets",
        "stomach_ulcer",
        "pregnancy",
        "nsaid_allergy",
        "liver_disease",
        "fluid_limit",
    ]
)

DANGER_SIGNS: FrozenSet[str] = frozenset(
    [
        "thunderclap_headache",
        "coughing_blood",
        "gut_bleeding",
        "vomiting_blood",
        "shock",
        "head_injury",
        "low_blood_pressure",
        "named_allergy",
        "named_stroke",
        "overdose",
        "self_harm",
        "dyspnea",
        "wheeze",
        "throat_tightness",
        "tongue_swelling",
        "facial_swelling",
        "syncope",
        "chest_tightness",
        "chest_pain",
        "facial_droop",
        "speech_difficulty",
        "one_sided_weakness",
        "vision_change",
        "seizure",
        "confusion",
        "saddle_numbness",
        "bladder_bowel_dysfunction",
        "both_legs_weak",
        "neck_stiffness",
        "limb_swelling",
        "reduced_urine",
        "repeated_vomiting",
        "nerve_progression",
        "dark_urine",
        "jaundice",
        "persistent_palpitations",
        "rash",
        "drowsiness",
        "hard_to_wake",
        "spreading_rash",
        "severe_headache",
        "shaking_chills",
        "suicidal",
    ]
)

ROLES: FrozenSet[str] = frozenset(
    ["present", "absent", "possible", "conditional", "hypothetical", "historical", "someone_else"]
)


def kind_of(code: str) -> str:
    """Return the entity name of a code: symptom, feature or risk_factor.

    Raises:
        KeyError: the code is unknown.
    """
    if code in SYMPTOMS:
        return "symptom"
    if code in FEATURES:
        return "feature"
    if code in RISK_FACTORS:
        return "risk_factor"
    raise KeyError(code)
