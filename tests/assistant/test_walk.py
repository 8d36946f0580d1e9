"""The walk over the dialogue's states finds no dead end, no loop, no exception, no silenced danger."""

from __future__ import annotations

import random
from typing import Any, Iterator, List

import pytest

from bot.conversation_tests.in_process import InProcess
from bot.protocol.loader import protocol
from tests.assistant.walk import Place, Walk, Walked, fault
from tests.assistant.walk_checks import always_wrong, wrong_for
from tests.assistant.walk_machine import Machine
from tests.assistant.walk_states import by_next_reply, by_open_questions, coarse, state_of
from tests.assistant.walk_words import NURSES_OPENINGS, RARE_OPENINGS, RARE_QUESTIONS, kinds_of_answers

# The first answers of the walk, nearest to the openings; `make walk` goes to the end.
MOST_ANSWERS_IN_CI = 400
# A nurse's view multiplies the states by what its open calculation knows, and the rare questions by all that
# may still be asked: these walks have a bound.
MOST_ANSWERS_OF_A_BOUNDED_WALK = 4_000
# Talks at random from states of the walk on: what a walk by the next reply may leave out lies in long talks.
RANDOM_TALKS, ANSWERS_OF_A_TALK = 200, 20


@pytest.fixture
def machine(agent: Any, private_loop: Any) -> Iterator[Machine]:
    made = Machine(InProcess(agent, private_loop))
    yield made
    made.close()


def say(line: str) -> None:
    print(line, flush=True)


def shown(faults: List[str]) -> str:
    return f"{len(faults)} faults:\n" + "\n".join(faults[:40])


def test_a_walk_over_every_question_and_level_finds_no_fault(machine: Machine) -> None:
    walked = Walk(machine, coarse).go(most=MOST_ANSWERS_IN_CI)
    say(f"walk: {walked}")
    assert not walked.faults, shown(walked.faults)
    assert {"emergency", "urgent", None} <= walked.levels
    assert len(walked.questions) >= 10, walked.questions


def test_a_conversation_that_was_gone_on_from_is_left_as_it_was(machine: Machine) -> None:
    _, begun = machine.say(None, "my back hurts")
    before = [event.as_dict() for event in begun.events]
    machine.say(begun, "my tongue is swelling up")
    machine.say(begun, "none of these")
    assert [event.as_dict() for event in begun.events] == before
    assert state_of(begun).level is None


def test_a_state_by_copies_is_the_state_of_the_conversation_played_anew(
    machine: Machine, agent: Any, private_loop: Any
) -> None:
    words = ["my back hurts", "none of these", "it ended yesterday", "maybe", "I don't know", "no", "9"]
    tracker = None
    for said in words:
        turn, tracker = machine.say(tracker, said)
    machine.close()
    assistant = InProcess(agent, private_loop)
    replies = [assistant.send("played-anew", said) for said in words][-1]
    played = assistant.tracker("played-anew")
    assert played is not None and tracker is not None
    one, other = state_of(tracker), state_of(played)
    assert one.findings.with_changes(last_message_id=None) == other.findings.with_changes(
        last_message_id=None
    )
    assert (one.asking, one.audience, one.introduced) == (other.asking, other.audience, other.introduced)
    assert [reply.get("text") for reply in turn.replies] == [reply.get("text") for reply in replies]


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_the_whole_walk_finds_no_fault(machine: Machine) -> None:
    walk = Walk(machine, by_next_reply, say)
    walked = walk.go()
    say(f"whole walk: {walked}")
    assert walked.visited == walked.states
    assert not walked.faults, shown(walked.faults)
    loops = walk.without_end()
    assert not loops, shown(loops)
    assert {question.id for question in protocol().questions} - RARE_QUESTIONS <= walked.questions
    assert set(protocol().levels) <= walked.levels
    faults = random_talks(machine, list(walk.places.values()))
    say(f"random talks: {RANDOM_TALKS} of {ANSWERS_OF_A_TALK} answers, {len(faults)} faults")
    assert not faults, shown(faults)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_bounded_walk_to_the_rare_questions_finds_no_fault(machine: Machine) -> None:
    walked = Walk(machine, by_open_questions, say).go(MOST_ANSWERS_OF_A_BOUNDED_WALK, RARE_OPENINGS)
    say(f"walk to the rare questions: {walked}")
    assert not walked.faults, shown(walked.faults)
    assert walked.questions >= RARE_QUESTIONS


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_bounded_walk_of_a_nurse_finds_no_fault(machine: Machine) -> None:
    walked: Walked = Walk(machine, by_next_reply, say).go(MOST_ANSWERS_OF_A_BOUNDED_WALK, NURSES_OPENINGS)
    say(f"a nurse's walk: {walked}")
    assert not walked.faults, shown(walked.faults)
    assert {"emergency", "urgent", "tell_nurse"} <= walked.levels


def random_talks(machine: Machine, places: List[Place]) -> List[str]:
    """Go on from random states by random answers, and return what went wrong."""
    draw, faults = random.Random(8), []
    for place in draw.sample(places, min(RANDOM_TALKS, len(places))):
        here = place
        for _ in range(ANSWERS_OF_A_TALK):
            kind, words = draw.choice(sorted(kinds_of_answers(here.state).items()))
            turn, tracker = machine.say(here.tracker, words)
            there = Place(state_of(tracker), turn, tracker, (*here.path, words), ())
            wrong = [*always_wrong(turn, there.state), *wrong_for(kind, here.state, there.state, turn)]
            faults += [fault(line, there) for line in wrong]
            here = there
    return faults
