"""What the widget's channel asks of the store of conversations: their events, their erasing, what changed.

Rasa's SQL store is asked for no more than is needed; any other store through Rasa's own interface.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from typing import Any, Dict, List, Optional, Set, Tuple

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from bot.channels.transcript import LISTEN, Turn, find, turns_of

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


class NotErased(RuntimeError):
    """The store still holds something of a conversation that was erased."""


class Conversations:
    """The conversations of one store. Its methods wait for the store; call them off the server's loop."""

    def __init__(self, store: TrackerStore) -> None:
        """Take Rasa's store, as the agent holds it: wrapped, so that a broken one is hidden."""
        self._store = getattr(store, "_tracker_store", store)
        self._sql: Optional[SQLTrackerStore] = (
            self._store if isinstance(self._store, SQLTrackerStore) else None
        )
        self._erased: Dict[str, float] = {}
        if self._sql is not None:
            _METADATA.create_all(self._sql.engine)

    def events(self, sender: str) -> List[Dict[str, Any]]:
        """Return the events of all sessions that make the turns of a conversation."""
        if self._sql is None:
            tracker = asyncio.run(self._store.retrieve_full_tracker(sender))
            return [] if tracker is None else [event.as_dict() for event in tracker.events]
        table = self._sql.SQLEvent
        wanted = sa.or_(
            table.type_name.in_(("user", "bot")),
            sa.and_(table.type_name == "action", table.action_name == LISTEN),
        )
        with self._sql.session_scope() as session:
            query = session.query(table.type_name, table.data).filter(table.sender_id == sender, wanted)
            rows = query.order_by(table.id).all()
        listening = {"event": "action", "name": LISTEN}
        return [listening if kind == "action" else json.loads(data) for kind, data in rows]

    def turns(self, sender: str) -> List[Turn]:
        """Return the turns of a conversation."""
        return turns_of(self.events(sender), sender)

    def turn(self, sender: str, message_id: str) -> Optional[Turn]:
        """Return the turn of a message, or None; that a message is new is found out quickly."""
        if self._sql is not None and not self._mentioned(self._sql, sender, message_id):
            return None
        return find(self.turns(sender), message_id)

    def _mentioned(self, store: SQLTrackerStore, sender: str, message_id: str) -> bool:
        table = store.SQLEvent
        with store.session_scope() as session:
            query = session.query(table.id).filter(
                table.sender_id == sender,
                table.type_name == "user",
                table.data.contains(message_id, autoescape=True),
            )
            return query.first() is not None

    # ---- erasing -------------------------------------------------------------------------------------

    def erase(self, sender: str, until: float) -> None:
        """Erase a conversation, and remember until then that its tokens are worth nothing.

        Raises:
            NotErased: the store still holds something of it.
        """
        now = time.time()
        self._erased = {mark: end for mark, end in self._erased.items() if end > now}
        if self._sql is None:
            self._erased[_mark(sender)] = until
            if isinstance(self._store, InMemoryTrackerStore):
                self._store.store.pop(sender, None)
            if asyncio.run(self._store.retrieve_full_tracker(sender)) is not None:
                raise NotErased(f"{type(self._store).__name__} cannot erase a conversation")
            return
        table = self._sql.SQLEvent
        with self._sql.session_scope() as session:
            if self._sql.engine.dialect.name == "sqlite":  # overwrite, not only unlink
                session.execute(sa.text("PRAGMA secure_delete = ON"))
            session.execute(sa.delete(ERASED).where(ERASED.c.expires_at <= now))
            session.execute(sa.delete(ERASED).where(ERASED.c.mark == _mark(sender)))
            session.execute(sa.insert(ERASED).values(mark=_mark(sender), expires_at=until))
            session.query(table).filter(table.sender_id == sender).delete(synchronize_session=False)
            session.commit()
            if session.query(table.id).filter(table.sender_id == sender).first() is not None:
                raise NotErased("the database still holds events of an erased conversation")

    def is_erased(self, sender: str) -> bool:
        """Tell whether a conversation was erased, so that its tokens are worth nothing."""
        if self._sql is None:
            return self._erased.get(_mark(sender), 0.0) > time.time()
        with self._sql.session_scope() as session:
            query = sa.select(ERASED.c.expires_at).where(ERASED.c.mark == _mark(sender))
            return session.execute(query).first() is not None

    # ---- what changed --------------------------------------------------------------------------------

    def changed_after(self, number: Optional[int]) -> Tuple[Optional[int], Set[str]]:
        """Return the number of the latest event, and who has events after a number.

        None where the store cannot tell; with None as the number nobody is named.
        """
        if self._sql is None:
            return None, set()
        table = self._sql.SQLEvent
        with self._sql.session_scope() as session:
            latest = session.query(sa.func.max(table.id)).scalar() or 0
            if number is None or latest == number:
                return latest, set()
            rows = session.query(table.sender_id).filter(table.id > number - OVERLAP).distinct().all()
        return latest, {sender for (sender,) in rows}


def _mark(sender: str) -> str:
    return hashlib.sha256(f"erased:{sender}".encode()).hexdigest()
