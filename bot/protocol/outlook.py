"""How long the interview will still take, for a client to show. An estimate; nothing is decided by it."""

from __future__ import annotations

from typing import Optional

from bot.protocol.engine import assess, facts_of, is_settled, still_open_facts
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, Question
from bot.protocol.steps import steps_for

# What is supposed of a person who has not told yet: the commonest case.
SUPPOSED_SIGN = "back_pain"
SUPPOSED_HOURS = 24.0
SUPPOSED_SEVERITY = 3


def remaining(question: Question, findings: Findings, data: Optional[Protocol] = None) -> int:
    """Return about how many questions follow, the one that is asked now counted.

    Args:
        question: the question that is asked now.
        findings: what is known before its answer.
        data: the protocol; the installed one where it is not given.

    Supposes calm answers, and looks at the findings once: playing the whole interview would cost ten times as
    much as asking the question. For the walk through the steps it counts the steps.
    """
    data = data or protocol()
    if question.kind == "progress":
        level = assess(findings, data).level
        steps = steps_for(findings, level, data) if level else ()
        return max(1, sum(1 for step in steps if step.walk and step.id not in findings.walk.done))
    calm = _calm(findings, question, data)
    still_open = still_open_facts(calm, data)
    ends_with_phase = findings.phase is not Phase.AFTER  # one answer mostly says both
    following = [
        other
        for other in data.questions
        if other.id not in calm.answered
        and other.kind != "complaint"
        and (other.condition is None or other.condition.value(calm, data) is True)
        and not is_settled(other, calm if ends_with_phase and other.kind == "phase_end" else findings)
        and (other.required or still_open & set(facts_of(other)))
    ]
    return 1 + len(following)


def _calm(findings: Findings, question: Question, data: Protocol) -> Findings:
    """Suppose the commonest of what is not known yet, and the question answered."""
    signs = {
        code: Finding(status=Status.ABSENT) if finding.suspected and not finding.checked else finding
        for code, finding in findings.signs.items()
    }
    if not any(findings.present(code) for code in signs if code in data.symptom_codes):
        signs[SUPPOSED_SIGN] = Finding(status=Status.PRESENT)
    supposed = {
        "phase": findings.phase or Phase.AFTER,
        "severity": SUPPOSED_SEVERITY if findings.severity is None else findings.severity,
    }
    if supposed["phase"] is Phase.AFTER and findings.hours_since_infusion is None:
        supposed["hours_since_infusion"] = SUPPOSED_HOURS
    if question.kind == "onset":
        supposed["onset_hours"] = SUPPOSED_HOURS
    return findings.with_changes(signs=signs, answered=findings.answered | {question.id}, **supposed)
