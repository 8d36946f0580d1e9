"""The words of answers (answers.yml), ready for use."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, NamedTuple, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.line_answers import LineWords
from bot.nlu.only_part import OnlyPart
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.tokens import open_phrase


class OnlyPartEntry(StrictModel):
    """The words of "just the calf, like I said"."""

    openings: str
    refusals: str
    lead: str
    before: str
    after: str
    parts: Dict[str, str]


class LinesEntry(StrictModel):
    """The words of "yes to the first, no to the rest"."""

    answers: Dict[str, str]
    none: str
    to: str
    runs: Dict[int, str]
    rest: str
    every: str
    but: str
    small: str


class AnswersFile(StrictModel):
    """The content of answers.yml."""

    head: Dict[str, str]
    whole: Dict[str, str]
    embedded: Dict[str, str]
    only_words: str
    ordinals: Dict[int, str]
    commands: Dict[str, str]
    cries: str
    asks_outcome: str
    small: str
    rest_of_a_no: str
    well_after_no: str
    progress: Dict[str, str]
    progress_small: str
    senses: Dict[str, str]
    senses_small: str
    only_part: OnlyPartEntry
    lines: LinesEntry


class Answers(NamedTuple):
    """answers.yml, ready for use."""

    head: PhraseTable[str]
    whole: PhraseTable[str]
    embedded: PhraseTable[str]
    only_words: PhraseTable[bool]
    ordinals: PhraseTable[int]
    commands: PhraseTable[str]
    cries: FrozenSet[Tuple[str, ...]]
    asks_outcome: FrozenSet[Tuple[str, ...]]
    small: FrozenSet[str]
    rest_of_a_no: FrozenSet[str]
    well_after_no: FrozenSet[str]
    progress: PhraseTable[str]
    progress_small: FrozenSet[str]
    senses: PhraseTable[str]
    senses_small: FrozenSet[str]
    only_part: OnlyPart
    lines: LineWords


@lru_cache(maxsize=1)
def answers() -> Answers:
    """Return answers.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("answers.yml", AnswersFile)

    def table(listings: Dict[str, str]) -> PhraseTable[str]:
        return PhraseTable(
            (phrase, value) for value, listing in listings.items() for phrase in expand_choices(listing)
        )

    both = {
        value: f"{data.whole.get(value, '')}, {data.head.get(value, '')}"
        for value in {*data.whole, *data.head}
    }
    return Answers(
        head=table(data.head),
        whole=table(both),
        embedded=table(data.embedded),
        only_words=PhraseTable((phrase, True) for phrase in expand_choices(data.only_words)),
        ordinals=PhraseTable(
            (phrase, value) for value, listing in data.ordinals.items() for phrase in expand_choices(listing)
        ),
        commands=table(data.commands),
        cries=frozenset(tuple(phrase.split()) for phrase in expand_choices(data.cries)),
        asks_outcome=frozenset(open_phrase(phrase) for phrase in expand_choices(data.asks_outcome)),
        small=_words(data.small),
        rest_of_a_no=_words(data.rest_of_a_no),
        well_after_no=_words(data.well_after_no),
        progress=table(data.progress),
        progress_small=_words(data.progress_small),
        senses=table(data.senses),
        senses_small=_words(data.progress_small) | _words(data.senses_small),
        only_part=OnlyPart(
            openings=PhraseTable((phrase, True) for phrase in expand_choices(data.only_part.openings)),
            refusals=_words(data.only_part.refusals),
            lead=_words(data.only_part.lead),
            before=_words(data.only_part.before),
            after=_words(data.only_part.after),
            parts=table(data.only_part.parts),
        ),
        lines=LineWords(
            answers=table(data.lines.answers),
            marks=table({name: getattr(data.lines, name) for name in ("none", "to", "rest", "every", "but")}),
            places=PhraseTable(
                (phrase, value)
                for value, listing in data.ordinals.items()
                for phrase in expand_choices(listing)
                if not phrase.startswith("no ")  # "no 1, yes 2" answers the first line with no
            ),
            runs=PhraseTable(
                (phrase, value)
                for value, listing in data.lines.runs.items()
                for phrase in expand_choices(listing)
            ),
            small=_words(data.lines.small),
        ),
    )


def _words(listing: str) -> FrozenSet[str]:
    """Return the words of a listing; those in quotation marks are signs."""
    return frozenset(word.strip().strip('"') or "," for word in expand_choices(listing)) | {","}
