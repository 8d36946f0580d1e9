"""Apply the answer to the question that was asked, one function a kind of question.

Each returns the findings with the answer in them, or None where the message is no answer to it. An answer
that is not a clear no to a danger sign is never stored as no.
"""

from __future__ import annotations

from typing import Callable, Dict, Optional, Set

from bot.protocol.after_result import passed
from bot.protocol.engine import DANGER_LEVELS, FAILED_STEPS_LIMIT, assess, facts_of
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.given import HEDGED, NO, UNKNOWN, YES, set_present
from bot.protocol.list_answers import group, risks
from bot.protocol.models import Protocol, Question
from bot.protocol.observations import THOUGHTS, Observations

# To a question if something is new or more than usual these are a no.
_UNCHANGED = frozenset({"as_usual", "same"})
_RECURRENT = "recurrent"
# Whoever is asked if one arm or leg is swollen, and says which, or that it hurts, as well says that it is.
_OF_A_LIMB = frozenset({"one_limb", "hurts"})
_LIMB = "limb"
# Signs that an answer about a step may also look like.
_PROGRESS_SIGNS = frozenset({"worsening", "not_eased"})
# What someone has who feels unwell and cannot say how.
UNNAMED_COMPLAINT = "malaise"

__all__ = ["ANSWERS", "set_present"]

Answer = Callable[[Findings, Observations, Question, Findings, Protocol], Optional[Findings]]


