"""`verify` and `mutate` at the command line: what they print, and their exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import cli
from bot.protocol import loader
from bot.protocol.loader import DATA_DIR
from tests.protocol.test_loader import change


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the protocol's data."""
    for path in DATA_DIR.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("rules.yml", "when: wheeze", "whenn: wheeze", ["EM-WHEEZE", "whenn"]),
        ("rules.yml", "when: wheeze", "when: wheezing", ["EM-WHEEZE", "wheezing"]),
        ("rules.yml", "id: EM-WHEEZE", "id: EM-THROAT", ["EM-THROAT", "twice"]),
        ("rules.yml", 'sources: ["003:25"]', "sources: []", ["EM-STROKE", "citation", "GS"]),
        ("rules.yml", '["004:80"]', '["001:5"]', ["EM-SWELLING", "001:5", "noise"]),
        ("rules.yml", '["004:80"]', '["000:5"]', ["EM-SWELLING", "000:5", "noise"]),
        ("rules.yml", "level: emergency", "level: panic", ["EM-BREATHING", "panic", "emergency"]),
        ("levels.yml", "rank: 2", "rank: 3", ["same_day", "3", "tell_nurse"]),
        ("steps.yml", "levels: [urgent]", "levels: [soon]", ["UR-SAY", "soon"]),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_its_entry_and_value(
    folder: Path, file: str, old: str, new: str, named: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    change(folder, file, old, new)
    assert cli.main(["verify", "--protocol-dir", str(folder)]) == 1
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "Mend that entry" in said
    for word in (file, *named):
        assert word in said


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "--protocol-dir", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capfd.readouterr().err


def test_the_server_refuses_a_broken_protocol_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    change(folder, "rules.yml", "when: wheeze", "when: wheezing")
    monkeypatch.setattr(loader, "DATA_DIR", folder)
    loader.protocol.cache_clear()
    try:
        assert cli.main(["run"]) == 1
    finally:
        loader.protocol.cache_clear()
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "rules.yml" in said and "wheezing" in said
