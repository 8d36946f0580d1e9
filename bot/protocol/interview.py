"""Read one message into the findings: what it says of itself, and what it answers to the question asked.

Two laws: a danger sign, once present, leaves only through a correction that was asked back; and an answer
that is not a clear no to a danger sign is never stored as no.
"""

from __future__ import annotations

from typing import Callable, Dict, FrozenSet, Iterable, Optional, Tuple

from bot.protocol.engine import items_to_ask, next_question
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.loader import protocol
from bot.protocol.models import Item, Protocol, Question
from bot.protocol.observations import Observations

# A question that got no answer so often is taken as "I don't know", so that no conversation hangs.
MISSES_LIMIT = 2

_YES = frozenset({"yes", "all"})
_NO = frozenset({"no", "none"})
_UNKNOWN = frozenset({"unknown", "skip"})
_HEDGED = frozenset({"likely_no", "maybe"})


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
    findings = findings.with_changes(corrected=False)
    question = next_question(findings, data) if asking else None
    after = _take_statements(findings, said, question, data)
    after = after.with_changes(misses=0) if question is None else _take_answer(after, said, question, findings, data)
    return after.with_changes(last_message_id=said.message_id)


# ---- what the message says of itself -------------------------------------------------------------


def _take_statements(
    findings: Findings, said: Observations, question: Optional[Question], data: Protocol
) -> Findings:
    signs = dict(findings.signs)
    asked = frozenset(question.about) if question else frozenset()
    for code, roles in said.signs.items():
        if code in data.signs:
            for role in reversed(roles):
                _take_sign(signs, code, role, asked, data)
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
        changes["severity"] = said.severity
    if said.who is not None:
        changes["who"] = said.who
    return findings.with_changes(**changes)


def _take_sign(signs: Dict[str, Finding], code: str, role: str, asked: FrozenSet[str], data: Protocol) -> None:
    """Latch one mention. Hypothetical, historical and other people's signs are no findings."""
    known = signs.get(code)
    danger = code in data.danger_codes
    if role == "present" or (role in ("possible", "conditional") and not danger):
        set_present(signs, code, data)
    elif role in ("possible", "conditional"):
        if known is None or known.status is not Status.PRESENT:
            signs[code] = Finding(status=Status.UNKNOWN, suspected=True)
    elif role == "absent":
        held = known is not None and (known.status is Status.PRESENT or known.suspected)
        if held and danger and code not in asked:
            assert known is not None  # noqa: S101 - `held` says so; for the type checker
            signs[code] = known.copy(update={"disputed": True})
        else:
            signs[code] = Finding(status=Status.ABSENT)


def set_present(signs: Dict[str, Finding], code: str, data: Protocol) -> None:
    """Set a sign present, and every sign that it implies."""
    signs[code] = Finding(status=Status.PRESENT)
    for implied in data.signs[code].implies:
        if signs.get(implied) is None or signs[implied].status is not Status.PRESENT:
            signs[implied] = Finding(status=Status.PRESENT)


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
    elif untied is not None and phase is Phase.AFTER and since is None and not said.has_claim:
        since, untied = untied, None
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
    answered = _ANSWERS[question.kind](after, said, question, before, data)
    if answered is not None:
        return answered.with_changes(answered=answered.answered | {question.id}, misses=0)
    if after.signs != before.signs or after.risk_factors != before.risk_factors:
        return after  # it told something else that matters: no answer, and no miss
    if after.misses + 1 < MISSES_LIMIT:
        return after.with_changes(misses=after.misses + 1)
    if question.kind == "group" and "likely_no" in said.answers:
        given_up = _deny(after, question, before, data)
    else:
        given_up = _give_up(after, question, before, data)
    return given_up.with_changes(answered=given_up.answered | {question.id}, misses=0)


def _give_up(after: Findings, question: Question, before: Findings, data: Protocol) -> Findings:
    unsure = Observations(answers=("unknown",))
    return _ANSWERS[question.kind](after, unsure, question, before, data) or after


