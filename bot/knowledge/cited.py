"""Sources as a page shows them: the line, and the title of its document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.knowledge.answers import NOT_A_GUIDELINE
from bot.knowledge.loader import knowledge
from bot.knowledge.models import Source


def shown_sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Return sources in the shape of the message contract, each with its document's ``title``."""
    documents = knowledge().documents
    return [{**source.dict(), "title": documents[source.passage[:3]].title} for source in sources]


def document_notes() -> dict[str, Any]:
    """Return each document's title, grade and caution by its id, and that none is a guideline."""
    found = knowledge().documents.values()
    return {
        "note": NOT_A_GUIDELINE,
        "documents": {
            document.id: {"title": document.title, "grade": document.grade, "caution": document.caution}
            for document in found
        },
    }
