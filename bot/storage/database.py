"""Connections to the database: SQLite (plain or encrypted) and PostgreSQL."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.engine.url import make_url
from sqlalchemy.pool import QueuePool

from bot.runtime.errors import CommandError
from bot.settings import Settings

FILE = "conversations.db"
BUSY_SECONDS = 2  # how long SQLite waits for another writer: a purge or a backup in another process
CONNECT_SECONDS = 2
STATEMENT_SECONDS = 5
CONNECTIONS = 8
# The execution option of connections that write nothing.
ONLY_READS = "ivig_only_reads"


@dataclass(frozen=True)
class Location:
    """Where the conversations are, and with what key."""

    url: str
    key: Optional[str] = None

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the database is a file of this machine."""
        return self.url.startswith("sqlite")

    @property
    def path(self) -> Path:
        """Return the file of an SQLite database."""
        return Path(self.url.partition("sqlite:///")[2])

    @property
    def name(self) -> str:
        """Return the place for people: without the password."""
        return str(self.path) if self.is_sqlite else make_url(self.url).render_as_string(hide_password=True)


def location(settings: Settings) -> Location:
    """Return the place that the settings name.

    Raises:
        CommandError: the key's file cannot be read, or a key is given for PostgreSQL.
    """
    key = _key(settings)
    url = settings.database_url or f"sqlite:///{settings.state_dir / FILE}"
    url = url.replace("postgres://", "postgresql://", 1)
    place = Location(url, key)
    if place.is_sqlite and not url.partition("sqlite:///")[2]:
        raise CommandError("IVIG_DATABASE_URL names no file: write it as sqlite:///path/to/file.db.")
    if key is not None and not place.is_sqlite:
        raise CommandError(
            "IVIG_DATABASE_KEY encrypts an SQLite file; for PostgreSQL see docs/storage.md, and unset it."
        )
    return place


def _key(settings: Settings) -> Optional[str]:
    if settings.database_key:
        return settings.database_key
    if settings.database_key_file is None:
        return None
    try:
        key = settings.database_key_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            f"The file that IVIG_DATABASE_KEY_FILE names cannot be read ({type(error).__name__})."
        ) from error
    if not key:
        raise CommandError("The file that IVIG_DATABASE_KEY_FILE names is empty.")
    return key


def connect(place: Location) -> sa.engine.Engine:
    """Return an engine; nothing is opened yet.

    Raises:
        CommandError: a key is given where SQLite with encryption is not installed.
    """
    return _sqlite(place) if place.is_sqlite else _postgresql(place)


def _postgresql(place: Location) -> sa.engine.Engine:
    """Return an engine whose every wait has an end, so that a hanging database cannot hold a reply."""
    limit = STATEMENT_SECONDS * 1000
    return sa.create_engine(
        place.url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=CONNECT_SECONDS,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "ivig-triage",
            "keepalives_idle": 10,
            "options": f"-c statement_timeout={limit} -c lock_timeout={limit}",
        },
    )


def _sqlite(place: Location) -> sa.engine.Engine:
    module = _driver(place.key)
    path = place.path
    path.parent.mkdir(parents=True, exist_ok=True)

    def opened() -> Any:
        _create_private(path)
        connection = module.connect(
            str(path), timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None
        )
        try:
            _configure(connection, place.key)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=module,
        creator=opened,
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=CONNECT_SECONDS,
    )
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: sa.engine.Connection) -> None:
    """Begin a transaction: the driver's own are off (isolation_level=None).

    A writer takes its lock at the beginning, so that two of them wait for each other instead of failing half
    way; a reader takes none, and sees one state of the database throughout.
    """
    reads = connection.get_execution_options().get(ONLY_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _driver(key: Optional[str]) -> Any:
    if key is None:
        import sqlite3

        return sqlite3
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise CommandError(
            "IVIG_DATABASE_KEY is set, but sqlcipher3 is not built for this platform: "
            "unset the key and encrypt the disk, or use PostgreSQL."
        ) from error
    return dbapi2


def _create_private(path: Path) -> None:
    """Create the file for this user alone; SQLite gives the files beside it (-wal, -shm) the same rights.

    A file that is there is not even opened: to close it again would drop the locks that this process's other
    connections hold on it (POSIX drops them with any descriptor of the file), and another process would then
    take itself for the last user and delete the journal.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _configure(connection: Any, key: Optional[str]) -> None:
    if key is not None:
        quoted = key.replace("'", "''")
        connection.execute(f"PRAGMA key = '{quoted}'")
    # WAL: readers never wait for a writer. FULL: a reply is sent only after its turn is on the disk, so
    # neither kill -9 nor a power cut takes back what was acknowledged (NORMAL would lose the last turns in a
    # power cut).
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "secure_delete = ON",  # what is deleted is overwritten with zeros
        "temp_store = MEMORY",  # no copies of texts in temporary files
        "journal_size_limit = 16777216",
    ):
        connection.execute(f"PRAGMA {pragma}")
