"""People who talk to servers and remember what was acknowledged, for tests that break servers."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from typing import Any, Callable, Dict, List, Sequence, Set

import requests
import sqlalchemy as sa

from bot.protocol.texts import safety_text
from bot.storage.conversations import Conversations, StoredEvent

WORDS = "my back hurts a little"


class Person:
    """One conversation. Each message has a number, so that it can be found in the database."""

    def __init__(self, sender: str) -> None:
        self.sender = sender
        self.sent: Set[str] = set()
        self.acknowledged: Set[str] = set()
        self.slowest = 0.0  # seconds, of the acknowledged
        self._numbers = itertools.count(1)

    def say(self, url: str, timeout: float = 30.0) -> List[Dict[str, Any]]:
        """Send the next message and return the replies; none where the server is gone."""
        words = f"{WORDS}, number {next(self._numbers)} of {self.sender}"
        self.sent.add(words)
        started = time.monotonic()
        with contextlib.suppress(requests.RequestException, ValueError):
            response = requests.post(
                f"{url}/webhooks/rest/webhook",
                json={"sender": self.sender, "message": words},
                timeout=timeout,
            )
            replies = list(response.json())
            # With the safety text the assistant says that it did not read, or not save, the message.
            if response.status_code == 200 and not any(safety_text() in str(r.get("text")) for r in replies):
                self.acknowledged.add(words)
                self.slowest = max(self.slowest, time.monotonic() - started)
            return replies
        return []


@contextlib.contextmanager
def talking(people: Sequence[Person], address: Callable[[], str], at_once: int = 1) -> Any:
    """Let all of them talk without a pause while the block runs.

    Args:
        people: who talks, each in threads of their own.
        address: where the next message goes.
        at_once: how many messages of one person are under way at the same moment.
    """
    done = threading.Event()

    def talk(person: Person) -> None:
        while not done.is_set():
            if not person.say(address()):
                time.sleep(0.02)

    threads = [threading.Thread(target=talk, args=(person,)) for person in people for _ in range(at_once)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def check_kept(engine: sa.engine.Engine, people: Sequence[Person]) -> int:
    """Check that every acknowledged message is stored once, in a whole turn; return how many are."""
    total = 0
    for person in people:
        stored = Conversations(engine).events(person.sender)
        assert [each.seq for each in stored] == list(range(1, len(stored) + 1)), (
            "no event is missing or double"
        )
        said = [str(each.event["text"]) for each in stored if each.event["event"] == "user"]
        assert len(said) == len(set(said)), "no message is stored twice"
        assert person.acknowledged <= set(said), f"lost: {sorted(person.acknowledged - set(said))}"
        assert set(said) <= person.sent
        _check_turns(stored)
        total += len(said)
    return total


def _check_turns(stored: Sequence[StoredEvent]) -> None:
    """Check that turns follow one another: each is whole before the next message is read."""
    before: Dict[str, Any] = {}
    for each in stored:
        if each.event["event"] == "user":
            assert before.get("name") == "action_listen", f"turns are mixed before event {each.seq}"
        if each.event["event"] in ("action", "user"):
            before = each.event
    assert not stored or before.get("name") == "action_listen"
