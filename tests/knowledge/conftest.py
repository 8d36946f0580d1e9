"""The source documents, for the tests that check the data against them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.knowledge import knowledge
from bot.knowledge.questions import questions
from bot.knowledge.replies import Replies
from bot.knowledge.search import Search
from bot.nlu.sentence_embedding import encoder

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "sources"

SourceLines = dict[str, list[str]]


@pytest.fixture(scope="session")
def source_lines() -> SourceLines:
    """Lines of each source document by its file name without ``.txt``.

    Skips where the documents are absent, but fails under CI, where they have to be there.
    """
    files = sorted(SOURCES.glob("*.txt"))
    if not files:
        message = "the source documents (../shared/sources) are absent: texts were not checked against them"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return {file.stem: file.read_text(encoding="utf-8").split("\n") for file in files}


@pytest.fixture(scope="session")
def replies() -> Replies:
    """The answers as the assistant gives them."""
    return Replies(Search(knowledge(), questions(), encoder()))
