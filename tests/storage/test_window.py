"""A long conversation: the tracker holds a window of it, and the state of all of it."""

from __future__ import annotations

import json
import random
from typing import Any, Callable, Dict, List

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    DefinePrevUserUtteredFeaturization,
    Event,
    FollowupAction,
    LoopInterrupted,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.storage.tracker_store import ConversationStore
from bot.storage.window import EVENTS_PER_SNAPSHOT, WindowedTracker, rebuild, take_snapshot
from tests.storage.conftest import migrated

Open = Callable[..., ConversationStore]

FORM = "triage_form"
SLOTS = ("findings", "level", "severity", "requested_slot", "audience", "misses")


def listen() -> Event:
    return ActionExecuted(ACTION_LISTEN_NAME)


def session_start() -> List[Event]:
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), listen()]


def turn(chance: random.Random, number: int) -> List[Event]:
    """Return the events of one turn, as Rasa makes them: a message, then what the assistant did."""
    words = f"message {number}"
    parse = {
        "intent": {"name": "inform"},
        "entities": [{"entity": "symptom", "value": "fever"}],
        "text": words,
    }
    events: List[Event] = [
        UserUttered(words, parse["intent"], parse["entities"], parse, message_id=f"m{number}")
    ]
    for _ in range(chance.randrange(4)):
        slot = chance.choice(SLOTS)
        value: Any = {"n": number, "codes": ["fever"]} if slot == "findings" else f"{slot} {number}"
        events.append(SlotSet(slot, chance.choice([value, None]) if slot != "audience" else "nurse"))
    events += chance.choice(
        (
            [ActionExecuted(FORM), ActiveLoop(FORM), BotUttered("question")],
            [ActionExecuted(FORM), BotUttered("question")],
            [ActionExecutionRejected(FORM), ActionExecuted("action_answer"), BotUttered("answer")],
            [ActionExecuted(FORM), LoopInterrupted(True), ActionExecuted("action_answer"), BotUttered("x")],
            [ActionExecuted("action_triage_result"), BotUttered("result"), ActiveLoop(None)],
            [ConversationPaused()],
            [ConversationResumed(), FollowupAction("action_help"), ActionExecuted("action_help")],
            [],
        )
    )
    return [*events, listen()]


def comparable(tracker: DialogueStateTracker) -> Dict[str, Any]:
    """Return all of a tracker's state that does not depend on which events it holds."""
    state = tracker.current_state()
    bot = tracker.latest_bot_utterance
    state["bot"] = bot.as_dict() if bot is not None and bot.text is not None else None
    return dict(json.loads(json.dumps(state, default=str)))


async def test_at_turn_500_the_state_is_that_of_the_full_replay(
    store: ConversationStore, database: str, open_store: Open
) -> None:
    chance = random.Random(1)
    sizes = []
    for number in range(500):
        tracker = await store.get_or_create_tracker("me", append_action_listen=False)
        for event in [*([] if number else session_start()), *turn(chance, number)]:
            tracker.update(event)
        await store.save(tracker)
        sizes.append(len(tracker.events))
        if number in (3, 60, 200, 499):
            live = await store.retrieve("me")
            full = await store.retrieve_full_tracker("me")
            again = await open_store(database).retrieve("me")
            assert live is not None and full is not None and again is not None
            await store.save(live)
            assert comparable(live) == comparable(full) == comparable(again)
            assert list(live.events) == list(again.events), "memory and disk give the same window"
    assert max(sizes) < 2 * EVENTS_PER_SNAPSHOT + 40
    assert len(await store.events_of("me")) > 2000, "and all of it is on the disk"


async def test_slots_and_form_set_before_the_window_are_there_for_replays_within_it(
    store: ConversationStore, domain: Domain
) -> None:
    tracker = await store.get_or_create_tracker("me", append_action_listen=False)
    beginning: List[Event] = [
        UserUttered("my back hurts"),
        SlotSet("audience", "nurse"),
        ActionExecuted(FORM),
        ActiveLoop(FORM),
        SlotSet("requested_slot", "onset"),
        listen(),
    ]
    for event in [*session_start(), *beginning]:
        tracker.update(event)
    for _ in range(2 * EVENTS_PER_SNAPSHOT):
        for event in (UserUttered("hm"), ActionExecuted(FORM), BotUttered("?"), listen()):
            tracker.update(event)
        await store.save(tracker)
    assert isinstance(tracker, WindowedTracker) and tracker.prelude > 0
    copy = tracker.copy()  # Rasa's own replay, from the first event that the tracker holds
    assert copy.active_loop_name == FORM
    assert copy.get_slot("audience") == "nurse" and copy.get_slot("requested_slot") == "onset"
    # What the rule policy sees: the form's states look as they do in the full replay.
    full = await store.retrieve_full_tracker("me")
    assert full is not None
    assert tracker.past_states(domain)[-2:] == full.past_states(domain)[-2:]


