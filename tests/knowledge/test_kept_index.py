"""What the search learned is kept, used for the very same texts alone, and gives the very same answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge import kept_index, knowledge
from bot.knowledge import search as searching
from bot.knowledge.questions import Asks, Questions, questions
from bot.knowledge.search import Search
from tests.knowledge.test_knowledge_search import LetterCounts

ASKED = ("how many donors is it from", "can i take something for the pain", "zxcv", "")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / kept_index.NAME


def never(*_: object) -> None:
    raise AssertionError("it was learned anew")


def test_what_was_kept_ranks_as_what_was_learned(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = Search(knowledge(), questions(), LetterCounts(), kept=file)
    monkeypatch.setattr(searching, "_regression", never)
    again = Search(knowledge(), questions(), LetterCounts(), kept=file)
    for question in ASKED:
        assert again.rank(question) == learned.rank(question)


def test_another_question_makes_it_stale(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Search(knowledge(), questions(), LetterCounts(), kept=file)
    known = questions()
    name, entry = next(iter(known.asks.items()))
    more = Asks(id=name, asks="\n".join([*entry.asks, "wherefore art thou"]))
    changed = Questions(asks={**known.asks, name: more}, declines=known.declines, shorthand=known.shorthand)
    assert Search(knowledge(), changed, LetterCounts(), kept=file).rank("wherefore art thou")[0].id == name
    monkeypatch.setattr(searching, "_regression", never)
    Search(knowledge(), changed, LetterCounts(), kept=file)  # the newer one is kept


def test_the_digest_knows_texts_groups_vectors_and_code(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = np.ones((2, 3), dtype=np.float32)
    digests = [
        kept_index.digest(["a", "b"], ["x", "y"], vectors),
        kept_index.digest(["a", "a"], ["x", "y"], vectors),
        kept_index.digest(["a", "b"], ["x", "z"], vectors),
        kept_index.digest(["a", "b"], ["x", "y"], vectors * 2),
    ]
    monkeypatch.setattr(kept_index, "_CODE", ("search",))
    digests.append(kept_index.digest(["a", "b"], ["x", "y"], vectors))
    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_broken_file_is_made_anew(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert kept_index.read(file, "any") is None
    Search(knowledge(), questions(), LetterCounts(), kept=file)
    assert file.read_bytes() != content


def test_a_cut_file_is_refused(file: Path) -> None:
    Search(knowledge(), questions(), LetterCounts(), kept=file)
    with np.load(file) as stored:
        made_from, parts = str(stored["digest"]), dict(stored)
    assert kept_index.read(file, made_from) is not None
    np.savez(file, **{**parts, "columns": parts["columns"] + parts["shape"][1]})
    assert kept_index.read(file, made_from) is None
    np.savez(file, **{**parts, "words_rarity": parts["words_rarity"][:-1]})
    assert kept_index.read(file, made_from) is None
    np.savez(file, **{name: part for name, part in parts.items() if name != "weights"})
    assert kept_index.read(file, made_from) is None


def test_it_holds_no_objects(file: Path) -> None:
    Search(knowledge(), questions(), LetterCounts(), kept=file)
    with np.load(file, allow_pickle=False) as stored:
        assert all(stored[name].dtype != object for name in stored.files)


def test_where_nothing_can_be_written_it_is_learned(tmp_path: Path) -> None:
    search = Search(knowledge(), questions(), LetterCounts(), kept=tmp_path / "nowhere" / kept_index.NAME)
    assert search.rank("how many donors is it from")[0].id == "ivig_made"
    assert list(tmp_path.iterdir()) == []
