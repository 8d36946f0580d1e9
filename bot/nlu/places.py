"""Whether a message names another place than a finding's own: a rash under the tape, and on the belly."""

from __future__ import annotations

from typing import Sequence

from bot.nlu.grammar import Match, Walls
from bot.nlu.tokens import LINE_END

# A part of the body behind one of these is where something is; "my back hurts" names a pain of its own.
_WHERE = frozenset(["on", "over", "across", "up", "down", "to", "onto", "round", "around", "all"])
_ELSEWHERE = frozenset(
    [
        "elsewhere",
        "everywhere",
        "too",
        "also",
        "spread",
        "spreads",
        "spreading",
        "other",
        "others",
        "further",
        "beyond",
        "bigger",
        "growing",
    ]
)
# Between "on" and the part of the body: "on my whole left arm".
_BETWEEN = 4


def names_another_place(match: Match, words: Sequence[str], walls: Walls) -> bool:
    """Tell whether the message names a place, or a spreading, outside the words of a match.

    Any doubt counts as another place, so that a rash is never explained away by a plaster.
    """
    own = {place for start, end in match.hits for place in range(start, end)}
    outside = [place for place in range(len(words)) if place not in own]
    return any(
        words[place] in _ELSEWHERE or (words[place] in _WHERE and _body_follows(place, words, walls))
        for place in outside
    )


def _body_follows(place: int, words: Sequence[str], walls: Walls) -> bool:
    """Tell whether a part of the body stands right behind a word of place."""
    for later in range(place + 1, min(place + 1 + _BETWEEN, len(words))):
        if walls.body[later] or words[later] in ("skin", "over", "body"):
            return True
        if walls.hard[later] or words[later] in (",", LINE_END):
            return False
    return False
