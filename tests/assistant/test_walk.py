"""The walk over the dialogue's states finds no dead end, no loop, no exception, no silenced danger."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.conversation_tests.in_process import InProcess
from bot.protocol.loader import protocol
from tests.assistant.walk import State, Walked, walk

# The first answers of the walk, nearest to the openings; `make walk` goes to the end.
MOST_ANSWERS_IN_CI = 250


@pytest.fixture(scope="module")
def assistant(agent: Any, private_loop: Any) -> InProcess:
    return InProcess(agent, private_loop)


def report(name: str, walked: Walked, seconds: float) -> None:
    print(
        f"{name}: {walked.states} states, {walked.edges} answers given, {len(walked.questions)} questions, "
        f"{len(walked.faults)} faults, {seconds:.0f} s"
    )


def test_a_walk_over_every_question_and_level_finds_no_fault(assistant: InProcess) -> None:
    began = time.monotonic()
    walked = walk(assistant, key=State.coarse, most=MOST_ANSWERS_IN_CI)
    report("walk", walked, time.monotonic() - began)
    assert not walked.faults, f"{len(walked.faults)} faults:\n" + "\n".join(walked.faults[:20])
    assert {"emergency", "urgent", None} <= walked.levels
    assert len(walked.questions) >= 10, walked.questions


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_whole_walk_finds_no_fault(assistant: InProcess) -> None:
    began = time.monotonic()
    walked = walk(assistant, key=State.fine)
    report("whole walk", walked, time.monotonic() - began)
    assert not walked.faults, f"{len(walked.faults)} faults:\n" + "\n".join(walked.faults[:40])
    assert {question.id for question in protocol().questions} <= walked.questions
    assert set(protocol().levels) <= walked.levels
