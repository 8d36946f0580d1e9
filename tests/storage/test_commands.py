"""The commands of the database, as a person at a terminal meets them."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List, Tuple

import pytest

from bot import cli
from bot.settings import settings
from bot.storage.database import FILE
from bot.storage.tracker_store import ConversationStore
from tests.storage.conftest import migrated
from tests.storage.test_erasure import age, talked

Open = Callable[..., ConversationStore]
Run = Callable[..., Tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command on a state folder of its own: exit code, output, error."""
    monkeypatch.setenv("IVIG_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("IVIG_LOG_DIR", str(tmp_path / "logs"))

    def run_command(*arguments: str, **variables: str) -> Tuple[int, str, str]:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in variables.items():
                patch.setenv(name, value)
            settings.cache_clear()
            try:
                code = cli.main(list(arguments))
            finally:
                settings.cache_clear()
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return run_command


@pytest.fixture
def kept(tmp_path: Path, open_store: Open) -> ConversationStore:
    """Return a store on the database that the commands use."""
    (tmp_path / "state").mkdir()
    return open_store(migrated(f"sqlite:///{tmp_path / 'state' / FILE}"))


def lines(text: str) -> List[str]:
    return text.strip().splitlines()


def test_migrate_makes_the_database_and_says_so(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("migrate")
    assert code == 0 and "is up to date now" in out and (tmp_path / "state" / FILE).exists()
    assert "was up to date" in run("migrate")[1]


async def test_erase_deletes_one_conversation(run: Run, kept: ConversationStore) -> None:
    await talked(kept, "me")
    await talked(kept, "you")
    assert run("erase", "me")[:2] == (0, "The conversation is erased.\n")
    assert list(await kept.keys()) == ["you"]
    assert "no such conversation" in run("erase", "me")[1]


async def test_purge_deletes_what_is_too_old(run: Run, kept: ConversationStore) -> None:
    await talked(kept, "me")
    age(kept, "me", 8)
    assert run("purge")[1] == "Deleted 0 conversations that were quiet for more than 30 days.\n"
    assert "Deleted 1 conversations" in run("purge", IVIG_RETENTION_DAYS="7")[1]


async def test_backup_and_restore_into_the_other_kind_of_database(
    run: Run, kept: ConversationStore, open_store: Open, empty_postgresql: str, tmp_path: Path
) -> None:
    await talked(kept, "me")
    file = str(tmp_path / "backup.jsonl.gz")
    code, out, _ = run("backup", file)
    assert code == 0 and out.startswith("1 conversations are in ")
    assert run("backup", file)[0] == 1, "a file is not written over by chance"
    assert run("backup", file, "--force")[0] == 0
    assert run("restore", file, DATABASE_URL=empty_postgresql)[0] == 0
    restored = open_store(empty_postgresql)
    assert await restored.events_of("me") == await kept.events_of("me")
    code, _, err = run("restore", file, DATABASE_URL=empty_postgresql)
    assert code == 1 and lines(err) == ["The database holds conversations already."]


@pytest.mark.parametrize(
    ("arguments", "variables", "expected"),
    [
        (["purge"], {}, "There is no database"),
        (["backup", "/nowhere/x.gz"], {}, "There is no database"),
        (["restore", "/nowhere/x.gz"], {}, "/nowhere/x.gz cannot be read (No such file or directory)"),
        (["migrate"], {"DATABASE_URL": "postgresql://u:secretword@127.0.0.1:1/x"}, "127.0.0.1:1/x"),
        (["migrate"], {"DATABASE_URL": "oracle://x"}, "IVIG_DATABASE_URL is not valid: it must begin with"),
        (["migrate"], {"DATABASE_URL": "sqlite:///"}, "IVIG_DATABASE_URL names no file"),
        (["migrate"], {"IVIG_RETENTION_DAYS": "none"}, "IVIG_RETENTION_DAYS is not valid"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    arguments: List[str], variables: dict, expected: str, run: Run
) -> None:
    code, _, err = run(*arguments, **variables)
    assert code == 1 and len(lines(err)) == 1 and expected in err
    assert "secretword" not in err
