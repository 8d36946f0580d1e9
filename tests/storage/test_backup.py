"""A backup restores every conversation, into either kind of database; a damaged one changes nothing."""

from __future__ import annotations

import gzip
import random
import threading
from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest
import sqlalchemy as sa

from bot.storage import backup
from bot.storage.errors import StorageError
from bot.storage.schema import TABLES
from bot.storage.tracker_store import ConversationStore
from tests.storage.conftest import migrated
from tests.storage.test_contract import fresh, says
from tests.storage.test_erasure import talked
from tests.storage.test_window import session_start, turn

Open = Callable[..., ConversationStore]


async def converse(store: ConversationStore, conversations: int = 6) -> None:
    chance = random.Random(7)
    for number in range(conversations):
        for at in range(chance.randrange(1, 30)):
            events = [*([] if at else session_start()), *turn(chance, at)]
            await store.save(says(await fresh(store, f"p{number}"), *events))


def content(store: ConversationStore) -> Dict[str, List[Any]]:
    with store.engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            ]
            for table in TABLES
        }


@pytest.mark.parametrize("origin", ["sqlite", "postgresql"])
async def test_what_is_restored_is_what_was_there_row_by_row(
    origin: str, database: str, new_database: Callable[[str], str], open_store: Open, tmp_path: Path
) -> None:
    source = open_store(migrated(new_database(origin)))
    await converse(source)
    await source.erase("p1")
    file = tmp_path / "backup.jsonl.gz"
    assert backup.dump(source.engine, file) == 5
    assert file.stat().st_mode & 0o077 == 0
    target = open_store(database)
    assert backup.restore(target.engine, file) == (5, 0)
    assert content(target) == content(source)
    for sender in await source.keys():
        left, right = await source.retrieve_full_tracker(sender), await target.retrieve_full_tracker(sender)
        assert left == right and left is not None and right is not None
        assert left.current_state() == right.current_state()
    assert await target.is_erased("p1")


async def test_what_was_erased_after_the_backup_stays_erased(
    new_database: Callable[[str], str], store: ConversationStore, open_store: Open, tmp_path: Path
) -> None:
    source = open_store(migrated(new_database("sqlite")))
    for sender in ("a", "b"):
        await talked(source, sender)
    file = tmp_path / "backup.jsonl.gz"
    backup.dump(source.engine, file)
    await store.erase("a")
    assert backup.restore(store.engine, file) == (1, 1)
    assert list(await store.keys()) == ["b"] and await store.events_of("a") == []


async def test_a_database_with_conversations_is_left_as_it_is(
    store: ConversationStore, tmp_path: Path
) -> None:
    await talked(store, "a")
    file = tmp_path / "backup.jsonl.gz"
    backup.dump(store.engine, file)
    await talked(store, "b")
    with pytest.raises(StorageError, match="holds conversations already"):
        backup.restore(store.engine, file)
    assert list(await store.keys()) == ["a", "b"]


def cut(file: bytes) -> bytes:
    return file[: len(file) // 2]


def flip(file: bytes) -> bytes:
    middle = len(file) // 2
    return file[:middle] + bytes([file[middle] ^ 0xFF]) + file[middle + 1 :]


def without_a_line(file: bytes) -> bytes:
    lines = gzip.decompress(file).splitlines(keepends=True)
    return gzip.compress(b"".join([*lines[:3], *lines[4:]]))


def without_the_end(file: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(file).splitlines(keepends=True)[:-1]))


def nothing(_: bytes) -> bytes:
    return b""


def words(_: bytes) -> bytes:
    return b"hello"


def another_list(_: bytes) -> bytes:
    return gzip.compress(b"[]\n")


@pytest.mark.parametrize(
    "damage",
    [cut, flip, without_a_line, without_the_end, nothing, words, another_list],
)
async def test_a_damaged_backup_is_refused_and_changes_nothing(
    damage: Callable[[bytes], bytes], empty_sqlite: str, open_store: Open, tmp_path: Path
) -> None:
    store = open_store(migrated(empty_sqlite))
    await converse(store, 3)
    file = tmp_path / "backup.jsonl.gz"
    backup.dump(store.engine, file)
    file.write_bytes(damage(file.read_bytes()))
    for sender in await store.keys():
        await store.erase(sender)
    before = content(store)
    with pytest.raises(backup.BadBackup, match=str(file)):
        backup.restore(store.engine, file)
    assert content(store) == before


async def test_a_backup_is_of_one_moment_while_people_go_on(
    database: str, open_store: Open, tmp_path: Path
) -> None:
    store = open_store(database)
    await converse(store)
    done = threading.Event()
    files: List[Path] = []

    def back_up() -> None:
        while not done.is_set() and len(files) < 3:
            files.append(tmp_path / f"{len(files)}.gz")
            backup.dump(store.engine, files[-1])

    worker = threading.Thread(target=back_up)
    worker.start()
    try:
        for _ in range(40):
            await talked(store, "busy", turns=1)
    finally:
        done.set()
        worker.join()
    for number, file in enumerate(files):
        target = open_store(migrated(f"sqlite:///{tmp_path / f'{number}.db'}"))
        backup.restore(target.engine, file)
        rows = content(target)
        last = {sender: seq for sender, seq, *_ in rows["conversations"]}
        count = {sender: sum(row[0] == sender for row in rows["conversation_events"]) for sender in last}
        assert count == last, "no conversation is cut in the middle of a turn"
