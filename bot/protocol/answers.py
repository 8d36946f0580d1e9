"""Apply the answer to the question that was asked, one function a kind of question.

Each returns the findings with the answer in them, or None where the message is no answer to it. An answer
that is not a clear no to a danger sign is never stored as no.
"""

from __future__ import annotations

from typing import Callable, Dict, Optional, Set, Tuple

from bot.protocol.after_result import passed
from bot.protocol.engine import DANGER_LEVELS, FAILED_STEPS_LIMIT, assess, facts_of, items_to_ask, single_sign
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.lines import by_line, deny, picked_lines
from bot.protocol.models import Item, Protocol, Question
from bot.protocol.observations import Observations

_YES = frozenset({"yes", "all"})
_NO = frozenset({"no", "none"})
_UNKNOWN = frozenset({"unknown", "skip"})
_HEDGED = frozenset({"likely_no", "maybe"})
# To a question if something is new or more than usual these are a no.
_UNCHANGED = frozenset({"as_usual", "same"})
_RECURRENT = "recurrent"
# Signs that an answer about a step may also look like.
_PROGRESS_SIGNS = frozenset({"worsening", "not_eased"})
# A longer message that begins with "no" may speak of something else: then a list is asked again.
MOST_WORDS_OF_A_NO = 4
# How an answer begins that names a part of the body and nothing else: "only:limb".
ONLY_PART = "only:"
# What someone has who feels unwell and cannot say how.
UNNAMED_COMPLAINT = "malaise"

Answer = Callable[[Findings, Observations, Question, Findings, Protocol], Optional[Findings]]


def set_present(signs: Dict[str, Finding], code: str, data: Protocol) -> None:
    """Set a sign present, and every sign that it implies."""
    signs[code] = Finding(status=Status.PRESENT)
    for implied in data.signs[code].implies:
        if signs.get(implied) is None or signs[implied].status is not Status.PRESENT:
            signs[implied] = Finding(status=Status.PRESENT)


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
    if answers & _YES:
        set_present(signs, code, data)
    elif (answers & _NO and not said.claims(code)) or _not_new(answers, question, data):
        signs[code] = Finding(status=Status.ABSENT)
        denied = after.with_changes(signs=signs)
        return _corrected(denied, before, code, data) if question.confirms else denied
    elif answers & (_HEDGED | _UNKNOWN) or any(role in ("possible", "conditional") for role in roles):
        signs[code] = _unclear(after.signs.get(code), question, answers, code in data.danger_codes)
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
        return Finding(status=Status.UNKNOWN if answers & _UNKNOWN else Status.PRESENT)
    if question.confirms is None:
        return Finding(status=Status.UNKNOWN, suspected=not answers & _UNKNOWN)
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


def _is_about_others(said: Observations, data: Protocol) -> bool:
    """Tell whether a message reports signs, and none that is a danger sign: its "yes" is about them."""
    claimed = [code for code in said.signs if said.claims(code)]
    return bool(claimed) and not any(code in data.danger_codes for code in claimed)


def _group(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    items = items_to_ask(question, before, data) or question.items
    codes = {code for item in items for code in (*item.codes, *item.denies, *item.denies_pair)}
    answers = set(said.answers)
    named = {code for code in codes if said.claims(code)}
    picked = picked_lines(items, said.answers)
    signs = dict(after.signs)
    if "all" in answers:
        picked = items
    for item in picked:
        for code in item.codes:
            set_present(signs, code, data)
    after = after.with_changes(signs=signs)
    if "only" in answers or _only_known(said, items, before, data):
        return deny(after, question, before, data)
    if named or picked:  # the other danger signs of the list stay open until they are answered too
        settled = question.unnamed not in data.danger_codes or assess(after, data).is_danger
        return after if settled else None
    if by_line(items, said):  # what no line of the answer names is still to be asked
        return after if all(code in signs for code in codes) else None
    if any(answer.startswith(ONLY_PART) for answer in answers):  # a part of which nothing is known yet
        return None
    if "none" in answers or ("no" in answers and len(said.text.split()) <= MOST_WORDS_OF_A_NO):
        return deny(after, question, before, data)
    if "yes" in answers and question.unnamed:
        if _is_about_others(said, data) and not before.misses:
            return None  # "yes, my head hurts as I said": asked once more, which one it is
        single = single_sign(items)
        set_present(signs, single or question.unnamed, data)
        return after.with_changes(signs=signs)
    if answers & _UNKNOWN:
        for code in codes - set(signs) - set(question.ask_back):
            signs[code] = Finding(status=Status.UNKNOWN)
        return after.with_changes(signs=signs)
    if "maybe" in answers and before.misses and question.unnamed:
        set_present(signs, question.unnamed, data)
        return after.with_changes(signs=signs)
    return after if codes and all(code in signs for code in codes) else None


def _only_known(said: Observations, items: Tuple[Item, ...], before: Findings, data: Protocol) -> bool:
    """Tell whether a list is refused by naming what is known ("no, just the calf, like I said").

    Where a line of the list is about that part, only a clear "no" beside it keeps it from choosing the line.
    """
    parts = {answer[len(ONLY_PART) :] for answer in said.answers if answer.startswith(ONLY_PART)}
    known = {data.signs[code].part for code in before.signs if before.present(code)}
    listed = {
        data.signs[code].part for item in items for code in (*item.codes, *item.denies, *item.denies_pair)
    }
    return bool(parts & known) and ("no" in said.answers or not parts & listed)


def _risks(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    items = items_to_ask(question, before, data) or question.items
    codes = [code for item in items for code in (*item.codes, *item.denies)]
    risks = dict(after.risk_factors)
    answers = set(said.answers)
    picked = items if "all" in answers else picked_lines(items, said.answers)
    for item in picked:
        risks.update(dict.fromkeys(item.codes, Status.PRESENT))
    if by_line(items, said) and not picked:
        return after if all(code in risks for code in codes) else None
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
    bare = said.text.strip(" .!").casefold().replace("'", "")
    for phase, words in question.words.items():
        if bare in words:
            return after.with_changes(phase=phase)
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
    """Without a name for it the person still feels unwell: the danger signs are asked all the same."""
    if any(after.present(code) for code in after.signs) or set(said.answers) & _NO:
        return after
    if not set(said.answers) & (_UNKNOWN | _HEDGED):
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
    no_better = bool(answers & (_NO | {"same", "as_usual", "likely_no"}))
    same = no_better or "not_eased" in said.signs
    if not (worse or eased or same or answers & _UNKNOWN):
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
    if answers & _YES:
        return after.with_changes(walk=walk.copy(update={"failed": walk.failed + 1}))
    if answers & (_NO | _UNKNOWN | _HEDGED):
        nurse = assess(after, data).level == "tell_nurse"
        return after.with_changes(walk=walk, notes=("give_time_nurse" if nurse else "give_time",))
    return None


ANSWERS: Dict[str, Answer] = {
    "yes_no": _yes_no,
    "group": _group,
    "risks": _risks,
    "phase": _phase,
    "phase_end": _phase_end,
    "onset": _onset,
    "severity": _severity,
    "complaint": _complaint,
    "progress": _progress,
    "waited": _waited,
}
