"""What the assistant says: texts, buttons and payloads of the message contract, built from the data.

Pure: findings in, messages out. The shell only sends them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Sequence, Tuple

from bot.knowledge.answers import source_note
from bot.knowledge.models import Source
from bot.protocol.engine import DANGER_LEVELS, Assessment, items_to_ask, single_sign
from bot.protocol.findings import Findings, Phase, Status
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, Question, SourceField
from bot.protocol.outlook import remaining
from bot.protocol.steps import steps_for
from bot.protocol.texts import fill, text

YES_NO_BUTTONS = ("Yes", "No", "I don't know")
PROGRESS_BUTTONS = ("Better", "The same", "Worse")
NONE_BUTTON = "None of these"
UNKNOWN_BUTTON = "I don't know"
# How a client asks a kind of question (docs/widget-api.md).
_KINDS = {
    "yes_no": "yes_no",
    "waited": "yes_no",
    "group": "group",
    "risks": "group",
    "severity": "severity",
    "complaint": "free",
    "onset": "choice",
    "phase": "choice",
    "phase_end": "choice",
    "progress": "choice",
}


@dataclass(frozen=True)
class Message:
    """One message to the person: a text, quick answers, and a payload for clients."""

    text: str
    buttons: Tuple[str, ...] = ()
    custom: Optional[Dict[str, Any]] = None


def source_list(sources: SourceField, data: Protocol) -> List[Dict[str, Any]]:
    """Return citations as the contract lists them; empty for general safety advice."""
    if sources == "GS":
        return []
    cited = []
    for passage in [source for source in sources if source != "GS"]:
        number, _, line = passage.partition(":")
        cited.append({"document": data.documents[number].file, "line": int(line), "passage": passage})
    return cited


# ---- questions -----------------------------------------------------------------------------------


def question_message(question: Question, findings: Findings) -> Message:
    """Build the message that asks a question; after a miss it says so and asks in other words."""
    data = protocol()
    who = findings.who
    missed = findings.misses > 0
    opening = findings.notes if not missed else () if question.kind == "progress" else ("not_understood",)
    lead = [text(name, who) for name in opening]
    items = items_to_ask(question, findings, data) if question.kind in ("group", "risks") else ()
    single = data.signs.get(single_sign(items) or "")
    if single is not None:  # a list of one is a plain question
        ask, items = fill(single.ask, who), ()
    else:
        ask = fill(question.again if missed else question.text, who)
    shown = [{"text": fill(item.text, who), "button": item.button} for item in items]
    return Message(
        text="\n".join([*lead, ask, *(f"• {item['text']}" for item in shown)]),
        buttons=YES_NO_BUTTONS if single else _buttons(question, [item.button for item in items]),
        custom={
            "type": "question",
            "slot": question.slot,
            "kind": "yes_no" if single else _KINDS[question.kind],
            "remaining": remaining(question, findings, data),
            "lead": "\n".join(lead),
            "ask": ask,
            "items": shown,
        },
    )


def plain_question(ask: str, buttons: Sequence[str]) -> Dict[str, Any]:
    """Return the fields of a question that stands alone: one that the nurse's reference asks."""
    kind = "choice" if buttons else "free"
    return {"kind": kind, "remaining": 1, "lead": "", "ask": ask, "items": []}


def _buttons(question: Question, items: Sequence[str]) -> Tuple[str, ...]:
    if question.kind in ("yes_no", "waited"):
        return YES_NO_BUTTONS
    if question.kind == "progress":
        return PROGRESS_BUTTONS
    if question.kind in ("group", "risks"):
        return (NONE_BUTTON, *items, UNKNOWN_BUTTON)
    if question.kind == "complaint":
        return question.buttons
    return (*question.buttons, UNKNOWN_BUTTON)


