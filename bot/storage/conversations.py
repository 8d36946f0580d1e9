"""What is read from and written to the database. Synchronous; every function is one transaction at most.

A database error is raised as SQLAlchemy raises it; `access.py` turns it into `StoreUnavailable`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import threading
import time
from dataclasses import dataclass
from typing import Any, ContextManager, Dict, List, Optional, Tuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.plain_json import dumps, loads
from bot.storage.database import ONLY_READS
from bot.storage.errors import AlreadyHandled, ConversationMovedOn
from bot.storage.quick import Move, QuickPostgreSQL, QuickSQLite, Row
from bot.storage.schema import conversations, erased, events, snapshots

SESSION_STARTED = "session_started"
DAY_SECONDS = 86_400.0

Json = Dict[str, Any]

_OWN = conversations.c.sender_id == sa.bindparam("sender")
_MOVE_ON = (
    conversations.update()
    .where(_OWN)
    .where(conversations.c.last_seq == sa.bindparam("after"))
    .values(last_seq=sa.bindparam("last"), updated_at=sa.bindparam("now"))
)
_MOVE_ON_TO_SESSION = _MOVE_ON.values(session_seq=sa.bindparam("session"))
_ADD_EVENTS = events.insert()
_MOVED_ON = "the conversation has newer events, or was erased"
_STORED_ALREADY = "a message with this id is stored already"


@dataclass(frozen=True)
class StoredEvent:
    """An event of a conversation with its number, which counts from 1."""

    seq: int
    event: Json


@dataclass(frozen=True)
class StoredWindow:
    """The end of a conversation: the kept snapshots (number, JSON) and the events after ``start``."""

    last_seq: int
    start: int
    snapshots: List[Tuple[int, str]]
    events: List[Json]


def digest(sender_id: str) -> str:
    """Return what an erased conversation is remembered by."""
    return hashlib.sha256(b"ivig-triage erased\0" + sender_id.encode("utf-8", "surrogatepass")).hexdigest()


class Conversations:
    """The conversations in one database."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self.engine = engine
        sqlite = engine.dialect.name == "sqlite"
        # SQLite takes one writer at a time and lets the others sleep longer and longer; here they queue.
        queue = threading.Lock()
        self._writing: ContextManager[Any] = queue if sqlite else contextlib.nullcontext()
        # A single statement needs no transaction around it; on PostgreSQL that saves two trips. On SQLite a
        # reader must not take the writers' lock: it would wait until their turns are on the disk.
        reading = {ONLY_READS: True} if sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._reader = engine.execution_options(**reading)
        self._quick = QuickSQLite(engine, queue) if sqlite else QuickPostgreSQL(self._reader)

    def last_seq(self, sender_id: str) -> int:
        """Return the number of the conversation's last event, 0 where there is none."""
        return self._quick.last_seq(sender_id)

    def position(self, sender_id: str) -> Tuple[int, int]:
        """Return the numbers of the last event and of the current session's start, or zeros."""
        query = sa.select(conversations.c.last_seq, conversations.c.session_seq)
        with self._reader.connect() as connection:
            row = connection.execute(query.where(conversations.c.sender_id == sender_id)).first()
        return (0, 0) if row is None else (row.last_seq, row.session_seq)

    def window(self, sender_id: str) -> Optional[StoredWindow]:
        """Return the end of a conversation from the older of its kept snapshots on, or of the session."""
        with self._reader.connect() as connection:
            row = connection.execute(
                sa.select(conversations.c.last_seq, conversations.c.session_seq).where(
                    conversations.c.sender_id == sender_id
                )
            ).first()
            if row is None:
                return None
            before_session = max(row.session_seq - 1, 0)
            kept = connection.execute(
                sa.select(snapshots.c.seq, snapshots.c.data)
                .where(snapshots.c.sender_id == sender_id)
                .where(snapshots.c.seq > before_session)
                .where(snapshots.c.seq <= row.last_seq)
                .order_by(snapshots.c.seq)
            ).all()
            start = kept[0].seq if len(kept) > 1 else before_session
            found = _select_events(connection, sender_id, start, row.last_seq)
        first = found[0].seq - 1 if found else start
        return StoredWindow(
            row.last_seq, first, [(s.seq, s.data) for s in kept], [stored.event for stored in found]
        )

    def events(self, sender_id: str, after_seq: int = 0) -> List[StoredEvent]:
        """Return all events after a number, over all sessions, in their order."""
        with self._reader.connect() as connection:
            return _select_events(connection, sender_id, after_seq)

    def turn(self, sender_id: str, message_id: str) -> List[StoredEvent]:
        """Return a person's message, found by its id, and what followed it up to the next one; or nothing."""
        own = events.c.sender_id == sender_id
        with self._reader.connect() as connection:
            first = connection.execute(
                sa.select(events.c.seq).where(own).where(events.c.message_id == message_id)
            ).scalar()
            if first is None:
                return []
            following = connection.execute(
                sa.select(sa.func.min(events.c.seq))
                .where(own)
                .where(events.c.seq > first)
                .where(events.c.type_name == "user")
            ).scalar()
            last = None if following is None else following - 1
            return _select_events(connection, sender_id, first - 1, last)

    def written_since(self, moment: float) -> List[str]:
        """Return the conversations that got new events since a moment (seconds since 1970)."""
        with self._reader.connect() as connection:
            query = sa.select(conversations.c.sender_id).where(conversations.c.updated_at >= moment)
            return [row.sender_id for row in connection.execute(query)]

    def senders(self) -> List[str]:
        """Return the ids of all conversations."""
        with self._reader.connect() as connection:
            query = sa.select(conversations.c.sender_id).order_by(conversations.c.sender_id)
            return [row.sender_id for row in connection.execute(query)]

    def append(
        self,
        sender_id: str,
        after_seq: int,
        new_events: List[Json],
        snapshot: Optional[Tuple[int, str]] = None,
        since: float = 0.0,
    ) -> int:
        """Write events behind the event ``after_seq``, all or none of them, and return the last one's number.

        Args:
            sender_id: the conversation.
            after_seq: the last event that the writer has read; 0 for a new conversation.
            new_events: the events as Rasa's dictionaries.
            snapshot: number and state after one of the events, if it is time for one.
            since: when the writer began (seconds since 1970): it does not bring back what was erased later.

        Raises:
            ConversationMovedOn: there is a newer event, or the conversation was erased.
            AlreadyHandled: a message's id is in the conversation already.
        """
        last = after_seq + len(new_events)
        rows = [_row(after_seq + 1 + index, event) for index, event in enumerate(new_events)]
        sessions = [row.seq for row in rows if row.type_name == SESSION_STARTED]
        now = time.time()
        if after_seq and rows and not sessions and snapshot is None:
            self._append_to(Move(sender_id, after_seq, last, now), rows)
            return last
        with self._writing, self.engine.begin() as connection:
            if after_seq == 0:
                _begin_conversation(connection, sender_id, last, sessions, now, since)
            else:
                values: Json = {"last": last, "now": now, "sender": sender_id, "after": after_seq}
                statement = _MOVE_ON
                if sessions:
                    statement, values["session"] = _MOVE_ON_TO_SESSION, sessions[-1]
                if connection.execute(statement, values).rowcount != 1:
                    raise ConversationMovedOn(_MOVED_ON)
            try:
                if rows:
                    own_rows = [{"sender_id": sender_id, **dataclasses.asdict(row)} for row in rows]
                    connection.execute(_ADD_EVENTS, own_rows)
            except IntegrityError as error:
                raise AlreadyHandled(_STORED_ALREADY) from error
            if sessions:  # what an earlier session's window stood on is needed no more
                own = snapshots.c.sender_id == sender_id
                connection.execute(snapshots.delete().where(own).where(snapshots.c.seq < sessions[-1]))
            if snapshot is not None:
                _keep_snapshot(connection, sender_id, *snapshot)
        return last

    def _append_to(self, move: Move, rows: List[Row]) -> None:
        """Write what a usual message brings: events of a conversation that goes on.

        Raises:
            ConversationMovedOn: as `append`.
            AlreadyHandled: as `append`.
        """
        try:
            moved = self._quick.append(move, rows)
        except IntegrityError as error:
            raise AlreadyHandled(_STORED_ALREADY) from error
        if not moved:
            raise ConversationMovedOn(_MOVED_ON)


