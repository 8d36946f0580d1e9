"""Live trackers that hold a window of a conversation's events and the state of all of it.

Policies and actions look back a few turns; the slots and the form may have been set hundreds of turns ago. So
a window begins with a *prelude*: events that set up what came before it, so that Rasa's own replays within
the window (`past_states`, `applied_events`) start from there. What no event can set up is put on the tracker
itself.

The database holds every event and, beside them, a snapshot of the state every `EVENTS_PER_SNAPSHOT` events. A
window always begins at the older of the last two snapshots (or at the session's start), in memory as after a
rebuild from the
disk: which of the two a tracker comes from makes no difference.
"""

from __future__ import annotations

import dataclasses
import time
from collections import deque
from enum import Enum, auto
from typing import Any, Deque, Dict, Iterable, List, Optional

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    ConversationPaused,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, TrackerActiveLoop

from bot.plain_json import dumps, loads

EVENTS_PER_SNAPSHOT = 50  # a window holds one to two times as many events; a turn makes about a dozen
SNAPSHOTS_KEPT = 2


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """The state of a conversation after the event with number ``seq``."""

    seq: int
    state: Dict[str, Any]

    @classmethod
    def loads(cls, seq: int, data: str) -> Snapshot:
        """Return the snapshot that `dumps` wrote."""
        return cls(seq, loads(data))

    def dumps(self) -> str:
        """Return the state as JSON."""
        return dumps(self.state)


class WindowedTracker(DialogueStateTracker):
    """A tracker that knows which events of its conversation it holds.

    Attributes:
        prelude: how many of the first events stand for what came before the window; they are never stored.
        start: number of the last event before the window.
        stored: number of the last event that is in the database.
        snapshots: the newest snapshots, oldest first.
        born: when it was made, in seconds since 1970.
    """

    def __init__(self, sender_id: str, slots: Optional[Iterable[Slot]], **options: Any) -> None:
        super().__init__(sender_id, slots, **options)
        self.events: Deque[Event] = deque()
        self.prelude = 0
        self.start = 0
        self.stored = 0
        self.snapshots: List[Snapshot] = []
        self.born = time.time()

    @property
    def last_seq(self) -> int:
        """Return the number of the tracker's last event, stored or not."""
        return self.start + len(self.events) - self.prelude

    def unstored(self) -> List[Event]:
        """Return the events that are not in the database yet."""
        return list(self.events)[self.prelude + self.stored - self.start :]

    def applied_events(self) -> List[Event]:
        """Return the events that count, without those that were taken back (see parent class).

        Rasa asks of each event whether it is of one of nine abstract classes, many times a turn; here each
        class of events is asked once.
        """
        loops = {event.name for event in self.events if _role(event) is _Role.LOOP and event.name}
        applied: List[Event] = []
        for event in self.events:
            role = _role(event)
            if role is _Role.BEGINNING:
                applied = []
            elif role is _Role.ACTION_TAKEN_BACK:
                _take_back(applied, _Role.ACTION)
            elif role is _Role.MESSAGE_TAKEN_BACK:
                _take_back(applied, _Role.MESSAGE)
                _take_back(applied, _Role.ACTION)
            elif role is _Role.ACTION and event.action_name in loops:
                earlier = _earlier_run(event.action_name, applied)
                if earlier is None:
                    applied.append(event)
                else:  # a form's later runs, and what was said between, are folded into its earlier run
                    applied[earlier + 1 :] = [
                        later for later in applied[earlier + 1 :] if _role(later) not in _FOLDED
                    ]
            else:
                applied.append(event)
        return applied

    def duplicate(self) -> WindowedTracker:
        """Return a tracker of the same window that can go its own way."""
        events = list(self.events)[self.prelude :]
        other = rebuild(self.sender_id, self.slots.values(), self.snapshots, self.start, events)
        other.stored, other.born = self.stored, self.born
        return other

    def is_between_turns(self) -> bool:
        """Tell whether the assistant is waiting for the person."""
        last = self.events[-1] if self.events else None
        return isinstance(last, ActionExecuted) and last.action_name == ACTION_LISTEN_NAME

    def wants_snapshot(self) -> bool:
        """Tell whether enough has happened since the last snapshot, or since the session began."""
        since = self.snapshots[-1].seq if self.snapshots else self.start
        return self.is_between_turns() and self.last_seq - since >= EVENTS_PER_SNAPSHOT

    def trim(self) -> None:
        """Let go of the events that a rebuild from the disk would not bring back."""
        events = list(self.events)[self.prelude :]
        session = _last_session(events)
        if session > 0:
            self.start, self.prelude = self.start + session, 0
            self.snapshots = [kept for kept in self.snapshots if kept.seq > self.start]
            self.events = deque(events[session:])
            return
        if len(self.snapshots) < SNAPSHOTS_KEPT or self.snapshots[0].seq <= self.start:
            return
        base = self.snapshots[0]
        fresh = events[base.seq - self.start :]
        prelude = _prelude(base, self.slots)
        self.start, self.prelude = base.seq, len(prelude)
        self.events = deque(prelude + fresh)


class _Role(Enum):
    """What an event is to `applied_events`."""

    OTHER = auto()
    BEGINNING = auto()
    ACTION_TAKEN_BACK = auto()
    MESSAGE_TAKEN_BACK = auto()
    ACTION = auto()
    MESSAGE = auto()
    FEATURIZATION = auto()
    LOOP = auto()
    REJECTION = auto()


