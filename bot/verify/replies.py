"""The interview on the engine itself: every question with every kind of reply, searched exhaustively.

For each question the contexts in which it stands open are made by answering the ones before it, in every
calm way that the list below names; each context gets every kind of reply. What is followed is finite on
purpose: the questions, the replies and the contexts, not every combination of findings.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Set, Tuple

from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.interview import MISSES_LIMIT, read_message
from bot.protocol.models import Protocol, Question
from bot.protocol.observations import Observations
from bot.verify.danger import alone
from bot.verify.patients import describe, with_level
from bot.verify.statement import Fault

# What a person may come with: each opens questions that the others do not.
COMPLAINTS: Tuple[Tuple[str, ...], ...] = (
    (),
    ("back_pain",),
    ("back_pain", "headache"),
    ("back_pain", "fever"),
    ("weakness", "vomiting"),
    ("palpitations", "itching"),
    ("limb_pain",),
)
ANSWERS = (
    "yes",
    "no",
    "none",
    "unknown",
    "skip",
    "maybe",
    "likely_no",
    "only",
    "all",
    "better",
    "same",
    "worse",
)
MIXED = ("no", "unknown", "maybe", "likely_no", "same")
# Most replies that an interview may take, misses included; above it, it counts as endless.
MOST_TURNS = 120


def replies(question: Question) -> Iterator[Observations]:
    """Return every kind of reply to a question: each answer, each line of a list, a time, a number."""
    yield Observations()
    for answer in ANSWERS:
        yield Observations(answers=(answer,))
    for number in range(1, len(question.items) + 1):
        yield Observations(answers=(f"item:{number}",))
    for status in ("before", "running", "after"):
        yield Observations(infusion_status=status)
    for hours in (1.0, 71.0, 90.0):
        yield Observations(hours_untied=hours)
    for severity in (0, 7, 8, 10):
        yield Observations(severity=severity)


def calm_replies(question: Question) -> Iterator[Observations]:
    """Return the replies by which contexts are made: no, unknown, unclear, times and numbers."""
    if question.kind == "phase":
        for status in ("before", "running"):
            yield Observations(infusion_status=status)
        yield Observations(infusion_status="after", hours_since_infusion=24.0)
        yield Observations(infusion_status="after")
        yield Observations(answers=("unknown",))
    elif question.kind == "severity":
        yield Observations(severity=3)
        yield Observations(answers=("unknown",))
    elif question.kind in ("phase_end", "onset"):
        yield Observations(hours_untied=90.0)
        yield Observations(answers=("unknown",))
    elif question.kind == "progress":
        yield Observations(answers=("same",))
        yield Observations(answers=("unknown",))
    else:
        for answer in ("no", "unknown", "maybe"):
            yield Observations(answers=(answer,))


# The contexts of a protocol, kept by its version: three searches go through the same.
_KEPT: Dict[str, List[Tuple[Findings, Question]]] = {}


def contexts(data: Protocol) -> List[Tuple[Findings, Question]]:
    """Return a state in which each question stands open, for each phase in which it can."""
    if data.version not in _KEPT:
        _KEPT.clear()
        _KEPT[data.version] = _contexts(data)
    return _KEPT[data.version]


def _contexts(data: Protocol) -> List[Tuple[Findings, Question]]:
    found: Dict[Tuple[object, ...], Tuple[Findings, Question]] = {}
    for complaint in COMPLAINTS:
        start = Findings(signs={code: Finding(status=Status.PRESENT) for code in complaint})
        waiting = [start]
        seen: Set[Tuple[object, ...]] = set()
        while waiting:
            state = _told(waiting.pop(), data)
            question = next_question(state, data)
            if question is None:
                continue
            if (question.id, state.phase) in seen:
                continue
            seen.add((question.id, state.phase))
            found.setdefault((question.id, state.phase), (state, question))
            waiting += [read_message(state, said, asking=True, data=data) for said in calm_replies(question)]
    return list(found.values())


def _told(state: Findings, data: Protocol) -> Findings:
    """Return the state after the result was told, where the questions have ended: the steps follow."""
    found = assess(state, data)
    if next_question(state, data) is None and found.level and state.announced != found.level:
        return state.with_changes(announced=found.level, announced_rules=found.rules)
    return state


def every_reply_goes_on(data: Protocol) -> Fault:
    """Each reply takes a question off, counts a miss, tells something or leads to a check.

    Where a reply does none of these the same question would come for ever. A step's question alone waits: a
    step takes hours, and an unread reply to it is asked again.
    """
    for state, question in contexts(data):
        for said in replies(question):
            after = read_message(state, said, asking=True, data=data)
            if not _went_on(state, after, question):
                return (
                    f"{describe(state, data)}. {question.id}, answered with {_shown(said)}, stays as it was."
                )
    return None


def _went_on(before: Findings, after: Findings, question: Question) -> bool:
    told = ("signs", "risk_factors", "phase", "hours_since_infusion", "onset_hours", "severity")
    return (
        question.id in after.answered - before.answered
        or after.misses > before.misses
        or len(after.walk.done) > len(before.walk.done)
        or any(getattr(before, name) != getattr(after, name) for name in told)
        or (question.id.startswith(("check_", "progress_")) and question.id in after.answered)
    )


def interviews_end(data: Protocol) -> Fault:
    """Whoever gives one and the same kind of reply to everything, and whoever mixes two, comes to an end."""
    kinds = [Observations(), *(Observations(answers=(answer,)) for answer in MIXED)]
    for complaint in COMPLAINTS[:4]:
        start = Findings(signs={code: Finding(status=Status.PRESENT) for code in complaint})
        for one in kinds:
            for other in kinds:
                fault = _without_end(start, (one, other), data)
                if fault is not None:
                    return fault
    return None


def _without_end(state: Findings, said: Tuple[Observations, Observations], data: Protocol) -> Fault:
    asked: List[str] = []
    while len(asked) < MOST_TURNS:
        state = _told(state, data)
        question = next_question(state, data)
        if question is None:
            return None
        if question.kind == "progress" and asked[-MISSES_LIMIT:] == [question.id] * MISSES_LIMIT:
            return None  # a step waits for its answer, as long as it takes
        asked.append(question.id)
        state = read_message(state, said[len(asked) % 2], asking=True, data=data)
    return f"{describe(state, data)}. {MOST_TURNS} replies were no end: {', '.join(asked[-6:])} ..."


def danger_interrupts(data: Protocol) -> Fault:
    """Whatever question stands open, a danger sign that is told sets its level."""
    floors = {code: data.rank(assess(alone(data, code), data).level) for code in sorted(data.danger_codes)}
    one_each = {question.id: (state, question) for state, question in contexts(data)}
    for state, question in one_each.values():
        for code, floor in floors.items():
            for answer in ("", "no", "only"):
                said = Observations(signs={code: ("present",)}, answers=(answer,) if answer else ())
                after = read_message(state, said, asking=True, data=data)
                if not after.present(code) or data.rank(assess(after, data).level) < floor:
                    return _led(state, question, _shown(said), after, data)
    return None


def listed_danger_ends(data: Protocol) -> Fault:
    """Each line of a list of danger signs, once picked, ends the questions with its level."""
    for state, question in contexts(data):
        if question.unnamed not in data.danger_codes:
            continue
        for item in question.items:
            picked = Observations(text=item.button)
            after = read_message(state, picked, asking=True, data=data)
            if not assess(after, data).is_danger:
                return _led(state, question, item.button, after, data)
    return None


def _led(before: Findings, question: Question, reply: str, after: Findings, data: Protocol) -> str:
    return f"{with_level(before, data)} At {question.id}, {reply!r}: {with_level(after, data)}"


def _shown(said: Observations) -> str:
    parts = [*said.answers, *(f"{code} ({', '.join(roles)})" for code, roles in said.signs.items())]
    parts += [
        f"{name} {value}"
        for name, value in (("severity", said.severity), ("hours", said.hours_untied))
        if value
    ]
    return (
        " and ".join([*parts, *([said.infusion_status] if said.infusion_status else [])])
        or "nothing readable"
    )
