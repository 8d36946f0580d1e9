"""The handoff as the person in the chat reads it: the same four sections in plain words."""

from __future__ import annotations

from typing import List, Tuple

from bot.handoff.known import Known, State, names
from bot.handoff.sbar import Handoff
from bot.handoff.wording import hours_text, listed, patient
from bot.protocol.engine import DANGER_LEVELS
from bot.protocol.findings import Findings, Phase
from bot.protocol.loader import protocol


def patient_text(handoff: Handoff) -> str:
    """Return the summary in plain words, with how to pass it on."""
    who = handoff.findings.who
    lines = [patient("intro", who)]
    if handoff.rating.level in DANGER_LEVELS:
        lines.append(patient("do_not_wait", who))
    for section, sentences in (
        ("situation", _situation(handoff)),
        ("background", _background(handoff)),
        ("assessment", _assessment(handoff)),
        ("recommendation", _recommendation(handoff)),
    ):
        lines.append(" ".join([patient(section, who), *sentences]))
    lines.append(patient("not_a_diagnosis", who))
    return "\n".join(lines)


def nothing_told_text(who: str, ask: bool) -> str:
    """Return what is said where there is nothing to hand over; ``ask`` adds what is the matter."""
    phrases = ("nothing_told", "ask_complaint") if ask else ("nothing_told",)
    return " ".join(patient(phrase, who) for phrase in phrases)


def _plain(sign: Known) -> str:
    return sign.plain


def _named(phrase: str, found: Tuple[str, ...], who: str) -> List[str]:
    return [patient(phrase, who, names=listed(found))] if found else []


def _hours(hours: float) -> str:
    return hours_text(hours, "hour" if round(hours, 1) == 1 else "hours", "days")


def _situation(handoff: Handoff) -> List[str]:
    findings, signs, who = handoff.findings, handoff.signs, handoff.findings.who
    danger = names(signs, State.PRESENT, True, _plain)
    lines = _named("danger_present", danger, who) or [patient("danger_none", who)]
    lines += _named("danger_possible", names(signs, State.POSSIBLE, True, _plain), who)
    lines += _named("others_present", names(signs, State.PRESENT, False, _plain), who)
    if findings.severity is None:
        lines.append(patient("severity_unknown", who))
    else:
        lines.append(patient("severity", who, number=findings.severity))
    if findings.onset_hours is None:
        lines.append(patient("onset_unknown", who))
    else:
        lines.append(patient("onset", who, hours=_hours(findings.onset_hours)))
    return lines


def _background(handoff: Handoff) -> List[str]:
    findings, who = handoff.findings, handoff.findings.who
    lines = [_phase(findings)]
    lines += _named("risks_present", names(handoff.risks, State.PRESENT), who)
    lines += _named("risks_unknown", names(handoff.risks, State.ASKED_UNKNOWN), who)
    if findings.walk.done:
        lines.append(patient("steps_tried", who, count=len(findings.walk.done)))
    if findings.walk.eased or findings.walk.worse:
        lines.append(patient("steps_worse" if findings.walk.worse else "steps_eased", who))
    return lines


def _phase(findings: Findings) -> str:
    who = findings.who
    if findings.phase is Phase.AFTER and findings.hours_since_infusion is not None:
        return patient("phase_after", who, hours=_hours(findings.hours_since_infusion))
    if findings.phase is Phase.AFTER:
        return patient("phase_after_unknown", who)
    return patient(f"phase_{(findings.phase or Phase.UNKNOWN).value}", who)


def _assessment(handoff: Handoff) -> List[str]:
    signs, who = handoff.signs, handoff.findings.who
    lines = _named("danger_denied", names(signs, State.DENIED, True, _plain), who)
    lines += _named("danger_asked_unknown", names(signs, State.ASKED_UNKNOWN, True, _plain), who)
    not_asked = names(signs, State.NOT_ASKED, danger=True)
    if not_asked:
        lines.append(patient("danger_not_asked", who, count=len(not_asked)))
    return lines


def _recommendation(handoff: Handoff) -> List[str]:
    rating, who = handoff.rating, handoff.findings.who
    if rating.level is None:
        advice = patient("level_none", who)
    else:
        title = protocol().levels[rating.level].title.lower()
        advice = patient("level" if rating.complete else "level_provisional", who, title=title)
    return [advice, patient("hand_on", who)]
