"""`safety` writes the safety file, and with --check only says what is out of date."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from bot.commands import safety
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.safety import documents, hazard_log
from bot.safety.hazard_log import SafetyError


def run(check: bool = False) -> int:
    return safety.run(Console.standard(), argparse.Namespace(check=check))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose safety file was not written yet."""
    monkeypatch.setattr(safety, "PROJECT_ROOT", tmp_path)
    return tmp_path


def test_it_writes_every_file_and_then_finds_nothing_to_do(empty: Path) -> None:
    assert run() == 0
    for path, text in documents.documents().items():
        assert (empty / path).read_text(encoding="utf-8") == text
    assert run(check=True) == 0


def test_check_writes_nothing_and_names_what_is_out_of_date(
    empty: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(check=True) == 1
    assert not list(empty.iterdir())
    assert "docs/safety/model-card.md is out of date: `make safety`" in capfd.readouterr().err


def test_a_change_that_was_not_recorded_fails_it(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(hazard_log, "unrecorded_change", lambda changes: "say what was changed")
    assert run() == 1
    assert "say what was changed" in capfd.readouterr().err


def test_wrong_data_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise SafetyError("hazards.yml: HZ-01: rules: 'EM-GONE' does not exist")

    monkeypatch.setattr(documents, "documents", broken)
    with pytest.raises(CommandError, match="HZ-01"):
        run()
