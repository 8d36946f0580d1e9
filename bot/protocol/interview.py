"""Read one message into the findings: what it says of itself, and what it answers to the question asked.

Two laws: a danger sign, once present, leaves only once it was asked back: since a correction took it back, or
since professionals looked at it and something new is told; and an answer that is not a clear no to a danger
sign is never stored as no, a doubtful one that is given twice included.
"""

from __future__ import annotations

from typing import Dict, FrozenSet, Optional

from bot.protocol.after_result import passed, plain_refusal, takes_back
from bot.protocol.answers import ANSWERS, UNNAMED_COMPLAINT, set_present
from bot.protocol.crisis import read_crisis
from bot.protocol.engine import DANGER_LEVELS, assess, next_question
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.glossary import asked_meanings
from bot.protocol.lines import deny, take_lines, tapped
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, Question
from bot.protocol.observations import EXTRA_DOSE, Observations

# A question that got no answer so often is taken as "I don't know", so that no conversation hangs.
MISSES_LIMIT = 2
# "I feel worse": as an answer, and as the sign that it tells of.
_WORSE, _WORSENING = "worse", "worsening"


def read_message(
    findings: Findings, said: Observations, asking: bool, data: Optional[Protocol] = None
) -> Findings:
    """Return the findings after one message.

    Args:
        findings: what was known before it.
        said: what the message says.
        asking: whether the engine's next question stands open, so that the message may answer it.
        data: the protocol; the installed one where it is not given.

    Reading the same message twice (same ``message_id``) changes nothing.
    """
    data = data or protocol()
    if said.message_id is not None and said.message_id == findings.last_message_id:
        return findings
    findings = findings.with_changes(notes=())
    said = plain_refusal(findings, said)
    question = next_question(findings, data) if asking else None
    said = tapped(said, question, findings, data)
    after = _take_statements(findings, said, question, data)
    if question is not None:
        after = take_lines(after, said, question, findings, data)
        after = _take_answer(after, said, question, findings, data)
    else:
        after = after.with_changes(misses=0)
        if findings.announced in DANGER_LEVELS and takes_back(findings, said):
            after = _dispute_all(after, data)
    after = _after_a_look(after, said, findings, data)
    after = read_crisis(after, said, findings, data)
    if said.claims(EXTRA_DOSE) and not findings.present(EXTRA_DOSE):
        after = after.with_changes(notes=(*after.notes, EXTRA_DOSE))
    if said.cry_for_help:
        after = after.with_changes(notes=("cry", *after.notes))
    if said.asks_outcome and not asking and not after.signs and after.announced is None:
        after = after.with_changes(notes=("first_tell", *after.notes))
    if after.phase is Phase.RUNNING and findings.phase is not Phase.RUNNING:
        after = after.with_changes(notes=(*after.notes, "nurse_soon"))
    return after.with_changes(last_message_id=said.message_id)


def _after_a_look(after: Findings, said: Observations, before: Findings, data: Protocol) -> Findings:
    """Return the findings where professionals may have looked at the danger that was announced.

    It changes no level. What they looked at stands again where it is claimed again, and where a new reason is
    as grave; whatever else is told is a new complaint.
    """
    looked = (before.looked_at or said.looked_at) and after.announced in DANGER_LEVELS
    claimed = [code for code in data.signs if said.claims(code)]
    if passed(before, said):  # "the chest pain is gone" names it, and does not claim it
        claimed = [code for code in claimed if not before.present(code)]
    again = any(code in data.danger_codes and before.present(code) for code in claimed)
    if not looked or again or _grave_news(after, data):
        return after.with_changes(looked_at=False)
    if claimed or _WORSE in said.answers:
        return _new_complaint(after, said, data)
    return after.with_changes(looked_at=True)


