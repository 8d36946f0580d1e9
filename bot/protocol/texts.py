"""Words for people: templates from the data, filled for the one who reads them.

"They" takes the same verb forms as "you", so one template serves the patient and a caregiver.
"""

from __future__ import annotations

import re
from typing import Dict, List

from bot.protocol.loader import protocol
from bot.settings import settings

_YOU = {"you": "you", "you_too": "you", "your": "your", "yours": "yours", "You": "You", "Your": "Your"}
_THEY = {"you": "they", "you_too": "them", "your": "their", "yours": "theirs", "You": "They", "Your": "Their"}


def fill(template: str, who: str = "self", **extra: str) -> str:
    """Fill a template's placeholders.

    Args:
        template: a text with {emergency_number}, {crisis_line}, {you}, {you_too} (the object), {your},
            {yours}, {You}, {Your}.
        who: "self" or the relation of the patient to the reader.
        extra: further placeholders.

    Raises:
        KeyError: a placeholder that is not known; the protocol's tests fill every template.
    """
    words: Dict[str, str] = dict(_YOU if who == "self" else _THEY)
    words["emergency_number"] = settings().emergency_number
    words["crisis_line"] = settings().crisis_line
    words.update(extra)
    return " ".join(template.split()).format(**words)


def text(name: str, who: str = "self", **extra: str) -> str:
    """Return a phrase of texts.yml, filled.

    Raises:
        KeyError: no phrase of that name.
    """
    return fill(protocol().texts[name], who, **extra)


def safety_text() -> str:
    """Return what a person reads when something broke: the emergency number first."""
    return text("safety")


def emergency_numbers() -> List[Dict[str, str]]:
    """Return the emergency numbers of the settings, each with where it holds; "" where that is not said."""
    found = re.findall(r"\s*([^,(]+?)\s*(?:\(([^)]*)\))?\s*(?:,|$)", settings().emergency_number)
    return [{"number": number, "where": where.strip()} for number, where in found if number]
