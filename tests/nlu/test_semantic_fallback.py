"""Danger signs in unknown words: possible, never present; nothing denied or imagined is asked about."""

from __future__ import annotations

import itertools
import shutil
import time
from pathlib import Path

import pytest

from bot.nlu.clauses import LONGEST, clauses
from bot.nlu.normalize import normalize
from bot.nlu.semantic_fallback import (
    MOST_CLAUSES,
    WEIGHTS,
    FallbackError,
    doubtful_clauses,
    read_model,
    semantic_fallback,
)
from bot.nlu.symptoms import find
from bot.nlu.tokens import tokenize
from bot.nlu.understanding import Entity, understand
from tests.nlu.helpers import NOW, UNKNOWN_WORDS


def guesses(text: str) -> list[Entity]:
    return [item for item in understand(text, NOW, semantic_fallback()).entities if item.guessed]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (UNKNOWN_WORDS, "dyspnea"),
        ("my back is sore. I woke up on the kitchen tiles with people round me", "syncope"),
        ("my shirt buttons defeat my left hand since an hour", "one_sided_weakness"),
    ],
)
def test_a_sign_in_unknown_words_is_possible(text: str, sign: str) -> None:
    told = understand(text, NOW, semantic_fallback()).roles()
    assert told.get(sign) in (("possible",), ("present",))


def test_a_guess_is_never_more_than_possible() -> None:
    assert [(guess.value, guess.role) for guess in guesses(UNKNOWN_WORDS)] == [("dyspnea", "possible")]


@pytest.mark.parametrize(
    "text",
    [
        "what if " + UNKNOWN_WORDS,
        "years ago I woke up on the kitchen tiles",
        "the lady next to me says she woke up on the kitchen tiles",
        "hello, how are you today",
        "yes",
        "None of these",
        "my lower back aches, the drip finished an hour ago",
        "can I have a cup of tea and a biscuit",
        "no fever no stiff neck no rash just back ache, drip finished last night",
    ],
)
def test_what_is_imagined_past_told_of_others_or_harmless_is_not_asked_about(text: str) -> None:
    assert guesses(text) == []


def test_a_sign_that_the_grammar_found_is_not_guessed_again() -> None:
    assert guesses("my neck is stiff, it won't move, my neck is like a board") == []


def test_a_message_gives_the_same_guesses_every_time() -> None:
    assert guesses(UNKNOWN_WORDS) == guesses(UNKNOWN_WORDS)


def test_clauses_are_short_and_in_order_and_none_overlap() -> None:
    words = ("my arm is odd and I can not grip, but the rest is fine " * 40).split()
    spans = clauses(words)
    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_the_number_of_clauses_is_bounded() -> None:
    text = "the wallpaper crawls over the piano. " * 300
    assert len(doubtful_clauses(find(tokenize(normalize(text))))) == MOST_CLAUSES


def test_a_long_message_costs_no_more_than_a_bounded_time() -> None:
    text = "the wallpaper crawls over the piano. " * 300
    guesses(text)
    begun = time.process_time()
    guesses(text)
    assert time.process_time() - begun < 0.5


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    changed = tmp_path / "semantic_fallback.npz"
    shutil.copy(WEIGHTS, changed)
    with changed.open("ab") as file:
        file.write(b"x")
    with pytest.raises(FallbackError, match=r"semantic_fallback\.npz: refused, its SHA-256 is"):
        read_model(changed)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(FallbackError, match=r"none\.npz: cannot be read"):
        read_model(tmp_path / "none.npz")
