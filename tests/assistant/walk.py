"""A breadth-first walk over the states of the dialogue, against the real model and the real actions.

A state is what decides how the conversation goes on, taken from the tracker and made coarse enough to be
finite. From each new state every kind of answer is given to a copy of one conversation that came there.
"""

from __future__ import annotations

import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Callable, Deque, Dict, Iterator, List, Optional, Tuple

from bot.conversation_tests.in_process import InProcess
from bot.conversation_tests.seen import Turn
from bot.protocol.engine import DANGER_LEVELS, FAILED_STEPS_LIMIT, assess, next_question
from bot.protocol.findings import Findings
from bot.protocol.loader import protocol
from bot.protocol.models import Question
from bot.protocol.texts import safety_text, text

Key = Tuple[Any, ...]
Answers = Callable[["State"], Dict[str, str]]

OPENINGS = (
    "hello",
    "my back hurts",
    "my back hurts and the drip is running",
    "my back hurts, my infusion has not started yet",
    "fever and back pain, my ivig ended yesterday",
    "headache since my ivig yesterday",
    "I vomited and my heart flutters, ivig ended yesterday",
    "my feet are numb, ivig was yesterday",
    "itchy skin, the ivig ended 70 hours ago",
    "I think my tongue may be swollen",
    "my neck is stiff",
    "I cannot breathe",
    "I'm a nurse",
)
DANGER = "my tongue is swelling up"
# Said in every state. The words of a question with an open list differ and are added by `kinds_of_answers`.
KINDS = {
    "yes": "yes",
    "no": "no",
    "unknown": "I don't know",
    "correction": "sorry, that was wrong, I take it back",
    "question": "how long will it last?",
    "gibberish": "qwrtz plmk",
    "danger": DANGER,
    "start over": "start over",
    "several lines": "my back hurts\nno fever\nit is about a 4",
    "pushback": "my nurse said it is fine",
    "report": "I also have a sore arm",
}
# What moves an interview on that a bare yes or no does not answer.
FITTING = {
    "infusion_status": {
        "running": "it is running now",
        "over": "it ended yesterday",
        "long ago": "5 days ago",
    },
    "infusion_end": {"yesterday": "yesterday", "long ago": "5 days ago"},
    "severity": {"mild": "3", "severe": "9"},
    "onset": {"today": "this morning", "long ago": "a week ago"},
    "complaint": {"back": "back pain"},
}
PROGRESS = {"better": "better", "same": "the same", "worse": "it is worse"}


@dataclass(frozen=True)
class State:
    """Where a conversation stands.

    Attributes:
        findings: what is known.
        asking: whether the form waits for an answer.
    """

    findings: Findings
    asking: bool

    @property
    def question(self) -> Optional[Question]:
        return next_question(self.findings) if self.asking else None

    @property
    def level(self) -> Optional[str]:
        return self.findings.announced

    def coarse(self) -> Key:
        """Return the state by its open question and its level alone."""
        question = self.question
        return (question.id if question else None, self.level, self.findings.phase)

    def fine(self) -> Key:
        """Return the state with what else may change what the next answer does."""
        findings = self.findings
        signs = findings.signs.values()
        return (
            *self.coarse(),
            findings.misses,
            findings.severity is not None and findings.severity >= 8,
            any(sign.suspected and not sign.checked for sign in signs),
            any(sign.disputed for sign in signs),
            min(findings.walk.failed, FAILED_STEPS_LIMIT),
            findings.walk.worse,
            findings.walk.eased,
            assess(findings).level,
        )


@dataclass
class Walked:
    """What a walk met.

    Attributes:
        states: how many states, by key.
        edges: how many answers were given.
        faults: what went wrong, each with the conversation that leads there.
        questions: ids of the questions that stood open in some state.
    """

    states: int = 0
    edges: int = 0
    faults: List[str] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    levels: set[Optional[str]] = field(default_factory=set)


def state_of(assistant: InProcess, sender: str) -> State:
    """Return where a conversation stands."""
    tracker = assistant.tracker(sender)
    assert tracker is not None
    asking = tracker.active_loop_name is not None and tracker.get_slot("requested_slot") is not None
    return State(Findings.from_slot(tracker.get_slot("findings")), asking)


