"""What the settings mean for where conversations are kept, and what is refused, in one line each."""

from __future__ import annotations

import asyncio
import io
import stat
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Iterator, List

import pytest
from pydantic import ValidationError
from rasa.core.tracker_store import FailSafeTrackerStore

from bot.runtime import stores as stores_module
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.runtime.stores import Stores
from bot.settings import Settings
from bot.storage.database import FILE
from bot.storage.errors import NotSaved
from bot.storage.locks import LocalLocks, SharedLocks
from tests.storage.test_erasure import age, talked


@pytest.fixture
def quiet() -> Console:
    """Return a console that keeps what it says to itself."""
    return Console(io.StringIO(), io.StringIO())


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Stores]]:
    """Return a function that makes a server's stores from settings."""
    made: List[Stores] = []

    def from_settings(**values: Any) -> Stores:
        made.append(Stores(Settings(state_dir=tmp_path / "state", **values)))
        return made[-1]

    yield from_settings
    for each in made:
        asyncio.run(each.detach(None, None))


def test_without_settings_it_is_one_private_file(
    make: Callable[..., Stores], quiet: Console, tmp_path: Path
) -> None:
    stores = make()
    stores.prepare(quiet)
    path = tmp_path / "state" / FILE
    assert stores.where.path == path and isinstance(stores.locks, LocalLocks) and stores.feed is None
    asyncio.run(talked(stores.conversations, "me"))
    for file in path.parent.glob(f"{FILE}*"):
        if not file.name.endswith(".lock"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


@pytest.mark.parametrize("name", ["DATABASE_URL", "IVIG_DATABASE_URL"])
def test_one_setting_chooses_the_database(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "postgresql://user@db.example.org/conversations")
    assert Settings().database_url == "postgresql://user@db.example.org/conversations"


def test_our_own_name_of_a_setting_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://other/x")
    monkeypatch.setenv("IVIG_DATABASE_URL", "sqlite:///here.db")
    assert Settings().database_url == "sqlite:///here.db"


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("database_url", "mysql://user:secretword@db/x", "postgresql://"),
        ("database_url", "secretword", "postgresql://"),
        ("redis_url", "http://secretword@redis", "redis://"),
        ("redis_url", "redis://", "redis://"),
        ("event_broker_url", "rabbit://secretword", "amqp://"),
        ("retention_days", "0", "greater than or equal to 1"),
        ("live_conversations", "many", "integer"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(name: str, value: str, accepted: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Settings(**{name: value})
    (error,) = caught.value.errors()
    assert error["loc"] == (name,) and accepted in error["msg"]
    assert "secretword" not in error["msg"]


@pytest.mark.parametrize("name", ["database_url", "redis_url", "event_broker_url"])
def test_an_empty_setting_is_unset(name: str) -> None:
    assert getattr(Settings(**{name: " "}), name) is None


def test_a_second_server_on_the_same_file_is_refused(make: Callable[..., Stores], quiet: Console) -> None:
    make().prepare(quiet)
    with pytest.raises(CommandError, match=r"Another server uses .*conversations\.db: stop it"):
        make().prepare(quiet)


def test_a_second_server_on_postgresql_needs_redis(
    make: Callable[..., Stores], quiet: Console, empty_postgresql: str
) -> None:
    make(database_url=empty_postgresql).prepare(quiet)
    for redis in (None, "redis://127.0.0.1:6379"):
        with pytest.raises(CommandError, match="set REDIS_URL, the same on all"):
            make(database_url=empty_postgresql, redis_url=redis).prepare(quiet)


def test_several_servers_with_redis_share_a_postgresql(
    make: Callable[..., Stores], quiet: Console, empty_postgresql: str
) -> None:
    for _ in range(3):
        stores = make(database_url=empty_postgresql, redis_url="redis://127.0.0.1:6379")
        stores.prepare(quiet)
        assert isinstance(stores.locks, SharedLocks)


def test_a_place_that_was_left_can_be_taken_again(
    make: Callable[..., Stores], quiet: Console, empty_postgresql: str
) -> None:
    for options in ({}, {"database_url": empty_postgresql}):
        for _ in range(2):
            stores = make(**options)
            stores.prepare(quiet)
            asyncio.run(stores.detach(None, None))


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, "DATABASE_URL and REDIS_URL"),
        ({"redis_url": "redis://r"}, "set DATABASE_URL \\("),
        ({"database_url": "postgresql://db/x"}, "set REDIS_URL \\("),
    ],
)
def test_several_workers_need_what_they_can_share(
    values: Any, missing: str, make: Callable[..., Stores], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with pytest.raises(CommandError, match=missing):
        make(**values)
    make(redis_url="redis://r", database_url="postgresql://db/x")


def test_a_database_that_is_not_there_yet_does_not_keep_the_server_from_starting(
    make: Callable[..., Stores],
) -> None:
    err = io.StringIO()
    make(database_url="postgresql://u:secretword@127.0.0.1:1/x").prepare(Console(io.StringIO(), err))
    assert err.getvalue().count("\n") == 1 and "secretword" not in err.getvalue()
    assert "starts all the same" in err.getvalue()


async def test_the_agent_gets_the_store_itself_and_old_conversations_go(
    tmp_path: Path, quiet: Console
) -> None:
    stores = Stores(Settings(state_dir=tmp_path, retention_days=30))
    stores.prepare(quiet)
    await talked(stores.conversations, "old")
    await talked(stores.conversations, "young")
    age(stores.conversations, "old", 31)
    wrapped = FailSafeTrackerStore(stores.conversations)
    agent = SimpleNamespace(tracker_store=wrapped, processor=SimpleNamespace(tracker_store=wrapped))
    await stores.attach(SimpleNamespace(ctx=SimpleNamespace(agent=agent)), None)
    assert agent.tracker_store is stores.conversations is agent.processor.tracker_store
    for _ in range(100):
        if list(await stores.conversations.keys()) == ["young"]:
            break
        await asyncio.sleep(0.05)
    assert list(await stores.conversations.keys()) == ["young"]
    await stores.detach(None, None)


async def test_upkeep_opens_a_database_that_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores_module, "OPEN_SECONDS", 0.1)
    stores = Stores(Settings(database_url=f"sqlite:///{tmp_path / 'a.db'}"))
    await stores.attach(SimpleNamespace(ctx=SimpleNamespace()), None)  # as if `prepare` had found nothing
    for _ in range(100):
        try:
            await talked(stores.conversations, "me", turns=1)
            break
        except NotSaved:
            await asyncio.sleep(0.1)
    assert list(await stores.conversations.keys()) == ["me"]
    await stores.detach(None, None)
