"""Finds what patients say they feel: lexicon patterns over the words of a message."""

from __future__ import annotations

from typing import Dict, List, Sequence

from bot.nlu.add_on import added
from bot.nlu.grammar import Match, Walls
from bot.nlu.lexicon import Lexicon, lexicon
from bot.nlu.mentions import CONTRASTS, HARD_STOPS, JOINERS, NEGATIONS, TROUBLES, Found, Mention
from bot.nlu.places import names_another_place
from bot.nlu.reading import chart_of, walls_of
from bot.nlu.settling import settle
from bot.nlu.tokens import Token

__all__ = ["CONTRASTS", "HARD_STOPS", "Found", "Mention", "find"]


def find(tokens: Sequence[Token]) -> Found:
    """Return every mention in a message, each code once for each place.

    Args:
        tokens: the words of the message.
    """
    lex = lexicon()
    memory: Dict[str, str] = {}
    words: List[str] = []
    for token in tokens:
        word = token.word
        if word not in memory:
            memory[word] = lex.speller.correct(word)
        words.append(memory[word])
    chart = chart_of(words, lex)
    walls = walls_of(words, chart, lex)
    matches = lex.grammar.matches(chart, walls)
    mentions = [
        _mention(match, lex)
        for match in matches
        if not _stolen(match, words, walls) and not _denies_trouble(match, words)
        if not (lex.rules[match.pattern].local and names_another_place(match, words, walls))
    ]
    explained = tuple(mention for mention in mentions if mention.sure and mention.role == "void")
    mentions = settle(mentions, words, lex)
    return Found([*mentions, *added(words, mentions)], words, chart, walls, explained)


_PAIN_NOUNS = frozenset(["pain", "pains", "ache", "aches", "discomfort", "pressure"])
_RADIATING = frozenset(
    ["goes", "going", "through", "spreads", "radiates", "radiating", "spreading", "shoots", "go"]
)


def _stolen(match: Match, words: Sequence[str], walls: Walls) -> bool:
    """Tell whether a match gives one part of the body the pain of another: "back hurts chest is tight"."""
    (first, first_end), (last, last_end) = match.hits[0], match.hits[-1]
    if len(match.hits) < 2 or not walls.body[last] or walls.body[first] or not walls.complete[first]:
        return False
    gap = range(first_end, last)
    if words[first] in _PAIN_NOUNS and any(
        walls.complete[place] and words[place - 1] in JOINERS for place in gap
    ):
        return True
    if any(words[place] in _RADIATING for place in gap) and any(walls.body[max(0, first - 5) : first]):
        return True
    after = last_end
    while after < len(words) and words[after] == ",":
        return False
    own_predicate = after < len(words) and (
        words[after] in ("is", "are", "feels", "'s", "was", "has", "does", "will", "can")
        or walls.complete[after]
        or walls.fine[after]
    )
    if not own_predicate:
        return False
    before = first - 1
    while before >= 0 and before > first - 5 and not walls.hard[before]:
        if walls.body[before]:
            return True
        before -= 1
    return bool(walls.fine[after])


def _denies_trouble(match: Match, words: Sequence[str]) -> bool:
    """Tell whether a "not" that a pattern takes as its own denies a trouble: "no trouble peeing"."""
    first, first_end = match.hits[0]
    if any(words[start - 1 : start] == ["nothing"] and words[start] == "new" for start, _ in match.hits):
        return True
    if len(match.hits) < 2 or not NEGATIONS.intersection(words[first:first_end]):
        return False
    return bool(TROUBLES.intersection(words[first_end : match.hits[1][0]]))


def _mention(match: Match, lex: Lexicon) -> Mention:
    """Turn a match into a mention."""
    rule = lex.rules[match.pattern]
    hits = tuple(place for start, end in match.hits for place in range(start, end))
    return Mention(rule.code, match.start, match.end, hits, rule.role, len(match.hits), rule.weak, rule.sure)
