"""Brings what people type into one plain form, and remembers where every character came from.

Unicode is folded (NFKC, accents, zero-width and direction marks, look-alike Cyrillic and Greek letters,
curly quotes), HTML is dropped, emoji become words, letters repeated for emphasis are cut to two.
One pass, linear in the length of the text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Dict, List, NamedTuple, Tuple

from bot.nlu.data import StrictModel, load


class Normalized(NamedTuple):
    """A text in plain form.

    Attributes:
        text: lower-case plain text.
        starts: for each character of `text`, the offset in the original where its source begins.
        ends: for each character of `text`, the offset in the original where its source ends.
    """

    text: str
    starts: List[int]
    ends: List[int]


class Characters(StrictModel):
    """The content of characters.yml."""

    look_alikes: Dict[str, str]
    punctuation: Dict[str, str]
    emoji: Dict[str, str]


@lru_cache(maxsize=1)
def characters() -> Dict[str, str]:
    """Return one table from a character to its replacement.

    Raises:
        DataError: characters.yml does not fit its model.
    """
    data = load("characters.yml", Characters)
    table = {**data.look_alikes, **data.punctuation}
    # Spaces around an emoji's word, so that it never melts into the word before it.
    table.update({emoji: f" {word} " for emoji, word in data.emoji.items()})
    return table


_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--")
_HTML_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"})
_LETTERS_KEPT = 2
_SPACED_LETTERS = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_LETTER_FOR_SIGN = {"@": "a", "3": "e", "0": "o", "1": "i", "4": "a", "$": "s", "5": "s"}


def normalize(text: str) -> Normalized:
    """Return the plain form of a text with offsets into the original.

    Args:
        text: any string, lone surrogates and control characters included.

    Returns:
        The plain text and, for each of its characters, where it came from. Never raises.
    """
    skipped = {**_spaced_letters(text), **_html_spans(text)}
    table = characters()
    out: List[str] = []
    starts: List[int] = []
    ends: List[int] = []
    run = 0
    position = 0
    length = len(text)
    while position < length:
        span = skipped.get(position)
        if span is not None:
            end, replacement = span
        else:
            end = position + 1
            replacement = _plain(text[position], table)
            if replacement in _LETTER_FOR_SIGN and _between_letters(text, position):
                replacement = _LETTER_FOR_SIGN[replacement]
        for character in replacement:
            run = run + 1 if out and out[-1] == character else 1
            if run > _LETTERS_KEPT and character.isalpha():
                # The last kept letter also stands for the ones that are dropped.
                ends[-1] = end
                continue
            out.append(character)
            starts.append(position)
            ends.append(end)
        position = end
    return Normalized("".join(out), starts, ends)


def _between_letters(text: str, position: int) -> bool:
    """Tell whether letters stand on both sides of a character ("br3athe")."""
    return 0 < position < len(text) - 1 and text[position - 1].isalpha() and text[position + 1].isalpha()


def _spaced_letters(text: str) -> Dict[int, Tuple[int, str]]:
    """Return the spaces to drop in "m y  f a c e": single letters with one space between make a word."""
    spans: Dict[int, Tuple[int, str]] = {}
    for match in _SPACED_LETTERS.finditer(text):
        for position in range(match.start() + 1, match.end(), 2):
            spans[position] = (position + 1, "")
    return spans


def _plain(character: str, table: Dict[str, str]) -> str:
    """Return what one character stands for: "" where it is invisible."""
    if character.isascii():
        if character.isprintable():
            return character.lower()
        return " \u2424 " if character == "\n" else " "
    if character in table:
        return table[character]
    if unicodedata.category(character) in _INVISIBLE_CATEGORIES:
        return ""
    out = []
    for part in unicodedata.normalize("NFKD", character):
        if part in table:
            out.append(table[part])
        elif unicodedata.category(part) not in _INVISIBLE_CATEGORIES:
            lowered = part.lower()
            out.append(table.get(lowered, lowered))
    return "".join(out)


def _html_spans(text: str) -> Dict[int, Tuple[int, str]]:
    """Return start -> (end, replacement) for tags and character references."""
    if "<" not in text and "&" not in text:
        return {}
    spans: Dict[int, Tuple[int, str]] = {}
    for match in _HTML_TAG.finditer(text):
        spans[match.start()] = (match.end(), " ")
    for match in _HTML_ENTITY.finditer(text):
        table = characters()
        plain = "".join(_plain(character, table) for character in html.unescape(match.group()))
        spans.setdefault(match.start(), (match.end(), plain))
    return spans
