"""The codes are whole, well formed, and only those that were checked leave the file."""

from __future__ import annotations

from pathlib import Path
from typing import List, Tuple

import pytest

from bot.handoff.codings import CODINGS, Coding, codings, fhir_codings, load
from bot.protocol.loader import ProtocolError, protocol

ALL: List[Tuple[str, Coding]] = [
    (code, coding) for code, entry in codings().symptoms.items() for coding in entry.codings
]
SNOMED = [coding.code for _, coding in ALL if coding.system == "snomed"]
# Verhoeff's check digit, with which every SNOMED CT identifier ends: the dihedral group of order ten.
_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _times(one: int, other: int) -> int:
    """Multiply in the dihedral group of order ten."""
    if one < 5:
        return (one + other) % 5 if other < 5 else 5 + (one + other - 5) % 5
    return 5 + (one - 5 - other) % 5 if other < 5 else (one - other) % 5


def has_check_digit(code: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(code)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = _TURN[turned]
        check = _times(check, turned)
    return check == 0


def test_every_symptom_of_the_contract_has_its_entry() -> None:
    assert set(codings().symptoms) == protocol().symptom_set
    assert len(codings().symptoms) == 44


@pytest.mark.parametrize("code", SNOMED)
def test_a_snomed_code_ends_with_its_check_digit(code: str) -> None:
    assert has_check_digit(code)
    assert not has_check_digit(code[:-1] + str((int(code[-1]) + 1) % 10))


def test_no_code_stands_for_two_symptoms() -> None:
    used = [(coding.system, coding.code) for _, coding in ALL]
    assert len(used) == len(set(used))


def test_most_symptoms_have_a_public_code_and_the_rest_say_why_not() -> None:
    without = [
        code for code, entry in codings().symptoms.items() if not any(c.verified for c in entry.codings)
    ]
    assert len(without) <= 6
    assert all(codings().symptoms[code].note for code in without)


def test_a_code_that_was_not_checked_is_never_handed_out() -> None:
    unchecked = [(code, coding) for code, coding in ALL if not coding.verified]
    assert unchecked, "the rule below has a case"
    for code, coding in unchecked:
        assert coding.code not in [sent["code"] for sent in fhir_codings(code, "x")]
        assert codings().symptoms[code].note


def test_a_sign_without_a_public_code_goes_out_under_its_own() -> None:
    (own,) = fhir_codings("throat_tightness", "throat tightness")
    assert own["code"] == "throat_tightness" and own["display"] == "throat tightness"
    assert own["system"].startswith("urn:uuid:")
    assert [sent["code"] for sent in fhir_codings("repeated_vomiting", "x")] == ["repeated_vomiting"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("  cough:\n", "  coughs:\n"), "cough"),
        (('code: "49727002"', 'code: "C0ugh"'), "codings"),
        (('display: "Cough", verified: true', 'display: "Cough", verified: maybe'), "verified"),
        (('display: "Cough", verified: true', 'display: "Cough", sure: true'), "cough"),
        (('system: hpo, code: "HP:0012735"', 'system: snomed, code: "49727002"'), "one code of each system"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, change: Tuple[str, str], says: str) -> None:
    content = CODINGS.read_text(encoding="utf-8")
    assert change[0] in content
    path = tmp_path / "codings.yml"
    path.write_text(content.replace(*change), encoding="utf-8")
    with pytest.raises(ProtocolError, match=r"codings\.yml") as error:
        load(path)
    assert says in str(error.value)
