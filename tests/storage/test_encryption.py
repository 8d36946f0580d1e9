"""SQLite with a key: nothing can be read from the file, and a wrong key is one clear line."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from bot.runtime.errors import CommandError
from bot.settings import Settings
from bot.storage import backup
from bot.storage.database import Location, connect, location
from bot.storage.migrate import migrate
from bot.storage.tracker_store import ConversationStore
from tests.storage.test_erasure import MARKER, talked

pytest.importorskip("sqlcipher3", reason="SQLite with encryption has no build for this platform")

Open = Callable[..., ConversationStore]
KEY = "correct horse ' battery; staple"


async def test_the_files_hold_no_word_and_the_key_opens_them(
    empty_sqlite: str, open_store: Open, tmp_path: Path
) -> None:
    place = Location(empty_sqlite, KEY)
    migrate(connect(place), place)
    store = open_store(empty_sqlite, key=KEY)
    await talked(store, "person-with-an-id", turns=80)
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    assert len(content) > 50_000
    for word in (MARKER, "person-with-an-id", "SQLite format 3", "conversation_events"):
        assert word.encode() not in content
    store.close()
    again = open_store(empty_sqlite, key=KEY)
    assert len(await again.events_of("person-with-an-id")) == 160


@pytest.mark.parametrize("key", ["wrong", None])
async def test_without_the_right_key_it_is_refused_in_one_line(empty_sqlite: str, key: str) -> None:
    right, wrong = Location(empty_sqlite, KEY), Location(empty_sqlite, key)
    migrate(connect(right), right)
    with pytest.raises(CommandError, match="IVIG_DATABASE_KEY") as caught:
        migrate(connect(wrong), wrong)
    assert KEY not in str(caught.value) and "\n" not in str(caught.value)


async def test_a_plain_database_becomes_an_encrypted_one_through_a_backup(
    new_database: Callable[[str], str], open_store: Open, tmp_path: Path
) -> None:
    plain = Location(new_database("sqlite"))
    migrate(connect(plain), plain)
    store = open_store(plain.url)
    await talked(store, "me")
    backup.dump(store.engine, tmp_path / "backup.gz")
    encrypted = Location(new_database("sqlite"), KEY)
    engine = connect(encrypted)
    migrate(engine, encrypted)
    assert backup.restore(engine, tmp_path / "backup.gz") == (1, 0)
    assert MARKER.encode() not in encrypted.path.read_bytes()


def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert location(Settings(database_key_file=tmp_path / "key", state_dir=tmp_path)).key == KEY


@pytest.mark.parametrize("content", [None, "", "  \n"])
def test_a_missing_or_empty_key_file_is_named(tmp_path: Path, content: str) -> None:
    if content is not None:
        (tmp_path / "key").write_text(content)
    with pytest.raises(CommandError, match="IVIG_DATABASE_KEY_FILE"):
        location(Settings(database_key_file=tmp_path / "key"))


def test_a_key_for_postgresql_is_refused() -> None:
    with pytest.raises(CommandError, match="for PostgreSQL see"):
        location(Settings(database_url="postgresql://db/x", database_key="k"))
