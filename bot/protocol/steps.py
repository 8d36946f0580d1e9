"""Which steps are offered at a level: the advice, behind its gates."""

from __future__ import annotations

from typing import Optional, Tuple

from bot.protocol.findings import Findings, Status
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, Step


def steps_for(findings: Findings, level: str, data: Optional[Protocol] = None) -> Tuple[Step, ...]:
    """Return the steps to offer at a level, in order, without those that a gate closes.

    A gate is closed also where its condition is only undecided because a risk was answered "I don't know".
    """
    data = data or protocol()
    return tuple(step for step in data.steps if level in step.levels and _offered(step, findings, data))


def _offered(step: Step, findings: Findings, data: Protocol) -> bool:
    if step.phases and findings.phase is not None and findings.phase not in step.phases:
        return False
    if step.offered is not None and step.offered.value(findings, data) is not True:
        return False
    if step.gate is None:
        return True
    asked_unknown = any(
        findings.risk_factors.get(fact[5:]) is Status.UNKNOWN or findings.sign(fact) is Status.UNKNOWN
        for fact in step.gate.facts()
    )
    return step.gate.value(findings, data) is not True and not asked_unknown