def _row(seq: int, event: Json) -> Row:
    kind = event.get("event")
    message_id = event.get("message_id") if kind == "user" else None
    return Row(seq, str(kind), event.get("timestamp"), message_id, dumps(event))


def _begin_conversation(
    connection: sa.engine.Connection,
    sender_id: str,
    last: int,
    sessions: List[int],
    now: float,
    since: float,
) -> None:
    wait_for_others(connection, sender_id)
    gone_at = connection.execute(
        sa.select(erased.c.erased_at).where(erased.c.sender_digest == digest(sender_id))
    ).scalar()
    if gone_at is not None and gone_at >= since > 0:
        raise ConversationMovedOn("the conversation was erased meanwhile")
    try:
        connection.execute(
            conversations.insert().values(
                sender_id=sender_id,
                last_seq=last,
                session_seq=sessions[-1] if sessions else 0,
                updated_at=now,
            )
        )
    except IntegrityError as error:
        raise ConversationMovedOn("the conversation was begun elsewhere meanwhile") from error


def wait_for_others(connection: sa.engine.Connection, sender_id: str) -> None:
    """Let one transaction at a time begin or erase a conversation that has no row yet."""
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(digest(sender_id)[:16]), "big", signed=True)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def _keep_snapshot(connection: sa.engine.Connection, sender_id: str, seq: int, data: str) -> None:
    """Store a snapshot; of the older ones the newest stays."""
    own = snapshots.c.sender_id == sender_id
    before = connection.execute(sa.select(sa.func.max(snapshots.c.seq)).where(own)).scalar()
    if before is not None:
        connection.execute(snapshots.delete().where(own).where(snapshots.c.seq < before))
    connection.execute(snapshots.insert().values(sender_id=sender_id, seq=seq, data=data))


def _select_events(
    connection: sa.engine.Connection, sender_id: str, after_seq: int, last_seq: Optional[int] = None
) -> List[StoredEvent]:
    query = (
        sa.select(events.c.seq, events.c.data)
        .where(events.c.sender_id == sender_id)
        .where(events.c.seq > after_seq)
        .order_by(events.c.seq)
    )
    if last_seq is not None:
        query = query.where(events.c.seq <= last_seq)
    return [StoredEvent(row.seq, loads(row.data)) for row in connection.execute(query)]
