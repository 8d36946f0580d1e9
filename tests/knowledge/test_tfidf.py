"""Our weights are those of scikit-learn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.knowledge import knowledge
from bot.knowledge.questions import questions
from bot.knowledge.search import members
from bot.knowledge.tfidf import Weigher, letters, words_and_pairs

TEXTS = [member.text for member in members(knowledge(), questions())]
KINDS = [
    (words_and_pairs, {"ngram_range": (1, 2), "token_pattern": r"\w+"}),
    (letters, {"analyzer": "char_wb", "ngram_range": (3, 5)}),
]


@pytest.mark.parametrize(("parts", "options"), KINDS)
def test_the_texts_of_our_index_have_the_same_rows(parts: Callable[[str], list[str]], options: dict) -> None:
    theirs = TfidfVectorizer(sublinear_tf=True, **options).fit_transform(TEXTS)
    ours = Weigher(parts).learn(TEXTS)
    assert ours.shape == theirs.shape
    assert abs(ours - theirs).max() < 1e-12


@pytest.mark.parametrize(("parts", "options"), KINDS)
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=40) | st.sampled_from(TEXTS).map(lambda text: text[3:20]))
def test_any_text_has_the_same_row(parts: Callable[[str], list[str]], options: dict, text: str) -> None:
    theirs = _learned(str(options), options).transform([text])
    ours = Weigher(parts)
    ours.learn(TEXTS[:200])
    assert abs(ours.weigh([text]) - theirs).max() < 1e-12


_made: dict[str, TfidfVectorizer] = {}


def _learned(name: str, options: dict) -> TfidfVectorizer:
    if name not in _made:
        _made[name] = TfidfVectorizer(sublinear_tf=True, **options).fit(TEXTS[:200])
    return _made[name]


def test_a_text_of_nothing_known_has_no_weight() -> None:
    weigher = Weigher(words_and_pairs)
    weigher.learn(["my back hurts"])
    assert weigher.weigh(["xyzzy"]).nnz == 0
    assert np.isclose(weigher.weigh(["back"]).sum(), 1.0)
