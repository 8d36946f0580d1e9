"""The golden people: for each, all that the protocol makes of them. Tests and `mutate` read one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Tuple

import yaml

from bot.protocol.answers import set_present
from bot.protocol.engine import assess
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.models import Protocol
from bot.protocol.steps import steps_for
from bot.settings import PROJECT_ROOT

TABLE = PROJECT_ROOT / "tests" / "verify" / "golden.yml"
Person = Mapping[str, Any]
Outcome = Dict[str, Any]


def load_people(path: Path = TABLE) -> List[Person]:
    """Return the people of the table: `id`, `says`, what else is known, and what is `expected`."""
    people: List[Person] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return people


def findings_of(person: Person, data: Protocol) -> Findings:
    """Return the findings of a person; what a sign implies is set as the interview does."""
    signs: Dict[str, Finding] = {}
    for code in person.get("says", ()):
        set_present(signs, code, data)
    for status in (Status.ABSENT, Status.UNKNOWN):
        signs.update(dict.fromkeys(person.get(status.value, ()), Finding(status=status)))
    risks = dict.fromkeys(person.get("risks", ()), Status.PRESENT)
    risks.update(dict.fromkeys(person.get("risks_unknown", ()), Status.UNKNOWN))
    phase = person.get("phase")
    return Findings(
        signs=signs,
        risk_factors=risks,
        phase=Phase(phase) if phase else None,
        hours_since_infusion=person.get("hours"),
        onset_hours=person.get("onset"),
        severity=person.get("severity"),
        answered=frozenset(person.get("answered", ())),
        walk=StepWalk(failed=person.get("failed", 0), worse=person.get("worse", False)),
    )


def outcome(person: Person, data: Protocol) -> Outcome:
    """Return all that the protocol makes of a person: level, rules, suspicions, signs, steps."""
    findings = findings_of(person, data)
    found = assess(findings, data)
    steps = steps_for(findings, found.level, data) if found.level else ()
    return {
        "level": found.level,
        "rules": sorted(found.rules),
        "suspected": sorted(found.suspected),
        "danger_signs": sorted(found.danger_signs),
        "present": sorted(code for code in findings.signs if findings.present(code)),
        "steps": [step.id for step in steps],
        "walked": [step.id for step in steps if step.walk],
    }


def differences(person: Person, data: Protocol) -> Tuple[str, ...]:
    """Return what is not as expected of a person, by name; nothing where all is."""
    found, expected = outcome(person, data), person["expected"]
    return tuple(name for name in found if found[name] != expected[name])
