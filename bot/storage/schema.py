"""The tables. `migrations/` brings a database to this shape; a test compares the two."""

from __future__ import annotations

import sqlalchemy as sa

HEAD = "0001"  # the newest migration; `migrations/versions` holds it

metadata = sa.MetaData()

# One row for each conversation. `last_seq` is what a writer must have read: nobody writes on a stale reading.
conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("last_seq", sa.Integer, nullable=False),
    # Number of the event that began the current session; 0 where none is marked.
    sa.Column("session_seq", sa.Integer, nullable=False, server_default="0"),
    sa.Column("updated_at", sa.Float(53), nullable=False, index=True),  # seconds since 1970
)

# Append-only. The primary key keeps an event from being stored twice.
events = sa.Table(
    "conversation_events",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("type_name", sa.String(64), nullable=False),
    sa.Column("timestamp", sa.Float(53)),
    sa.Column("message_id", sa.String(255)),  # of a person's message, else null
    sa.Column("data", sa.Text, nullable=False),  # the event as Rasa's JSON
    sa.UniqueConstraint("sender_id", "message_id", name="uq_conversation_events_message"),
)

# The state of a conversation after the event `seq`: what a window of later events stands on.
snapshots = sa.Table(
    "conversation_snapshots",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("data", sa.Text, nullable=False),
)

# Conversations that were erased, by a digest of their id: no word of them, only that they are gone.
erased = sa.Table(
    "erased_conversations",
    metadata,
    sa.Column("sender_digest", sa.String(64), primary_key=True),
    sa.Column("erased_at", sa.Float(53), nullable=False, index=True),
    sa.Column("expires_at", sa.Float(53), nullable=False),
)

TABLES = (conversations, events, snapshots, erased)
