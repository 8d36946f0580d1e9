"""People who play the conversation tests over HTTP at human pace, one conversation after another."""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Set
from urllib.parse import urlsplit

from benchmarks.load.pace import HUMAN, Pace
from benchmarks.load.tally import Tally
from bot.conversation_tests.models import NONE, Case, Step
from bot.conversation_tests.play import Difference, play
from bot.conversation_tests.seen import Reply
from bot.protocol.texts import safety_text

REPLY_SECONDS = 10.0  # the server promises 8
LONGEST_IDLE_SECONDS = 60.0  # of a connection: the server closes one after 75, and a browser opens a new one
STARTED_WITHIN = 20.0  # seconds in which people arrive, at human pace
NO_LEVEL = "no level expected"
# How `bot.conversation_tests` says that it is the level that differs.
OF_THE_LEVEL = ("! level:", "! the level went down", "! answer_the_rest: no result")


class TimeIsOver(Exception):
    """The run ends: what is under way is not judged."""


class NoAnswer(Exception):
    """A message got no proper answer; what follows in its conversation would mean nothing."""


@dataclass(frozen=True)
class Crowd:
    """Who comes.

    Attributes:
        url: the server, without a path.
        users: how many people talk at the same time.
        seconds: after which nobody sends another message.
        pace: how fast they read and type.
        seed: what makes the order of conversations and the pauses the same again.
    """

    url: str
    users: int
    seconds: float
    pace: Pace = HUMAN
    seed: int = 6


def playable(cases: Sequence[Case]) -> List[Case]:
    """Return the conversations that can be judged from outside.

    Left out are those that are known to fail, and what steps say of slots, which only Rasa's own API shows.
    """

    def from_outside(step: Step) -> Step:
        return step.copy(update={"slot_was_set": ()})

    return [
        case.copy(update={"steps": [from_outside(step) for step in case.steps]})
        for case in cases
        if case.xfail is None
    ]


def expected_level(case: Case) -> str:
    """Return the level that a conversation ends with, as far as its test says."""
    said = [case.level, *(step.level for step in reversed(case.steps))]
    return next((level for level in said if level is not None), NO_LEVEL)


def is_triage(case: Case) -> bool:
    """Tell whether a conversation ends in a level."""
    return expected_level(case) not in (NONE, NO_LEVEL)


def talk(crowd: Crowd, cases: Sequence[Case], tally: Tally, over: Optional[threading.Event] = None) -> None:
    """Let a crowd talk until its time is over.

    Raises:
        ValueError: no conversation ends in a level.
    """
    if not any(is_triage(case) for case in cases):
        raise ValueError("none of the conversations expects a level, so that nobody would be triaged")
    stop = over or threading.Event()
    people = [_Person(number, crowd, cases, tally, stop) for number in range(crowd.users)]
    tally.began = time.monotonic()
    for person in people:
        person.start()
    stop.wait(crowd.seconds)
    stop.set()
    for person in people:
        person.join()
    broken = [person.broken for person in people if person.broken is not None]
    if broken:
        raise broken[0]


class _Person(threading.Thread):
    """One person: plays conversations in an order of their own, the first of them a triage."""

    def __init__(
        self, number: int, crowd: Crowd, cases: Sequence[Case], tally: Tally, over: threading.Event
    ) -> None:
        super().__init__(name=f"person {number}", daemon=True)
        self.broken: Optional[Exception] = None
        self._number = number
        self._cases = cases
        self._tally = tally
        self._chance = random.Random(crowd.seed * 100_003 + number)
        self._line = _Line(number, crowd, tally, over, self._chance)

    def run(self) -> None:
        try:
            self._line.arrive()
            for case in self._order():
                self._play(case)
        except TimeIsOver:
            return
        except Exception as error:  # noqa: BLE001 - a fault of the tool itself, raised again by `talk`
            self.broken = error
        finally:
            self._line.close()

    def _order(self) -> Iterator[Case]:
        yield self._chance.choice([case for case in self._cases if is_triage(case)])
        while True:
            yield from self._chance.sample(self._cases, len(self._cases))

    def _play(self, case: Case) -> None:
        self._line.begin()
        try:
            play(case, self._line)
            self._tally.ended_well(self._number, expected_level(case), is_triage(case))
        except Difference as difference:
            if not self._line.broke:  # with a broken answer inside, it is an error and counted as that
                text = str(difference)
                self._tally.differs(text, any(mark in text for mark in OF_THE_LEVEL))
        except NoAnswer:
            return
        except TimeIsOver:
            self._tally.was_cut()
            raise


class _Line:
    """One person's connection: waits as long as the person thinks, sends, and takes the time."""

    def __init__(
        self, number: int, crowd: Crowd, tally: Tally, over: threading.Event, chance: random.Random
    ) -> None:
        address = urlsplit(crowd.url)
        self._connection = http.client.HTTPConnection(
            address.hostname or "", address.port, REPLY_SECONDS, source_address=_source(number)
        )
        self._pace, self._tally, self._over, self._chance = crowd.pace, tally, over, chance
        self._read = ""
        self._buttons: Set[str] = set()
        self.broke = False

    def arrive(self) -> None:
        """Come at a moment of one's own."""
        self._wait(self._chance.uniform(0, STARTED_WITHIN) * self._pace.slowness)

    def begin(self) -> None:
        """Begin a new conversation."""
        self._read, self._buttons, self.broke = "", set(), False

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def slots(self, sender: str) -> Mapping[str, Any]:
        """Return nothing: no step of a `playable` conversation asks for slots."""
        raise NotImplementedError("slots cannot be seen from outside")

    def send(self, sender: str, words: str) -> List[Reply]:
        """Think, send one message, and return the replies to it."""
        pause = self._pace.seconds(self._read, words, words in self._buttons, self._chance)
        self._wait(pause)
        self._tally.thought(pause)
        if pause > LONGEST_IDLE_SECONDS:
            self._connection.close()
        sent_at = time.monotonic()
        replies = self._ask({"sender": sender, "message": words})
        self._tally.answered(sent_at, time.monotonic() - sent_at)
        self._read = " ".join(str(reply.get("text") or "") for reply in replies)
        self._buttons = {str(each["payload"]) for reply in replies for each in reply.get("buttons") or []}
        if any(reply.get("text") == safety_text() for reply in replies):
            self.broke = True
            self._tally.failed("the safety text")
        return replies

    def _ask(self, message: Dict[str, str]) -> List[Reply]:
        try:
            body = json.dumps(message)
            self._connection.request(
                "POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
            )
            response = self._connection.getresponse()
            content = response.read()
            if response.status != 200:
                self._fail(f"status {response.status}")
            replies = json.loads(content)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            self._fail(type(error).__name__)
        if not isinstance(replies, list) or not replies:
            self._fail("no reply")
        return list(replies)

    def _fail(self, kind: str) -> None:
        self._tally.failed(kind)
        raise NoAnswer(kind)

    def _wait(self, seconds: float) -> None:
        if self._over.wait(seconds):
            raise TimeIsOver


def _source(number: int) -> Optional[tuple[str, int]]:
    """Return an address of this machine for each person, where the whole of 127.0.0.0/8 is this machine's."""
    return (f"127.1.{number // 250}.{number % 250 + 1}", 0) if sys.platform == "linux" else None
