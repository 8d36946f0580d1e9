"""How urgent a conversation is at the moment of its handoff, also where the questions are not finished."""

from __future__ import annotations

from typing import Optional, Tuple

from pydantic import BaseModel

from bot.protocol.engine import Assessment, assess, next_question
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.messages import source_list
from bot.protocol.models import Protocol, SourceField

# Levels whose one rule fires for any symptom and says that no danger sign is there: it is quoted only where
# that level is certain.
CATCH_ALL_LEVELS = frozenset({"self_care", "tell_nurse"})
# Said of a mild course: not while danger signs are still to be asked.
MILD = "infusion_reaction"


class FiredRule(BaseModel):
    """A rule that fired.

    Attributes:
        id: its id in rules.yml.
        level: the level that it asks for.
        text: what it says to a clinician.
        passages: the cited lines, as ``000:27``.
        general_advice: whether it rests, also, on general safety advice that no document holds.
    """

    id: str
    level: str
    text: str
    passages: Tuple[str, ...]
    general_advice: bool

    class Config:
        """Values never change in place."""

        frozen = True


class Rating(BaseModel):
    """The urgency.

    Attributes:
        level: the level, or None where no symptom is reported.
        complete: whether the level is certain; else it is the least that what is known amounts to.
        fired: ids of all rules that fired, most urgent first.
        rules: those of them that say something here.
        danger_signs: symptom codes of the danger signs that are present.
        suspected: what they may stand for, in the codes of the message contract.
    """

    level: Optional[str]
    complete: bool
    fired: Tuple[str, ...]
    rules: Tuple[FiredRule, ...]
    danger_signs: Tuple[str, ...]
    suspected: Tuple[str, ...]

    class Config:
        """Values never change in place."""

        frozen = True


def rate(findings: Findings, data: Protocol) -> Rating:
    """Return the urgency of the findings.

    While questions are open the engine's calm levels mean nothing yet. Then each danger sign that was not
    denied counts as unknown, which is never a no, and an infusion of which nothing is known as over, which
    gives the lowest level that is still possible.
    """
    assessment = assess(findings, data)
    question = next_question(findings, data)
    complete = assessment.is_danger or question is None or question.kind in ("progress", "waited")
    level = assessment.level if complete else _least_level(findings, data)
    return Rating(
        level=level,
        complete=complete,
        fired=assessment.rules,
        rules=_rules(assessment, level if complete else None, data),
        danger_signs=assessment.danger_signs,
        suspected=tuple(code for code in assessment.suspected if complete or code != MILD),
    )


def _least_level(findings: Findings, data: Protocol) -> Optional[str]:
    raised = any(
        finding.suspected or findings.present(code)
        for code, finding in findings.signs.items()
        if code in data.symptom_codes
    )
    if not raised:
        return None
    open_signs = {
        code: Finding(status=Status.UNKNOWN) for code in data.danger_codes if findings.sign(code) is None
    }
    supposed = findings.with_changes(
        signs={**findings.signs, **open_signs}, phase=findings.phase or Phase.AFTER
    )
    return assess(supposed, data).level


def _rules(assessment: Assessment, certain_level: Optional[str], data: Protocol) -> Tuple[FiredRule, ...]:
    """Return the rules that fired, without a catch-all rule whose level is not the one that is certain."""
    fired = []
    for rule_id in assessment.rules:
        rule = _rule(rule_id, data)
        if rule is not None and (rule.level not in CATCH_ALL_LEVELS or rule.level == certain_level):
            fired.append(rule)
    return tuple(fired)


def _rule(rule_id: str, data: Protocol) -> Optional[FiredRule]:
    """Return a rule or an escalation by its id; None where a stored conversation names one that is gone."""
    for rule in data.rules:
        if rule.id == rule_id:
            return _fired(rule.id, rule.level, rule.clinician, rule.sources, data)
    for entry in data.escalations:
        if entry.id == rule_id:
            return _fired(entry.id, entry.to, entry.clinician, entry.sources, data)
    return None


def _fired(rule_id: str, level: str, text: str, sources: SourceField, data: Protocol) -> FiredRule:
    return FiredRule(
        id=rule_id,
        level=level,
        text=text,
        passages=tuple(source["passage"] for source in source_list(sources, data)),
        general_advice="GS" in sources,
    )
