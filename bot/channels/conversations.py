"""What the widget's channel asks of the store of conversations: turns, their erasing, what changed.

Our own store (``bot/storage``) answers it by itself; for Rasa's own there is `bot.channels.rasa_stores`.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import Any, Iterable, List, Optional, Set, Tuple

from rasa.core.tracker_store import TrackerStore

from bot.channels.transcript import Event, Turn, turns_of

# Clocks of two nodes differ, and a write takes its time: what is so new is looked at again.
OVERLAP_SECONDS = 10.0


class NotErased(RuntimeError):
    """The store still holds something of a conversation that was erased."""


class Conversations(ABC):
    """The conversations of one store."""

    @abstractmethod
    async def events(self, sender: str, after: int = 0) -> Iterable[Tuple[int, Event]]:
        """Return the events of a conversation after a number, over all sessions, each with its number."""

    @abstractmethod
    async def turn(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message, or None where the conversation has no message of that id."""

    def waiting(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message that was handled while the store was away, or None."""
        return None

    @abstractmethod
    async def erase(self, sender: str, until: float) -> None:
        """Erase a conversation, and remember until then that its tokens are worth nothing.

        Raises:
            NotErased: the store still holds something of it.
        """

    @abstractmethod
    async def is_erased(self, sender: str) -> bool:
        """Tell whether a conversation was erased, on whatever node."""

    @abstractmethod
    async def changed(self, mark: Optional[float]) -> Tuple[Optional[float], Set[str]]:
        """Return a mark of now, and who may have new events since an earlier mark; nobody for the first."""

    async def turns(self, sender: str, after: int = 0) -> List[Turn]:
        """Return the turns of a conversation after the turn of a number."""
        return turns_of(await self.events(sender, after), sender, after)

    async def last_number(self, sender: str) -> int:
        """Return the number of the last turn, or 0 where there is none."""
        turns = await self.turns(sender)
        return int(turns[-1]["seq"]) if turns else 0


class KeptConversations(Conversations):
    """The conversations of our own store, which finds a message by its id and forgets for good."""

    def __init__(self, store: Any) -> None:
        """Take a store that answers what the methods here ask: `bot.storage.tracker_store`."""
        self._store = store

    async def events(self, sender: str, after: int = 0) -> Iterable[Tuple[int, Event]]:
        """Return the events after a number."""
        return [(stored.seq, stored.event) for stored in await self._store.events_of(sender, after)]

    async def turn(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message, in a few small queries however long the conversation is."""
        stored = await self._store.turn_of(sender, message_id)
        turns = turns_of([(each.seq, each.event) for each in stored], sender)
        return turns[0] if turns else None

    def waiting(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message that waits in memory for the database, or None."""
        held = self._store.waiting_turn(sender, message_id)
        turns = turns_of([(each.seq, each.event) for each in held], sender)
        return {**turns[0], "saved": False} if turns else None

    async def erase(self, sender: str, until: float) -> None:
        """Erase a conversation; the store remembers it for longer than any token lives."""
        await self._store.erase(sender)
        if await self._store.events_of(sender) or not await self._store.is_erased(sender):
            raise NotErased("the store still holds events of an erased conversation")

    async def is_erased(self, sender: str) -> bool:
        """Tell whether a conversation was erased."""
        return bool(await self._store.is_erased(sender))

    async def changed(self, mark: Optional[float]) -> Tuple[Optional[float], Set[str]]:
        """Return a mark of now, and who was written to since an earlier one."""
        now = time.time()
        if mark is None:
            return now, set()
        return now, set(await self._store.written_since(mark - OVERLAP_SECONDS))


def conversations_of(store: TrackerStore) -> Conversations:
    """Return the conversations of a store, as the agent holds it: wrapped, so that a broken one is hidden."""
    from bot.channels.rasa_stores import PlainConversations, SqlConversations, is_sql

    inner = getattr(store, "_tracker_store", store)
    if hasattr(inner, "turn_of") and hasattr(inner, "is_erased"):
        return KeptConversations(inner)
    return SqlConversations(inner) if is_sql(inner) else PlainConversations(inner)
