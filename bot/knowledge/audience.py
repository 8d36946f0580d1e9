"""Who reads the answers: what a message says of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Optional

from bot.knowledge.data_files import DATA, KnowledgeError, read_document
from bot.knowledge.models import Audience, Strict
from bot.knowledge.quantities import plain

FILE = "audience"


class AudienceWords(Strict):
    """All of audience.yml."""

    role: str
    nurse: tuple[str, ...]
    patient: tuple[str, ...]
    self: tuple[str, ...]


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return one pattern for each list of audience.yml.

    Raises:
        KnowledgeError: the file is wrong.
    """
    try:
        words = AudienceWords.parse_obj(read_document(DATA, FILE, tuple(AudienceWords.__fields__)))
        lists = {"nurse": words.nurse, "patient": words.patient, "self": words.self}
        return {
            name: re.compile("|".join(f"(?:{part})" for part in parts).replace("{role}", words.role))
            for name, parts in lists.items()
        }
    except (ValueError, re.error) as error:
        raise KnowledgeError(
            f"{FILE}.yml", "whole file", f"accepted are regular expressions: {error}"
        ) from error


def audience_in(text: str) -> Optional[Audience]:
    """Return for whom a message says that its writer reads, or None where it does not say.

    Whoever speaks of an infusion of their own is a patient, a nurse too.
    """
    said = plain(text).lower().replace("'", "").replace("\u2019", "")
    patterns = _patterns()
    if patterns["patient"].search(said):
        return "patient"
    if patterns["nurse"].search(said) and not patterns["self"].search(said):
        return "nurse"
    return None
