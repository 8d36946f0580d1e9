"""A new, migrated database for each test, of both kinds."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Callable, Iterator, List

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain

from bot.settings import PROJECT_ROOT
from bot.storage.database import Location, connect
from bot.storage.migrate import migrate
from bot.storage.schema import TABLES
from bot.storage.tracker_store import ConversationStore
from tests.storage.services import postgresql_database, sqlite_url


@pytest.fixture(scope="session")
def domain() -> Domain:
    """Return the assistant's own domain."""
    return Domain.load(str(PROJECT_ROOT / "domain.yml"))


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Return a function that makes an empty database of a kind and returns its address."""
    with contextlib.ExitStack() as stack:

        def make(kind: str) -> str:
            if kind == "sqlite":
                return sqlite_url(tmp_path)
            return str(stack.enter_context(contextlib.contextmanager(postgresql_database)()))

        yield make


@pytest.fixture
def empty_sqlite(new_database: Callable[[str], str]) -> str:
    """Return the address of an SQLite database that does not exist yet."""
    return new_database("sqlite")


@pytest.fixture
def empty_postgresql(new_database: Callable[[str], str]) -> str:
    """Return the address of an empty PostgreSQL database."""
    return new_database("postgresql")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """Return the address of an empty database of either kind."""
    return new_database(request.param)


@pytest.fixture(scope="session")
def _postgresql() -> Iterator[str]:
    for url in postgresql_database():
        yield migrated(url)


@pytest.fixture
def shared_postgresql(_postgresql: str) -> str:
    """Return the address of a migrated PostgreSQL database that is empty again for each test."""
    engine = connect(Location(_postgresql))
    with engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE " + ", ".join(table.name for table in TABLES)))
    engine.dispose()
    return _postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Return the address of a migrated, empty database of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("shared_postgresql"))
    return migrated(request.getfixturevalue("empty_sqlite"))


def migrated(url: str) -> str:
    """Bring a database up to date and return its address."""
    engine = connect(Location(url))
    migrate(engine, Location(url))
    engine.dispose()
    return url


@pytest.fixture
def open_store(domain: Domain) -> Iterator[Callable[..., ConversationStore]]:
    """Return a function that opens a store as a server does; several on one database are several servers."""
    opened: List[ConversationStore] = []

    def open_one(url: str, **options: Any) -> ConversationStore:
        store = ConversationStore(options.pop("domain", domain), url=url, **options)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(database: str, open_store: Callable[..., ConversationStore]) -> ConversationStore:
    """Return a store on a new database of either kind."""
    return open_store(database)
