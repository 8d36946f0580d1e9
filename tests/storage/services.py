"""The databases and services that tests of the storage run on: each test has its own part of them."""

from __future__ import annotations

import os
import socket
import uuid
from pathlib import Path
from typing import Iterator

import pytest
import sqlalchemy as sa

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")
RABBITMQ = os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672/")


def need(name: str, port: int) -> None:
    """Skip the test where a service is absent; in CI that is a failure."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not running on port {port}")
    pytest.skip(f"{name} is not running on port {port}")


def sqlite_url(folder: Path) -> str:
    """Return the address of a new SQLite database."""
    return f"sqlite:///{folder / uuid.uuid4().hex}.db"


def postgresql_database() -> Iterator[str]:
    """Make a database of its own, yield its address, and drop it."""
    need("PostgreSQL", 5432)
    name = f"ivig_test_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    try:
        yield str(sa.engine.url.make_url(POSTGRESQL).set(database=name).render_as_string(hide_password=False))
    finally:
        with admin.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
