"""The conversations of Rasa's own stores, for those who run the assistant with them (plain ``rasa run``)."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from typing import Any, Callable, Dict, Iterable, List, Optional, Set, Tuple, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from bot.channels.conversations import Conversations, NotErased
from bot.channels.transcript import LISTEN, Event, Turn, find

# What is left of an erased conversation until its token has ended: no id, no text.
_METADATA = sa.MetaData()
ERASED = sa.Table(
    "erased_conversations",
    _METADATA,
    sa.Column("mark", sa.String(64), primary_key=True),
    sa.Column("expires_at", sa.Float, nullable=False),
)
# Events commit in another order than their numbers on more than one node: so many are looked at again.
OVERLAP = 500
_LISTENING: Event = {"event": "action", "name": LISTEN}
T = TypeVar("T")


def is_sql(store: TrackerStore) -> bool:
    """Tell whether a store is Rasa's own over SQL."""
    return isinstance(store, SQLTrackerStore)


def mark_of(sender: str) -> str:
    """Return what an erased conversation is remembered by."""
    return hashlib.sha256(f"erased:{sender}".encode()).hexdigest()


class PlainConversations(Conversations):
    """The conversations of any store, through Rasa's own interface; only in memory can they be erased."""

    def __init__(self, store: TrackerStore) -> None:
        """Take the store."""
        self._store = store
        self._erased: Dict[str, float] = {}

    async def events(self, sender: str, after: int = 0) -> Iterable[Tuple[int, Event]]:
        """Return the events after a number."""
        tracker = await self._store.retrieve_full_tracker(sender)
        found = [] if tracker is None else [event.as_dict() for event in tracker.events]
        return list(enumerate(found, 1))[after:]

    async def turn(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message."""
        return find(await self.turns(sender), message_id)

    async def erase(self, sender: str, until: float) -> None:
        """Erase a conversation."""
        now = time.time()
        self._erased = {mark: end for mark, end in self._erased.items() if end > now}
        self._erased[mark_of(sender)] = until
        if isinstance(self._store, InMemoryTrackerStore):
            self._store.store.pop(sender, None)
        if await self._store.retrieve_full_tracker(sender) is not None:
            raise NotErased(f"{type(self._store).__name__} cannot erase a conversation")

    async def is_erased(self, sender: str) -> bool:
        """Tell whether a conversation was erased."""
        return self._erased.get(mark_of(sender), 0.0) > time.time()

    async def changed(self, mark: Optional[float]) -> Tuple[Optional[float], Set[str]]:
        """Return nobody: such a store cannot tell."""
        return mark, set()


class SqlConversations(Conversations):
    """The conversations of Rasa's SQL store. Its calls wait, so each runs in a thread."""

    def __init__(self, store: SQLTrackerStore) -> None:
        """Take the store, and make the table of what was erased."""
        self._store = store
        self._table = store.SQLEvent
        _METADATA.create_all(store.engine)

    async def events(self, sender: str, after: int = 0) -> Iterable[Tuple[int, Event]]:
        """Return the events after a number that make turns."""
        return await _in_thread(self._events, sender, after)

    async def turn(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message; that a message is new is found out quickly."""
        if not await _in_thread(self._mentioned, sender, message_id):
            return None
        return find(await self.turns(sender), message_id)

    async def erase(self, sender: str, until: float) -> None:
        """Erase a conversation, and check that nothing is left."""
        await _in_thread(self._erase, sender, until)

    async def is_erased(self, sender: str) -> bool:
        """Tell whether a conversation was erased."""
        return await _in_thread(self._is_erased, sender)

    async def changed(self, mark: Optional[float]) -> Tuple[Optional[float], Set[str]]:
        """Return the number of the latest event, and who has events after an earlier one."""
        return await _in_thread(self._changed, mark)

    def _events(self, sender: str, after: int) -> List[Tuple[int, Event]]:
        table = self._table
        wanted = sa.or_(
            table.type_name.in_(("user", "bot")),
            sa.and_(table.type_name == "action", table.action_name == LISTEN),
        )
        with self._store.session_scope() as session:
            rows = (
                session.query(table.id, table.type_name, table.data)
                .filter(table.sender_id == sender, table.id > after, wanted)
                .order_by(table.id)
                .all()
            )
        return [(number, _LISTENING if kind == "action" else json.loads(data)) for number, kind, data in rows]

    def _mentioned(self, sender: str, message_id: str) -> bool:
        table = self._table
        with self._store.session_scope() as session:
            query = session.query(table.id).filter(
                table.sender_id == sender,
                table.type_name == "user",
                table.data.contains(message_id, autoescape=True),
            )
            return query.first() is not None

    def _erase(self, sender: str, until: float) -> None:
        table = self._table
        with self._store.session_scope() as session:
            if self._store.engine.dialect.name == "sqlite":  # overwrite, not only unlink
                session.execute(sa.text("PRAGMA secure_delete = ON"))
            session.execute(sa.delete(ERASED).where(ERASED.c.expires_at <= time.time()))
            session.execute(sa.delete(ERASED).where(ERASED.c.mark == mark_of(sender)))
            session.execute(sa.insert(ERASED).values(mark=mark_of(sender), expires_at=until))
            session.query(table).filter(table.sender_id == sender).delete(synchronize_session=False)
            session.commit()
            if session.query(table.id).filter(table.sender_id == sender).first() is not None:
                raise NotErased("the database still holds events of an erased conversation")

    def _is_erased(self, sender: str) -> bool:
        with self._store.session_scope() as session:
            query = sa.select(ERASED.c.expires_at).where(
                ERASED.c.mark == mark_of(sender), ERASED.c.expires_at > time.time()
            )
            return session.execute(query).first() is not None

    def _changed(self, mark: Optional[float]) -> Tuple[Optional[float], Set[str]]:
        table = self._table
        with self._store.session_scope() as session:
            latest = float(session.query(sa.func.max(table.id)).scalar() or 0)
            if mark is None or latest == mark:
                return latest, set()
            rows = session.query(table.sender_id).filter(table.id > mark - OVERLAP).distinct().all()
        return latest, {sender for (sender,) in rows}


async def _in_thread(work: Callable[..., T], *arguments: Any) -> T:
    return await asyncio.to_thread(work, *arguments)
