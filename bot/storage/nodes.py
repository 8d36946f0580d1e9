"""Whether a second server may use the same database: only with locks that both know."""

from __future__ import annotations

from typing import IO, Any, Optional

import sqlalchemy as sa

from bot.runtime.errors import CommandError
from bot.storage.database import Location

ADVISORY_LOCK = 4_157_103_002  # of PostgreSQL: held by every server as long as it runs


class Place:
    """A server's place at the database, held until it ends, however it ends."""

    def __init__(self) -> None:
        self._connection: Optional[sa.engine.Connection] = None
        self._file: Optional[IO[str]] = None

    def take(self, engine: sa.engine.Engine, where: Location, shared_locks: bool) -> None:
        """Take the place.

        Raises:
            CommandError: another server has it, and the two could handle messages of one person at the same
                time. sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        """
        if where.is_sqlite:
            self._take_file(where)
            return
        self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        # Servers with locks in Redis share the place; one without must be alone.
        function = sa.func.pg_try_advisory_lock_shared if shared_locks else sa.func.pg_try_advisory_lock
        if not self._connection.execute(sa.select(function(ADVISORY_LOCK))).scalar():
            self.leave()
            raise CommandError(
                f"Another server uses the database {where.name}: set REDIS_URL, the same on all, so that "
                "messages of one person are handled one after the other."
            )

    def _take_file(self, where: Location) -> None:
        path = where.path.with_name(where.path.name + ".lock")
        self._file = path.open("w")
        try:
            _lock(self._file)
        except OSError as error:
            self.leave()
            raise CommandError(
                f"Another server uses {where.path}: stop it, or give each server its own; several "
                "servers on one database need PostgreSQL (DATABASE_URL) and Redis (REDIS_URL)."
            ) from error

    def leave(self) -> None:
        """Give the place up."""
        if self._connection is not None:
            self._connection.invalidate()  # closes it for good: in the pool it would still hold the lock
            self._connection.close()
            self._connection = None
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: Any) -> None:
    """Lock a file until it is closed.

    Raises:
        OSError: somebody else has locked it.
    """
    try:
        import fcntl
    except ImportError:  # Windows: `msvcrt` locks bytes instead
        import importlib

        windows = importlib.import_module("msvcrt")
        windows.locking(file.fileno(), windows.LK_NBLCK, 1)
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
