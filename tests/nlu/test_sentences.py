"""The sentence embedding that the network of the findings tells."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.sentence_embedding import DIMENSIONS, encoder
from bot.nlu.sentences import sentences
from bot.nlu.understanding import understand

TEXTS = (
    "my back hurts since the infusion",
    "is it safe to drive home afterwards?",
    "thank you so much",
    "who won the game last night",
    "no, none of these",
)


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_of_length_one_and_not_to_be_changed(text: str) -> None:
    vector = sentences().embed(text)
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)
    assert not vector.flags.writeable


@pytest.mark.parametrize("text", TEXTS)
def test_it_lies_nearest_to_what_the_sentence_model_makes_of_the_same_text(text: str) -> None:
    likeness = {other: float(sentences().embed(text) @ encoder().embed(other)) for other in TEXTS}
    assert max(likeness, key=likeness.__getitem__) == text
    assert likeness[text] > 0.8


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n\n"])
def test_a_text_without_words_has_an_embedding_of_zeros(text: str) -> None:
    assert not sentences().embed(text).any()


def test_many_texts_have_the_embeddings_of_one_at_a_time() -> None:
    rows = sentences().embed_all(TEXTS)
    assert np.array_equal(rows, np.stack([sentences().embed(text) for text in TEXTS]))
    assert sentences().embed_all([]).shape == (0, DIMENSIONS)


def test_understanding_a_message_tells_its_embedding_whatever_the_grammar_found() -> None:
    text = "my neck feels stiff and the light hurts"
    told = understand(text, reader=meaning_model()).embedding
    assert told is not None
    assert np.allclose(told, sentences().embed(text), atol=1e-5)
    assert understand(text).embedding is None
