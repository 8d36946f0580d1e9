"""The tables; what Rasa's own SQL tracker store kept in the same database is carried over."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Set

import sqlalchemy as sa
from alembic import op

# There is no way back (`downgrade`): it would delete conversations. `restore` is the way back.
revision = "0001"
down_revision = None

RASA_TABLE = "events"
ROWS_AT_ONCE = 500


def upgrade() -> None:
    """Create the tables and carry over the rows of Rasa's table `events`, which is then dropped."""
    op.create_table(
        "conversations",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("session_seq", sa.Integer, nullable=False, server_default="0"),
        sa.Column("updated_at", sa.Float(53), nullable=False),
    )
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"])
    op.create_table(
        "conversation_events",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("type_name", sa.String(64), nullable=False),
        sa.Column("timestamp", sa.Float(53)),
        sa.Column("message_id", sa.String(255)),
        sa.Column("data", sa.Text, nullable=False),
        sa.UniqueConstraint("sender_id", "message_id", name="uq_conversation_events_message"),
    )
    op.create_table(
        "conversation_snapshots",
        sa.Column("sender_id", sa.String(255), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "erased_conversations",
        sa.Column("sender_digest", sa.String(64), primary_key=True),
        sa.Column("erased_at", sa.Float(53), nullable=False),
        sa.Column("expires_at", sa.Float(53), nullable=False),
    )
    op.create_index("ix_erased_conversations_erased_at", "erased_conversations", ["erased_at"])
    _carry_over(op.get_bind())


def _carry_over(connection: sa.engine.Connection) -> None:
    inspector = sa.inspect(connection)
    if not inspector.has_table(RASA_TABLE):
        return
    if {column["name"] for column in inspector.get_columns(RASA_TABLE)} < {"id", "sender_id", "data"}:
        return  # a table of somebody else's
    old = sa.table(RASA_TABLE, sa.column("id"), sa.column("sender_id"), sa.column("data"))
    senders = connection.execute(sa.select(old.c.sender_id).distinct()).scalars().all()
    for sender_id in senders:
        rows = connection.execute(
            sa.select(old.c.data).where(old.c.sender_id == sender_id).order_by(old.c.id)
        ).scalars()
        _write(connection, sender_id, [json.loads(row) for row in rows])
    op.drop_table(RASA_TABLE)


def _write(connection: sa.engine.Connection, sender_id: str, events: List[Dict[str, Any]]) -> None:
    conversations = sa.table(
        "conversations", *map(sa.column, ("sender_id", "last_seq", "session_seq", "updated_at"))
    )
    table = sa.table(
        "conversation_events",
        *map(sa.column, ("sender_id", "seq", "type_name", "timestamp", "message_id", "data")),
    )
    seen: Set[str] = set()
    rows: List[Dict[str, Any]] = []
    session, updated = 0, 0.0
    for seq, event in enumerate(events, 1):
        kind = str(event.get("event"))
        message_id = event.get("message_id") if kind == "user" else None
        if message_id in seen:
            message_id = None
        elif message_id is not None:
            seen.add(message_id)
        if kind == "session_started":
            session = seq
        updated = max(updated, float(event.get("timestamp") or 0.0))
        rows.append(
            {
                "sender_id": sender_id,
                "seq": seq,
                "type_name": kind,
                "timestamp": event.get("timestamp"),
                "message_id": message_id,
                "data": json.dumps(event),
            }
        )
    for first in range(0, len(rows), ROWS_AT_ONCE):
        connection.execute(table.insert(), rows[first : first + ROWS_AT_ONCE])
    connection.execute(
        conversations.insert().values(
            sender_id=sender_id, last_seq=len(rows), session_seq=session, updated_at=updated
        )
    )
