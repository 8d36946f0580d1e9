"""Health data goes when it must: on request, and when it has been kept long enough."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Callable, List

import pytest
import sqlalchemy as sa
from rasa.shared.core.events import SessionStarted, UserUttered

from bot.storage import erasure
from bot.storage.conversations import DAY_SECONDS
from bot.storage.errors import NotSaved
from bot.storage.schema import TABLES, conversations, erased, events
from bot.storage.tracker_store import ConversationStore
from bot.storage.window import EVENTS_PER_SNAPSHOT
from tests.storage.conftest import migrated
from tests.storage.test_contract import fresh, says
from tests.storage.test_window import listen

Open = Callable[..., ConversationStore]

MARKER = "zebramarkerthatnobodyelsesays"


async def talked(store: ConversationStore, sender: str, turns: int = 3, words: str = MARKER) -> None:
    for _ in range(turns):
        tracker = await fresh(store, sender)
        await store.save(says(tracker, UserUttered(f"{words} is what I said"), listen()))


def found_in(store: ConversationStore, sender: str) -> List[str]:
    """Return the tables in which an id stands."""
    with store.engine.connect() as connection:
        return [
            table.name
            for table in TABLES
            if "sender_id" in table.c
            and connection.execute(sa.select(table).where(table.c.sender_id == sender)).first()
        ]


async def test_an_erased_conversation_is_in_no_table_and_no_memory(store: ConversationStore) -> None:
    await talked(store, "gone", turns=EVENTS_PER_SNAPSHOT + 5)
    await talked(store, "kept")
    assert len(found_in(store, "gone")) == 3, "events, snapshots and the conversation's row"
    assert await store.erase("gone")
    assert found_in(store, "gone") == []
    assert await store.retrieve("gone") is None and await store.retrieve_full_tracker("gone") is None
    assert len(await store.events_of("kept")) == 6
    assert await store.is_erased("gone") and not await store.is_erased("kept")
    assert not await store.erase("gone"), "a second time there is nothing"


async def test_no_byte_of_an_erased_conversation_is_left_in_the_files(
    empty_sqlite: str, open_store: Open
) -> None:
    store = open_store(migrated(empty_sqlite))
    path = Path(empty_sqlite.partition("sqlite:///")[2])
    await talked(store, "gone", turns=200)
    await talked(store, "kept", words="harmless")

    def files() -> bytes:
        return b"".join(
            file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name)
        )

    assert MARKER.encode() in files()
    await store.erase("gone")
    assert MARKER.encode() not in files() and b"gone" not in files()
    assert b"harmless" in files()


async def test_the_other_nodes_know_of_it_at_once(database: str, open_store: Open) -> None:
    one, two = open_store(database), open_store(database)
    await talked(one, "gone")
    held = await two.retrieve("gone")
    assert held is not None
    await two.save(says(held, UserUttered("once more")))
    await one.erase("gone")
    assert await two.is_erased("gone")
    assert await two.retrieve("gone") is None
    await talked(two, "other")
    assert two.live_conversations == 1
    await one.erase("other")
    await two.forget_erased(time.time() - 60)
    assert two.live_conversations == 0, "nor is it kept in the memory of a node that nobody asks"


@pytest.mark.parametrize("turns", [0, 3])
async def test_a_turn_under_way_does_not_bring_an_erased_conversation_back(
    turns: int, store: ConversationStore
) -> None:
    await talked(store, "gone", turns=turns)
    under_way = says(await fresh(store, "gone"), UserUttered(MARKER))
    await store.erase("gone")
    with pytest.raises(NotSaved):
        await store.save(under_way)
    assert found_in(store, "gone") == []


async def test_a_tombstone_holds_no_id_and_goes_in_its_time(store: ConversationStore) -> None:
    await talked(store, "gone")
    erasure.erase(store.engine, "gone", keep_days=-1)
    with store.engine.connect() as connection:
        row = connection.execute(sa.select(erased)).one()
    assert "gone" not in str(row)
    assert not await store.is_erased("gone"), "its time is over"
    await store.purge(30)
    with store.engine.connect() as connection:
        assert connection.execute(sa.select(erased)).first() is None


def age(store: ConversationStore, sender: str, days: float, up_to_seq: int = 10**9) -> None:
    """Make a conversation, or its beginning, as old as if it had been so many days ago."""
    then = time.time() - days * DAY_SECONDS
    with store.engine.begin() as connection:
        own = events.c.sender_id == sender
        connection.execute(events.update().where(own).where(events.c.seq <= up_to_seq).values(timestamp=then))
        if up_to_seq == 10**9:
            mine = conversations.c.sender_id == sender
            connection.execute(conversations.update().where(mine).values(updated_at=then))


async def test_a_purge_deletes_what_is_too_old_and_nothing_else(store: ConversationStore) -> None:
    for sender, days in (("young", 29.0), ("old", 31.0), ("older", 400.0)):
        await talked(store, sender)
        age(store, sender, days)
    assert await store.purge(30) == 2
    assert list(await store.keys()) == ["young"]
    assert found_in(store, "old") == [] and len(await store.events_of("young")) == 6
    assert await store.purge(30) == 0
    assert not await store.is_erased("old"), "the person may go on under the same token"


async def test_a_purge_deletes_many_at_once(store: ConversationStore) -> None:
    for number in range(erasure.CONVERSATIONS_AT_ONCE + 5):
        await talked(store, f"p{number}", turns=1)
        age(store, f"p{number}", 31)
    assert await store.purge(30) == erasure.CONVERSATIONS_AT_ONCE + 5


async def test_of_a_conversation_that_goes_on_the_old_sessions_go(store: ConversationStore) -> None:
    await talked(store, "me", turns=2)
    age(store, "me", 31)
    await store.save(says(await fresh(store, "me"), SessionStarted(), UserUttered("today"), listen()))
    assert await store.purge(30) == 0
    left = await store.events_of("me")
    assert [stored.event["event"] for stored in left] == ["session_started", "user", "action"]
    found = await store.retrieve("me")
    assert found is not None and len(found.events) == 3


async def test_of_an_endless_session_the_old_events_go_and_its_state_stays(
    database: str, open_store: Open
) -> None:
    store = open_store(database)
    await talked(store, "me", turns=2 * EVENTS_PER_SNAPSHOT)
    before = await store.retrieve("me")
    assert before is not None
    age(store, "me", 31, up_to_seq=2 * EVENTS_PER_SNAPSHOT + 10)
    await store.purge(30)
    assert len(await store.events_of("me")) < 4 * EVENTS_PER_SNAPSHOT
    after = await open_store(database).retrieve("me")
    assert after is not None
    assert after.current_state() == before.current_state() and list(after.events) == list(before.events)
