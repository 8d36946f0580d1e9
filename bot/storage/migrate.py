"""Bring a database to the shape that this version needs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.runtime.errors import CommandError
from bot.storage.database import Location
from bot.storage.erasure import overwrite_journal
from bot.storage.errors import StoreUnavailable
from bot.storage.schema import HEAD, metadata

logger = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
ADVISORY_LOCK = 4_157_103_001  # of PostgreSQL: one migration at a time, whichever node begins it


def revision(engine: sa.engine.Engine) -> Optional[str]:
    """Return the number of the database's last migration, None where it is new."""
    with engine.connect() as connection:
        return _revision(connection)


def _revision(connection: sa.engine.Connection) -> Optional[str]:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(engine: sa.engine.Engine, place: Location) -> bool:
    """Run the migrations that are missing, and return whether there were any.

    Several nodes may do so at once: one does the work, the others wait for it.

    Raises:
        CommandError: the database is newer than this version, cannot be opened with this key, or refused.
        StoreUnavailable: it cannot be reached now.
    """
    try:
        before = revision(engine)
        if before == HEAD:
            return False
        if before is not None and before > HEAD:
            raise CommandError(
                f"The database {place.name} is of a newer version ({before}) than this program ({HEAD}): "
                "use the newer program, or restore a backup of before."
            )
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0"))
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
            if sa.inspect(connection).get_table_names():
                upgrade(connection)
            else:
                _begin(connection)
        if engine.dialect.name == "sqlite":
            overwrite_journal(engine)
    except SQLAlchemyError as error:
        raise _explained(error, place) from None
    return True


def _begin(connection: sa.engine.Connection) -> None:
    """Make all tables in an empty database, and note that no migration is missing.

    What Alembic's own manual does ("Building an Up to Date Database from Scratch"), without its import, which
    would be a twentieth of the first start. A test compares the tables with those of the migrations.
    """
    metadata.create_all(connection)
    version = sa.Table(
        "alembic_version",
        sa.MetaData(),
        sa.Column("version_num", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
    )
    version.create(connection)
    connection.execute(version.insert().values(version_num=HEAD))


def upgrade(connection: sa.engine.Connection) -> None:
    """Run Alembic's migrations on a database, from wherever it is to the newest."""
    # Imported here: only a database that is behind needs Alembic.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _explained(error: SQLAlchemyError, place: Location) -> Exception:
    """Return the error that names the cause in one line."""
    reason = str(getattr(error, "orig", error)).strip().splitlines()[0] if str(error) else ""
    if "not a database" in reason:
        if place.key is None:
            return CommandError(
                f"{place.name} is encrypted or no database: set IVIG_DATABASE_KEY, or move the file away."
            )
        return CommandError(
            f"The key does not open {place.name}: IVIG_DATABASE_KEY is wrong, or the file is not encrypted "
            "(docs/storage.md says how to encrypt an existing one)."
        )
    if place.is_sqlite:
        return CommandError(f"The database {place.name} cannot be used: {reason}.")
    if isinstance(error, DBAPIError) and "permission denied" in reason:
        return CommandError(
            f"The database {place.name} needs a migration, and this user may not do it: run "
            "`python -m bot migrate` as its owner."
        )
    return StoreUnavailable(f"The database {place.name} cannot be used now: {reason}")