def _new_complaint(findings: Findings, said: Observations, data: Protocol) -> Findings:
    """Begin anew with what is told after professionals looked: it has a level of its own.

    Nothing is taken over that the time since then, or the new complaint, may have changed. Each danger sign
    that they looked at is asked back first: whatever is no clear no brings its level again.
    """
    danger = [code for code in findings.signs if code in data.danger_codes and findings.present(code)]
    signs = {code: Finding(status=Status.UNKNOWN, suspected=True) for code in danger}
    if _WORSE in said.answers:  # of what, the questions tell
        set_present(signs, _WORSENING, data)
        set_present(signs, UNNAMED_COMPLAINT, data)
    fresh = Findings(
        signs=signs,
        who=findings.who,
        risk_factors=findings.risk_factors,
        phase=findings.phase if findings.phase is Phase.AFTER else None,
        crisis=findings.crisis,
        seen=tuple(dict.fromkeys([*findings.seen, *danger])),
        notes=("new_complaint",) if danger else ("noted",),
    )
    return _take_statements(fresh, said, None, data)


def _grave_news(findings: Findings, data: Protocol) -> bool:
    """Tell whether a rule that was not told yet is at least as grave as the level that was announced."""
    told = data.rank(findings.announced)
    grave = {rule.id for rule in data.rules if data.rank(rule.level) >= told}
    return bool(grave.intersection(assess(findings, data).rules) - set(findings.announced_rules))


def _dispute_all(findings: Findings, data: Protocol) -> Findings:
    """Have every present danger sign asked back; the level stands until each answer."""
    disputed = {
        code: finding.copy(update={"disputed": True})
        for code, finding in findings.signs.items()
        if code in data.danger_codes | _behind_danger(findings, data) and findings.present(code)
    }
    return findings.with_changes(signs={**findings.signs, **disputed})


# ---- what the message says of itself -------------------------------------------------------------


def _take_statements(
    findings: Findings, said: Observations, question: Optional[Question], data: Protocol
) -> Findings:
    signs = dict(findings.signs)
    asked = frozenset(question.about) if question else frozenset()
    guarded = _behind_danger(findings, data)
    gone = passed(findings, said) and findings.announced in DANGER_LEVELS
    for code, roles in said.signs.items():
        if code not in data.signs or (gone and findings.present(code) and "absent" in roles):
            continue  # "my neck is not stiff any more": it was, so the level that it set stands
        for role in reversed(roles):
            _take_sign(signs, code, role, asked, data, guarded)
    risks = dict(findings.risk_factors)
    for code, roles in said.risks.items():
        if code not in data.risk_factors:
            continue
        if roles[0] in ("present", "possible", "conditional", "historical"):
            risks[code] = Status.PRESENT
        elif roles[0] == "absent":
            risks.setdefault(code, Status.ABSENT)
    changes = {"signs": signs, "risk_factors": risks}
    changes.update(_times(findings, said, question))
    if said.severity is not None:
        changes["severity"] = _worst(findings, said)
    if said.who is not None:
        changes["who"] = said.who
    elif said.subject is not None and not findings.signs and findings.who == "self":
        changes["who"] = said.subject  # in the first report "he" is the patient; later "she" may be the nurse
    return findings.with_changes(**changes)


def _worst(findings: Findings, said: Observations) -> int:
    """Return the worst severity so far; only a correction, or ease after a step, takes it back."""
    told = said.severity or 0
    eased = bool(findings.walk.done) and (findings.walk.eased or "better" in said.answers)
    if findings.severity is None or said.takes_back or eased:
        return told
    return max(findings.severity, told)


def _take_sign(
    signs: Dict[str, Finding],
    code: str,
    role: str,
    asked: FrozenSet[str],
    data: Protocol,
    guarded: FrozenSet[str],
) -> None:
    """Latch one mention. Hypothetical, historical and other people's signs are no findings."""
    known = signs.get(code)
    danger = code in data.danger_codes
    if role == "present" or (role in ("possible", "conditional") and not danger):
        set_present(signs, code, data)
    elif role in ("possible", "conditional"):
        if known is None or known.status is not Status.PRESENT:
            signs[code] = Finding(status=Status.UNKNOWN, suspected=True)
    elif role == "absent":
        graver = [other for other in signs if code in data.signs[other].implies and other not in asked]
        for held in (code, *graver):
            _deny(signs, held, guarded | data.danger_codes, asked)