def _yes_no(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    code = question.about[0]
    signs = dict(after.signs)
    roles = said.signs.get(code, ())
    if "present" in roles:
        return after
    if "absent" in roles and not after.signs[code].suspected:
        return _corrected(after, before, code) if question.confirms else after
    answers = set(said.answers)
    if answers & _YES:
        set_present(signs, code, data)
    elif answers & _NO:
        signs[code] = Finding(status=Status.ABSENT)
        denied = after.with_changes(signs=signs)
        return _corrected(denied, before, code) if question.confirms else denied
    elif answers & _HEDGED or any(role in ("possible", "conditional") for role in roles):
        if question.confirms and answers == {"likely_no"}:
            signs[code] = Finding(status=Status.ABSENT)
            return _corrected(after.with_changes(signs=signs), before, code)
        danger = code in data.danger_codes
        signs[code] = (
            Finding(status=Status.UNKNOWN, suspected=True, checked=question.confirms is not None)
            if danger
            else Finding(status=Status.ABSENT if "likely_no" in answers else Status.PRESENT)
        )
    elif answers & _UNKNOWN:
        held = after.signs.get(code)
        if question.confirms and held is not None:
            signs[code] = held.copy(update={"checked": True, "disputed": False})
        else:
            signs[code] = Finding(status=Status.UNKNOWN)
    else:
        return None
    return after.with_changes(signs=signs)


def _corrected(after: Findings, before: Findings, code: str) -> Findings:
    """Take back the level that a corrected sign set; every other sign still counts."""
    held = before.signs.get(code)
    if held is not None and held.disputed:
        return after.with_changes(announced=None, announced_rules=(), corrected=True)
    return after


def _group(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    items = items_to_ask(question, before, data) or question.items
    codes = {code for item in items for code in (*item.codes, *item.denies, *item.denies_pair)}
    answers = set(said.answers)
    named = {code for code in codes if said.claims(code)}
    picked = _picked(items, said.answers)
    signs = dict(after.signs)
    if "all" in answers:
        picked = items
    for item in picked:
        for code in item.codes:
            set_present(signs, code, data)
    after = after.with_changes(signs=signs)
    if named or picked or "only" in answers:
        return _deny(after, question, before, data) if "only" in answers else after
    if answers & _NO:
        return _deny(after, question, before, data)
    if "yes" in answers and question.unnamed:
        set_present(signs, question.unnamed, data)
        return after.with_changes(signs=signs)
    if answers & _UNKNOWN:
        for code in codes - set(signs):
            signs[code] = Finding(status=Status.UNKNOWN)
        return after.with_changes(signs=signs)
    if "maybe" in answers and before.misses and question.unnamed:
        set_present(signs, question.unnamed, data)
        return after.with_changes(signs=signs)
    return after if codes and all(code in signs for code in codes) else None


def _picked(items: Tuple[Item, ...], answers: Iterable[str]) -> Tuple[Item, ...]:
    """Return the lines picked by number ("the second one"); -1 is the last."""
    picked = []
    for answer in answers:
        head, _, number = answer.partition(":")
        if head != "item" or not number.lstrip("-").isdigit():
            continue
        index = int(number)
        if index < 0 and -index <= len(items):
            picked.append(items[index])
        elif 1 <= index <= len(items):
            picked.append(items[index - 1])
    return tuple(picked)


def _deny(after: Findings, question: Question, before: Findings, data: Protocol) -> Findings:
    """Set every sign of a group absent that is not known; of a pair, only the one that breaks it."""
    signs = dict(after.signs)
    for item in items_to_ask(question, before, data) or question.items:
        for code in item.denies:
            signs.setdefault(code, Finding(status=Status.ABSENT))
        pair_open = [code for code in item.denies_pair if code not in signs]
        if pair_open and not any(_is_absent(signs, code) for code in item.denies_pair):
            signs[pair_open[0]] = Finding(status=Status.ABSENT)
    return after.with_changes(signs=signs)


def _is_absent(signs: Dict[str, Finding], code: str) -> bool:
    return code in signs and signs[code].status is Status.ABSENT


def _risks(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    items = items_to_ask(question, before, data) or question.items
    codes = [code for item in items for code in (*item.codes, *item.denies)]
    risks = dict(after.risk_factors)
    answers = set(said.answers)
    picked = items if "all" in answers else _picked(items, said.answers)
    for item in picked:
        risks.update({code: Status.PRESENT for code in item.codes})
    if picked or any(risks.get(code) is Status.PRESENT and code in said.risks for code in risks):
        return after.with_changes(risk_factors=risks)
    if answers & _UNKNOWN or answers & _HEDGED:
        rest = Status.UNKNOWN
    elif answers & _NO or "only" in answers:
        rest = Status.ABSENT
    elif "yes" in answers and question.unnamed:
        risks[question.unnamed] = Status.PRESENT
        return after.with_changes(risk_factors=risks)
    else:
        return after if all(code in risks for code in codes) else None
    for code in codes:
        risks.setdefault(code, rest)
    return after.with_changes(risk_factors=risks)


def _phase(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    answers = set(said.answers)
    if said.infusion_status or after.hours_since_infusion != before.hours_since_infusion:
        return after
    if "yes" in answers:
        return after.with_changes(phase=Phase.RUNNING)
    if answers & _NO or "likely_no" in answers:
        return after.with_changes(phase=Phase.AFTER)
    if answers & _UNKNOWN or "maybe" in answers:
        return after.with_changes(phase=Phase.UNKNOWN)
    return None


def _phase_end(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    if after.hours_since_infusion is not None or after.phase is not Phase.AFTER:
        return after
    return after if set(said.answers) & (_UNKNOWN | _HEDGED) else None


def _onset(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    known = after.onset_hours is not None or bool(set(said.answers) & (_UNKNOWN | _HEDGED))
    return after if known else None


def _severity(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    if said.severity is not None or set(said.answers) & (_UNKNOWN | _HEDGED):
        return after
    return None


def _complaint(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    if any(after.present(code) for code in after.signs) or set(said.answers) & _NO:
        return after
    return None


def _progress(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    answers = set(said.answers)
    worse = "worse" in answers or "present" in said.signs.get("worsening", ())
    eased = bool(answers & {"better", "yes"})
    same = bool(answers & {"same", "no", "none", "likely_no", "maybe"}) or "not_eased" in said.signs
    if not (worse or eased or same or answers & _UNKNOWN):
        return None
    walk = after.walk
    done = (*walk.done, question.step_id or question.id)
    return after.with_changes(
        walk=StepWalk(
            done=done,
            failed=walk.failed + (1 if same and not (worse or eased) else 0),
            worse=worse,
            eased=eased and not worse,
        )
    )


Answer = Callable[[Findings, Observations, Question, Findings, Protocol], Optional[Findings]]
_ANSWERS: Dict[str, Answer] = {
    "yes_no": _yes_no,
    "group": _group,
    "risks": _risks,
    "phase": _phase,
    "phase_end": _phase_end,
    "onset": _onset,
    "severity": _severity,
    "complaint": _complaint,
    "progress": _progress,
}