def _yes_no(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    code = question.about[0]
    signs = dict(after.signs)
    roles = said.signs.get(code, ())
    if "present" in roles:
        return after
    if "absent" in roles and not after.signs[code].suspected:
        return _corrected(after, before, code, data) if question.confirms else after
    held = before.signs.get(code)
    if held is not None and held.disputed and passed(before, said):  # it was there, so nothing is taken back
        signs[code] = held.copy(update={"disputed": False})
        return after.with_changes(signs=signs)
    answers = _heard(set(said.answers), question)
    if "as_usual" in answers:  # of this sign; it does not tell that the trouble comes with every infusion
        signs.pop(_RECURRENT, None)
        if _RECURRENT in before.signs:
            signs[_RECURRENT] = before.signs[_RECURRENT]
    of_a_limb = question.confirms is not None and data.signs[code].part == _LIMB and not answers & NO
    if answers & YES or (of_a_limb and answers & _OF_A_LIMB):
        set_present(signs, code, data)
    elif (answers & NO and not said.claims(code)) or _not_new(answers, question, data):
        signs[code] = Finding(status=Status.ABSENT)
        denied = after.with_changes(signs=signs)
        return _corrected(denied, before, code, data) if question.confirms else denied
    elif answers & (HEDGED | UNKNOWN) or any(role in ("possible", "conditional") for role in roles):
        danger = code in data.danger_codes or code == THOUGHTS
        signs[code] = _unclear(after.signs.get(code), question, answers, danger)
    else:
        return None
    return after.with_changes(signs=signs)


def _heard(answers: Set[str], question: Question) -> Set[str]:
    """Return the answers as the question takes them: "it does not stop" is a yes, a doubtful no unknown."""
    if answers & set(question.hears.get("yes", ())):
        return {"yes"}
    if answers & set(question.hears.get("no", ())):
        return answers | {"no"}
    if answers & set(question.hears.get("unknown", ())):
        return {"unknown"}
    return answers


def _not_new(answers: Set[str], question: Question, data: Protocol) -> bool:
    """Tell whether "same as always" answers a question about a change; asked back, "same" may mean still."""
    if not data.signs[question.about[0]].of_change:
        return False
    return "as_usual" in answers or (question.confirms is None and bool(answers & _UNCHANGED))


def _unclear(held: Optional[Finding], question: Question, answers: Set[str], danger: bool) -> Finding:
    """Store an answer that is neither yes nor no.

    What was present stays so. A danger sign that was raised, asked back and still is not denied counts as
    present; one that gets "I don't think so" twice is unknown, which is never a no.
    """
    if held is not None and held.status is Status.PRESENT:
        return Finding(status=Status.PRESENT)
    if not danger:
        return Finding(status=Status.UNKNOWN if answers & UNKNOWN else Status.PRESENT)
    if question.confirms is None:
        return Finding(status=Status.UNKNOWN, suspected=not answers & UNKNOWN)
    return Finding(status=Status.UNKNOWN, suspected="likely_no" not in answers, checked=True)


def _corrected(after: Findings, before: Findings, code: str, data: Protocol) -> Findings:
    """Take back what a corrected sign alone had set; every other sign and rule that was announced stands.

    The lists that hold the sign are asked once more: a danger sign had ended them.
    """
    held = before.signs.get(code)
    if held is None or not held.disputed:
        return after
    rules = {rule.id: rule for rule in data.rules}
    kept = [
        name for name in after.announced_rules if name in rules and code not in rules[name].condition.facts()
    ]
    danger = [rules[name].level for name in kept if rules[name].level in DANGER_LEVELS]
    reopened = {question.id for question in data.questions if code in (*facts_of(question), question.unnamed)}
    return after.with_changes(
        announced=max(danger, key=data.rank, default=None),
        announced_rules=tuple(kept) if danger else (),
        answered=after.answered - reopened,
        notes=("corrected",),
    )


def _phase(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    answers = set(said.answers)
    bare = said.text.strip(" .!").casefold().replace("'", "")
    for phase, words in question.words.items():
        if bare in words:
            return after.with_changes(phase=phase)
    if said.infusion_status or after.hours_since_infusion != before.hours_since_infusion:
        return after
    if "yes" in answers:
        return after.with_changes(phase=Phase.RUNNING)
    if answers & NO or "likely_no" in answers:
        return after.with_changes(phase=Phase.AFTER)
    if answers & UNKNOWN or "maybe" in answers:
        return after.with_changes(phase=Phase.UNKNOWN)
    return None


def _phase_end(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    if after.hours_since_infusion is not None or after.phase is not Phase.AFTER:
        return after
    return after if set(said.answers) & (UNKNOWN | HEDGED) else None


def _onset(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    known = after.onset_hours is not None or bool(set(said.answers) & (UNKNOWN | HEDGED))
    return after if known else None


def _severity(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    if said.severity is not None or set(said.answers) & (UNKNOWN | HEDGED):
        return after
    return None


def _complaint(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    """Without a name for it the person still feels unwell: the danger signs are asked all the same."""
    if any(after.present(code) for code in after.signs) or set(said.answers) & NO:
        return after
    if not set(said.answers) & (UNKNOWN | HEDGED):
        return None
    signs = dict(after.signs)
    set_present(signs, UNNAMED_COMPLAINT, data)
    return after.with_changes(signs=signs)


def _progress(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    answers = set(said.answers)
    worse = "worse" in answers or "present" in said.signs.get("worsening", ())
    eased = "better" in answers
    # "No" to the question if it is better: it is the same.
    no_better = bool(answers & (NO | {"same", "as_usual", "likely_no"}))
    same = no_better or "not_eased" in said.signs
    if not (worse or eased or same or answers & UNKNOWN):
        return None
    walk = after.walk
    # "It is getting worse" is the answer to the step; it counts once, not also as a sign of its own.
    signs = {code: sign for code, sign in after.signs.items() if code not in _PROGRESS_SIGNS}
    signs.update({code: before.signs[code] for code in _PROGRESS_SIGNS if code in before.signs})
    done = (*walk.done, question.step_id or question.id)
    failed = same and not (worse or eased)
    waiting = failed and walk.failed + 1 >= FAILED_STEPS_LIMIT
    return after.with_changes(
        signs=signs,
        walk=StepWalk(
            done=done,
            failed=walk.failed + (1 if failed and not waiting else 0),
            worse=worse,
            eased=eased and not worse,
            waiting=waiting,
        ),
    )


def _waited(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    """The step that would raise the level counts where it had its time; "worse" needs none."""
    answers = set(said.answers)
    walk = after.walk.copy(update={"waiting": False})
    if "worse" in answers or "present" in said.signs.get("worsening", ()):
        return after.with_changes(walk=walk.copy(update={"worse": True}))
    if "better" in answers:
        return after.with_changes(walk=walk.copy(update={"eased": True}))
    if answers & YES:
        return after.with_changes(walk=walk.copy(update={"failed": walk.failed + 1}))
    if answers & (NO | UNKNOWN | HEDGED):
        nurse = assess(after, data).level == "tell_nurse"
        return after.with_changes(walk=walk, notes=("give_time_nurse" if nurse else "give_time",))
    return None


ANSWERS: Dict[str, Answer] = {
    "yes_no": _yes_no,
    "group": group,
    "risks": risks,
    "phase": _phase,
    "phase_end": _phase_end,
    "onset": _onset,
    "severity": _severity,
    "complaint": _complaint,
    "progress": _progress,
    "waited": _waited,
}
