"""A breadth-first walk over the states of the dialogue, against the real model and the real actions.

From each new state every kind of answer is given to a copy of the one conversation that came there first.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Callable, Deque, Dict, Iterator, List, Optional, Sequence, Tuple

from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversation_tests.seen import Turn
from bot.protocol.observations import Observations
from tests.assistant.walk_checks import always_wrong, wrong_for
from tests.assistant.walk_machine import Machine
from tests.assistant.walk_states import Key, KeyOf, State, state_of
from tests.assistant.walk_words import ASIDES, OPENINGS, kinds_of_answers

# Kinds by which a person answers one thing to everything. Whoever does so must come to an end.
STUBBORN = ("yes", "no", "unknown", "unsure", "gibberish")


@dataclass(frozen=True)
class Place:
    """A state, and the conversation that came there first.

    Attributes:
        state: where it stands.
        turn: its latest message and the replies.
        tracker: the conversation.
        path: all that the person said.
        key: what it shares with the conversations that count as standing here.
    """

    state: State
    turn: Turn
    tracker: DialogueStateTracker
    path: Tuple[str, ...]
    key: Key


@dataclass
class Walked:
    """What a walk met.

    Attributes:
        states: how many states were found, by key.
        visited: in how many of them every kind of answer was given.
        edges: how many answers were given.
        faults: what went wrong, each with the conversation that leads there.
        questions: ids of the questions that stood open after some answer.
        levels: the levels that were told.
        seconds: how long it took.
    """

    states: int = 0
    visited: int = 0
    edges: int = 0
    faults: List[str] = field(default_factory=list)
    questions: set[str] = field(default_factory=set)
    levels: set[Optional[str]] = field(default_factory=set)
    seconds: float = 0.0

    def __str__(self) -> str:
        rest = self.states - self.visited
        return (
            f"{self.edges} answers given in {self.visited} states, {rest} states not visited, "
            f"{len(self.questions)} questions, {len(self.faults)} faults, {self.seconds:.0f} s"
        )


class Walk:
    """A walk that can be told where it stands."""

    def __init__(
        self, machine: Machine, key: KeyOf, report: Callable[[str], None] = lambda line: None
    ) -> None:
        """Begin at no place.

        Args:
            machine: the real model and actions.
            key: which states count as the same.
            report: takes a line about where the walk is, now and then.
        """
        self.walked = Walked()
        self.places: Dict[Key, Place] = {}
        self.led: Dict[Key, Dict[str, Key]] = {}
        self._machine, self._key, self._report = machine, key, report
        self._waiting: Deque[Place] = deque()
        self._keys: Dict[object, Key] = {}

    def go(self, most: Optional[int] = None, openings: Sequence[str] = OPENINGS) -> Walked:
        """Walk from every opening until no state is left, or until `most` answers were given."""
        began = reported = time.monotonic()
        for opening in openings:
            turn, tracker = self._machine.say(None, opening)
            self._arrive(self._place(turn, tracker, (opening,)), always_wrong(turn, state_of(tracker)))
        while self._waiting and (most is None or self.walked.edges < most):
            self._visit(self._waiting.popleft())
            self.walked.seconds = time.monotonic() - began
            if time.monotonic() - reported > 30:
                reported = time.monotonic()
                self._report(f"{self.walked}, {len(self._waiting)} waiting")
        return self.walked

    def _visit(self, here: Place) -> None:
        self.walked.visited += 1
        for kind, words in kinds_of_answers(here.state).items():
            turn, tracker = self._machine.say(here.tracker, words)
            there = self._place(turn, tracker, (*here.path, words))
            wrong = [*always_wrong(turn, there.state), *wrong_for(kind, here.state, there.state, turn)]
            self._arrive(there, wrong)
            self.led.setdefault(here.key, {})[kind] = there.key

    def _place(self, turn: Turn, tracker: DialogueStateTracker, path: Tuple[str, ...]) -> Place:
        state = state_of(tracker)
        return Place(state, turn, tracker, path, self._key_of(state))

    def _key_of(self, state: State) -> Key:
        kinds = kinds_of_answers(state)
        plain = state.findings.with_changes(last_message_id=None)
        exact = (plain.json(), state.asking, state.audience, state.reference, state.introduced, *kinds)
        if exact not in self._keys:
            said: Dict[str, Observations] = {
                kind: self._machine.observed(words) for kind, words in kinds.items() if kind not in ASIDES
            }
            self._keys[exact] = self._key(state, said)
        return self._keys[exact]

    def _arrive(self, there: Place, wrong: Iterator[str] | List[str]) -> None:
        self.walked.edges += 1
        self.walked.faults += [fault(line, there) for line in wrong]
        self.walked.levels.add(there.state.level)
        if there.state.question is not None:
            self.walked.questions.add(there.state.question.id)
        if there.key in self.places:
            return
        self.places[there.key] = there
        self.walked.states += 1
        self._waiting.append(there)

    def without_end(self) -> List[str]:
        """Say from where somebody who answers one thing to everything comes round without an end.

        Only where the states tell what the next reply depends on: else a loop may be one of the key's making.
        """
        found = []
        for kind in STUBBORN:
            ends: Dict[Key, bool] = {}
            for start in self.places:
                on_the_way: List[Key] = []
                key: Optional[Key] = start
                while key is not None and key not in ends:
                    if key in on_the_way:
                        found.append(
                            fault(f"loop without progress: {kind!r} to everything", self.places[key])
                        )
                        break
                    if self._rests(self.places[key]):
                        break
                    on_the_way.append(key)
                    key = self.led.get(key, {}).get(kind)
                ends.update(dict.fromkeys(on_the_way, True))
        return found

    @staticmethod
    def _rests(place: Place) -> bool:
        """Tell whether nothing is asked; a step of the advice waits as long as it takes."""
        question = place.state.question
        return question is None or question.kind in ("progress", "waited")


def fault(line: str, place: Place) -> str:
    """Return what is wrong, with the conversation that shows it."""
    said = " / ".join(place.turn.text().split("\n"))[:200]
    return f"{line}\n    {' | '.join(place.path)}\n    < {said}"
