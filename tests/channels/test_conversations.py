"""What the widget's channel asks of the store: turns, erasing that is verified, and what changed."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from bot.channels.conversations import Conversations, conversations_of
from tests.channels.small_server import Assistant

MARKER = "zebramarker"


async def say(assistant: Assistant, sender: str, text: str, message_id: str) -> None:
    await assistant.handle_message(UserMessage(text, None, sender, message_id=message_id))


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(tmp_path)


@pytest.fixture
def conversations(assistant: Assistant) -> Conversations:
    return conversations_of(assistant.tracker_store)


async def test_the_turns_are_those_of_the_store(assistant: Assistant, conversations: Conversations) -> None:
    await say(assistant, "anna", "hi", "id-one-1")
    await say(assistant, "ben", "hello", "id-two-2")
    (turn,) = await conversations.turns("anna")
    assert turn["seq"] > 0 and (turn["id"], turn["text"]) == ("id-one-1", "hi")
    assert turn["replies"][0] == {"recipient_id": "anna", "text": "you said hi"}
    assert await conversations_of(assistant.tracker_store).turn("anna", "id-one-1") == turn
    assert await conversations.turn("anna", "id-two-2") is None, "an id is one conversation's"
    assert await conversations.turn("anna", "%") is None
    assert await conversations.turn("anna", "id-one") is None


async def test_an_erased_conversation_leaves_no_trace(
    assistant: Assistant, conversations: Conversations, tmp_path: Path
) -> None:
    await say(assistant, "anna", MARKER * 50, "id-one-1")
    await say(assistant, "ben", "hello", "id-two-2")
    await conversations.erase("anna", time.time() + 60)
    assert await conversations.turns("anna") == [] and len(await conversations.turns("ben")) == 1
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        rows = database.execute("SELECT COUNT(*) FROM events WHERE sender_id = 'anna'").fetchone()
        marks = database.execute("SELECT mark FROM erased_conversations").fetchall()
    assert rows == (0,) and len(marks) == 1 and "anna" not in str(marks)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert MARKER.encode() not in left, "the file itself holds no word of it"


async def test_what_was_erased_stays_so_after_a_restart_until_its_tokens_have_ended(
    assistant: Assistant, conversations: Conversations, tmp_path: Path
) -> None:
    await conversations.erase("anna", time.time() + 60)
    await conversations.erase("anna", time.time() + 60)
    again = conversations_of(Assistant(tmp_path).tracker_store)
    assert await again.is_erased("anna") and not await again.is_erased("ben")
    await conversations.erase("anna", time.time() - 1)
    await conversations.erase("ben", time.time() + 60)
    assert not await again.is_erased("anna") and await again.is_erased("ben")


async def test_who_has_new_events_is_found_for_all_at_once(
    assistant: Assistant, conversations: Conversations
) -> None:
    latest, changed = await conversations.changed(None)
    assert (latest, changed) == (0, set())
    await say(assistant, "anna", "hi", "id-one-1")
    latest, changed = await conversations.changed(latest)
    assert latest and changed == {"anna"}
    assert await conversations.changed(latest) == (latest, set())


async def test_a_store_in_memory_serves_as_well() -> None:
    store = InMemoryTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("anna")
    tracker.update(UserUttered("hi", {"name": "said"}, message_id="id-one-1"))
    await store.save(tracker)
    conversations = conversations_of(FailSafeTrackerStore(store))
    (turn,) = await conversations.turns("anna")
    assert turn["id"] == "id-one-1"
    assert await conversations.turns("anna", after=turn["seq"]) == []
    await conversations.erase("anna", time.time() + 60)
    assert await conversations.turns("anna") == [] and await conversations.is_erased("anna")
