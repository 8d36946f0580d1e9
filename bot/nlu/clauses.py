"""Cuts a message into clauses: the pieces whose meaning is compared, each about one thing."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from bot.nlu.symptoms import CONTRASTS, HARD_STOPS
from bot.nlu.tokens import LINE_END

LONGEST = 14
# Shorter pieces after a comma go on with the clause before ("my arm, the left one").
SHORTEST = 3

_ENDS = HARD_STOPS | CONTRASTS | frozenset([LINE_END, ":"])
_JOINTS = frozenset([",", "and", "so", "because", "then", "plus", "also", "while", "since", "/", "&"])
# One of these after a joint begins a statement of its own; "arm and leg" is no joint of statements.
_OPENERS = frozenset(
    [
        "i",
        "my",
        "he",
        "she",
        "it",
        "they",
        "we",
        "his",
        "her",
        "their",
        "the",
        "there",
        "now",
        "this",
        "that",
        "can",
        "do",
        "have",
        "feel",
        "feels",
        "no",
        "not",
        "is",
        "what",
        "should",
    ]
)
# A subject after one of these still belongs to the same statement: "feels like my", "when i", "if he".
_LEADING = frozenset(
    [
        "like",
        "when",
        "if",
        "that",
        "as",
        "think",
        "know",
        "knew",
        "in",
        "on",
        "of",
        "with",
        "to",
        "from",
        "at",
        "for",
        "by",
        "is",
        "are",
        "can",
        "do",
        "does",
        "have",
        "am",
        "not",
        "feel",
        "over",
        "into",
        "where",
        "what",
        "how",
        "all",
        "up",
        "down",
        "than",
        "move",
        "lift",
        "hold",
        "bend",
        "turn",
        "get",
        "keep",
        "inside",
        "through",
        "around",
        "behind",
        "under",
        "until",
    ]
)


def clauses(words: Sequence[str]) -> List[Tuple[int, int]]:
    """Return the first token and the one after the last of each clause, in order.

    Args:
        words: the words of a message.

    Returns:
        Pieces of at most 14 words that do not overlap; linear in the length of the message.
    """
    found: List[Tuple[int, int]] = []
    start = 0
    for place, word in enumerate(words):
        if word in _ENDS:
            _put(found, start, place)
            start = place + 1
        elif place > start and _parts(words, start, place):
            _put(found, start, place)
            start = place + (word in _JOINTS)
    _put(found, start, len(words))
    return found


def _parts(words: Sequence[str], start: int, place: int) -> bool:
    """Tell whether a clause ends before a word."""
    length = place - start
    following = words[place + 1] if place + 1 < len(words) else ""
    if words[place] in _JOINTS:
        return length >= SHORTEST and (following in _OPENERS or length >= LONGEST // 2)
    if length >= LONGEST:
        return True
    # "My" more often goes on with a statement than it begins one.
    enough = LONGEST // 2 if words[place] in ("my", "his", "her") else SHORTEST + 1
    return (
        words[place] in ("i", "my", "he", "she", "now", "his", "her", "they")
        and length >= enough
        and words[place - 1] not in _LEADING
        and words[place - 1] not in _JOINTS
    )


def _put(found: List[Tuple[int, int]], start: int, end: int) -> None:
    """Add a clause that has words."""
    if end > start:
        found.append((start, end))
