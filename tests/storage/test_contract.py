"""What Rasa's own tracker stores promise, on ours (the cases of tests/core/test_tracker_stores.py there)."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import pytest
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore, check_if_tracker_store_async
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

from bot.storage.errors import NotSaved
from bot.storage.tracker_store import ConversationStore

Open = Callable[..., ConversationStore]

SESSION: List[Event] = [
    ActionExecuted(ACTION_SESSION_START_NAME, timestamp=1),
    SessionStarted(timestamp=2),
    ActionExecuted(ACTION_LISTEN_NAME, timestamp=3),
]
GREETING: List[Event] = [
    UserUttered("Hola", {"name": "greet"}, timestamp=4),
    BotUttered("Hi", timestamp=5),
    ActionExecuted(ACTION_LISTEN_NAME, timestamp=6),
]


async def fresh(store: TrackerStore, sender: str = "me") -> DialogueStateTracker:
    return await store.get_or_create_tracker(sender, append_action_listen=False)


def says(tracker: DialogueStateTracker, *events: Event) -> DialogueStateTracker:
    for event in events:
        tracker.update(event)
    return tracker


def texts(tracker: DialogueStateTracker) -> List[str]:
    return [event.text for event in tracker.events if isinstance(event, (UserUttered, BotUttered))]


def test_it_is_asynchronous_as_rasa_4_will_ask(store: ConversationStore) -> None:
    assert check_if_tracker_store_async(store)


def test_rasa_makes_it_from_its_name_in_endpoints_yml(database: str, domain: Domain) -> None:
    entry = EndpointConfig(type="bot.storage.tracker_store.ConversationStore", url=database)
    made = TrackerStore.create(entry, domain)
    assert isinstance(made, ConversationStore)
    made.close()


async def test_a_conversation_nobody_began_is_none(store: ConversationStore) -> None:
    assert await store.retrieve("nobody") is None
    assert await store.retrieve_full_tracker("nobody") is None
    assert not await store.exists("nobody")


async def test_a_slot_is_there_when_the_tracker_is_got_again(store: ConversationStore) -> None:
    tracker = await store.get_or_create_tracker("me")
    tracker.update(SlotSet("level", "urgent"))
    await store.save(tracker)
    assert (await store.get_or_create_tracker("me")).get_slot("level") == "urgent"


async def test_a_new_tracker_listens_where_that_is_asked_for(store: ConversationStore) -> None:
    listening = await store.get_or_create_tracker("one")
    assert list(listening.events) == [ActionExecuted(ACTION_LISTEN_NAME)]
    assert not (await fresh(store, "two")).events


@pytest.mark.parametrize("verbosity", list(EventVerbosity))
async def test_the_state_after_a_restart_is_the_state_before(
    verbosity: EventVerbosity, database: str, open_store: Open
) -> None:
    events = [*SESSION, *GREETING, SlotSet("findings", {"a": [1]}), ActiveLoop("triage_form")]
    saved = says(await fresh(open_store(database)), *events)
    state = saved.current_state(verbosity)
    await open_store(database).save(saved)

    found = await open_store(database).retrieve("me")
    assert found is not None
    # As Rasa's SQL store: the current session begins at its start event, without the action that brought it.
    if state["events"]:
        state["events"] = [event for event in state["events"] if event.get("name") != "action_session_start"]
    assert found.current_state(verbosity) == state


async def test_all_events_come_back_in_order(store: ConversationStore) -> None:
    await store.save(says(await fresh(store), *SESSION, *GREETING))
    full = await store.retrieve_full_tracker("me")
    assert full is not None
    assert list(full.events) == [*SESSION, *GREETING]


async def test_without_a_session_all_events_are_the_current_session(store: ConversationStore) -> None:
    await store.save(says(await fresh(store), *GREETING))
    found = await store.retrieve("me")
    assert found is not None and list(found.events) == GREETING


async def test_only_the_last_session_is_retrieved(database: str, open_store: Open) -> None:
    store = open_store(database)
    old = [*GREETING, SlotSet("level", "urgent")]
    new: List[Event] = [SessionStarted(timestamp=8), UserUttered("Ciao", {"name": "greet"}, timestamp=9)]
    await store.save(says(await fresh(store), *old, *new))
    for reader in (store, open_store(database)):
        found = await reader.retrieve("me")
        assert found is not None and list(found.events) == new
        assert found.get_slot("level") is None
        full = await reader.retrieve_full_tracker("me")
        assert full is not None and list(full.events) == [*old, *new]


async def test_a_session_that_begins_later_leaves_the_old_one_on_disk(store: ConversationStore) -> None:
    await store.save(says(await fresh(store), *SESSION, *GREETING))
    tracker = await store.retrieve("me")
    assert tracker is not None
    await store.save(says(tracker, *SESSION))
    found, full = await store.retrieve("me"), await store.retrieve_full_tracker("me")
    assert found is not None and full is not None
    assert list(found.events) == SESSION[1:]
    assert list(full.events) == [*SESSION, *GREETING, *SESSION]


async def test_get_or_create_full_tracker_finds_all_sessions(store: ConversationStore) -> None:
    await store.save(says(await fresh(store), *SESSION, *GREETING, *SESSION))
    full = await store.get_or_create_full_tracker("me", append_action_listen=False)
    assert list(full.events) == [*SESSION, *GREETING, *SESSION]
    assert not (await store.get_or_create_full_tracker("new", append_action_listen=False)).events


async def test_a_restart_of_the_conversation_is_where_it_was(store: ConversationStore) -> None:
    tracker = says(await fresh(store), *[ActionExecuted(ACTION_LISTEN_NAME) for _ in range(4)], Restarted())
    before = tracker.idx_after_latest_restart()
    await store.save(tracker)
    found = await store.retrieve("me")
    assert found is not None and found.idx_after_latest_restart() == before == 5


async def test_a_tracker_saved_again_adds_only_what_is_new(database: str, open_store: Open) -> None:
    store = open_store(database)
    tracker = says(await fresh(store), *GREETING)
    for words in ("one", "two"):
        await store.save(says(tracker, UserUttered(words)))
    await store.save(tracker)
    assert [stored.seq for stored in await store.events_of("me")] == [1, 2, 3, 4, 5]


async def test_a_tracker_of_somebody_else_adds_only_what_is_new(
    store: ConversationStore, domain: Domain
) -> None:
    await store.save(says(await fresh(store), UserUttered("before"), *SESSION))
    # As `PUT /conversations/me/tracker/events` of Rasa's HTTP API gives it: the current session.
    session = [*SESSION[1:], *GREETING]
    await store.save(DialogueStateTracker.from_events("me", session, domain.slots))
    full = await store.retrieve_full_tracker("me")
    assert full is not None and list(full.events) == [UserUttered("before"), *SESSION, *GREETING]


async def test_keys_are_the_conversations(store: ConversationStore) -> None:
    assert list(await store.keys()) == []
    for sender in ("a", "b"):
        await store.save(says(await fresh(store, sender), *GREETING))
    assert list(await store.keys()) == ["a", "b"]


async def test_a_deleted_conversation_is_gone(store: ConversationStore) -> None:
    for sender in ("a", "b"):
        await store.save(says(await fresh(store, sender), *GREETING))
    await store.delete("a")
    assert await store.retrieve("a") is None
    assert list(await store.keys()) == ["b"]


async def test_senders_and_texts_of_any_script_come_back_as_they_were(store: ConversationStore) -> None:
    odd = "süß ' \" ; DROP TABLE conversations; -- 🩸 \\ %s {x}"
    await store.save(says(await fresh(store, odd), UserUttered(odd)))
    found = await store.retrieve(odd)
    assert found is not None and texts(found) == [odd]


class Listener:
    """An event broker that keeps what it gets."""

    def __init__(self) -> None:
        self.bodies: List[Dict[str, Any]] = []

    def publish(self, body: Dict[str, Any]) -> None:
        self.bodies.append(body)


async def test_the_broker_gets_each_event_once_with_its_sender(database: str, open_store: Open) -> None:
    broker = Listener()
    store = open_store(database, event_broker=broker)
    tracker = says(await fresh(store), *SESSION)
    await store.save(tracker)
    await store.save(says(tracker, *GREETING))
    assert [body["event"] for body in broker.bodies] == [event.type_name for event in [*SESSION, *GREETING]]
    assert {body["sender_id"] for body in broker.bodies} == {"me"}


async def test_within_rasas_fail_safe_wrapper_it_works_as_alone(store: ConversationStore) -> None:
    wrapped = FailSafeTrackerStore(store)
    await wrapped.save(says(await fresh(wrapped), *GREETING))
    found = await wrapped.retrieve("me")
    assert found is not None and list(found.events) == GREETING


async def test_a_stale_tracker_is_not_written(database: str, open_store: Open) -> None:
    one, two = open_store(database), open_store(database)
    await one.save(says(await fresh(one), *GREETING))
    first, second = await one.retrieve("me"), await two.retrieve("me")
    assert first is not None and second is not None
    await one.save(says(first, UserUttered("first")))
    with pytest.raises(NotSaved):
        await two.save(says(second, UserUttered("second")))
    found = await two.retrieve("me")
    assert found is not None and texts(found) == ["Hola", "Hi", "first"]