def kinds_of_answers(state: State) -> Dict[str, str]:
    """Return every kind of answer, and those that fit the open question."""
    question = state.question
    if question is None:
        return KINDS
    fitting = PROGRESS if question.kind == "progress" else FITTING.get(question.id, {})
    return {**KINDS, **fitting}


def walk(
    assistant: InProcess,
    key: Callable[[State], Key],
    answers: Answers = kinds_of_answers,
    most: int = 100_000,
) -> Walked:
    """Walk breadth first from every opening; stop after `most` answers.

    Args:
        assistant: the real model and actions.
        key: which states count as the same.
        answers: what is said in a state, by its kind.
        most: how many answers at the most.
    """
    walked = Walked()
    seen: Dict[Key, str] = {}
    waiting: Deque[Tuple[str, State, Tuple[str, ...]]] = deque()

    def arrive(sender: str, state: State, path: Tuple[str, ...]) -> None:
        if key(state) in seen:
            return
        seen[key(state)] = sender
        walked.levels.add(state.level)
        if state.question is not None:
            walked.questions.add(state.question.id)
        waiting.append((sender, state, path))

    for opening in OPENINGS:
        sender = uuid.uuid4().hex
        turn = Turn(opening, assistant.send(sender, opening))
        state = state_of(assistant, sender)
        walked.edges += 1
        walked.faults += [_fault(line, (opening,), turn) for line in always_wrong(turn, state)]
        arrive(sender, state, (opening,))
    while waiting and walked.edges < most:
        sender, before, path = waiting.popleft()
        tracker = assistant.tracker(sender)
        assert tracker is not None
        for kind, words in answers(before).items():
            branch = uuid.uuid4().hex
            assistant.continue_as(tracker, branch)
            turn = Turn(words, assistant.send(branch, words))
            after = state_of(assistant, branch)
            walked.edges += 1
            wrong = [*always_wrong(turn, after), *wrong_for(kind, before, after, turn)]
            walked.faults += [_fault(line, (*path, words), turn) for line in wrong]
            arrive(branch, after, (*path, words))
    walked.states = len(seen)
    return walked


def _fault(line: str, path: Tuple[str, ...], turn: Turn) -> str:
    said = " / ".join(turn.text().split("\n"))[:200]
    return f"{line}\n    {' | '.join(path)}\n    < {said}"


def always_wrong(turn: Turn, after: State) -> Iterator[str]:
    """Say what must never be, whatever was said."""
    if not turn.text().strip():
        yield "no reply"
    if safety_text() in turn.text():
        yield "something failed: the safety text came"
    assessment = assess(after.findings)
    for result in turn.payloads("triage_result"):
        if result["level"] != assessment.level:
            yield f"the level shown is {result['level']}, the engine's is {assessment.level}"
    if assessment.is_danger and after.level != assessment.level:
        yield f"the engine says {assessment.level}, the person was told {after.level}"
    if after.asking and turn.question() is None and after.question is not None:
        yield f"dead end: {after.question.id} stands open and was not asked"
    if turn.question() is not None and not after.asking and "reference" not in str(turn.replies):
        yield "dead end: a question was asked and nothing waits for the answer"


def wrong_for(kind: str, before: State, after: State, turn: Turn) -> Iterator[str]:
    """Say what must not be after this kind of answer."""
    rank = protocol().rank
    if kind == "danger" and not any(
        found["level"] == "emergency" for found in turn.payloads("triage_result")
    ):
        yield "a danger sign did not interrupt"
    if kind == "start over":
        if after.findings.signs or text("start_over").split(".")[0] not in turn.text():
            yield "starting over did not forget the answers"
        return
    confirming = before.question is not None and before.question.confirms is not None
    if rank(after.level) < rank(before.level) and before.level in DANGER_LEVELS and not confirming:
        yield f"the level went down from {before.level} to {after.level}"
    question = before.question
    if question is None:
        return
    moved = after.findings.answered - before.findings.answered or turn.result() is not None
    answers = kind in ("yes", "no", "unknown") and question.kind in ("yes_no", "group", "risks")
    if answers and not moved and not confirming:
        yield f"no progress: {question.id} was answered and stays open"
    missed = after.findings.misses > before.findings.misses
    if kind == "gibberish" and question.kind != "progress" and not moved and not missed:
        yield f"loop without progress: {question.id} is asked for ever"
    if kind == "question" and after.question is not None and after.question.id != question.id:
        yield f"a question moved the interview from {question.id} to {after.question.id}"
