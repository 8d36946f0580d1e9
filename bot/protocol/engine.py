"""The pure core: what level the findings amount to, and which question still matters.

Both functions are pure: same findings in, same result out. Unknown is never read as no, and a level that
a danger sign set is lowered only when that very sign is taken back (`bot.protocol.interview`).
"""

from __future__ import annotations

from typing import Dict, FrozenSet, Iterable, List, Optional, Sequence, Tuple

from pydantic import BaseModel

from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.kept import kept
from bot.protocol.loader import protocol
from bot.protocol.models import Item, Protocol, Question
from bot.protocol.observations import THOUGHTS
from bot.protocol.steps import steps_for

# Levels at which the questions end at once.
DANGER_LEVELS = frozenset({"emergency", "urgent"})
# So many steps in a row that left things the same raise the level (CLINICAL: two failed steps).
FAILED_STEPS_LIMIT = 2
# The facts behind the questions that are not about signs or risks.
_FACTS_OF_KIND: Dict[str, Tuple[str, ...]] = {
    "phase": ("phase", "hours_since_infusion"),
    "phase_end": ("hours_since_infusion", "phase"),
    "severity": ("severity",),
    "onset": ("onset_hours",),
}
# Form slots of the questions that are built here and not written in questions.yml.
CHECK_SLOT = "symptom_check"
PROGRESS_SLOT = "progress"


_ABSENT = Finding(status=Status.ABSENT)


class Assessment(BaseModel):
    """What the findings amount to.

    Attributes:
        level: the level of urgency, or None where nothing was reported that has one.
        rules: ids of every rule that fired, most urgent first.
        danger_signs: symptom codes of the danger signs that are present.
        suspected: what they may stand for, in the codes of the message contract.
    """

    level: Optional[str]
    rules: Tuple[str, ...]
    danger_signs: Tuple[str, ...]
    suspected: Tuple[str, ...]

    class Config:
        """Values never change in place."""

        frozen = True

    @property
    def is_danger(self) -> bool:
        """Tell whether the level ends the questions."""
        return self.level in DANGER_LEVELS


@kept
def assess(findings: Findings, data: Protocol) -> Assessment:
    """Return the level of the findings and every rule behind it.

    The most urgent rule that fires wins. A failed step raises the level by the escalation that fits it. A
    danger level that was announced stands, with its rules, until the sign behind it is taken back.
    """
    fired = [rule for rule in data.rules if rule.condition.value(findings, data) is True]
    fired.sort(key=lambda rule: -data.rank(rule.level))
    level: Optional[str] = fired[0].level if fired else None
    rules = [rule.id for rule in fired]
    escalated = _escalation(level, findings, data)
    if escalated is not None:
        level, rule_id = escalated
        rules.insert(0, rule_id)
    if findings.announced in DANGER_LEVELS and data.rank(findings.announced) > data.rank(level):
        level = findings.announced
        rules = list(dict.fromkeys([*findings.announced_rules, *rules]))
    return Assessment(
        level=level,
        rules=tuple(rules),
        danger_signs=_danger_signs(findings, data),
        suspected=_suspected(rules, level, data),
    )


def _escalation(level: Optional[str], findings: Findings, data: Protocol) -> Optional[Tuple[str, str]]:
    walk = findings.walk
    if not (walk.worse or walk.failed >= FAILED_STEPS_LIMIT):
        return None
    return next(((entry.to, entry.id) for entry in data.escalations if entry.from_ == level), None)


def _danger_signs(findings: Findings, data: Protocol) -> Tuple[str, ...]:
    """Return the danger signs by the contract's symptom codes; a feature shows as what it implies."""
    shown: List[str] = []
    for code in data.signs:
        if code in data.danger_codes and findings.present(code):
            sign = data.signs[code]
            named = (code,) if code in data.symptom_set else (*sign.implies, sign.shown_as or "")
            shown.extend(name for name in named if name in data.symptom_set and findings.present(name))
    return tuple(dict.fromkeys(shown))


def _suspected(rules: Iterable[str], level: Optional[str], data: Protocol) -> Tuple[str, ...]:
    """Return what the fired rules suspect; a mild reaction is not named beside something graver."""
    by_id = {rule.id: rule for rule in data.rules}
    named = [code for rule_id in rules if rule_id in by_id for code in by_id[rule_id].suspected]
    grave = [code for code in named if code != "infusion_reaction"]
    if level in DANGER_LEVELS:
        return tuple(dict.fromkeys(grave))
    return tuple(dict.fromkeys(named))


