"""Which of several findings count where they share words, and what a finding says besides."""

from __future__ import annotations

from typing import Dict, List, Sequence, Tuple

from bot.nlu.lexicon import Lexicon
from bot.nlu.mentions import NEGATIONS, Mention


def settle(mentions: List[Mention], words: Sequence[str], lex: Lexicon) -> List[Mention]:
    """Keep one mention for each code and place, drop what another makes superfluous, add what is implied."""

    def weight(mention: Mention) -> Tuple[int, bool, int, int, int]:
        # A pattern that leaves a "not" to the assertion engine is better than one that swallows it.
        swallows = mention.role != "absent" and any(words[hit] in NEGATIONS for hit in mention.hits)
        inside = any(
            words[place] in NEGATIONS
            for place in range(mention.start, mention.end)
            if place not in mention.hits
        )
        elements = 0 if mention.weak else mention.elements - 2 * (mention.role == "absent" and inside)
        return (-elements, swallows, -len(mention.hits), mention.end - mention.start, mention.start)

    ordered = sorted(mentions, key=weight)
    taken: Dict[str, Dict[int, Mention]] = {}
    kept: List[Mention] = []
    for mention in ordered:
        places = taken.setdefault(mention.code, {})
        if any(hit in places for hit in mention.hits):
            continue
        for hit in mention.hits:
            places[hit] = mention
        kept.append(mention)
    # What is surely no sign of one code leaves a part of the body to another: "tight muscles in my back".
    owning = [mention for mention in kept if not (mention.sure and mention.role == "void")]
    result = [m for m in _without_superfluous(kept, lex) if not (m.weak and _leaning(m, owning, words))]
    said = {(mention.code, place) for mention in result for place in range(mention.start, mention.end)}
    implied = []
    for mention in result:
        base = lex.implies.get(mention.code)
        if base is not None and not any((base, place) in said for place in range(mention.start, mention.end)):
            implied.append(mention._replace(code=base))
    return sorted(result + implied, key=lambda m: (m.start, m.end, m.code))


_PREPOSITIONS = frozenset(
    [
        "on",
        "up",
        "across",
        "over",
        "down",
        "to",
        "through",
        "into",
        "all",
        "along",
        "off",
        "against",
        "behind",
        "in",
        "from",
    ]
)


def _leaning(mention: Mention, kept: List[Mention], words: Sequence[str]) -> bool:
    """Tell whether a bare part of the body belongs to another finding: "rash up my back"."""
    before = words[mention.start - 1] if mention.start else ""
    for other in kept:
        if other is mention or other.weak:
            continue
        if other.start <= mention.start < other.end:
            return True
        if before in _PREPOSITIONS and other.end <= mention.start and mention.start - other.end <= 5:
            return True
    return before in _PREPOSITIONS - {"in", "from", "to"} or mention.code != "back_pain"


def _without_superfluous(kept: List[Mention], lex: Lexicon) -> List[Mention]:
    """Drop the mentions whose words another, better one explains; a dropped one drops none."""
    covering: Dict[int, List[int]] = {}
    for index, mention in enumerate(kept):
        for hit in mention.hits:
            covering.setdefault(hit, []).append(index)
    dropped = set()
    for index, winner in enumerate(kept):
        losers = lex.overrides.get(winner.code, frozenset())
        if index in dropped or not losers or winner.role in ("void", "possible"):
            continue
        for other in sorted({place for hit in winner.hits for place in covering[hit]}):
            if kept[other].code in losers and _contains(winner, kept[other]):
                dropped.add(other)
    return [mention for index, mention in enumerate(kept) if index not in dropped and mention.role != "void"]


def _contains(winner: Mention, loser: Mention) -> bool:
    """Tell whether a mention has no words of its own beside another's."""
    shared = sum(1 for hit in loser.hits if hit in winner.hits)
    return (
        shared == len(loser.hits)
        or (shared > 0 and len(winner.hits) > len(loser.hits))
        or shared * 2 > len(loser.hits)
    )
