"""Short ways to write down a person for tests."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Optional

from bot.protocol.answers import set_present
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.loader import protocol


def person(
    *present: str,
    absent: Iterable[str] = (),
    unknown: Iterable[str] = (),
    phase: Optional[str] = None,
    hours: Optional[float] = None,
    risks: Iterable[str] = (),
    **fields: Any,
) -> Findings:
    """Build findings: present signs by position, the rest by name."""
    signs: Dict[str, Finding] = {}
    for code in present:
        set_present(signs, code, protocol())
    signs.update({code: Finding(status=Status.ABSENT) for code in absent})
    signs.update({code: Finding(status=Status.UNKNOWN) for code in unknown})
    return Findings(
        signs=signs,
        phase=Phase(phase) if phase else None,
        hours_since_infusion=hours,
        risk_factors=dict.fromkeys(risks, Status.PRESENT),
        **fields,
    )


def at_home(*present: str, **fields: Any) -> Findings:
    """A person a day after the infusion with mild pain and every danger sign answered no."""
    return calm(*present, **{"phase": "after", "hours": 24.0, "severity": 3, **fields})


def calm(*present: str, **fields: Any) -> Findings:
    """A person with back pain, every danger sign answered no, and whatever is given."""
    data = protocol()
    denied = [
        code for code in data.danger_codes if code not in present and code not in fields.get("unknown", ())
    ]
    others = ("fever", "worsening", "recurrent", "not_eased", "long_lasting", "dizziness")
    denied += [code for code in others if code not in present]
    return person("back_pain", *present, absent=[*denied, *fields.pop("absent", ())], **fields)
