"""The index over what the documents say, with the understanding's own sentence embedding."""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge import knowledge
from bot.knowledge.questions import questions
from bot.knowledge.replies import Replies
from bot.knowledge.search import Search
from bot.nlu.sentence_embedding import encoder


@lru_cache(maxsize=1)
def replies() -> Replies:
    """Return the index, built once in under a second; the conversation and the quick reference share it."""
    return Replies(Search(knowledge(), questions(), encoder()))
