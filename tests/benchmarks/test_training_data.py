"""The network's training data: well formed, and apart from the test splits."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from benchmarks.meaning import prepare
from benchmarks.meaning.prepare import LabelError, rows
from bot.nlu.normalize import normalize

TESTS = ("locked", "blind3", "blind4")
# Shorter messages ("my neck is very stiff since yesterday") are said by more than one.
FEWEST_WORDS = 9


def test_no_training_message_stands_in_a_test_split() -> None:
    texts: dict[bool, set[str]] = defaultdict(set)
    for row in rows():
        plain = normalize(row.text).text
        if len(plain.split()) >= FEWEST_WORDS:
            texts[row.source in TESTS].add(plain)
    assert texts[True] and texts[False]
    assert len(texts[True] & texts[False]) == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("rash present | spots", "accepted: a symptom or feature code=a role"),
        ("rash=there | spots", "accepted: a symptom or feature code=a role"),
        ("rash=present spots", "accepted: labels"),
        ("status=soon,rash=present | spots", "accepted: status=before"),
    ],
)
def test_a_wrong_label_is_told_with_file_and_line(
    line: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "writer.txt").write_text("- | hello there\n" + line + "\n", encoding="utf-8")
    for name in ("development", "blind2", "blind3", "blind4", "locked"):
        (tmp_path / f"{name}.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "fallback_wordings.yml").write_text("{}", encoding="utf-8")
    (tmp_path / "times_development.tsv").write_text("", encoding="utf-8")
    monkeypatch.setattr(prepare, "NLU", tmp_path)
    with pytest.raises(LabelError, match=r"writer\.txt:2") as raised:
        list(rows())
    assert told in str(raised.value)
