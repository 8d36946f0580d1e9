"""Finds fixed phrases in a row of words, the longest first, from the left."""

from __future__ import annotations

import itertools
import re
from typing import Dict, Generic, Iterable, Iterator, List, Sequence, Tuple, TypeVar

from bot.nlu.tokens import open_phrase

Value = TypeVar("Value")

_CHOICE = re.compile(r"\(([^()]*)\)")


def expand_choices(listing: str) -> Iterator[str]:
    """Yield each phrase of a listing such as "not (sure|certain) if, maybe".

    Args:
        listing: phrases parted by commas; "(a|b|)" gives alternatives, an empty one leaves it out.
            A quoted comma (",") stands for itself.
    """
    for entry in re.split(r",(?=\s|$)", listing):
        parts = _CHOICE.split(entry)
        options = [[part] if index % 2 == 0 else part.split("|") for index, part in enumerate(parts)]
        for choice in itertools.product(*options):
            phrase = " ".join("".join(choice).split())
            if phrase:
                yield phrase


class PhraseTable(Generic[Value]):
    """A table from phrases to values."""

    def __init__(self, entries: Iterable[Tuple[str, Value]]) -> None:
        """Index the phrases by their first word; where one comes twice the first value counts."""
        table: Dict[str, Dict[Tuple[str, ...], Value]] = {}
        for phrase, value in entries:
            words = open_phrase(phrase)
            table.setdefault(words[0], {}).setdefault(words[1:], value)
        # By the first word: the lengths of what may follow, the longest first, and the phrases. One look for
        # each length keeps a first word with many phrases ("i", "the") cheap.
        self._table = {
            first: (sorted({len(rest) for rest in rests}, reverse=True), rests)
            for first, rests in table.items()
        }

    def at(self, words: Sequence[str], position: int) -> Tuple[Value, int] | None:
        """Return the value and the end of the longest phrase that begins at a word, or None."""
        known = self._table.get(words[position])
        if known is None:
            return None
        lengths, phrases = known
        begin = position + 1
        for length in lengths:
            rest = tuple(words[begin : begin + length])
            if len(rest) == length and rest in phrases:
                return phrases[rest], begin + length
        return None

    def find(self, words: Sequence[str]) -> List[Tuple[Value, int, int]]:
        """Return (value, start, end) of the phrases, the longest first from the left, none overlapping."""
        found: List[Tuple[Value, int, int]] = []
        position, table = 0, self._table
        while position < len(words):
            hit = self.at(words, position) if words[position] in table else None
            if hit is None:
                position += 1
            else:
                found.append((hit[0], position, hit[1]))
                position = hit[1]
        return found

    def whole(self, words: Sequence[str]) -> Value | None:
        """Return the value where the whole row is one phrase."""
        hit = self.at(words, 0) if words else None
        return hit[0] if hit is not None and hit[1] == len(words) else None
