"""Guessing what a misspelt word stands for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.nlu.lexicon import lexicon
from bot.nlu.spelling import Speller


@pytest.mark.parametrize("targets", [["headache", "hedache"], ["swell", "swelt"]])
def test_of_words_equally_near_the_one_given_first_counts(targets: list[str]) -> None:
    misspelt = {"headache": "headche", "swell": "swelk"}[targets[0]]
    assert Speller(targets, frozenset(targets)).correct(misspelt) == targets[0]


def test_the_nearer_word_counts_before_the_first() -> None:
    targets = ["breathless", "breathing"]
    assert Speller(targets, frozenset(targets)).correct("breathin") == "breathing"


@pytest.mark.parametrize("targets", [["blanch", "bleach"], ["bleach", "blanch"]])
def test_of_words_equally_near_one_of_the_same_letters_counts(targets: list[str]) -> None:
    assert Speller(targets, frozenset(targets)).correct("blaech") == "bleach"


def test_a_variant_in_the_lexicon_never_hides_the_right_word() -> None:
    assert lexicon().speller.correct("headche") == "headache"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_message_says_the_same_in_every_process(seed: str) -> None:
    # Python orders sets of words anew in each process; what a typo stands for must not follow that order.
    words = "this is the worst headche of my life, my chst is tigt and I feel diziness"
    code = f"from bot.nlu.understanding import understand; print(understand({words!r}).entities)"
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "thunderclap_headache" in told.stdout and "chest_tightness" in told.stdout
    assert (
        told.stdout
        == subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={**os.environ, "PYTHONHASHSEED": "7"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