@kept
def next_question(findings: Findings, data: Protocol) -> Optional[Question]:
    """Return the question to ask now, or None where the level is certain.

    In this order: a sign that was taken back; a danger sign that is only possible; then the questions in
    their order of danger, leaving out each that was answered or can no longer change the level; after a calm
    result, the next step of the walk.
    """
    assessment = assess(findings, data)
    doubtful = _doubtful_sign(findings, assessment.level, data)
    if doubtful is not None:
        return check_question(doubtful, data, findings.signs[doubtful].disputed)
    if assessment.is_danger:
        return None
    question = _open_question(findings, assessment.level, data)
    if question is not None or findings.announced != assessment.level:
        return question
    return _progress_question(findings, assessment.level, data)


def _doubtful_sign(findings: Findings, level: Optional[str], data: Protocol) -> Optional[str]:
    """Return the sign that must be asked back: taken back, or possible where it would raise the level."""
    disputed = [code for code, finding in findings.signs.items() if finding.disputed]
    if disputed:  # the gravest level first, so that a false alarm is cleared where it began
        return max(disputed, key=lambda code: _rank_alone(code, data))
    for code in data.signs:
        finding = findings.signs.get(code)
        if finding is None or not finding.suspected or finding.checked:
            continue
        graver = data.rank(level) < data.rank("urgent") or code in open_facts(findings, level, data)
        if graver or code == THOUGHTS:
            return code
    return None


def check_question(code: str, data: Optional[Protocol] = None, disputed: bool = False) -> Question:
    """Build the yes/no question that asks a single sign back.

    Args:
        code: the sign.
        data: the protocol; the installed one where it is not given.
        disputed: whether the person takes back that it is there; that it passed would be something else.
    """
    data = data or protocol()
    note = (data.texts["disputed_note"],) if disputed else ()
    sign = data.signs[code]
    slot = code if code in data.symptom_set else sign.shown_as or sign.implies[0]
    return Question(
        id=f"check_{code}",
        slot=slot,
        form_slot=CHECK_SLOT,
        kind="yes_no",
        text=" ".join([data.texts["confirm_intro"], sign.ask, *note, *_check_note(code, data)]),
        again=f"{data.texts['clear_answer']} {sign.ask}",
        about=(code,),
        hears=next((question.hears for question in data.questions if question.about == (code,)), {}),
        confirms=code,
    )


def _check_note(code: str, data: Protocol) -> Tuple[str, ...]:
    """Say not to wait for the assistant, where the sign by itself is an emergency."""
    return (data.texts["confirm_note"],) if _rank_alone(code, data) == data.rank("emergency") else ()


def _rank_alone(code: str, data: Protocol) -> int:
    """Return the rank of the level that a sign sets by itself."""
    return data.rank(assess(Findings(signs={code: Finding(status=Status.PRESENT)}), data).level)


def _open_question(findings: Findings, level: Optional[str], data: Protocol) -> Optional[Question]:
    felt = any(findings.present(code) for code in findings.signs if code in data.symptom_codes)
    still_open = still_open_facts(findings, data)
    if not felt and "complaint" in findings.answered:
        return None
    for question in data.questions:
        if question.id in findings.answered or (question.kind == "complaint") == felt:
            continue
        if question.condition is not None and question.condition.value(findings, data) is not True:
            continue
        if is_settled(question, findings):
            continue
        if question.required or question.kind == "complaint" or still_open & set(facts_of(question)):
            return question
    return None


def is_settled(question: Question, findings: Findings) -> bool:
    """Tell whether an earlier message already answered a question."""
    if question.kind == "phase":
        return findings.phase is not None
    if question.kind == "phase_end":
        return findings.hours_since_infusion is not None
    if question.kind == "severity":
        return findings.severity is not None
    if question.kind == "onset":
        return findings.onset_hours is not None
    if question.kind == "yes_no":
        return all(findings.sign(code) is not None for code in question.about)
    return False


