"""Broken data is refused, and the error says where and what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.protocol.loader import DATA_DIR, ProtocolError, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the protocol's data."""
    for path in DATA_DIR.glob("*.yml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_data_loads(folder: Path) -> None:
    assert load(folder).rules


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("rules.yml", 'sources: ["003:25"]', "sources: []", ["EM-STROKE", "citation"]),
        ("rules.yml", "when: wheeze", "when: wheezing", ["EM-WHEEZE", "wheezing"]),
        ("rules.yml", "id: EM-WHEEZE", "id: EM-THROAT", ["EM-THROAT", "twice"]),
        ("rules.yml", "level: emergency", "level: panic", ["EM-BREATHING", "level", "panic"]),
        ("rules.yml", "level: emergency", "levle: emergency", ["EM-BREATHING"]),
        ("rules.yml", "suspected: [stroke]", "suspected: [strokes]", ["EM-STROKE", "strokes"]),
        ("rules.yml", '["004:80"]', '["004:8000"]', ["EM-SWELLING", "004:8000"]),
        ("rules.yml", '["004:80"]', '["001:5"]', ["EM-SWELLING", "001:5", "noise"]),
        ("rules.yml", '["004:80"]', '["007:1"]', ["EM-SWELLING", "007:1"]),
        ("rules.yml", "severity_at_least: 8", "severity_at_least: high", ["EM-GUT-BLEEDING", "high"]),
        ("questions.yml", "unnamed: unnamed_urgent_sign", "unnamed: x9", ["danger_signs_more", "x9"]),
        ("steps.yml", "levels: [urgent]", "levels: [soon]", ["UR-SAY", "soon"]),
        ("symptoms.yml", "implies: [weakness]", "implies: [wekness]", ["one_sided_weakness", "wekness"]),
        ("texts.yml", "safety: >-", "safety: y\nsafety: >-", ["texts.yml", "safety", "twice"]),
    ],
)  # fmt: skip
def test_broken_data_is_refused_by_name(
    folder: Path, file: str, old: str, new: str, named: list[str]
) -> None:
    change(folder, file, old, new)
    with pytest.raises(ProtocolError) as caught:
        load(folder)
    assert file in str(caught.value)
    for word in named:
        assert word in str(caught.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "steps.yml").unlink()
    with pytest.raises(ProtocolError, match=r"steps\.yml: the file is missing"):
        load(folder)


def test_a_file_that_is_no_yaml_is_named(folder: Path) -> None:
    (folder / "levels.yml").write_text("levels: [", encoding="utf-8")
    with pytest.raises(ProtocolError, match=r"levels\.yml: not valid YAML"):
        load(folder)


def test_the_version_changes_with_the_content(folder: Path) -> None:
    before = load(folder).version
    change(folder, "rules.yml", "severity_at_least: 8", "severity_at_least: 7")
    assert load(folder).version != before
