"""A real conversation is the same over our store and over Rasa's own in memory, which replays everything."""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Iterator, List

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore

from bot.storage import window
from bot.storage.tracker_store import ConversationStore
from tests.storage.conftest import migrated
from tests.wire.harness import Conversation

SCRIPT = [
    "hello",
    "I had my IVIG yesterday and today my lower back is sore",
    "none of these",
    "can i take ibuprofen?",
    "no",
    "what is aseptic meningitis?",
    "nope",
    "thanks",
    "about a 3",
    "no",
    "asdf qwer",
    "none",
    "better",
    "I'm a nurse",
    "rate for 70 kg at 0.5 ml/kg/h",
    "patient view",
    "start over",
    "my head hurts and I have a fever since this morning",
    "I don't know",
    "summary for my nurse",
    "not sure",
    "actually my neck feels stiff now",
    "are you sure?",
    "it is nothing, I was joking",
    "what now",
]


def comparable(replies: List[Any]) -> str:
    """Return replies without addressee and numbers: a summary says how long ago something was."""
    said = [(reply.get("text"), reply.get("buttons"), reply.get("custom")) for reply in replies]
    return re.sub(r"\d+(\.\d+)?", "#", json.dumps(said))


@pytest.fixture
def over(agent: Any) -> Iterator[Callable[[TrackerStore], None]]:
    """Return a function that puts a store under the agent; afterwards it has its own again."""
    before = agent.tracker_store

    def put(store: TrackerStore) -> None:
        agent.tracker_store = agent.processor.tracker_store = store

    yield put
    put(before)


def test_every_reply_is_the_same(
    agent: Any,
    over: Callable[[TrackerStore], None],
    talk: Callable[..., Conversation],
    empty_sqlite: str,
    open_store: Callable[..., ConversationStore],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "EVENTS_PER_SNAPSHOT", 15)  # so that the window moves on every other turn
    stores = {
        "rasa": InMemoryTrackerStore(agent.domain),
        "live": open_store(migrated(empty_sqlite), domain=agent.domain),
        # Nothing stays in memory: every turn begins with a rebuild from the disk.
        "disk": open_store(empty_sqlite, domain=agent.domain, live=1),
    }
    said: dict[str, List[str]] = {}
    for name, store in stores.items():
        over(store)
        conversation = talk(f"{name}-1")
        other = talk(f"{name}-2")
        for message in SCRIPT:
            conversation.say(message)
            if name == "disk":
                other.say("hello")
        said[name] = [comparable(replies) for _, replies in conversation.turns]
    for number, message in enumerate(SCRIPT):
        assert said["live"][number] == said["rasa"][number], f"turn {number}: {message}"
        assert said["disk"][number] == said["rasa"][number], f"turn {number}: {message}"
