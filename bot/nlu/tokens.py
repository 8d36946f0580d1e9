"""Words of a message with their place in it.

One splitting pattern does all the work. spaCy's tokenizer, which it was given to before, finds the same words
on 55,000 messages; its stock English rules take seconds on ten thousand brackets, and to import it takes a
seventh of the assistant's start.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Dict, FrozenSet, List, NamedTuple, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.normalize import Normalized

_SPLIT = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
# Stands for the end of a line: it ends a denial, yet a finding may go on past it.
LINE_END = "\u2424"
# Unicode's categories of emoji and what modifies them: "😢 yes 🙏" is a yes.
_PICTURES = frozenset(["So", "Sk", "Mn", "Cf", "Cn"])
_DROPPED = frozenset(['"', "*", "_", "~", "^", "|", "`", "'", "#", "\\"])


class Token(NamedTuple):
    """One word or sign.

    Attributes:
        word: its plain form; a contraction gives several tokens of the same place.
        start: offset in the original text.
        end: offset in the original text, exclusive.
        spaced: whether white space stands before it.
    """

    word: str
    start: int
    end: int
    spaced: bool


class Contractions(StrictModel):
    """The content of contractions.yml: what one written word stands for."""

    its_is_before: str
    y_is_why_before: str
    endings: Dict[str, str]
    whole: Dict[str, str]


@lru_cache(maxsize=1)
def contractions() -> Tuple[Dict[str, Tuple[str, ...]], Tuple[Tuple[str, Tuple[str, ...]], ...]]:
    """Return the table of whole words and the list of endings, both opened into words.

    Raises:
        DataError: contractions.yml does not fit its model.
    """
    data = load("contractions.yml", Contractions)
    whole = {word: tuple(opened.split()) for word, opened in data.whole.items()}
    endings = tuple((ending, tuple(opened.split())) for ending, opened in data.endings.items())
    return whole, endings


@lru_cache(maxsize=1)
def _by_what_follows() -> Dict[Tuple[str, str], Tuple[str, ...]]:
    """Return what a written word stands for before another: "its not" is "it is not", "y do I" is "why do I".

    Raises:
        DataError: contractions.yml does not fit its model.
    """
    data = load("contractions.yml", Contractions)
    table = {("its", word.strip()): ("it", "'s") for word in data.its_is_before.split(",")}
    return {**table, **{("y", word.strip()): ("why",) for word in data.y_is_why_before.split(",")}}


@lru_cache(maxsize=1)
def _opened() -> FrozenSet[str]:
    """Return the words without an apostrophe that may stand for others, alone or before another word.

    Raises:
        DataError: contractions.yml does not fit its model.
    """
    return frozenset([*contractions()[0], *(word for word, _ in _by_what_follows())])


def tokenize(normalized: Normalized) -> List[Token]:
    """Split a plain text into tokens.

    Args:
        normalized: what `normalize` returned.

    Returns:
        Tokens in order, with offsets into the original text.
    """
    pieces = [(piece.group(), piece.start()) for piece in _SPLIT.finditer(normalized.text)]
    tokens: List[Token] = []
    before = 0
    for number, (word, index) in enumerate(pieces):
        last = index + len(word) - 1
        start, end = normalized.starts[index], normalized.ends[last]
        spaced = index > before
        before = index + len(word)
        if word in _DROPPED or _is_picture(word):
            continue
        if word == "-":
            after = pieces[number + 1] if number + 1 < len(pieces) else ("", 0)
            if not spaced and after[1] == before and not after[0][:1].isdigit():
                continue
            word = "-" if after[0][:1].isdigit() and tokens and tokens[-1].word[0].isdigit() else ","
        elif word == "." and not spaced and _joins_words(pieces, number, before):
            word = LINE_END
        elif word == "." and (
            (number and pieces[number - 1][0] == ".")
            or (number + 1 < len(pieces) and pieces[number + 1][0] == ".")
        ):
            word = ","
        for opened in _open_before(word, pieces[number + 1][0] if number + 1 < len(pieces) else ""):
            tokens.append(Token(opened, start, end, spaced))
            spaced = True
    return tokens


def _is_picture(word: str) -> bool:
    """Tell whether a word is emoji alone; those that mean something were made words (characters.yml)."""
    return word != "°" and all(unicodedata.category(sign) in _PICTURES for sign in word)


def _joins_words(pieces: List[Tuple[str, int]], number: int, end: int) -> bool:
    """Tell whether a full stop stands between two words without a space ("fever.neck stiff")."""
    if number == 0 or number + 1 >= len(pieces):
        return False
    return (
        pieces[number - 1][0].isalpha() and pieces[number + 1][0].isalpha() and pieces[number + 1][1] == end
    )


def open_phrase(phrase: str) -> Tuple[str, ...]:
    """Return the words of a phrase from a data file, contractions opened as they are in messages."""
    words = phrase.split()
    if "'" not in phrase and _opened().isdisjoint(words):
        return tuple(words)  # nearly all of the 55,000 phrases that a start reads
    following = [*words[1:], ""]
    return tuple(
        opened for word, after in zip(words, following, strict=True) for opened in _open_before(word, after)
    )


def _open_before(word: str, following: str) -> Tuple[str, ...]:
    """Return the words that one written word stands for, where another follows it."""
    return _by_what_follows().get((word, following)) or _open(word)


def _open(word: str) -> Tuple[str, ...]:
    """Return the words that one written word stands for."""
    whole, endings = contractions()
    if word == "'s":
        return (word,)
    if word in whole:
        return whole[word]
    if "'" in word:
        for ending, opened in endings:
            if word.endswith(ending) and len(word) > len(ending):
                return (word[: -len(ending)], *opened)
        return (word.replace("'", ""),)
    return (word,)
