"""Cuts a text into BERT's word pieces: the ids that the sentence model reads.

The steps of BERT's uncased tokenizer (google-research/bert, tokenization.py, Apache-2.0): lower case, accents
off, punctuation apart, then the longest piece of the vocabulary first. Too small to need a library.
The vocabulary, wordpieces.txt, is BERT's own (Apache-2.0), as all-MiniLM-L6-v2 uses it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

VOCABULARY = Path(__file__).with_name("wordpieces.txt")

START = "[CLS]"
END = "[SEP]"
UNKNOWN = "[UNK]"
# Longer words are no words; without a bound their cost would grow with the square of their length.
LONGEST_WORD = 60


class WordPieces:
    """A vocabulary of word pieces, one a line; a piece's line number is its id."""

    def __init__(self, vocabulary: Path = VOCABULARY) -> None:
        """Read the vocabulary.

        Raises:
            OSError: the file cannot be read.
            KeyError: it lacks one of the marks [CLS], [SEP] and [UNK].
        """
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids: Dict[str, int] = {piece: number for number, piece in enumerate(lines) if piece}
        self._start, self._end, self._unknown = self._ids[START], self._ids[END], self._ids[UNKNOWN]
        # People repeat the same few thousand words; the bound keeps memory flat.
        self._pieces = lru_cache(maxsize=8192)(self._cut)

    def encode(self, text: str, limit: int) -> List[int]:
        """Return the ids of a text, framed by the start and the end mark, at most `limit` of them."""
        ids = [self._start]
        for word in _words(text):
            ids.extend(self._pieces(word))
            if len(ids) >= limit - 1:
                break
        return [*ids[: limit - 1], self._end]

    def encode_words(self, words: Sequence[str], limit: int) -> Tuple[List[int], List[int]]:
        """Return the ids of words, framed as by `encode`, and the word of each; -1 for the frame.

        Words that do not fit into `limit` ids are left out.
        """
        ids, owners = [self._start], [-1]
        for place, word in enumerate(words):
            cut = [piece for part in _words(word) for piece in self._pieces(part)]
            if len(ids) + len(cut) >= limit:
                break
            ids.extend(cut)
            owners.extend([place] * len(cut))
        return [*ids, self._end], [*owners, -1]

    def _cut(self, word: str) -> List[int]:
        """Return the ids of one word; a word that the vocabulary cannot spell is the unknown piece."""
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        ids: List[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start:
                found = self._ids.get(word[start:end] if start == 0 else "##" + word[start:end])
                if found is not None:
                    ids.append(found)
                    break
                end -= 1
            if end == start:
                return [self._unknown]
            start = end
        return ids


def _words(text: str) -> List[str]:
    """Return the words and punctuation marks of a text, in lower case and without accents."""
    parts: List[str] = []
    for character in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(character)
        if category == "Mn":
            continue
        if category in ("Zs", "Cc"):
            parts.append(" ")
        elif category.startswith("C"):
            continue
        elif category.startswith("P") or character in "$+<=>^`|~" or _is_ideograph(character):
            parts.append(f" {character} ")
        else:
            parts.append(character)
    return "".join(parts).split()


def _is_ideograph(character: str) -> bool:
    return "\u3400" <= character <= "\u4dbf" or "\u4e00" <= character <= "\u9fff"