EVENTS = st.one_of(
    st.builds(lambda n: UserUttered(f"words {n}"), st.integers(0, 9)),
    st.sampled_from([ActionExecuted(FORM), listen(), ActionExecuted("action_help"), Restarted()]),
    st.sampled_from(
        [ActiveLoop(FORM), ActiveLoop(None), LoopInterrupted(True), ActionExecutionRejected(FORM)]
    ),
    st.sampled_from(
        [ConversationPaused(), ConversationResumed(), FollowupAction("action_help"), BotUttered("b")]
    ),
    st.builds(SlotSet, st.sampled_from(SLOTS[:4]), st.sampled_from([None, 1, "x", {"a": 1}])),
)


@given(before=st.lists(EVENTS, min_size=1, max_size=30), after=st.lists(EVENTS, max_size=15))
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_snapshot_and_what_follows_give_the_state_of_all_events(
    before: List[Event], after: List[Event], domain: Domain
) -> None:
    whole = DialogueStateTracker.from_events("me", before, domain.slots)
    snapshot = take_snapshot(whole, len(before))
    snapshot = type(snapshot).loads(snapshot.seq, snapshot.dumps())
    window = rebuild("me", domain.slots, [snapshot], len(before), after)
    for event in after:
        whole.update(event)
    expected, found = comparable(whole), comparable(window)
    if not after:  # the time of an event that the window does not hold
        expected.pop("latest_event_time"), found.pop("latest_event_time")
    # The channel of a message outside the window; a window always holds messages.
    expected.pop("latest_input_channel"), found.pop("latest_input_channel")
    assert found == expected
    assert window.stored == len(before) + len(after) and window.unstored() == []


async def test_a_turn_that_fails_half_way_leaves_nothing_behind(store: ConversationStore) -> None:
    tracker = await store.get_or_create_tracker("me", append_action_listen=False)
    tracker.update(UserUttered("kept"))
    await store.save(tracker)
    failing = await store.retrieve("me")
    assert failing is not None
    failing.update(SlotSet("level", "urgent"))  # and then the turn raises: nobody saves
    found = await store.retrieve("me")
    assert found is not None and found.get_slot("level") is None
    assert len(found.events) == 1


async def test_a_tracker_changed_after_it_was_saved_is_not_handed_out(store: ConversationStore) -> None:
    tracker = await store.get_or_create_tracker("me", append_action_listen=False)
    tracker.update(UserUttered("kept"))
    await store.save(tracker)
    tracker.update(UserUttered("not kept"))
    found = await store.retrieve("me")
    assert found is not None and len(found.events) == 1


@pytest.mark.parametrize("live", [1, 3])
async def test_memory_holds_so_many_conversations_and_no_more(
    live: int, empty_sqlite: str, open_store: Open
) -> None:
    store = open_store(migrated(empty_sqlite), live=live)
    for number in range(10):
        tracker = await store.get_or_create_tracker(f"p{number}", append_action_listen=False)
        tracker.update(UserUttered("hello"))
        await store.save(tracker)
    assert store.live_conversations == live
    first = await store.retrieve("p0")
    assert first is not None and len(first.events) == 1, "the others are read from the disk"


def some_events() -> st.SearchStrategy[Event]:
    names = st.sampled_from(["triage_form", "other_form", "utter_greet", "action_listen"])
    return st.one_of(
        st.builds(ActionExecuted, names),
        st.builds(ActiveLoop, st.sampled_from(["triage_form", "other_form", None])),
        st.builds(ActionExecutionRejected, names),
        st.builds(UserUttered, st.just("my back hurts")),
        st.builds(DefinePrevUserUtteredFeaturization, st.booleans()),
        st.builds(SlotSet, st.just("level"), st.integers()),
        st.builds(LoopInterrupted, st.booleans()),
        st.builds(BotUttered, st.just("hello")),
        st.sampled_from([Restarted(), SessionStarted(), ActionReverted(), UserUtteranceReverted()]),
    )


@hypothesis_settings(max_examples=600, deadline=None)
@given(st.lists(some_events(), max_size=40))
def test_the_events_that_count_are_those_that_rasa_counts(events: List[Event]) -> None:
    ours, rasas = WindowedTracker("w", []), DialogueStateTracker("w", [])
    for tracker in (ours, rasas):
        tracker.events.extend(events)
    told = [[id(event) for event in tracker.applied_events()] for tracker in (ours, rasas)]
    assert told[0] == told[1]