def _deny(signs: Dict[str, Finding], code: str, guarded: FrozenSet[str], asked: FrozenSet[str]) -> None:
    """Set a sign absent; one that stands behind a danger level is disputed first, to be asked back."""
    known = signs.get(code)
    held = known is not None and (known.status is Status.PRESENT or known.suspected)
    if known is not None and held and code in guarded and code not in asked:
        signs[code] = known.copy(update={"disputed": True})
    else:
        signs[code] = Finding(status=Status.ABSENT)


def _behind_danger(findings: Findings, data: Protocol) -> FrozenSet[str]:
    """Return every sign that a danger rule which was announced looks at."""
    rules = [
        rule for rule in data.rules if rule.id in findings.announced_rules and rule.level in DANGER_LEVELS
    ]
    return frozenset().union(*(rule.condition.facts() for rule in rules))


def _times(findings: Findings, said: Observations, question: Optional[Question]) -> Dict[str, object]:
    """Tie each time to the infusion or to the symptom: by its own words, else by the question asked."""
    changes: Dict[str, object] = {}
    kind = question.kind if question else None
    phase = Phase(said.infusion_status) if said.infusion_status in ("before", "running", "after") else None
    since, onset, untied = said.hours_since_infusion, said.hours_since_onset, said.hours_untied
    if kind in ("phase", "phase_end") and since is None and phase in (None, Phase.AFTER):
        since, untied, onset = (untied if untied is not None else onset), None, None
    elif kind == "onset" and onset is None and untied is not None:
        onset, untied = untied, None
    elif (
        phase is Phase.AFTER and since is None
    ):  # "my back hurts, it ended two hours ago"; "sore since my drip"
        since, untied = (untied if untied is not None else onset), None
    if untied is not None and onset is None:
        onset = untied
    if since is not None:
        changes["hours_since_infusion"] = since
        phase = phase or Phase.AFTER
    if onset is not None:
        changes["onset_hours"] = onset
    if phase is not None:
        changes["phase"] = phase
        if phase is not Phase.AFTER:
            changes["hours_since_infusion"] = None
    return changes


# ---- what it answers to the question -------------------------------------------------------------


def _take_answer(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Findings:
    """Apply the answer, count a miss where there is none, and take the second miss as "I don't know"."""
    answered = ANSWERS[question.kind](after, said, question, before, data)
    if answered is not None:
        return answered.with_changes(answered=answered.answered | {question.id}, misses=0)
    if _told_something(after, before):  # no answer to this question, and yet no miss
        return after.with_changes(notes=(*after.notes, "noted"), misses=0)
    if said.changes_subject or said.start_over or asked_meanings(said, data):
        return after
    if question.kind == "progress" or after.misses + 1 < MISSES_LIMIT:  # a step may take hours: never give up
        return after.with_changes(misses=after.misses + 1)
    if question.kind == "group" and "likely_no" in said.answers and question.unnamed not in data.danger_codes:
        given_up = deny(after, question, before, data)
    else:
        given_up = _give_up(after, question, before, data)
    notes = (*given_up.notes, "left_open")
    return given_up.with_changes(answered=given_up.answered | {question.id}, misses=0, notes=notes)


def _told_something(after: Findings, before: Findings) -> bool:
    told = ("signs", "risk_factors", "phase", "hours_since_infusion", "onset_hours", "severity", "who")
    return any(getattr(after, name) != getattr(before, name) for name in told)


def _give_up(after: Findings, question: Question, before: Findings, data: Protocol) -> Findings:
    unsure = Observations(answers=("unknown",))
    return ANSWERS[question.kind](after, unsure, question, before, data) or after
