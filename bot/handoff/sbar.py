"""SBAR of a conversation: situation, background, assessment, recommendation, for a clinician.

Pure: findings and times in, sentences out. What was denied is said to be denied; what was not asked, or could
not be said, is named as unknown.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, List, Optional, Tuple

from pydantic import BaseModel

from bot.handoff.facts import (
    crisis_texts,
    onset_text,
    phase_text,
    severity_text,
    steps_tried,
    time_text,
    told_anything,
    whole_seconds,
)
from bot.handoff.known import Known, State, known_risks, known_signs, names
from bot.handoff.rating import FiredRule, Rating, rate
from bot.handoff.wording import clinician, listed
from bot.protocol.engine import facts_of
from bot.protocol.findings import Findings
from bot.protocol.loader import protocol
from bot.protocol.messages import headline, source_list
from bot.protocol.models import Protocol, SourceField, Step
from bot.protocol.steps import steps_for

Sentences = Tuple[str, ...]
SECTIONS = ("situation", "background", "assessment", "recommendation")


class Sbar(BaseModel):
    """The four sections, each in sentences."""

    situation: Sentences
    background: Sentences
    assessment: Sentences
    recommendation: Sentences

    class Config:
        """Values never change in place."""

        frozen = True

    def paragraphs(self) -> Dict[str, str]:
        """Return each section as one paragraph, by its name."""
        return {name: " ".join(getattr(self, name)) for name in SECTIONS}


class Handoff(BaseModel):
    """All that is handed over, in the shapes that the page, the payload and FHIR are made from.

    Attributes:
        findings: what the person told.
        sbar: the summary.
        rating: level, rules, what is suspected.
        signs: what is known of each sign, danger signs first.
        risks: what is known of each risk factor.
        generated_at: when it was made (UTC).
        told_at: when the person's last message came (UTC), where that is known.
        passages: every line that the summary cites, as ``000:27``.
        protocol_version: the protocol behind the level.
    """

    findings: Findings
    sbar: Sbar
    rating: Rating
    signs: Tuple[Known, ...]
    risks: Tuple[Known, ...]
    generated_at: datetime
    told_at: Optional[datetime]
    passages: Tuple[str, ...]
    protocol_version: str

    class Config:
        """Values never change in place."""

        frozen = True

    def payload(self) -> Dict[str, Any]:
        """Return the `handoff` payload of the message contract."""
        data = protocol()
        return {
            "type": "handoff",
            "sbar": self.sbar.paragraphs(),
            "level": self.rating.level,
            "complete": self.rating.complete,
            "danger_signs": list(self.rating.danger_signs),
            "denied": [sign.code for sign in self.signs if sign.state is State.DENIED],
            "unknown": [sign.code for sign in self.signs if sign.state.is_unknown],
            "suspected": list(self.rating.suspected),
            "rules": list(self.rating.fired),
            "sources": source_list(list(self.passages), data),
            "generated_at": time_text(self.generated_at),
            "told_at": None if self.told_at is None else time_text(self.told_at),
            "protocol_version": self.protocol_version,
        }


def hand_over(
    findings: Findings,
    generated_at: datetime,
    told_at: Optional[datetime] = None,
    data: Optional[Protocol] = None,
) -> Optional[Handoff]:
    """Return the handoff of a conversation, or None where nothing was told yet.

    Args:
        findings: what was told.
        generated_at: now, with its time zone.
        told_at: when the person's last message came: the hours in the findings are counted back from then.
        data: the protocol; the installed one where it is not given.
    """
    if not told_anything(findings):
        return None
    data = data or protocol()
    signs, risks, rating = known_signs(findings, data), known_risks(findings, data), rate(findings, data)
    steps = steps_for(findings, rating.level, data) if rating.complete and rating.level else ()
    return Handoff(
        findings=findings,
        sbar=Sbar(
            situation=_situation(findings, signs),
            background=_background(findings, risks, told_at, data),
            assessment=_assessment(signs, rating, data),
            recommendation=_recommendation(findings, signs, rating, steps, data),
        ),
        rating=rating,
        signs=signs,
        risks=risks,
        generated_at=whole_seconds(generated_at),
        told_at=None if told_at is None else whole_seconds(told_at),
        passages=_passages(rating, steps, data),
        protocol_version=data.version,
    )


def level_values(rating: Rating, data: Protocol) -> Dict[str, object]:
    """Return title, code and rank of a rating's level, for its sentence.

    Raises:
        KeyError: the rating has no level.
    """
    entry = data.levels[str(rating.level)]
    return {"title": entry.title, "level": rating.level, "rank": entry.rank}


def citation(passages: Tuple[str, ...], general_advice: bool) -> str:
    """Return the cited lines of a statement, or that it is general safety advice."""
    marks = [clinician("general_advice")] if general_advice else []
    return ", ".join([*passages, *marks])


def rule_text(rule: FiredRule) -> str:
    """Return a fired rule with its id and its sources."""
    return clinician("rule", id=rule.id, text=rule.text, sources=citation(rule.passages, rule.general_advice))


# ---- the sections --------------------------------------------------------------------------------


def _some(phrase: str, found: Tuple[str, ...]) -> List[str]:
    """Return the sentence with the names, or none where there are no names."""
    return [clinician(phrase, names=listed(found))] if found else []


def _level(rating: Rating, data: Protocol) -> str:
    if rating.level is None:
        return clinician("level_none")
    return clinician("level" if rating.complete else "level_provisional", **level_values(rating, data))


def _situation(findings: Findings, signs: Tuple[Known, ...]) -> Sentences:
    present = names(signs, State.PRESENT, danger=True)
    unknown = [sign for sign in signs if sign.danger and sign.state.is_unknown]
    lines = [*crisis_texts(findings), *_some("danger_present", present)]
    if not present and unknown:
        lines.append(clinician("danger_none_some_unknown", count=len(unknown)))
    elif not present:
        lines.append(clinician("danger_none_all_denied"))
    lines += _some("danger_possible", names(signs, State.POSSIBLE, danger=True))
    lines += _some("danger_taken_back", tuple(sign.name for sign in signs if sign.disputed and sign.danger))
    others = names(signs, State.PRESENT, danger=False)
    lines += _some("others_present", others) or [clinician("others_none")]
    lines += [severity_text(findings), onset_text(findings)]
    if findings.who == "self":
        lines.append(clinician("told_by_self"))
    else:
        lines.append(clinician("told_by_other", relation=findings.who))
    return tuple(lines)


def _background(
    findings: Findings, risks: Tuple[Known, ...], told_at: Optional[datetime], data: Protocol
) -> Sentences:
    lines = [phase_text(findings)]
    lines += _some(
        "danger_seen", tuple(data.signs[code].clinical for code in findings.seen if code in data.signs)
    )
    for phrase, state in (
        ("risks_present", State.PRESENT),
        ("risks_denied", State.DENIED),
        ("risks_asked_unknown", State.ASKED_UNKNOWN),
        ("risks_not_asked", State.NOT_ASKED),
    ):
        lines += _some(phrase, names(risks, state))
    lines += steps_tried(findings, data)
    if told_at is not None:
        lines.append(clinician("told_at", time=time_text(told_at)))
    lines.append(clinician("product_unknown"))
    return tuple(lines)


def _assessment(signs: Tuple[Known, ...], rating: Rating, data: Protocol) -> Sentences:
    lines = [_level(rating, data)]
    suspected = tuple(data.suspected[code] for code in rating.suspected)
    lines += _some("suspected", suspected) or [clinician("suspected_none")]
    lines += [rule_text(rule) for rule in rating.rules] or [clinician("rules_none")]
    lines += _some("danger_denied", names(signs, State.DENIED, danger=True))
    lines += _some("danger_asked_unknown", names(signs, State.ASKED_UNKNOWN, danger=True))
    covered = {fact for question in data.questions for fact in facts_of(question)}
    open_signs = [sign for sign in signs if sign.danger and sign.state is State.NOT_ASKED]
    lines += _some("danger_not_asked", tuple(sign.name for sign in open_signs if sign.code in covered))
    lines += _some("danger_not_covered", tuple(sign.name for sign in open_signs if sign.code not in covered))
    lines += _some("others_denied", names(signs, State.DENIED, danger=False))
    unsure = names(signs, State.ASKED_UNKNOWN, danger=False) + names(signs, State.POSSIBLE, danger=False)
    lines += _some("others_asked_unknown", unsure)
    lines += _some("others_not_asked", names(signs, State.NOT_ASKED, danger=False))
    lines.append(clinician("protocol", version=data.version))
    return tuple(lines)


def _recommendation(
    findings: Findings, signs: Tuple[Known, ...], rating: Rating, steps: Tuple[Step, ...], data: Protocol
) -> Sentences:
    lines = _some("clarify_possible", names(signs, State.POSSIBLE, danger=True))
    unknown = [sign for sign in signs if sign.danger and sign.state.is_unknown]
    clarify = [clinician("clarify", count=len(unknown))] if unknown else []
    if not rating.complete:  # no steps for a level that is not certain: the questions come first
        lines += [clinician("finish"), *clarify]
    elif rating.level is not None:
        lines.append(clinician("advice", text=headline(rating.level, findings, data)))
        for step in steps:
            lines.append(clinician("step", text=step.clinician, sources=_step_sources(step.sources, data)))
    lines += _told(findings, rating, data)
    lines += clarify if rating.complete else []
    lines.append(clinician("confirm"))
    return tuple(lines)


def _told(findings: Findings, rating: Rating, data: Protocol) -> List[str]:
    if findings.announced is None:
        return [clinician("told_no_level")]
    if findings.announced == rating.level and rating.complete:
        return [clinician("told_this")]
    return [clinician("told_level", text=headline(findings.announced, findings, data))]


def _passages(rating: Rating, steps: Tuple[Step, ...], data: Protocol) -> Tuple[str, ...]:
    """Return the cited lines, those of the rules first, each once."""
    cited = [passage for rule in rating.rules for passage in rule.passages]
    cited += [source["passage"] for step in steps for source in source_list(step.sources, data)]
    return tuple(dict.fromkeys(cited))


def _step_sources(sources: SourceField, data: Protocol) -> str:
    return citation(tuple(source["passage"] for source in source_list(sources, data)), "GS" in sources)
