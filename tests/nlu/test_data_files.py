from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.data import HERE, DataError
from bot.nlu.lexicon import read_lexicon


def broken(folder: Path, old: str, new: str) -> Path:
    text = (HERE / "lexicon.yml").read_text(encoding="utf-8")
    assert old in text
    (folder / "lexicon.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "ordinary_words.yml").write_text("words: never", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\n  wheeze:\n", "\n  wheezing:\n", "wheezing"),
        ("role: absent", "role: gone", "gone"),
        ("$neck ~ $stiff", "$nekk ~ $stiff", "nekk"),
        ("\nimplies:", "\nimply:", "imply"),
    ],
)
def test_an_error_names_the_file_and_the_wrong_value(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        read_lexicon(broken(tmp_path, old, new))
    assert "lexicon.yml" in str(caught.value)
    assert told in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"lexicon\.yml"):
        read_lexicon(tmp_path)
