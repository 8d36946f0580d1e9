"""The two statements that every message needs, without SQLAlchemy's way to the driver.

That way costs more time than such short statements themselves do. What happens once in a conversation, or
once in many messages, is written with SQLAlchemy (`conversations.py`).
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass
from typing import Any, Iterator, List, Optional, Sequence

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError


@dataclass(frozen=True)
class Row:
    """An event as its table holds it, but for the conversation's id."""

    seq: int
    type_name: str
    timestamp: Optional[float]
    message_id: Optional[str]
    data: str


@dataclass(frozen=True)
class Move:
    """What becomes of a conversation's own row: its last event was `after` and is now `last`."""

    sender_id: str
    after: int
    last: int
    now: float


class QuickSQLite:
    """Short statements on a pooled connection's own cursor."""

    _LAST = "SELECT last_seq FROM conversations WHERE sender_id = ?"
    _MOVE = "UPDATE conversations SET last_seq = ?, updated_at = ? WHERE sender_id = ? AND last_seq = ?"
    _ADD = (
        "INSERT INTO conversation_events (sender_id, seq, type_name, timestamp, message_id, data) "
        "VALUES (?, ?, ?, ?, ?, ?)"
    )

    def __init__(self, engine: sa.engine.Engine, writing: threading.Lock) -> None:
        """Take the database, and the lock in which its writers queue."""
        self._engine = engine
        self._writing = writing

    def last_seq(self, sender_id: str) -> int:
        """Return the number of the conversation's last event, 0 where there is none."""
        with self._cursor() as cursor:
            found = cursor.execute(self._LAST, (sender_id,)).fetchone()
        return int(found[0]) if found else 0

    def append(self, move: Move, rows: Sequence[Row]) -> bool:
        """Write events, all or none; return False where the conversation is not where the writer read it."""
        values = [
            (move.sender_id, row.seq, row.type_name, row.timestamp, row.message_id, row.data) for row in rows
        ]
        with self._writing, self._cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute(self._MOVE, (move.last, move.now, move.sender_id, move.after))
            if cursor.rowcount != 1:
                return False  # what is not committed is taken back when the connection goes back to the pool
            cursor.executemany(self._ADD, values)
            cursor.execute("COMMIT")
        return True

    @contextlib.contextmanager
    def _cursor(self) -> Iterator[Any]:
        """Lend a cursor; the driver's errors are raised as SQLAlchemy raises them.

        Raises:
            DBAPIError: the driver failed.
        """
        dialect = self._engine.dialect
        connection = self._engine.raw_connection()
        try:
            yield connection.cursor()
        except dialect.dbapi.Error as error:
            lost = dialect.is_disconnect(error, connection.connection, None)
            if lost:
                connection.invalidate(error)
            raise DBAPIError.instance(
                None,
                None,
                error,
                dialect.dbapi.Error,
                hide_parameters=True,
                connection_invalidated=lost,
                dialect=dialect,
            ) from None
        finally:
            connection.close()


class QuickPostgreSQL:
    """The same in one statement each, so in one trip to the server."""

    _LAST = "SELECT last_seq FROM conversations WHERE sender_id = %s"
    _APPEND = (
        "WITH moved AS (UPDATE conversations SET last_seq = %s, updated_at = %s "
        "WHERE sender_id = %s AND last_seq = %s RETURNING sender_id) "
        "INSERT INTO conversation_events (sender_id, seq, type_name, timestamp, message_id, data) "
        "SELECT moved.sender_id, added.* FROM moved, unnest("
        "%s::integer[], %s::text[], %s::double precision[], %s::text[], %s::text[]) AS added"
    )

    def __init__(self, single: sa.engine.Engine) -> None:
        """Take the database, with every statement a transaction of its own."""
        self._single = single

    def last_seq(self, sender_id: str) -> int:
        """Return the number of the conversation's last event, 0 where there is none."""
        with self._single.connect() as connection:
            return int(connection.exec_driver_sql(self._LAST, (sender_id,)).scalar() or 0)

    def append(self, move: Move, rows: Sequence[Row]) -> bool:
        """Write events, all or none; return False where the conversation is not where the writer read it."""
        columns: List[List[Any]] = [
            [row.seq for row in rows],
            [row.type_name for row in rows],
            [row.timestamp for row in rows],
            [row.message_id for row in rows],
            [row.data for row in rows],
        ]
        values = (move.last, move.now, move.sender_id, move.after, *columns)
        with self._single.connect() as connection:
            return int(connection.exec_driver_sql(self._APPEND, values).rowcount) == len(rows)