def answer_value(question: Question, findings: Findings) -> Any:
    """Return the short value of an answer, for the slot that carries the question's name.

    A sign's status for yes/no questions, a number for severity and onset, the phase, "present" or "absent"
    for groups; "unknown" wherever the person could not say.
    """
    if question.kind == "yes_no":
        return (findings.sign(question.about[0]) or Status.UNKNOWN).value
    if question.kind in ("severity", "onset"):
        number = findings.severity if question.kind == "severity" else findings.onset_hours
        return Status.UNKNOWN.value if number is None else number
    if question.kind in ("phase", "phase_end"):
        return (findings.phase or Phase.UNKNOWN).value
    if question.kind in ("progress", "waited"):
        walk = findings.walk
        return "worse" if walk.worse else "better" if walk.eased else "same"
    known: Dict[str, Any] = dict(findings.risk_factors)
    if question.kind != "risks":
        known = {code: findings.sign(code) for code in findings.signs}
    named = [code for item in question.items for code in (*item.codes, *item.denies)] + [question.unnamed]
    statuses = {known.get(str(code)) for code in named}
    if question.kind == "complaint" or Status.PRESENT in statuses:
        return Status.PRESENT.value
    return Status.UNKNOWN.value if Status.UNKNOWN in statuses else Status.ABSENT.value


# ---- results -------------------------------------------------------------------------------------


def result_message(assessment: Assessment, findings: Findings) -> Message:
    """Build the `triage_result`: the action first, then why, what helps, what to watch for, and the sources.

    The payload holds every step; the text leaves out those that the walk offers one by one.

    Raises:
        ValueError: the assessment has no level.
    """
    if assessment.level is None:
        raise ValueError("a result needs a level")
    data = protocol()
    who, level = findings.who, assessment.level
    steps = steps_for(findings, level, data)
    action = headline(level, findings, data)
    lines = [action, *reasons(assessment, who, data)]
    if "corrected" in findings.notes:
        lines.insert(0, text("corrected", who))
    if findings.seen and level not in DANGER_LEVELS:
        lines.append(text("seen_before", who))
    told = [step for step in steps if not step.walk]  # the others are walked one by one, after this message
    lines.extend(f"• {fill(step.patient, who)}{_mark(step.sources, data)}" for step in told)
    if level not in DANGER_LEVELS:
        lines.extend(_watch_lines(who, data))
    cited = _result_sources(assessment, steps, data)
    why = [_why(*reason, who, data) for reason in _winning(assessment, data)]
    passages = [source["passage"] for source in cited]
    lines.append(source_note([Source(**source) for source in cited], "patient"))
    return Message(
        text="\n".join(line for line in lines if line),
        custom={
            "type": "triage_result",
            "level": level,
            "danger_signs": list(assessment.danger_signs),
            "suspected": list(assessment.suspected),
            "findings": findings_payload(findings),
            "steps": [
                {
                    "id": step.id,
                    "text": fill(step.patient, who) + _mark(step.sources, data),
                    "sources": [cite["passage"] for cite in source_list(step.sources, data)],
                }
                for step in steps
            ],
            "rules": list(assessment.rules),
            "sources": cited,
            "protocol_version": data.version,
            "title": fill(data.levels[level].title, who),
            "action": action,
            "why": why,
            "watch": [] if level in DANGER_LEVELS else [fill(entry.text, who) for entry in data.watch],
            "documents": _titles(passages, data),
        },
    )


def steps_message(findings: Findings) -> Message:
    """Build what to do until help is there: the steps of the danger level that stands, with their sources.

    Raises:
        ValueError: no danger level stands.
    """
    if findings.announced not in DANGER_LEVELS:
        raise ValueError("no danger level stands")
    data, who = protocol(), findings.who
    steps = steps_for(findings, findings.announced, data)
    told = [f"• {fill(step.patient, who)}{_mark(step.sources, data)}" for step in steps]
    cited = {source["passage"]: source for step in steps for source in source_list(step.sources, data)}
    note = source_note([Source(**source) for source in cited.values()], "patient")
    return Message(text="\n".join(line for line in (text("until_help", who), *told, note) if line))


