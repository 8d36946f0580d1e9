"""Rasa's tracker store over our tables: append-only, O(1) a message, live trackers bounded."""

from __future__ import annotations

import logging
from typing import Any, Dict, Iterable, List, Optional

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.faults import FAULTS, Part
from bot.plain_json import dumps, loads
from bot.storage import erasure
from bot.storage.access import Access
from bot.storage.conversations import Conversations, StoredEvent, digest
from bot.storage.database import Location, connect
from bot.storage.errors import ConversationMovedOn, NotSaved, StoreUnavailable
from bot.storage.live import LiveTrackers
from bot.storage.probe import write_probe
from bot.storage.window import SNAPSHOTS_KEPT, Snapshot, WindowedTracker, rebuild, take_snapshot

logger = logging.getLogger(__name__)

LIVE_TRACKERS = 256


class ConversationStore(TrackerStore):
    """Keeps conversations in SQLite or PostgreSQL.

    A tracker that is retrieved belongs to the caller alone: it leaves the cache and comes back when it is
    saved. A turn that fails half way therefore leaves nothing behind. A cached tracker is handed out only if
    the database has no newer event, whoever wrote it: another node, or a command that erased it.

    Where the database fails, turns go on from memory, and `save` raises `NotSaved`: the person gets the reply
    and the safety text. What could not be written is written as soon as the database is back, unless the
    conversation has gone on elsewhere.
    """

    def __init__(
        self,
        domain: Optional[Domain] = None,
        event_broker: Any = None,
        url: Optional[str] = None,
        key: Optional[str] = None,
        live: int = LIVE_TRACKERS,
        deadline_seconds: Optional[float] = None,
        host: Optional[str] = None,
        **kwargs: Any,
    ) -> None:
        """Prepare the store; nothing is opened yet.

        Args:
            domain: the domain whose slots trackers have.
            event_broker: anything with ``publish(dict)`` that neither waits nor raises.
            url: address of the database; `host`, where Rasa puts the ``url`` of endpoints.yml, means the
                same.
            key: key of an encrypted SQLite file.
            live: how many trackers are kept in memory.
            deadline_seconds: longest wait for one access to the database.
            host: see ``url``.
            kwargs: for Rasa's base class.
        """
        address = url or host
        if not address:
            raise ValueError("a ConversationStore needs the url of its database")
        self.engine = connect(Location(address, key))
        self.conversations = Conversations(self.engine)
        self.access = Access(deadline_seconds) if deadline_seconds else Access()
        self._live = LiveTrackers(live)
        super().__init__(domain, event_broker, **kwargs)

    # --- what Rasa asks for

    @property
    def domain(self) -> Domain:
        """Return the domain."""
        return self._domain

    @domain.setter
    def domain(self, domain: Optional[Domain]) -> None:
        """Set the domain of a newly loaded model; live trackers have the slots of the old one."""
        self._domain = domain or Domain.empty()
        self._live.forget_saved()

    async def get_or_create_tracker(
        self, sender_id: str, max_event_history: Optional[int] = None, append_action_listen: bool = True
    ) -> DialogueStateTracker:
        """Return the tracker for a new message; an empty one where the conversation is new or cannot be read.

        A message that comes while the database is down is handled: it may hold a danger sign.
        """
        try:
            tracker = await self.retrieve(sender_id)
        except StoreUnavailable:
            tracker = None
        if tracker is not None:
            return tracker
        return await self.create_tracker(sender_id, append_action_listen=append_action_listen)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Return the tracker of the current session, or None where there is no such conversation.

        Raises:
            StoreUnavailable: the conversation is not in memory and the database cannot be read.
        """
        held = self._live.take(sender_id)
        if held is None:
            return await self._read(sender_id)
        try:
            stored = await self.access.run(self.conversations.last_seq, sender_id)
        except StoreUnavailable:
            return held
        if stored == held.stored or await self._has_own_late_writes(held):
            return held
        self._live.drop(sender_id)
        return await self._read(sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> Optional[DialogueStateTracker]:
        """Return a tracker with all events of all sessions, or None where there is no such conversation.

        Raises:
            StoreUnavailable: the database cannot be read.
        """
        stored = await self.events_of(conversation_id)
        if not stored:
            return None
        events = deserialise_events([each.event for each in stored])
        return rebuild(conversation_id, self.domain.slots, [], stored[0].seq - 1, events)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the tracker's new events, in one transaction.

        Raises:
            NotSaved: they are not in the database; what can be done about it is done already.
        """
        if not isinstance(tracker, WindowedTracker):
            await self._save_foreign(tracker)
            return
        if not tracker.events:
            return  # created, nothing said yet: there is nothing to keep
        try:
            await self._write(tracker)
        except NotSaved:
            self._live.drop(tracker.sender_id)
            raise
        except StoreUnavailable as error:
            self._live.keep_unsaved(tracker)
            FAULTS.record(Part.SAVING, "turn", error)
            raise NotSaved(str(error)) from None
        FAULTS.worked(Part.SAVING)
        self._live.put(tracker)
        await self._catch_up()

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations."""
        return await self.access.run(self.conversations.senders)

    async def exists(self, conversation_id: str) -> bool:
        """Tell whether there is such a conversation."""
        return await self.access.run(self.conversations.last_seq, conversation_id) > 0

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Do nothing: `save` publishes events once they are written."""

    # --- what our channels and commands ask for

    async def events_of(self, sender_id: str, after_seq: int = 0) -> List[StoredEvent]:
        """Return the events after a number, over all sessions.

        Raises:
            StoreUnavailable: the database cannot be read.
        """
        return await self.access.run(self.conversations.events, sender_id, after_seq)

    async def turn_of(self, sender_id: str, message_id: str) -> List[StoredEvent]:
        """Return a person's message, found by its id, with what followed it up to the next one; or nothing.

        Raises:
            StoreUnavailable: the database cannot be read.
        """
        return await self.access.run(self.conversations.turn, sender_id, message_id)

    async def written_since(self, moment: float) -> List[str]:
        """Return the conversations that got new events since a moment (seconds since 1970), on any node.

        Raises:
            StoreUnavailable: the database cannot be read.
        """
        return await self.access.run(self.conversations.written_since, moment)

    def waiting_turn(self, sender_id: str, message_id: str) -> List[StoredEvent]:
        """Return a message that waits in memory for the database, with what followed it; or nothing."""
        return self._live.waiting_turn(sender_id, message_id)

    async def erase(self, sender_id: str) -> bool:
        """Delete every trace of a conversation; return whether there was one.

        Raises:
            StoreUnavailable: it could not be deleted, or not wholly; try again.
        """
        self._live.drop(sender_id)
        found = await self.access.run_long(erasure.erase, self.engine, sender_id)
        self._live.drop(sender_id)
        return found

    async def delete(self, sender_id: str) -> None:
        """Delete a conversation: `erase` under the name that Rasa's later versions use."""
        await self.erase(sender_id)

    async def is_erased(self, sender_id: str) -> bool:
        """Tell whether the conversation was erased, on whatever node: its token is worth nothing then.

        Raises:
            StoreUnavailable: the database cannot be read.
        """
        return await self.access.run(erasure.is_erased, self.engine, sender_id)

    async def probe(self) -> None:
        """Find out by writing whether conversations can be kept again, and write what waits for that."""
        try:
            await self.access.run(write_probe, self.engine)
        except StoreUnavailable:
            return  # it stays red
        FAULTS.worked(Part.SAVING)
        await self._catch_up()

    async def purge(self, retention_days: float) -> int:
        """Delete what is older than it may be; return how many conversations went."""
        gone = await self.access.run_long(erasure.purge, self.engine, retention_days)
        self._live.forget_saved()
        return gone

    async def forget_erased(self, since: float) -> None:
        """Let go of live trackers of what was erased elsewhere since a moment (seconds since 1970)."""
        gone = set(await self.access.run(erasure.erased_since, self.engine, since))
        for sender_id in self._live.senders():
            if gone and digest(sender_id) in gone:
                self._live.drop(sender_id)

    @property
    def live_conversations(self) -> int:
        """Return how many conversations are in memory."""
        return len(self._live)

    def close(self) -> None:
        """Close all connections."""
        self.access.close()
        self.engine.dispose()

    # --- how

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        """Return an empty tracker."""
        return WindowedTracker(sender_id, self.domain.slots)

    async def _read(self, sender_id: str) -> Optional[WindowedTracker]:
        window = await self.access.run(self.conversations.window, sender_id)
        if window is None:
            return None
        kept = [Snapshot.loads(seq, data) for seq, data in window.snapshots]
        events = deserialise_events(window.events)
        return rebuild(sender_id, self.domain.slots, kept, window.start, events)

    async def _write(self, tracker: WindowedTracker) -> None:
        """Append what is new."""
        try:
            await self._append(tracker)
        except ConversationMovedOn:
            if not await self._has_own_late_writes(tracker):
                raise
            await self._append(tracker)

    async def _has_own_late_writes(self, tracker: WindowedTracker) -> bool:
        """Tell whether what is new in the database is what the tracker wanted to write, and take note of it.

        A write that was given up because the database hung may have got through after all.
        """
        wanted = [event.as_dict() for event in tracker.unstored()]
        if not wanted:
            return False
        stored = await self.events_of(tracker.sender_id, tracker.stored)
        count = len(stored)
        if not 0 < count <= len(wanted) or [each.event for each in stored] != _as_stored(wanted[:count]):
            return False
        tracker.stored += count
        return True

    async def _append(self, tracker: WindowedTracker) -> None:
        """Write the new events, with a snapshot where one is due, and let the window move on."""
        new = tracker.unstored()
        if not new:
            return
        snapshot = take_snapshot(tracker, tracker.last_seq) if tracker.wants_snapshot() else None
        row = None if snapshot is None else (snapshot.seq, snapshot.dumps())
        bodies = [event.as_dict() for event in new]
        tracker.stored = await self.access.run(
            self.conversations.append, tracker.sender_id, tracker.stored, bodies, row, tracker.born
        )
        if snapshot is not None:
            tracker.snapshots = [*tracker.snapshots, snapshot][-SNAPSHOTS_KEPT:]
        tracker.trim()
        self._publish(tracker.sender_id, bodies)

    async def _save_foreign(self, tracker: DialogueStateTracker) -> None:
        """Write a tracker that somebody else made: it holds the current session from its start."""
        sender_id = tracker.sender_id
        try:
            last, session = await self.access.run(self.conversations.position, sender_id)
            new = [event.as_dict() for event in list(tracker.events)[last - max(session - 1, 0) :]]
            if new:
                await self.access.run(self.conversations.append, sender_id, last, new)
                self._publish(sender_id, new)
        except StoreUnavailable as error:
            raise NotSaved(str(error)) from None
        finally:
            self._live.drop(sender_id)

    async def _catch_up(self) -> None:
        """Write what could not be written while the database was down."""
        for tracker in self._live.unsaved():
            try:
                await self._write(tracker)
            except NotSaved:  # it has gone on elsewhere, or was erased
                self._live.drop(tracker.sender_id)
                logger.warning("a turn handled while the database was down could not be kept")
            except StoreUnavailable:
                return
            else:
                self._live.put(tracker)

    def _publish(self, sender_id: str, bodies: List[Dict[str, Any]]) -> None:
        if self.event_broker is not None:
            for body in bodies:
                self.event_broker.publish({"sender_id": sender_id, **body})


def _as_stored(bodies: List[Dict[str, Any]]) -> Any:
    """Return events as they come back from the database."""
    return loads(dumps(bodies))
