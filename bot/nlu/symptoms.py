"""Finds what patients say they feel: lexicon patterns over the words of a message."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Sequence, Tuple

from bot.nlu.grammar import Chart, Match, Walls
from bot.nlu.lexicon import Lexicon, lexicon
from bot.nlu.tokens import Token

LINE_END = "\u2424"
HARD_STOPS = frozenset([".", "!", "?", ";"])
CONTRASTS = frozenset(["but", "however", "although", "though", "except", "otherwise", "whereas", "yet", "apart"])
JOINERS = frozenset(["and", "or", "nor", ",", "/", "&", "+", "plus", LINE_END])
SUBJECTS = frozenset(["i", "he", "she", "they", "we", "there"])


class Mention(NamedTuple):
    """One finding in the text.

    Attributes:
        code: symptom, feature or risk factor code.
        start: first token.
        end: token after the last.
        hits: the tokens whose words say it; words between them belong to others.
        role: what the pattern itself says, before the words around it are weighed.
    """

    code: str
    start: int
    end: int
    hits: Tuple[int, ...]
    role: str


class Found(NamedTuple):
    """Mentions with the chart they come from."""

    mentions: List[Mention]
    words: List[str]
    chart: Chart
    walls: Walls


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
    chart = _with_numbers(lex.grammar.chart(words), words, lex)
    walls = _walls(words, chart, lex)
    matches = lex.grammar.matches(chart, walls)
    mentions = [_mention(match, lex) for match in matches if not _stolen(match, words, walls)]
    return Found(_settle(mentions, lex), words, chart, walls)


def _with_numbers(chart: Chart, words: Sequence[str], lex: Lexicon) -> Chart:
    """Add the classes of numbers to the chart."""
    present = chart.present
    for position, word in enumerate(words):
        if not word[0].isdigit():
            continue
        try:
            value = float(word)
        except ValueError:
            continue
        for entry in lex.numbers:
            if any(low <= value <= high for low, high in entry.ranges):
                chart.at[position].append((entry.bit, position + 1))
                chart.masks[position] |= entry.bit
                present |= entry.bit
    return Chart(chart.at, chart.masks, present)


def _walls(words: Sequence[str], chart: Chart, lex: Lexicon) -> Walls:
    """Mark what stops a gap."""
    body = [bool(mask & lex.body_mask) for mask in chart.masks]
    negated = [index > 0 and words[index - 1] == "not" for index in range(len(words))]
    return Walls(
        hard=[word in HARD_STOPS or word in CONTRASTS for word in words],
        filler=[word in lex.fillers for word in words],
        body=body,
        complete=[bool(mask & lex.sensation_mask) for mask in chart.masks],
        joiner=[word in JOINERS for word in words],
        fine=[word in lex.fine and not negated[index] for index, word in enumerate(words)],
        subject=[word in SUBJECTS for word in words],
    )


def _stolen(match: Match, words: Sequence[str], walls: Walls) -> bool:
    """Tell whether a match takes the pain of one part of the body for another: "back hurts chest is tight"."""
    (first, first_end), (last, last_end) = match.hits[0], match.hits[-1]
    if len(match.hits) < 2 or not walls.body[last] or walls.body[first] or not walls.complete[first]:
        return False
    after = last_end
    while after < len(words) and words[after] == ",":
        return False
    own_predicate = after < len(words) and (
        words[after] in ("is", "are", "feels", "'s", "was", "has", "does", "will", "can") or walls.complete[after] or walls.fine[after]
    )
    if not own_predicate:
        return False
    before = first - 1
    while before >= 0 and before > first - 5 and not walls.hard[before]:
        if walls.body[before]:
            return True
        before -= 1
    return bool(walls.fine[after])


def _mention(match: Match, lex: Lexicon) -> Mention:
    """Turn a match into a mention."""
    rule = lex.rules[match.pattern]
    hits = tuple(place for start, end in match.hits for place in range(start, end))
    return Mention(rule.code, match.start, match.end, hits, rule.role)


def _settle(mentions: List[Mention], lex: Lexicon) -> List[Mention]:
    """Keep one mention for each code and place, drop what another makes superfluous, add what is implied."""
    ordered = sorted(mentions, key=lambda m: (-len(m.hits), m.end - m.start, m.start))
    taken: Dict[str, Dict[int, Mention]] = {}
    kept: List[Mention] = []
    for mention in ordered:
        places = taken.setdefault(mention.code, {})
        if any(hit in places for hit in mention.hits):
            continue
        for hit in mention.hits:
            places[hit] = mention
        kept.append(mention)
    covered: Dict[int, List[Mention]] = {}
    for mention in kept:
        for hit in mention.hits:
            covered.setdefault(hit, []).append(mention)
    result = [
        mention
        for mention in kept
        if mention.role != "void"
        and not any(
            mention.code in lex.overrides.get(other.code, ()) and _contains(other, mention)
            for hit in mention.hits
            for other in covered[hit]
        )
    ]
    implied = []
    for mention in result:
        base = lex.implies.get(mention.code)
        if base is not None and not any(
            other.code == base and other.start < mention.end and mention.start < other.end for other in result
        ):
            implied.append(mention._replace(code=base))
    return sorted(result + implied, key=lambda m: (m.start, m.end, m.code))


def _contains(winner: Mention, loser: Mention) -> bool:
    """Tell whether a mention has no words of its own beside another's."""
    shared = sum(1 for hit in loser.hits if hit in winner.hits)
    return shared == len(loser.hits) or (shared > 0 and len(winner.hits) > len(loser.hits)) or shared * 2 > len(loser.hits)
