"""Whether a model fits its inputs, and what is said where it cannot be trained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.runtime import model
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, Settings


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in (
        "config.yml",
        "domain.yml",
        "data/nlu/a.yml",
        "bot/nlu/lexicon.yml",
        "bot/dialogue/policy.py",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("content")
    return tmp_path


@pytest.mark.parametrize("name", ["config.yml", "domain.yml", "data/nlu/a.yml", "bot/nlu/lexicon.yml"])
def test_a_changed_input_changes_the_fingerprint(project: Path, name: str) -> None:
    before = model.fingerprint(project)
    (project / name).write_text("other")
    assert model.fingerprint(project) != before


def test_an_input_added_moved_or_removed_changes_it_too(project: Path) -> None:
    seen = {model.fingerprint(project)}
    (project / "data" / "nlu" / "b.yml").write_text("content")
    seen.add(model.fingerprint(project))
    (project / "data" / "nlu" / "b.yml").rename(project / "data" / "nlu" / "c.yml")
    seen.add(model.fingerprint(project))
    (project / "data" / "nlu" / "a.yml").unlink()
    seen.add(model.fingerprint(project))
    assert len(seen) == 4


def test_what_is_no_input_does_not_change_it(project: Path) -> None:
    before = model.fingerprint(project)
    for name in ("README.md", "bot/nlu/__pycache__/x.pyc", "actions/a.py", "bot/channels/rest.py"):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("content")
    assert model.fingerprint(project) == before


def test_a_model_without_its_record_or_with_another_is_not_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "settings", lambda: Settings(model_dir=tmp_path))
    assert not model.is_current()
    model.model_path().write_bytes(b"")
    assert not model.is_current()
    for record in ("", "[]", '{"inputs": "other"}'):
        (tmp_path / "ivig-triage.json").write_text(record)
        assert not model.is_current()
    (tmp_path / "ivig-triage.json").write_text(json.dumps({"inputs": model.fingerprint()}))
    assert model.is_current()


def test_a_missing_file_is_one_clear_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "PROJECT_ROOT", project)
    (project / "domain.yml").unlink()
    with pytest.raises(CommandError, match=r"domain\.yml is missing"):
        model.check_inputs()


def test_a_failed_training_says_why_and_keeps_the_old_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Settings(model_dir=tmp_path / "models", log_dir=tmp_path / "logs")
    monkeypatch.setattr(model, "settings", lambda: own)
    own.model_dir.mkdir()
    model.model_path().write_bytes(b"old")
    monkeypatch.setattr(
        model, "_worker", lambda _: ["sh", "-c", "echo noise; echo InvalidConfig: no pipeline; exit 1"]
    )
    with pytest.raises(CommandError, match="Training failed: InvalidConfig: no pipeline"):
        model.ensure(Console.standard(), force=True)
    assert model.model_path().read_bytes() == b"old"


def test_the_inputs_of_this_project_are_found() -> None:
    names = {path.relative_to(PROJECT_ROOT).as_posix() for path in model.input_files()}
    assert {"config.yml", "domain.yml", "bot/protocol/rules.yml"} <= names
    assert any(name.startswith("data/nlu/") for name in names)


def test_what_is_ours_is_compiled_and_what_is_broken_stops_nothing(tmp_path: Path) -> None:
    for name, content in (
        ("bot/a.py", "x = 1"),
        ("actions/b.py", "x ="),
        ("bot/web/node_modules/c.py", "x = 1"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    model.compile_sources(tmp_path)
    assert [path.name.split(".")[0] for path in tmp_path.rglob("*.pyc")] == ["a"]
