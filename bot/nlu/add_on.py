"""A part of the body that is only named, added to what was told before: "yes, her neck too" (add_on.yml)."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, List, NamedTuple, Sequence

from bot.nlu.data import StrictModel, load
from bot.nlu.mentions import Mention
from bot.nlu.phrases import PhraseTable, expand_choices

# Longer messages say more than that; the end of one may still add a part: "... and her neck too".
LONGEST = 9


class AddOnFile(StrictModel):
    """The content of add_on.yml."""

    openers: str
    owners: str
    adds: str
    closers: str
    added: str
    beside: List[str]
    parts: Dict[str, str]


class AddOns(NamedTuple):
    """add_on.yml, ready for use."""

    openers: PhraseTable[bool]
    owners: FrozenSet[str]
    adds: PhraseTable[bool]
    closers: PhraseTable[bool]
    added: PhraseTable[bool]
    beside: FrozenSet[str]
    parts: PhraseTable[str]


@lru_cache(maxsize=1)
def add_ons() -> AddOns:
    """Return add_on.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("add_on.yml", AddOnFile)

    def table(listing: str) -> PhraseTable[bool]:
        return PhraseTable((phrase.strip('"'), True) for phrase in expand_choices(listing))

    return AddOns(
        openers=table(data.openers),
        owners=frozenset(expand_choices(data.owners)),
        adds=table(data.adds),
        closers=table(data.closers),
        added=table(data.added),
        beside=frozenset(data.beside),
        parts=PhraseTable(
            (phrase, code) for code, listing in data.parts.items() for phrase in expand_choices(listing)
        ),
    )


def added(words: Sequence[str], mentions: Sequence[Mention]) -> List[Mention]:
    """Return the signs to ask back of parts that a message only adds.

    Args:
        words: the words of the message.
        mentions: what else is found in it.
    """
    data = add_ons()
    found: List[Mention] = []
    for code, start, end in data.parts.find(words):
        if any(mention.start < end and start < mention.end for mention in mentions):
            continue
        before = start - 1 if start and words[start - 1] in data.owners else start
        if not _only(words[end:], data.closers):
            continue
        says_added = bool(data.added.find(words[end:]))
        if len(words) <= LONGEST and _only(words[:before], data.openers):
            adds = says_added or bool(data.adds.find(words[:before]))
        else:
            joined = bool(before) and words[before - 1] in ("and", ",", "plus", "also", "&")
            adds = says_added and joined and any(m.code in data.beside for m in mentions)
        if adds:
            found.append(Mention(code, start, end, tuple(range(start, end)), "possible", sure=True))
    return found


def _only(words: Sequence[str], phrases: PhraseTable[bool]) -> bool:
    """Tell whether a row of words holds nothing but these phrases."""
    place = 0
    while place < len(words):
        hit = phrases.at(words, place)
        if hit is None:
            return False
        place = hit[1]
    return True
