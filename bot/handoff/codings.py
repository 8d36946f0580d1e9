"""Codes of the symptoms in public terminologies, from ``codings.yml``; only verified ones are handed out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Literal, Optional, Tuple

from pydantic import Field, validator

from bot.protocol.loader import ProtocolError, protocol
from bot.protocol.loader import fill as load_file
from bot.protocol.models import Strict

CODINGS = Path(__file__).resolve().parent / "codings.yml"
# The project's own codes have a name that needs no domain: a fixed URN.
OWN_SYSTEM = "urn:uuid:5f0f4c1e-5f0a-5d6c-9a55-0c2a8a1d7e44"

System = Literal["snomed", "hpo", "loinc"]


class Coding(Strict):
    """One code of one terminology."""

    system: System
    code: str = Field(regex=r"^(HP:\d{7}|\d{6,18}|\d{1,7}-\d)$")
    display: str = Field(min_length=1)
    verified: bool


class SymptomCodings(Strict):
    """The codes of a symptom, and where the question says something slightly else."""

    note: Optional[str] = None
    codings: Tuple[Coding, ...]

    @validator("codings")
    def _one_of_each_system(cls, value: Tuple[Coding, ...]) -> Tuple[Coding, ...]:
        systems = [coding.system for coding in value]
        if len(systems) != len(set(systems)):
            raise ValueError("a symptom takes one code of each system")
        return value


class CodingsFile(Strict):
    """codings.yml."""

    systems: Dict[System, str]
    severity: Coding
    symptoms: Dict[str, SymptomCodings]


@lru_cache(maxsize=1)
def codings() -> CodingsFile:
    """Return the codes of this installation, loaded once.

    Raises:
        ProtocolError: the file is wrong, or does not list exactly the protocol's symptoms.
    """
    return load(CODINGS)


def load(path: Path) -> CodingsFile:
    """Load a file of codes.

    Raises:
        ProtocolError: an unknown key or a code of the wrong form, a symptom that is missing or not defined.
    """
    content = load_file(CodingsFile, path)
    differing = set(content.symptoms) ^ set(protocol().symptom_set)
    if differing:
        raise ProtocolError(f"{path.name}: symptoms: {min(differing)!r} is not in both lists of symptoms")
    return content


def fhir_codings(code: str, name: str) -> List[Dict[str, str]]:
    """Return the codings of a sign: the verified public ones, then the project's own.

    Args:
        code: the sign's code in the protocol; features have the project's own coding only.
        name: the clinician's term for it.
    """
    entry = codings().symptoms.get(code)
    public = [fhir_coding(coding) for coding in entry.codings if coding.verified] if entry else []
    return [*public, {"system": OWN_SYSTEM, "code": code, "display": name}]


def fhir_coding(coding: Coding) -> Dict[str, str]:
    """Return a code as FHIR writes it."""
    return {"system": codings().systems[coding.system], "code": coding.code, "display": coding.display}