def headline(level: str, findings: Findings, data: Protocol) -> str:
    """Return what a level tells the person to do first, in the words for the phase."""
    entry = data.levels[level]
    template = entry.text
    if findings.phase is Phase.RUNNING and entry.running:
        template = entry.running
    elif findings.phase in (Phase.AFTER, Phase.BEFORE) and entry.after:
        template = entry.after
    return fill(template, findings.who)


def reasons(assessment: Assessment, who: str, data: Protocol) -> List[str]:
    """Say why, by the rules of the level that won; at most three, so that the person can take them in."""
    return [f"{fill(said, who)}{_mark(sources, data)}" for _, said, sources in _winning(assessment, data)[:3]]


def _winning(assessment: Assessment, data: Protocol) -> List[Tuple[str, str, SourceField]]:
    """Return id, text and sources of the rules that set the level; a stored rule may be gone by now."""
    reasons = {rule.id: (rule.level, rule.patient, rule.sources) for rule in data.rules}
    reasons.update({entry.id: (entry.to, entry.patient, entry.sources) for entry in data.escalations})
    known = [(rule, *reasons[rule]) for rule in assessment.rules if rule in reasons]
    return [(rule, said, sources) for rule, level, said, sources in known if level == assessment.level]


def _why(rule: str, said: str, sources: SourceField, who: str, data: Protocol) -> Dict[str, Any]:
    """Return a rule that set the level, for clients to show behind the result."""
    passages = [source["passage"] for source in source_list(sources, data)]
    return {"rule": rule, "text": fill(said, who), "sources": passages, "general": "GS" in sources}


def _titles(passages: Sequence[str], data: Protocol) -> Dict[str, str]:
    """Return the title to show of each cited document: with its grade, and a caution where it has one."""
    shown = {}
    for number in dict.fromkeys(passage.partition(":")[0] for passage in passages):
        document = data.documents[number]
        title = f"{document.title} ({document.patient_grade})"
        shown[number] = f"{title}. {document.caution}" if document.caution else title
    return shown


def _mark(sources: SourceField, data: Protocol) -> str:
    return f" ({data.texts['gs_mark']})" if "GS" in sources else ""


def _watch_lines(who: str, data: Protocol) -> List[str]:
    """Return the signs to watch for, under what to do about them: the gravest first."""
    lines: List[str] = []
    for level in ("emergency", "urgent"):
        lines.append(fill(data.texts[f"watch_{level}"], who))
        lines.extend(f"• {fill(entry.text, who)}" for entry in data.watch if entry.level == level)
    return lines


def rule_sources(assessment: Assessment, data: Protocol) -> List[Dict[str, Any]]:
    """Cite what stands behind the level that won; rules that lost stay out."""
    return _cited([sources for _, _, sources in _winning(assessment, data)], data)


def _result_sources(assessment: Assessment, steps: Sequence[Any], data: Protocol) -> List[Dict[str, Any]]:
    """Cite what stands behind the level that won and behind the steps."""
    won = [sources for _, _, sources in _winning(assessment, data)]
    return _cited(won + [step.sources for step in steps], data)


def _cited(fields: Sequence[SourceField], data: Protocol) -> List[Dict[str, Any]]:
    cited = [source for sources in fields for source in source_list(sources, data)]
    return list({source["passage"]: source for source in cited}.values())


def findings_payload(findings: Findings) -> Dict[str, Any]:
    """Return the findings by the contract's slot names and symptom codes, for clients to show."""
    shown: Dict[str, Any] = {
        code: (Status.PRESENT.value if findings.present(code) else finding.status.value)
        for code, finding in sorted(findings.signs.items())
    }
    shown["who"] = findings.who
    if findings.phase is not None:
        shown["infusion_status"] = findings.phase.value
    for name, value in (
        ("hours_since_infusion", findings.hours_since_infusion),
        ("onset", findings.onset_hours),
        ("severity", findings.severity),
    ):
        if value is not None or name in findings.answered:
            shown[name] = Status.UNKNOWN.value if value is None else value
    if findings.risk_factors:
        shown["risk_factors"] = {code: status.value for code, status in sorted(findings.risk_factors.items())}
    return shown
