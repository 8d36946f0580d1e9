"""Deleting health data: a conversation on request, and what is older than the time it may be kept."""

from __future__ import annotations

import time
from typing import List

import sqlalchemy as sa

from bot.storage.conversations import DAY_SECONDS, digest, wait_for_others
from bot.storage.errors import StoreUnavailable
from bot.storage.schema import conversations, erased, events, snapshots

# Longer than any token may live that names the conversation (`bot/channels/tokens.py` gives 30 days).
TOMBSTONE_DAYS = 400
CHECKPOINT_SECONDS = 10.0
CONVERSATIONS_AT_ONCE = 100


def erase(engine: sa.engine.Engine, sender_id: str, keep_days: float = TOMBSTONE_DAYS) -> bool:
    """Delete every trace of a conversation, and remember by a digest that it is gone.

    Returns:
        Whether there was such a conversation.

    Raises:
        StoreUnavailable: it is deleted, but a reader keeps old pages of SQLite's journal in use; erase again.
    """
    now = time.time()
    with engine.begin() as connection:
        wait_for_others(connection, sender_id)
        # Whoever is about to write waits for this row, or finds it gone.
        found = connection.execute(
            conversations.delete().where(conversations.c.sender_id == sender_id)
        ).rowcount
        for table in (events, snapshots):
            connection.execute(table.delete().where(table.c.sender_id == sender_id))
        connection.execute(erased.delete().where(erased.c.sender_digest == digest(sender_id)))
        connection.execute(
            erased.insert().values(
                sender_digest=digest(sender_id), erased_at=now, expires_at=now + keep_days * DAY_SECONDS
            )
        )
    overwrite_journal(engine)
    return bool(found)


def is_erased(engine: sa.engine.Engine, sender_id: str) -> bool:
    """Tell whether the conversation was erased, on whatever node."""
    query = (
        sa.select(erased.c.expires_at)
        .where(erased.c.sender_digest == digest(sender_id))
        .where(erased.c.expires_at > time.time())
    )
    with engine.connect() as connection:
        return connection.execute(query).scalar() is not None


def erased_since(engine: sa.engine.Engine, moment: float) -> List[str]:
    """Return the digests of the conversations erased since a moment (seconds since 1970)."""
    with engine.connect() as connection:
        rows = connection.execute(sa.select(erased.c.sender_digest).where(erased.c.erased_at >= moment))
        return [row.sender_digest for row in rows]


def purge(engine: sa.engine.Engine, retention_days: float) -> int:
    """Delete what is older than it may be, and return how many conversations went as a whole.

    A conversation goes when its last message is too old. Of one that goes on, the old events go that neither
    the current session nor its newest snapshots need. Expired tombstones go too.
    """
    now = time.time()
    cutoff = now - retention_days * DAY_SECONDS
    gone = 0
    while batch := _too_old(engine, cutoff):
        with engine.begin() as connection:
            gone += connection.execute(
                conversations.delete()
                .where(conversations.c.sender_id.in_(batch))
                .where(conversations.c.updated_at < cutoff)
            ).rowcount
            left = {
                row.sender_id
                for row in connection.execute(
                    sa.select(conversations.c.sender_id).where(conversations.c.sender_id.in_(batch))
                )
            }
            for sender in batch:
                if sender not in left:
                    for table in (events, snapshots):
                        connection.execute(table.delete().where(table.c.sender_id == sender))
    with engine.begin() as connection:
        needed = (
            sa.select(sa.func.coalesce(sa.func.min(snapshots.c.seq) + 1, conversations.c.session_seq))
            .select_from(
                conversations.outerjoin(
                    snapshots,
                    sa.and_(
                        snapshots.c.sender_id == conversations.c.sender_id,
                        snapshots.c.seq > conversations.c.session_seq,
                    ),
                )
            )
            .where(conversations.c.sender_id == events.c.sender_id)
            .group_by(conversations.c.session_seq)
            .scalar_subquery()
        )
        old = connection.execute(
            events.delete().where(events.c.timestamp < cutoff).where(events.c.seq < needed)
        ).rowcount
        connection.execute(erased.delete().where(erased.c.expires_at < now))
    if gone or old:
        overwrite_journal(engine)
    return gone


def _too_old(engine: sa.engine.Engine, cutoff: float) -> List[str]:
    query = (
        sa.select(conversations.c.sender_id)
        .where(conversations.c.updated_at < cutoff)
        .limit(CONVERSATIONS_AT_ONCE)
    )
    with engine.connect() as connection:
        return [row.sender_id for row in connection.execute(query)]


def overwrite_journal(engine: sa.engine.Engine) -> None:
    """Empty SQLite's write-ahead log, which still holds the pages as they were; nothing on PostgreSQL.

    Raises:
        StoreUnavailable: another connection kept the log in use all the time.
    """
    if engine.dialect.name != "sqlite":
        return
    until = time.monotonic() + CHECKPOINT_SECONDS
    while True:
        with engine.connect() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()[0]
        if not busy:
            return
        if time.monotonic() > until:
            raise StoreUnavailable("the write-ahead log is in use and could not be emptied")
        time.sleep(0.05)