def form_slots(data: Optional[Protocol] = None) -> Tuple[str, ...]:
    """Return the names of the form slots that the questions fill."""
    data = data or protocol()
    return tuple(sorted({question.form_slot for question in data.questions} | {CHECK_SLOT, PROGRESS_SLOT}))


def facts_of(question: Question) -> Tuple[str, ...]:
    """Return the facts that an answer to the question can settle."""
    if question.kind in _FACTS_OF_KIND:
        return _FACTS_OF_KIND[question.kind]
    prefix = "risk:" if question.kind == "risks" else ""
    named = [code for item in question.items for code in (*item.codes, *item.denies, *item.denies_pair)]
    return tuple(dict.fromkeys(f"{prefix}{code}" for code in (*question.about, *named)))


def open_facts(findings: Findings, level: Optional[str], data: Protocol) -> FrozenSet[str]:
    """Return the facts that were not asked yet and could make a rule above the level fire.

    A sign that was not mentioned and that no question will ask for opens no further question.
    """
    waiting = [question for question in data.questions if question.id not in findings.answered]
    sure = [question for question in waiting if question.condition is None]
    likely = _closed(findings, sure, data)
    possible = [
        question
        for question in waiting
        if question.condition is None or question.condition.value(likely, data) is not False
    ]
    supposed = _closed(findings, possible, data)
    rules = [rule for rule in data.rules if data.rank(rule.level) > data.rank(level)]
    return frozenset().union(*(rule.condition.open_facts(supposed, data) for rule in rules))


@kept
def still_open_facts(findings: Findings, data: Protocol) -> FrozenSet[str]:
    """Return the open facts above the level of the findings themselves."""
    return open_facts(findings, assess(findings, data).level, data)


def _closed(findings: Findings, questions: Iterable[Question], data: Protocol) -> Findings:
    """Suppose absent every sign that was not mentioned and that none of the questions asks for."""
    askable = {fact for question in questions for fact in facts_of(question)}
    absent = {code: _ABSENT for code in data.signs if code not in askable}
    return findings.with_changes(signs={**absent, **findings.signs})


def items_to_ask(question: Question, findings: Findings, data: Optional[Protocol] = None) -> Tuple[Item, ...]:
    """Return the lines of a grouped question that still matter: none that an earlier message answered."""
    data = data or protocol()
    still_open = still_open_facts(findings, data)
    prefix = "risk:" if question.kind == "risks" else ""
    return tuple(
        item
        for item in question.items
        if not any(findings.present(code) for code in item.unless)
        and any(f"{prefix}{code}" in still_open for code in (*item.codes, *item.denies, *item.denies_pair))
    )


def single_sign(items: Sequence[Item]) -> Optional[str]:
    """Return the sign that a list comes down to, where one line with one sign is all that is left of it."""
    covered = {code for item in items for code in (*item.codes, *item.denies, *item.denies_pair)}
    return next(iter(covered)) if len(covered) == 1 else None


def _progress_question(findings: Findings, level: Optional[str], data: Protocol) -> Optional[Question]:
    """Return the question about the next step of the walk, or None where the walk is over."""
    if findings.walk.waiting and level is not None:
        return _waited_question(findings, level, data)
    if (
        level is None
        or findings.walk.eased
        or findings.walk.worse
        or findings.walk.failed >= FAILED_STEPS_LIMIT
    ):
        return None
    walk = [step for step in steps_for(findings, level, data) if step.walk]
    step = next((step for step in walk if step.id not in findings.walk.done), None)
    if step is None:
        return None
    opening = data.texts["step_next"] if findings.walk.done else data.texts["step_intro"]
    return Question(
        id=f"progress_{step.id}",
        slot="progress",
        form_slot=PROGRESS_SLOT,
        kind="progress",
        text=f"{opening} {step.patient} {data.texts['progress_ask']}",
        again=data.texts["progress_again"],
        step_id=step.id,
    )


def _waited_question(findings: Findings, level: str, data: Protocol) -> Question:
    """Return the question if the last step had its time: two quick answers are no two failed steps."""
    name = "waited_nurse" if level == "tell_nurse" else "waited"
    last = findings.walk.done[-1] if findings.walk.done else ""
    return Question(
        id=f"progress_waited_{last}",
        slot="progress",
        form_slot=PROGRESS_SLOT,
        kind="waited",
        text=data.texts[name],
        again=data.texts[name],
    )
