"""What the assertion engine knows of a message, and the looks it takes around a finding."""

from __future__ import annotations

from bisect import bisect_left
from typing import Dict, FrozenSet, List, NamedTuple, Sequence

from bot.nlu.modifiers import Modifier, Modifiers, find_modifiers, modifiers
from bot.nlu.people import Owners
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found, Mention
from bot.nlu.tokens import LINE_END

REACH = 14


WEAK_REACH = 10


LEXICAL_NEGATIONS = frozenset(
    ["not", "no", "never", "without", "nothing", "neither", "nor", "hardly", "barely", "cannot"]
)


_BE = frozenset(["is", "are", "'s", "feels", "was", "am", "were", "has", "looks", "seems", "have"])


_NOUN_ENDINGS = (
    "ness",
    "pain",
    "pains",
    "ache",
    "aches",
    "swelling",
    "loss",
    "trouble",
    "problem",
    "problems",
    "discomfort",
)


class Text(NamedTuple):
    """A message as the assertion engine sees it."""

    words: Sequence[str]
    mentions: Sequence[Mention]
    modifiers: Sequence[Modifier]
    rules: Modifiers
    mention_at: Dict[int, Mention]
    question: Sequence[bool]
    owners: Owners
    codes: FrozenSet[str]


def prepare(found: Found, owners: Owners) -> Text:
    """Find the modifiers and leave out those whose words belong to a finding ("can't breathe")."""
    consumed: Dict[int, Mention] = {}
    mention_at: Dict[int, Mention] = {}
    for mention in found.mentions:
        for place in range(mention.start, mention.end):
            mention_at.setdefault(place, mention)
        for hit in mention.hits:
            consumed[hit] = mention
    kept = []
    for modifier in find_modifiers(found.words):
        places = range(modifier.start, modifier.end)
        if any(place in consumed for place in places) and not _may_share(modifier, consumed, found.words):
            continue
        kept.append(modifier)
    return Text(
        found.words,
        found.mentions,
        kept,
        modifiers(),
        mention_at,
        _questions(found.words),
        owners,
        frozenset(mention.code for mention in found.mentions),
    )


def _may_share(modifier: Modifier, consumed: Dict[int, Mention], words: Sequence[str]) -> bool:
    """Tell whether a modifier may share words with findings: it affirms them, or says more than they do."""
    if all(sense.category in ("affirm", "affirm_clause", "pseudo") for sense in modifier.senses):
        return True
    free = [words[place] for place in range(modifier.start, modifier.end) if place not in consumed]
    if modifier.sense("negation") is not None:
        # "Do not | feel faint": the finding took only the verb.
        return any(word in LEXICAL_NEGATIONS for word in free) and modifier.start not in consumed
    return modifier.sense("conditional") is not None and bool(free)


def _questions(words: Sequence[str]) -> List[bool]:
    """Tell for each word whether its sentence ends with a question mark."""
    asked = [False] * len(words)
    current = False
    for place in range(len(words) - 1, -1, -1):
        if words[place] in HARD_STOPS:
            current = words[place] == "?"
        asked[place] = current
    return asked


def modifiers_before(text: Text, mention: Mention, reach: int) -> List[Modifier]:
    """Return the modifiers that end before a finding or lie inside it, the nearest first."""
    return [
        modifier
        for modifier in reversed(_window(text, mention.start - reach, mention.end))
        if modifier.start < mention.start or (modifier.start >= mention.start and modifier.end <= mention.end)
    ]


def modifiers_after(text: Text, mention: Mention, reach: int) -> List[Modifier]:
    """Return the modifiers that begin after a finding, the nearest first."""
    return [m for m in _window(text, mention.end, mention.end + reach) if m.start >= mention.end]


def _window(text: Text, low: int, high: int) -> List[Modifier]:
    """Return the modifiers that begin from one token up to another."""
    starts = [modifier.start for modifier in text.modifiers] if len(text.modifiers) < 40 else None
    if starts is None:
        keys = text.modifiers
        first = bisect_left(keys, low, key=lambda modifier: modifier.start)
        last = bisect_left(keys, high, key=lambda modifier: modifier.start)
    else:
        first, last = bisect_left(starts, low), bisect_left(starts, high)
    return list(text.modifiers[first:last])


def words_between(text: Text, start: int, end: int) -> Sequence[str]:
    """Return the words from one token up to another."""
    return text.words[start:end]


def turns(words: Sequence[str]) -> bool:
    """Tell whether a sentence ends or turns within these words."""
    return any(word in HARD_STOPS or word in CONTRASTS or word == LINE_END for word in words)


def is_clause(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is a statement ("neck is stiff") and no name ("stiff neck", "neck pain")."""
    words = text.words
    inside = [place for place in range(mention.start, mention.end) if place not in mention.hits]
    if any(words[place] in _BE for place in inside):
        return True
    last = words[mention.hits[-1]]
    first_place = mention.hits[0]
    return (
        len(mention.hits) > 1
        and _is_body(text, first_place)
        and not last.endswith(_NOUN_ENDINGS)
        and not _is_body(text, mention.hits[-1])
    )


def _is_body(text: Text, place: int) -> bool:
    """Tell whether a token names a part of the body, by the chart's marks kept in the mention."""
    return text.words[place] in _BODY_WORDS


_BODY_WORDS = frozenset(
    [
        "neck",
        "back",
        "chest",
        "throat",
        "tongue",
        "face",
        "lips",
        "lip",
        "eyes",
        "eye",
        "eyelids",
        "head",
        "heart",
        "leg",
        "legs",
        "arm",
        "arms",
        "hand",
        "hands",
        "foot",
        "feet",
        "calf",
        "calves",
        "ankle",
        "ankles",
        "knee",
        "knees",
        "thigh",
        "fingers",
        "toes",
        "skin",
        "stomach",
        "tummy",
        "belly",
        "spine",
        "bum",
        "bottom",
        "groin",
        "mouth",
        "urine",
        "wee",
        "pee",
        "speech",
        "words",
        "vision",
        "sight",
        "breathing",
        "breath",
        "smile",
        "bladder",
        "bowels",
        "windpipe",
        "airway",
        "body",
        "pulse",
        "tongue's",
        "cheeks",
        "jaw",
    ]
)


def is_asked(text: Text, mention: Mention) -> bool:
    """Tell whether the sentence of a finding is a question."""
    return text.question[mention.start]


def has_evidence(text: Text, start: int, mention: Mention) -> bool:
    """Tell whether the words from `start` to a finding speak of what is there: "my neck is", "I have"."""
    words = text.words[start : mention.end]
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in ("my", "this", "these", "his", "her"):
            return True
        if word in ("i", "he", "she") and following in (
            "have",
            "am",
            "feel",
            "has",
            "is",
            "'s",
            "can",
            "feels",
            "had",
        ):
            return True
    return False


def opens_sentence(text: Text, modifier: Modifier) -> bool:
    """Tell whether a modifier stands at the head of its sentence or clause."""
    before = text.words[modifier.start - 1] if modifier.start else "."
    return before in HARD_STOPS or before in (
        ",",
        LINE_END,
        "and",
        "but",
        "so",
        "also",
        "or",
        "hi",
        "hello",
        "please",
        "again",
    )
