"""Nurses' shorthand made words, and cues found in them.

A cue is a few words that name a card or a calculation ("back pain manage*"): it is met where all of them
occur, in any order. A word that ends in ``*`` stands for all that begin so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.knowledge.quantities import plain

_WORD = re.compile(r"[a-z]+(?:[/&][a-z]+)*|[0-9]+%?")

Words = frozenset[str]


def words(text: str, abbreviations: Mapping[str, str]) -> Words:
    """Return the words of a message, each with what it is short for."""
    found: set[str] = set()
    lowered = plain(text).lower().replace("'", "").replace("\u2019", "")
    for token in _WORD.findall(lowered):
        for word in (token, *re.split("[/&]", token)):
            found.add(word)
            found.update(abbreviations.get(word, "").split())
    return frozenset(found)


def meets(cue: str, said: Words) -> bool:
    """Tell whether all words of a cue were said."""
    return all(_said(word, said) for word in cue.split())


def _said(word: str, said: Words) -> bool:
    if word.endswith("*"):
        return any(other.startswith(word[:-1]) for other in said)
    return word in said


def best(cues: Iterable[str], said: Words) -> int:
    """Return the number of words of the longest cue that is met, 0 where none is."""
    return max((len(cue.split()) for cue in cues if meets(cue, said)), default=0)


def blocked(blocks: Sequence[str], cues: Iterable[str], said: Words) -> bool:
    """Tell whether the message says a blocking word that none of its met cues holds itself."""
    met = {word for cue in cues if meets(cue, said) for word in cue.split()}
    return any(meets(block, said) and not set(block.split()) & met for block in blocks)
