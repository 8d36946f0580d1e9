"""Loads times.yml: units, named times and the patterns of the infusion status."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, List, NamedTuple, Sequence, Tuple, TypeVar

from bot.nlu.data import StrictModel, load
from bot.nlu.grammar import Grammar, expand_forms
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.tokens import LINE_END

Value = TypeVar("Value")

HOURS_OF_A_YEAR = 8760.0
# The strongest first: what is to come or goes on outweighs what began, is over, or is only dated.
STATUSES = {
    "before": "before",
    "running": "running",
    "after": "after",
    "begun": "running",
    "during": "running",
    "dated": "after",
}
# No part of a message is looked at from further away: the work stays linear in its length.
REACH = 25
_ENDS = frozenset([".", "!", "?", ";", LINE_END])


class StatusRules(StrictModel):
    """Patterns of each infusion status; `times.yml` says what they mean."""

    running: List[str]
    begun: List[str]
    after: List[str]
    during: List[str]
    before: List[str]
    dated: List[str]


class TimesFile(StrictModel):
    """The content of times.yml."""

    units: Dict[float, str]
    named: Dict[str, Tuple[int, int]]
    day_names: Dict[int, str]
    parts: Dict[int, str]
    fixed: Dict[float, str]
    weekdays: List[str]
    weekdays_short: List[str]
    future: str
    plans: str
    words: Dict[str, str]
    classes: Dict[str, str]
    status: StatusRules
    questions: str
    asked_after: str
    fillers: str


class Times(NamedTuple):
    """times.yml, ready for use.

    Attributes:
        units: hours of each unit.
        named: (days before today, hour) of a name.
        days: days before today.
        parts: the hour of a part of the day.
        fixed: hours before now.
        weekdays: 0 for Monday; the short names apart.
        future: times to come.
        plans: phrases beside which a time is to come.
        words: small sets of words by name.
        infusion: words for the infusion.
        done: words that say that it is over.
        grammar: the patterns of the infusion status; `kinds` gives the kind of each.
    """

    units: Dict[str, float]
    named: PhraseTable[Tuple[int, int]]
    days: PhraseTable[int]
    parts: PhraseTable[int]
    fixed: PhraseTable[float]
    weekdays: Dict[str, int]
    short_weekdays: Dict[str, int]
    future: PhraseTable[bool]
    plans: PhraseTable[bool]
    words: Dict[str, FrozenSet[str]]
    infusion: FrozenSet[str]
    done: FrozenSet[str]
    grammar: Grammar
    kinds: Tuple[str, ...]
    questions: FrozenSet[str]
    asked_after: FrozenSet[str]
    fillers: FrozenSet[str]


class Span(NamedTuple):
    """A stretch of time before now.

    Attributes:
        hours: its length.
        start: first token.
        end: token after the last.
        kind: "point", "length", "into" the infusion, "day" of a number, or "bare"; "none" tells no time.
    """

    hours: float
    start: int
    end: int
    kind: str


def sentence(words: Sequence[str], place: int) -> Tuple[int, int]:
    """Return the first token of the sentence that a token stands in, and the token after its last.

    Args:
        words: the words of the message.
        place: the token; no further than `REACH` tokens from it are looked at.
    """
    first = place
    while first > max(0, place - REACH) and words[first - 1] not in _ENDS:
        first -= 1
    last = place
    while last < min(len(words), place + REACH) and words[last] not in _ENDS:
        last += 1
    return first, last


@lru_cache(maxsize=1)
def times() -> Times:
    """Return times.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("times.yml", TimesFile)
    grammar, kinds = _status_grammar(data)
    weekdays = {name: index for index, name in enumerate(data.weekdays)}
    weekdays.update({name + "s": index for name, index in tuple(weekdays.items())})
    return Times(
        units={unit: hours for hours, listing in data.units.items() for unit in expand_forms(listing)},
        named=PhraseTable((phrase, value) for phrase, value in data.named.items()),
        days=_table(data.day_names),
        parts=_table(data.parts),
        fixed=_table(data.fixed),
        weekdays=weekdays,
        short_weekdays={name: index for index, name in enumerate(data.weekdays_short)},
        future=PhraseTable((phrase, True) for phrase in expand_choices(data.future)),
        plans=PhraseTable((phrase, True) for phrase in expand_choices(data.plans)),
        words={name: frozenset(expand_forms(listing)) for name, listing in data.words.items()},
        infusion=frozenset(expand_forms(data.classes["infusion"]))
        - {"medicine", "med", "bag", "bottle", "dose", "pump"},
        done=frozenset(expand_forms(data.classes["ended"])),
        grammar=grammar,
        kinds=kinds,
        questions=frozenset(expand_forms(data.questions)),
        asked_after=frozenset(expand_forms(data.asked_after)),
        fillers=frozenset(expand_forms(data.fillers)),
    )


def _table(entries: Dict[Value, str]) -> PhraseTable[Value]:
    """Return a table from each phrase of the listings to its key."""
    return PhraseTable((phrase, key) for key, listing in entries.items() for phrase in expand_forms(listing))


def _status_grammar(data: TimesFile) -> Tuple[Grammar, Tuple[str, ...]]:
    """Compile the patterns of the infusion status, and the kind of each."""
    grammar = Grammar()
    for name, listing in data.classes.items():
        for phrase in expand_forms(listing):
            grammar.add_phrase(name, phrase, fuzzy=False)
    kinds: List[str] = []
    for kind in STATUSES:
        for pattern in getattr(data.status, kind):
            grammar.add_pattern(len(kinds), pattern, frozenset(data.classes))
            kinds.append(kind)
    grammar.freeze()
    return grammar, tuple(kinds)
