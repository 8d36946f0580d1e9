"""Live trackers between messages: a bounded number that the database has, and what could not be saved."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from typing import Dict, List, Optional, Tuple

from bot.storage.conversations import StoredEvent
from bot.storage.window import WindowedTracker

logger = logging.getLogger(__name__)

UNSAVED_KEPT = 1000
LENT_SECONDS = 60.0  # longer than any turn; meanwhile what was lent is the borrower's to save


class LiveTrackers:
    """A bounded cache, used by several threads: the turns' and the server's."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._saved: OrderedDict[str, Tuple[WindowedTracker, int]] = OrderedDict()
        self._unsaved: OrderedDict[str, WindowedTracker] = OrderedDict()
        self._lent_at: Dict[str, float] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._saved) + len(self._unsaved)

    def senders(self) -> List[str]:
        """Return the conversations that are held."""
        with self._lock:
            return [*self._saved, *self._unsaved]

    def take(self, sender_id: str) -> Optional[WindowedTracker]:
        """Return a tracker that is the caller's alone from now on.

        What is not saved yet stays here as well, for a caller that only reads would lose it.
        """
        with self._lock:
            unsaved = self._unsaved.get(sender_id)
            if unsaved is not None:
                self._lent_at[sender_id] = time.monotonic()
                return unsaved.duplicate()
            tracker, events = self._saved.pop(sender_id, (None, 0))
        # Whoever saved it may have gone on with it; such a tracker is worth nothing.
        return tracker if tracker is not None and len(tracker.events) == events else None

    def put(self, tracker: WindowedTracker) -> None:
        """Keep a tracker that is in the database as it is; the least recently used one makes room."""
        with self._lock:
            self._forget(tracker.sender_id)
            self._saved[tracker.sender_id] = (tracker, len(tracker.events))
            while len(self._saved) > self._size:
                self._saved.popitem(last=False)

    def keep_unsaved(self, tracker: WindowedTracker) -> None:
        """Keep a tracker whose last events are nowhere else."""
        with self._lock:
            self._forget(tracker.sender_id)
            self._unsaved[tracker.sender_id] = tracker
            while len(self._unsaved) > UNSAVED_KEPT:
                lost, _ = self._unsaved.popitem(last=False)
                self._lent_at.pop(lost, None)
                logger.error("too many turns wait for the database; the oldest one is given up")

    def unsaved(self) -> List[WindowedTracker]:
        """Return what waits for the database and is in nobody's hands."""
        if not self._unsaved:
            return []
        with self._lock:
            now = time.monotonic()
            return [
                tracker
                for sender, tracker in self._unsaved.items()
                if now - self._lent_at.get(sender, float("-inf")) > LENT_SECONDS
            ]

    def waiting_turn(self, sender_id: str, message_id: str) -> List[StoredEvent]:
        """Return a message that is not saved yet, with what followed it up to the next one; or nothing."""
        with self._lock:
            tracker = self._unsaved.get(sender_id)
            if tracker is None:
                return []
            numbered = [
                StoredEvent(tracker.stored + place, event.as_dict())
                for place, event in enumerate(tracker.unstored(), 1)
            ]
        turn: List[StoredEvent] = []
        for each in numbered:
            if each.event.get("event") == "user":
                if turn:
                    break
                if each.event.get("message_id") != message_id:
                    continue
                turn.append(each)
            elif turn:
                turn.append(each)
        return turn

    def drop(self, sender_id: str) -> None:
        """Let go of a conversation."""
        with self._lock:
            self._forget(sender_id)

    def forget_saved(self) -> None:
        """Let go of all that the database has."""
        with self._lock:
            self._saved.clear()

    def _forget(self, sender_id: str) -> None:
        self._saved.pop(sender_id, None)
        self._unsaved.pop(sender_id, None)
        self._lent_at.pop(sender_id, None)
