"""Phrases of the data files are opened as messages are, the plain ones the quick way."""

from __future__ import annotations

import pytest

from bot.nlu.grammar import Grammar
from bot.nlu.normalize import normalize
from bot.nlu.tokens import open_phrase, tokenize


@pytest.mark.parametrize(
    "phrase",
    [
        "my back hurts",
        "its not",
        "its strap",
        "y do i",
        "i dont know",
        "i can't breathe",
        "it's",
        "they've gone",
        "cannot",
        "i'm ok now",
    ],
)
def test_a_phrase_is_opened_as_a_message_is(phrase: str) -> None:
    assert open_phrase(phrase) == tuple(token.word for token in tokenize(normalize(phrase)))


def test_a_pattern_is_found_by_each_of_its_first_words() -> None:
    grammar = Grammar()
    grammar.add_phrase("back", "lower back", fuzzy=False)
    grammar.add_pattern(7, "$back|spine hurts", frozenset(["back"]))
    grammar.freeze()
    firsts = [next(iter(patterns)).number for patterns in grammar._by_bit.values()]
    assert list(grammar._by_bit) == [grammar.bit("back"), grammar.bit("=spine")]
    assert firsts == [7, 7]
