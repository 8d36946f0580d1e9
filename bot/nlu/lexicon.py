"""Loads lexicon.yml: the words, the patterns of each code, and what one code says about another."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List, NamedTuple, Optional, Tuple, Union

from pydantic import Field, validator

from bot.nlu.codes import FEATURES, RISK_FACTORS, ROLES, SYMPTOMS
from bot.nlu.data import HERE, DataError, StrictModel, load
from bot.nlu.grammar import Grammar, expand_forms
from bot.nlu.phrases import PhraseTable
from bot.nlu.spelling import Speller

ACCEPTED_CODES = SYMPTOMS | FEATURES | RISK_FACTORS


class NumberClass(StrictModel):
    """A class of numbers: from the first to the second value, both included, or within the other range.

    With `decimal` the number must be written with a decimal point.
    """

    numbers: Tuple[float, float]
    other: Optional[Tuple[float, float]] = Field(None, alias="or")
    decimal: bool = False


class ExactClass(StrictModel):
    """A class whose words are never guessed from a misspelling."""

    exact: str


class RuleEntry(StrictModel):
    """A pattern with a role of its own, that counts where nothing better does (`weak`) or always (`sure`).

    A sure pattern tells its sign in words that the network does not know it by: blue lips are trouble
    breathing. One that is both sure and void explains words that are no sign: a tight back is no tight chest.
    A local one counts only where the message names no other place: a rash under the tape.
    """

    pattern: str = Field(alias="is")
    role: str = "present"
    weak: bool = False
    sure: bool = False
    local: bool = False

    @validator("role")
    def _known_role(cls, value: str) -> str:
        if value not in ROLES | {"void"}:
            raise ValueError(f"is no role; accepted: {', '.join(sorted(ROLES))}, void")
        return value


class LexiconFile(StrictModel):
    """The content of lexicon.yml."""

    fillers: str
    idioms: str
    fine: str
    bodies: List[str]
    sensations: List[str]
    classes: Dict[str, Union[str, NumberClass, ExactClass]]
    rules: Dict[str, List[Union[str, RuleEntry]]]
    overrides: Dict[str, List[str]]
    implies: Dict[str, str]

    @validator("rules", "overrides", "implies", each_item=False)
    def _known_codes(cls, value: Dict[str, object]) -> Dict[str, object]:
        for code in value:
            if code not in ACCEPTED_CODES:
                raise ValueError(f"{code!r} is no code; accepted: {', '.join(sorted(ACCEPTED_CODES))}")
        return value


class OrdinaryWords(StrictModel):
    """The content of ordinary_words.yml."""

    words: str


class Rule(NamedTuple):
    """What a matching pattern says."""

    code: str
    role: str
    weak: bool
    sure: bool
    local: bool


class NumberRange(NamedTuple):
    """The bit of a class of numbers and the ranges that belong to it."""

    bit: int
    ranges: Tuple[Tuple[float, float], ...]
    decimal: bool


class Lexicon(NamedTuple):
    """The lexicon, ready for matching."""

    grammar: Grammar
    rules: Tuple[Rule, ...]
    fillers: FrozenSet[str]
    fine: FrozenSet[str]
    body_mask: int
    sensation_mask: int
    numbers: Tuple[NumberRange, ...]
    overrides: Dict[str, FrozenSet[str]]
    implies: Dict[str, str]
    speller: Speller
    idioms: PhraseTable[bool]


def read_lexicon(folder: Path = HERE) -> Lexicon:
    """Read and compile lexicon.yml.

    Args:
        folder: where the file lies.

    Raises:
        DataError: an entry does not fit, with file, entry, value and what is accepted.
    """
    data = load("lexicon.yml", LexiconFile, folder)
    grammar = Grammar()
    numbers: List[NumberRange] = []
    for name, entry in data.classes.items():
        if isinstance(entry, NumberClass):
            ranges = tuple(pair for pair in (entry.numbers, entry.other) if pair is not None)
            numbers.append(NumberRange(grammar.bit(name), ranges, entry.decimal))
            continue
        listing, fuzzy = (entry, True) if isinstance(entry, str) else (entry.exact, False)
        for phrase in expand_forms(listing):
            grammar.add_phrase(name, phrase, fuzzy)
    for group in ("bodies", "sensations"):
        for name in getattr(data, group):
            if name not in data.classes:
                raise DataError(
                    f"lexicon.yml: {group}: {name!r} is no class; accepted are the names under `classes`"
                )
    known = frozenset(data.classes)
    rules: List[Rule] = []
    for code, entries in data.rules.items():
        for rule in entries:
            entry_ = RuleEntry.parse_obj({"is": rule}) if isinstance(rule, str) else rule
            pattern = entry_.pattern
            try:
                grammar.add_pattern(len(rules), pattern, known)
            except ValueError as error:
                raise DataError(f"lexicon.yml: rules > {code}: {error}") from error
            rules.append(Rule(code, entry_.role, entry_.weak, entry_.sure, entry_.local))
    grammar.freeze()
    fillers = frozenset(expand_forms(data.fillers))
    fine = frozenset(expand_forms(data.fine))
    ordinary = expand_forms(load("ordinary_words.yml", OrdinaryWords, folder).words)
    speller = Speller(
        targets=[word for word, fuzzy in grammar.words.items() if fuzzy],
        known=frozenset(grammar.words)
        | fillers
        | fine
        | frozenset(ordinary)
        | _words_of_the_other_files(folder),
    )
    return Lexicon(
        grammar=grammar,
        rules=tuple(rules),
        fillers=fillers,
        fine=fine,
        body_mask=grammar.mask(data.bodies),
        sensation_mask=grammar.mask(data.sensations),
        numbers=tuple(numbers),
        overrides={code: frozenset(others) for code, others in data.overrides.items()},
        implies=dict(data.implies),
        speller=speller,
        idioms=PhraseTable((phrase, True) for phrase in expand_forms(data.idioms)),
    )


def _words_of_the_other_files(folder: Path) -> FrozenSet[str]:
    """Return every word of the other data files: they are spelt right, too."""
    words: set[str] = set()
    for name in (
        "modifiers.yml",
        "people.yml",
        "times.yml",
        "severity.yml",
        "answers.yml",
        "professionals.yml",
        "crisis.yml",
    ):
        path = folder / name
        if path.exists():
            words.update(re.findall(r"[a-z]+", path.read_text(encoding="utf-8")))
    return frozenset(words)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, read once in a process."""
    return read_lexicon()
