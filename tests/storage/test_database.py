"""SQLite's files while several processes use them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Callable

from bot.storage.tracker_store import ConversationStore
from tests.storage.conftest import migrated
from tests.storage.test_erasure import talked

LOOK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM conversations").fetchone()[0])
connection.close()
"""


async def test_a_look_by_another_process_does_not_take_the_journal_away(
    empty_sqlite: str, open_store: Callable[..., ConversationStore]
) -> None:
    store = open_store(migrated(empty_sqlite))
    path = Path(empty_sqlite.partition("sqlite:///")[2])
    journal = path.with_name(f"{path.name}-wal")
    await talked(store, "before")
    # A second connection is opened while the first holds its locks; they must survive that.
    with store.engine.connect(), store.engine.connect():
        pass
    inode = journal.stat().st_ino
    seen = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "1"
    assert journal.exists() and journal.stat().st_ino == inode, "the other process was not the last user"
    await talked(store, "after")
    seen = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "2"
