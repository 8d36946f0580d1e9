"""Finds what patients say they feel: lexicon patterns over the words of a message."""

from __future__ import annotations

from typing import Dict, List, NamedTuple, Sequence, Tuple

from bot.nlu.grammar import Chart, Match, Walls
from bot.nlu.lexicon import Lexicon, lexicon
from bot.nlu.places import names_another_place
from bot.nlu.tokens import LINE_END, Token

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
    chart = _without_idioms(
        _without_adverbs(_with_numbers(lex.grammar.chart(words), words, lex), words, lex), words, lex
    )
    walls = _walls(words, chart, lex)
    matches = lex.grammar.matches(chart, walls)
    mentions = [
        _mention(match, lex)
        for match in matches
        if not _stolen(match, words, walls) and not _denies_trouble(match, words)
        if not (lex.rules[match.pattern].local and names_another_place(match, words, walls))
    ]
    explained = tuple(mention for mention in mentions if mention.sure and mention.role == "void")
    return Found(_settle(mentions, words, lex), words, chart, walls, explained)


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
            if any(low <= value <= high for low, high in entry.ranges) and ("." in word or not entry.decimal):
                chart.at[position].append((entry.bit, position + 1))
                chart.masks[position] |= entry.bit
                present |= entry.bit
    return Chart(chart.at, chart.masks, present)


_BACK_AFTER = frozenset(
    [
        "of",
        "in",
        "at",
        "from",
        "to",
        "home",
        "then",
        "again",
        "on",
        "up",
        "down",
        "when",
        "by",
        "there",
        "here",
    ]
)
_BACK_BEFORE = frozenset(
    [
        "come",
        "comes",
        "came",
        "coming",
        "go",
        "goes",
        "went",
        "going",
        "call",
        "called",
        "get",
        "got",
        "gets",
        "way",
        "days",
        "day",
        "years",
        "year",
        "hours",
        "hour",
        "weeks",
        "week",
        "minutes",
        "months",
        "drove",
        "walked",
        "brought",
        "bring",
        "is",
        "are",
        "straight",
        "put",
        "send",
        "sent",
        "take",
        "took",
        "while",
    ]
)


def _without_adverbs(chart: Chart, words: Sequence[str], lex: Lexicon) -> Chart:
    """Take "back" for no part of the body in "back home", "the back of", "two days back", "it is back"."""
    for place, word in enumerate(words):
        if word != "back":
            continue
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        owned = before in ("my", "his", "her", "lower", "upper")
        # "I get back pain", but "it came back".
        owned = owned or (place + 1 < len(words) and bool(chart.masks[place + 1] & lex.sensation_mask))
        if after == "of" or (
            not owned
            and (before in _BACK_BEFORE or (after in _BACK_AFTER and before not in ("", "the", "low")))
        ):
            chart.at[place][:] = [
                (bits & ~lex.body_mask, end) if end == place + 1 else (bits, end)
                for bits, end in chart.at[place]
            ]
            chart.masks[place] = 0
            for bits, _ in chart.at[place]:
                chart.masks[place] |= bits
    return chart


def _without_idioms(chart: Chart, words: Sequence[str], lex: Lexicon) -> Chart:
    """Leave the words of sayings out."""
    for _, start, end in lex.idioms.find(words):
        for place in range(start, end):
            chart.at[place].clear()
            chart.masks[place] = 0
    return chart


def _walls(words: Sequence[str], chart: Chart, lex: Lexicon) -> Walls:
    """Mark what stops a gap."""
    body = [bool(mask & lex.body_mask) for mask in chart.masks]
    complete = [bool(mask & lex.sensation_mask) for mask in chart.masks]
    negated = [index > 0 and words[index - 1] == "not" for index in range(len(words))]
    new_scope = _new_denials(words, body, complete)
    return Walls(
        hard=[
            word in HARD_STOPS
            or word in CONTRASTS
            or (word in ("only", "just") and words[index - 1 : index] == [","])
            or new_scope[index]
            for index, word in enumerate(words)
        ],
        filler=[word in lex.fillers for word in words],
        body=body,
        complete=complete,
        joiner=[word in JOINERS for word in words],
        fine=[word in lex.fine and not negated[index] for index, word in enumerate(words)],
        subject=[word in SUBJECTS for word in words],
    )


def _new_denials(words: Sequence[str], body: Sequence[bool], complete: Sequence[bool]) -> List[bool]:
    """Mark each "no" that opens a statement of its own, so that no finding reaches across it.

    That is a "no" after a sensation ("chest pain no stiff neck") and, once a list has begun with a "no"
    ("no fever no swelling"), every later one of the sentence. "Face no swelling" is one statement.
    """
    marks = [False] * len(words)
    listing = False
    for place, word in enumerate(words):
        if word in HARD_STOPS or word in CONTRASTS:
            listing = False
        elif word in ("no", "nor", "without") or (word == "not" and listing and words[place - 1] == "do"):
            marks[place] = listing or (place > 0 and complete[place - 1])
            listing = listing or place == 0 or not body[place - 1]
    return marks


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


def _settle(mentions: List[Mention], words: Sequence[str], lex: Lexicon) -> List[Mention]:
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