_FOLDED = frozenset({_Role.ACTION, _Role.MESSAGE, _Role.FEATURIZATION})
_ROLES = (
    ((Restarted, SessionStarted), _Role.BEGINNING),
    ((ActionReverted,), _Role.ACTION_TAKEN_BACK),
    ((UserUtteranceReverted,), _Role.MESSAGE_TAKEN_BACK),
    ((ActionExecuted,), _Role.ACTION),
    ((UserUttered,), _Role.MESSAGE),
    ((DefinePrevUserUtteredFeaturization,), _Role.FEATURIZATION),
    ((ActiveLoop,), _Role.LOOP),
    ((ActionExecutionRejected,), _Role.REJECTION),
)


_role_of: Dict[type, _Role] = {}


def _role(event: Event) -> _Role:
    kind = type(event)
    role = _role_of.get(kind)
    if role is None:
        role = next((role for kinds, role in _ROLES if issubclass(kind, kinds)), _Role.OTHER)
        _role_of[kind] = role
    return role


def _take_back(applied: List[Event], until: _Role) -> None:
    """Remove the last events up to one of a role, that one included; all where there is none."""
    while applied and _role(applied.pop()) is not until:
        pass


def _earlier_run(loop: str, applied: List[Event]) -> Optional[int]:
    """Return where the running form ran before, unless something happened since that rules must see."""
    next_action: Optional[str] = None
    for place in range(len(applied) - 1, -1, -1):
        event: Any = applied[place]
        role = _role(event)
        if role is _Role.LOOP and event.name is None:  # an earlier form ended here
            return None
        if role is _Role.REJECTION and event.action_name == loop:
            return None
        if role is _Role.MESSAGE and next_action not in (None, loop):  # another action answered it
            return None
        if role is _Role.ACTION:
            if event.action_name == loop:
                return place
            next_action = event.action_name
    return None


def _last_session(events: List[Event]) -> int:
    """Return how many events come before the last start of a session; 0 where none starts."""
    for index in range(len(events) - 1, -1, -1):
        if _role(events[index]) is _Role.BEGINNING and isinstance(events[index], SessionStarted):
            return index
    return 0


def take_snapshot(tracker: DialogueStateTracker, seq: int) -> Snapshot:
    """Return the tracker's state, which is that after the event ``seq``."""
    changed = {name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value}
    latest_message, latest_bot = tracker.latest_message, tracker.latest_bot_utterance
    return Snapshot(
        seq,
        {
            "at": tracker.events[-1].timestamp,
            "slots": changed,
            "paused": tracker.is_paused(),
            "followup_action": tracker.followup_action,
            "latest_action": tracker.latest_action,
            "latest_message": latest_message.as_dict() if latest_message is not None else None,
            "latest_bot_utterance": latest_bot.as_dict() if latest_bot is not None else None,
            "active_loop": dict(vars(tracker.active_loop)) if tracker.active_loop else None,
        },
    )


def rebuild(
    sender_id: str,
    slots: Iterable[Slot],
    snapshots: List[Snapshot],
    start: int,
    events: Iterable[Event],
) -> WindowedTracker:
    """Return the tracker of a window.

    Args:
        sender_id: the conversation.
        slots: the domain's slots.
        snapshots: those to remember, oldest first; the window stands on the one with number ``start``, if
            any.
        start: number of the last event before the window.
        events: the window's events.
    """
    tracker = WindowedTracker(sender_id, slots)
    base = next((snapshot for snapshot in snapshots if snapshot.seq == start), None)
    if base is not None:
        for event in _prelude(base, tracker.slots):
            tracker.update(event)
        tracker.prelude = len(tracker.events)
        _put_on(tracker, base.state)
    tracker.start = start
    for event in events:
        tracker.update(event)
    tracker.stored = tracker.last_seq
    tracker.snapshots = list(snapshots)
    return tracker


def _prelude(base: Snapshot, slots: Dict[str, Slot]) -> List[Event]:
    """Return the events that set up a snapshot's state for replays within the window."""
    state, at = base.state, base.state["at"]
    loop = (state["active_loop"] or {}).get("name")
    events: List[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=at),
        SessionStarted(timestamp=at),
    ]
    events += [SlotSet(name, value, timestamp=at) for name, value in state["slots"].items() if name in slots]
    if loop is not None:
        # The message that led to the form, and its first run: a form's later runs and answers are folded into
        # these by Rasa (`applied_events`), so that rules see them as long as the form is active.
        told = state["active_loop"].get("trigger_message") or {}
        if told.get("text"):
            intent, entities = told.get("intent"), told.get("entities")
            events.append(UserUttered(told["text"], intent, entities, told, timestamp=at))
        events += [ActionExecuted(loop, timestamp=at), ActiveLoop(loop, timestamp=at)]
    if state["paused"]:
        events.append(ConversationPaused(timestamp=at))
    events.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=at))
    return events


def _put_on(tracker: DialogueStateTracker, state: Dict[str, Any]) -> None:
    """Set what no event of the prelude can set."""
    loop = state["active_loop"]
    tracker.active_loop = TrackerActiveLoop(**loop) if loop is not None else None
    tracker.followup_action = state["followup_action"]
    tracker.latest_action = state["latest_action"]
    if state["latest_message"] is not None:
        tracker.latest_message = _event(state["latest_message"], UserUttered)
    if state["latest_bot_utterance"] is not None:
        tracker.latest_bot_utterance = _event(state["latest_bot_utterance"], BotUttered)


def _event(content: Dict[str, Any], kind: Any) -> Any:
    event = Event.from_parameters(content)
    return event if isinstance(event, kind) else kind.empty()
