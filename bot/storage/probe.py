"""Whether the database can be written: found out by writing, since a full disk still answers questions."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from bot.storage.schema import erased


def write_probe(engine: sa.engine.Engine) -> None:
    """Write a row of no meaning that has expired already, and take it away again.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be written.
    """
    row = {"sender_digest": f"probe {secrets.token_hex(8)}", "erased_at": 0.0, "expires_at": 0.0}
    with engine.begin() as connection:
        connection.execute(erased.insert().values(**row))
    with engine.begin() as connection:
        connection.execute(erased.delete().where(erased.c.sender_digest == row["sender_digest"]))
