"""What must never be on a walk: after any answer, and after an answer of its kind."""

from __future__ import annotations

from typing import Iterator

from bot.conversation_tests.seen import Turn
from bot.faults import FAULTS
from bot.protocol.engine import DANGER_LEVELS, assess
from bot.protocol.loader import protocol
from bot.protocol.texts import safety_text, text
from tests.assistant.walk_states import State


def always_wrong(turn: Turn, after: State) -> Iterator[str]:
    """Say what must never be, whatever was said."""
    if not turn.text().strip():
        yield "no reply"
    if safety_text() in turn.text():
        yield "something failed: the safety text came"
    if FAULTS.red():
        yield f"something failed: {', '.join(FAULTS.red())}"
    assessment = assess(after.findings)
    for result in turn.payloads("triage_result"):
        if result["level"] != assessment.level:
            yield f"the level shown is {result['level']}, the engine's is {assessment.level}"
    if assessment.is_danger and after.level != assessment.level:
        yield f"the engine says {assessment.level}, the person was told {after.level}"
    waits_for_help = text("help_called", after.findings.who) in turn.text()  # nothing is asked of them
    if after.asking and turn.question() is None and after.question is not None and not waits_for_help:
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
