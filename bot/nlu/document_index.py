"""The index over what the documents say, with the understanding's own sentence embedding."""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge import kept_index, knowledge
from bot.knowledge.questions import questions
from bot.knowledge.replies import Replies
from bot.knowledge.search import Search
from bot.nlu.sentence_embedding import encoder
from bot.settings import settings


@lru_cache(maxsize=1)
def replies() -> Replies:
    """Return the index, made once; the conversation and the quick reference share it.

    Training leaves what it learns beside the model, so that a server need not.
    """
    kept = settings().model_dir / kept_index.NAME
    return Replies(Search(knowledge(), questions(), encoder(), kept=kept))
