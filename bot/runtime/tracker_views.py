"""A conversation as an action sees it, and a copy of it to try things on: without writing or replaying it."""

from __future__ import annotations

import copy
from collections.abc import Iterable, MutableSequence
from typing import Any, Dict, Union, overload

from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker


class EventsAsDicts(MutableSequence[Dict[str, Any]]):
    """A conversation's events as actions read them; each is written out when it is looked at."""

    def __init__(self, events: Iterable[Union[Event, Dict[str, Any]]]) -> None:
        self._events = list(events)

    def __len__(self) -> int:
        return len(self._events)

    def copy(self) -> EventsAsDicts:
        """Return a list of its own."""
        return EventsAsDicts(self._events)

    def insert(self, index: int, value: Dict[str, Any]) -> None:
        """Put an event before a place; the conversation does not change."""
        self._events.insert(index, value)

    @overload
    def __getitem__(self, index: int) -> Dict[str, Any]: ...

    @overload
    def __getitem__(self, index: slice) -> EventsAsDicts: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Dict[str, Any], EventsAsDicts]:
        if isinstance(index, slice):
            return EventsAsDicts(self._events[index])
        event = self._events[index]
        if isinstance(event, Event):
            event = self._events[index] = dict(event.as_dict())
        return event

    def __setitem__(self, index: Any, value: Any) -> None:
        self._events[index] = value

    def __delitem__(self, index: Union[int, slice]) -> None:
        del self._events[index]


def state_of(tracker: DialogueStateTracker) -> Dict[str, Any]:
    """Return a conversation as an action call holds it (`DialogueStateTracker.current_state`)."""
    return {
        "sender_id": tracker.sender_id,
        "slots": tracker.current_slot_values(),
        "latest_message": tracker._latest_message_data(),
        "latest_event_time": tracker.events[-1].timestamp if tracker.events else None,
        "followup_action": tracker.followup_action,
        "paused": tracker.is_paused(),
        "events": EventsAsDicts(tracker.events),
        "latest_input_channel": tracker.get_latest_input_channel(),
        # Not `dataclasses.asdict`, which copies the whole message that began the loop.
        "active_loop": dict(vars(tracker.active_loop)) if tracker.active_loop else {},
        "latest_action": tracker.latest_action,
        "latest_action_name": tracker.latest_action_name,
    }


def snapshot(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Return a copy that can be changed without changing the conversation.

    `DialogueStateTracker.copy` replays every event of the conversation; this copies what they led to.
    """
    other = copy.copy(tracker)
    other.events = tracker.events.copy()
    other.slots = {name: _copied(slot) for name, slot in tracker.slots.items()}
    other.active_loop = copy.copy(tracker.active_loop)
    return other


def _copied(slot: Slot) -> Slot:
    """Return `copy.copy` of a slot, in a third of its time."""
    other: Slot = object.__new__(type(slot))
    other.__dict__.update(slot.__dict__)
    return other
