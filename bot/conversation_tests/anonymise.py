"""Takes out of a person's words what could tell who they are; in doubt it takes out more.

Patterns find e-mails, phone numbers, dates, numbers and addresses. A name is found by what stands before it,
by a capital letter in mid-sentence, or because the assistant does not know the word. A name that is also an
ordinary word and written small ("rose", "will") stays, so a person must read the result.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import FrozenSet, List, NamedTuple, Set, Tuple

import yaml
from pydantic import BaseModel

from bot.nlu.lexicon import lexicon
from bot.settings import PROJECT_ROOT

NAME = "[name]"
WORD_MARK = "[word]"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARK = re.compile(r"\[[a-z -]+\]")
_SENTENCE_END = re.compile(r"(?:^|[.!?\n:;]\s*[\"'(]*|\s-\s)$")
_LEARNED = ("data/nlu", "bot/nlu/answers.yml", "bot/nlu/times.yml", "bot/protocol", "bot/knowledge")
_SHORT = 3  # letters; a shorter word that is not known is no name
# Files whose words are names too. In those of people ("people_"), somebody wrote as people do.
_LEFT_OUT = frozenset({"documents.yml", "ordinary_words.yml"})
_OF_PEOPLE = "people_"


class _Pattern(BaseModel):
    marks: str
    find: Tuple[str, ...]


class _Data(BaseModel):
    patterns: Tuple[_Pattern, ...]
    introduces_a_name: Tuple[str, ...]
    titles: Tuple[str, ...]
    always_a_name_after: Tuple[str, ...]
    capitals: FrozenSet[str]
    shorthand: FrozenSet[str]

    class Config:
        extra = "forbid"


class Removed(NamedTuple):
    """One thing that was taken out."""

    words: str
    mark: str


class Anonymised(NamedTuple):
    """A message without what identifies, and what was taken out of it."""

    text: str
    removed: Tuple[Removed, ...]


def anonymise(text: str) -> Anonymised:
    """Return a message without names, dates, numbers that identify, e-mails, phone numbers and addresses."""
    removed: List[Removed] = []
    shouted = text.upper() == text  # then capital letters tell nothing
    for pattern, mark in _patterns():
        text = _replace(pattern, mark, text, removed)
    text = _replace_after(_introductions(), text, removed)
    text = _without_names(text, shouted, removed)
    return Anonymised(text, tuple(removed))


def _replace(pattern: re.Pattern[str], mark: str, text: str, removed: List[Removed]) -> str:
    def put(hit: re.Match[str]) -> str:
        removed.append(Removed(hit.group().strip(), mark))
        return mark

    return pattern.sub(put, text)


def _replace_after(pattern: re.Pattern[str], text: str, removed: List[Removed]) -> str:
    """Replace what stands behind the words that introduce a name."""

    def put(hit: re.Match[str]) -> str:
        removed.append(Removed(hit.group("name").strip(), NAME))
        return f"{hit.group('before')}{NAME}"

    return pattern.sub(put, text)


def _without_names(text: str, shouted: bool, removed: List[Removed]) -> str:
    """Replace words that look like a name, or that nobody has taught the assistant."""
    marks = [hit.span() for hit in _MARK.finditer(text)]
    parts: List[str] = []
    place = 0
    for hit in _WORD.finditer(text):
        if any(start <= hit.start() < end for start, end in marks):
            continue
        mark = _mark_of(hit, text, shouted)
        if mark is None:
            continue
        removed.append(Removed(hit.group(), mark))
        parts += [text[place : hit.start()], mark]
        place = hit.end()
    return "".join([*parts, text[place:]])


def _mark_of(hit: re.Match[str], text: str, shouted: bool) -> str | None:
    """Return the placeholder for a word that must go, or None where it may stay."""
    word, data = hit.group(), _data()
    plain = word.casefold().replace("’", "'")
    bare = plain.replace("'", "")
    known = is_known(plain)
    before = text[: hit.start()]
    capital = word[0].isupper() and not shouted
    titled = _titles().search(before.casefold())
    if titled and titled.group("title") in data.always_a_name_after:
        return NAME
    if plain in data.capitals or bare in data.shorthand or len(bare) < _SHORT:
        return None
    if titled and (capital or not known):
        return NAME
    if capital and (not known or not _SENTENCE_END.search(before)):
        return NAME
    return None if known else WORD_MARK


def is_known(word: str) -> bool:
    """Tell whether a word, or the word that it misspells, is one that the assistant has learned."""
    stem = word[:-2] if word.endswith("'s") else word
    candidates = {word, stem, word.replace("'", ""), stem.rstrip("s")}
    if candidates & vocabulary():
        return True
    corrected = lexicon().speller.correct(stem.replace("'", ""))
    return corrected != stem.replace("'", "") and corrected in vocabulary()


@lru_cache(maxsize=1)
def vocabulary() -> FrozenSet[str]:
    """Return the words of the training data, the lexicon, the protocol and the documents' statements."""
    words: Set[str] = set()
    for entry in _LEARNED:
        place = PROJECT_ROOT / entry
        for path in sorted(place.rglob("*.yml")) if place.is_dir() else [place]:
            if path.name not in _LEFT_OUT and not path.name.startswith(_OF_PEOPLE):
                words |= _words_of(path)
    words |= _words_of(PROJECT_ROOT / "bot/nlu/lexicon.yml")
    return frozenset(words)


def _words_of(path: Path) -> FrozenSet[str]:
    """Return the words of a file that stand in it with a small letter."""
    text = path.read_text(encoding="utf-8")
    found = {hit.group() for hit in _WORD.finditer(text.replace("_", " "))}
    small = {word.replace("’", "'") for word in found if word.islower()}
    return frozenset(small | {word.replace("'", "") for word in small})


@lru_cache(maxsize=1)
def _data() -> _Data:
    raw = yaml.safe_load(Path(__file__).with_name("removal.yml").read_text(encoding="utf-8"))
    return _Data.parse_obj(raw)


@lru_cache(maxsize=1)
def _patterns() -> Tuple[Tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(pattern, re.IGNORECASE), entry.marks)
        for entry in _data().patterns
        for pattern in entry.find
    )


@lru_cache(maxsize=1)
def _introductions() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in _data().introduces_a_name)
    name = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
    small = r"(?!(?:on|at|if|when|in|back|to|a|the|an|by|it|this|that)\b)"
    surname = rf"(?:(?:\s+|-){name}(?=\s*(?:$|[.,!?;\n]|and\b|my\b|i\b)))?"
    first = rf"(?P<before>\b(?:{phrases})[\s,:-]*)"
    rest = rf"(?P<name>{small}{name}{surname})"
    return re.compile(first + rest, re.IGNORECASE)


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    phrases = "|".join(re.escape(title) for title in sorted(_data().titles, key=len, reverse=True))
    return re.compile(rf"(?:^|\W)(?P<title>{phrases})\W{{1,2}}$")
