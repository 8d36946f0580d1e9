"""The database goes away: turns go on, say that they were not saved, and are written when it is back."""

from __future__ import annotations

import time
from typing import Callable, Iterator

import pytest
from rasa.shared.core.events import SlotSet, UserUttered
from sqlalchemy.engine.url import make_url

from bot.storage.access import PAUSE_SECONDS
from bot.storage.errors import NotSaved, StoreUnavailable
from bot.storage.tracker_store import ConversationStore
from tests.storage.conftest import migrated
from tests.storage.proxy import Wire
from tests.storage.test_contract import fresh, says, texts

Open = Callable[..., ConversationStore]

DEADLINE = 1.0
FAULTS = ("cut", "hang")


@pytest.fixture
def wire() -> Iterator[Wire]:
    """Return a wire to PostgreSQL."""
    wire = Wire(5432)
    yield wire
    wire.close()


@pytest.fixture
def far(shared_postgresql: str, wire: Wire, open_store: Open) -> ConversationStore:
    """Return a store whose database is at the other end of the wire."""
    url = make_url(shared_postgresql).set(host="127.0.0.1", port=wire.port)
    return open_store(url.render_as_string(hide_password=False), deadline_seconds=DEADLINE)


@pytest.fixture
def near(shared_postgresql: str, far: ConversationStore, open_store: Open) -> ConversationStore:
    """Return a store of another node that reaches the same database."""
    return open_store(shared_postgresql)


def mend(wire: Wire) -> None:
    wire.mend()
    time.sleep(PAUSE_SECONDS + 0.3)


async def say(store: ConversationStore, words: str, sender: str = "me", level: str = "") -> None:
    tracker = says(await fresh(store, sender), UserUttered(words))
    if level:
        tracker.update(SlotSet("level", level))
    await store.save(tracker)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_turn_without_the_database_is_handled_in_time_and_written_later(
    fault: str, far: ConversationStore, near: ConversationStore, wire: Wire
) -> None:
    await say(far, "before", level="urgent")
    getattr(wire, fault)()
    for words in ("during", "still"):
        started = time.monotonic()
        with pytest.raises(NotSaved):
            await say(far, words)
        assert time.monotonic() - started < 2 * DEADLINE + 0.5
    held = await far.retrieve("me")
    assert held is not None and texts(held) == ["before", "during", "still"]
    assert held.get_slot("level") == "urgent", "what was known is not forgotten meanwhile"
    mend(wire)
    await say(far, "after")
    full = await near.retrieve_full_tracker("me")
    assert full is not None and texts(full) == ["before", "during", "still", "after"]
    assert not far.access.is_failing


async def test_a_conversation_begun_without_the_database_is_kept(
    far: ConversationStore, near: ConversationStore, wire: Wire
) -> None:
    wire.cut()
    with pytest.raises(NotSaved):
        await say(far, "my throat is closing", sender="new")
    mend(wire)
    await say(far, "anything", sender="another")
    full = await near.retrieve_full_tracker("new")
    assert full is not None and texts(full) == ["my throat is closing"], "though the person wrote no more"


async def test_a_conversation_that_went_on_elsewhere_is_not_overwritten(
    far: ConversationStore, near: ConversationStore, wire: Wire
) -> None:
    await say(far, "before")
    wire.cut()
    with pytest.raises(NotSaved):
        await say(far, "lost")
    await say(near, "elsewhere", level="emergency")
    mend(wire)
    found = await far.retrieve("me")
    assert found is not None and texts(found) == ["before", "elsewhere"]
    assert found.get_slot("level") == "emergency"


async def test_whoever_only_reads_is_told_that_it_cannot_be_read(far: ConversationStore, wire: Wire) -> None:
    wire.cut()
    for reading in (far.retrieve("me"), far.retrieve_full_tracker("me"), far.events_of("me"), far.keys()):
        with pytest.raises(StoreUnavailable):
            await reading


async def test_after_a_restart_of_the_database_no_turn_fails(
    far: ConversationStore, near: ConversationStore, wire: Wire
) -> None:
    await say(far, "before")
    wire.cut()
    wire.mend()  # every connection of the pool is dead now
    await say(far, "after")
    full = await near.retrieve_full_tracker("me")
    assert full is not None and texts(full) == ["before", "after"]


async def test_an_sqlite_file_that_somebody_keeps_locked_costs_no_turn(
    empty_sqlite: str, open_store: Open
) -> None:
    store = open_store(migrated(empty_sqlite), deadline_seconds=DEADLINE)
    await say(store, "before")
    with store.engine.connect() as other:
        other.exec_driver_sql("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved):
            await say(store, "during")
        other.exec_driver_sql("ROLLBACK")
    time.sleep(PAUSE_SECONDS + 0.1)
    # The write that was given up may be through by now, or get through at this very moment: once, in any
    # case.
    await say(store, "after")
    full = await store.retrieve_full_tracker("me")
    assert full is not None and texts(full) == ["before", "during", "after"]


async def test_a_write_that_gets_through_after_it_was_given_up_is_not_written_twice(
    far: ConversationStore, near: ConversationStore, wire: Wire
) -> None:
    await say(far, "before")
    tracker = await fresh(far)
    late = [event.as_dict() for event in says(tracker.copy(), UserUttered("during")).events][-1:]
    tracker.update(UserUttered("during", timestamp=late[0]["timestamp"], message_id=late[0]["message_id"]))
    wire.cut()
    with pytest.raises(NotSaved):
        await far.save(tracker)
    near.conversations.append("me", 1, late)  # what the hanging connection does in the end
    mend(wire)
    await say(far, "after")
    full = await near.retrieve_full_tracker("me")
    assert full is not None and texts(full) == ["before", "during", "after"]
