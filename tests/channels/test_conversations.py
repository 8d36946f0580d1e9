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

from bot.channels.conversations import Conversations
from tests.channels.small_server import Assistant

MARKER = "zebramarker"


async def say(assistant: Assistant, sender: str, text: str, message_id: str) -> None:
    await assistant.handle_message(UserMessage(text, None, sender, message_id=message_id))


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    return Assistant(tmp_path)


@pytest.fixture
def conversations(assistant: Assistant) -> Conversations:
    return Conversations(assistant.tracker_store)


async def test_the_turns_are_those_of_the_store(assistant: Assistant, conversations: Conversations) -> None:
    await say(assistant, "anna", "hi", "id-one-1")
    await say(assistant, "ben", "hello", "id-two-2")
    (turn,) = conversations.turns("anna")
    assert (turn["seq"], turn["id"], turn["text"]) == (1, "id-one-1", "hi")
    assert turn["replies"][0] == {"recipient_id": "anna", "text": "you said hi"}
    assert Conversations(assistant.tracker_store).turn("anna", "id-one-1") == turn
    assert conversations.turn("anna", "id-two-2") is None, "an id is one conversation's"
    assert conversations.turn("anna", "%") is None and conversations.turn("anna", "id-one") is None


async def test_an_erased_conversation_leaves_no_trace(
    assistant: Assistant, conversations: Conversations, tmp_path: Path
) -> None:
    await say(assistant, "anna", MARKER * 50, "id-one-1")
    await say(assistant, "ben", "hello", "id-two-2")
    conversations.erase("anna", time.time() + 60)
    assert conversations.turns("anna") == [] and len(conversations.turns("ben")) == 1
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        rows = database.execute("SELECT COUNT(*) FROM events WHERE sender_id = 'anna'").fetchone()
        marks = database.execute("SELECT mark FROM erased_conversations").fetchall()
    assert rows == (0,) and len(marks) == 1 and "anna" not in str(marks)
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert MARKER.encode() not in left, "the file itself holds no word of it"


async def test_what_was_erased_stays_so_after_a_restart_until_its_tokens_have_ended(
    assistant: Assistant, conversations: Conversations, tmp_path: Path
) -> None:
    conversations.erase("anna", time.time() + 60)
    conversations.erase("anna", time.time() + 60)
    again = Conversations(Assistant(tmp_path).tracker_store)
    assert again.is_erased("anna") and not again.is_erased("ben")
    conversations.erase("anna", time.time() - 1)
    conversations.erase("ben", time.time() + 60)
    assert not again.is_erased("anna") and again.is_erased("ben")


async def test_who_has_new_events_is_found_for_all_at_once(
    assistant: Assistant, conversations: Conversations
) -> None:
    latest, changed = conversations.changed_after(None)
    assert (latest, changed) == (0, set())
    await say(assistant, "anna", "hi", "id-one-1")
    latest, changed = conversations.changed_after(latest)
    assert latest and changed == {"anna"}
    assert conversations.changed_after(latest) == (latest, set())


async def test_a_store_in_memory_serves_as_well() -> None:
    store = InMemoryTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("anna")
    tracker.update(UserUttered("hi", {"name": "said"}, message_id="id-one-1"))
    await store.save(tracker)
    conversations = Conversations(FailSafeTrackerStore(store))

    import asyncio

    (turn,) = await asyncio.to_thread(conversations.turns, "anna")
    assert turn["id"] == "id-one-1"
    await asyncio.to_thread(conversations.erase, "anna", time.time() + 60)
    assert await asyncio.to_thread(conversations.turns, "anna") == []
    assert conversations.is_erased("anna")
