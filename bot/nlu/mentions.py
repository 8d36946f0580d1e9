"""What is found in a message, and the small words that part and join what is said."""

from __future__ import annotations

from typing import List, NamedTuple, Tuple

from bot.nlu.grammar import Chart, Walls
from bot.nlu.tokens import LINE_END

HARD_STOPS = frozenset([".", "!", "?", ";"])
CONTRASTS = frozenset(
    ["but", "however", "although", "though", "except", "otherwise", "whereas", "yet", "apart"]
)
JOINERS = frozenset(["and", "or", "nor", ",", "/", "&", "+", "plus", LINE_END])
NEGATIONS = frozenset(["not", "no", "never", "without", "nothing", "nor", "neither", "none"])
TROUBLES = frozenset(
    ["trouble", "problem", "problems", "difficulty", "difficulties", "issue", "issues", "troubles"]
)
SUBJECTS = frozenset(["i", "he", "she", "they", "we", "there"])


class Mention(NamedTuple):
    """One finding in the text.

    Attributes:
        code: symptom, feature or risk factor code.
        start: first token.
        end: token after the last.
        hits: the tokens whose words say it; words between them belong to others.
        role: what the pattern itself says, before the words around it are weighed.
        weak: it counts only where nothing better says something about its words.
        elements: how many elements of its pattern were matched.
        sure: the network has no say in it.
    """

    code: str
    start: int
    end: int
    hits: Tuple[int, ...]
    role: str
    elements: int = 1
    weak: bool = False
    sure: bool = False


class Found(NamedTuple):
    """Mentions with the chart they come from.

    Attributes:
        mentions: the findings.
        words: the words, their spelling corrected.
        chart: what the grammar knows of each word.
        walls: what stops a gap.
        explained: words that are surely no sign of a code, for the network to leave alone: "a tight back".
    """

    mentions: List[Mention]
    words: List[str]
    chart: Chart
    walls: Walls
    explained: Tuple[Mention, ...] = ()
