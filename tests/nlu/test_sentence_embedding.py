"""The sentence model: the pinned files and no others, like meanings close, and a bounded cost."""

import shutil
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.sentence_embedding import DIMENSIONS, EmbeddingError, SentenceEncoder, encoder
from bot.nlu.wordpiece import VOCABULARY, WordPieces


@pytest.fixture(scope="module")
def pieces():
    return WordPieces()


def closeness(one, other):
    return float(encoder().embed(one) @ encoder().embed(other))


def test_an_embedding_has_384_numbers_and_length_one():
    vector = encoder().embed("my lower back hurts")
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "like", "unlike"),
    [
        ("how long will the pain last", "when does the ache go away", "who won the football match"),
        ("can I take ibuprofen", "is it ok to swallow a painkiller", "start the conversation over"),
        ("I want to die", "I am thinking of ending my life", "what is the speed of the drip"),
    ],
)
def test_sentences_of_like_meaning_lie_closer_than_others(asked, like, unlike):
    assert closeness(asked, like) > closeness(asked, unlike) + 0.2


def test_the_same_text_always_has_the_same_embedding():
    assert np.array_equal(encoder().embed("no rash, no fever"), encoder().embed("no rash, no fever"))


def test_many_at_once_have_the_embeddings_they_have_one_by_one():
    texts = ["hello", "my neck is stiff and my head hurts", "thanks", "bye", "is a rash dangerous?"] * 10
    one_by_one = np.array([encoder().embed(text) for text in texts])
    assert np.allclose(encoder().embed_all(texts), one_by_one, atol=1e-4)


def test_weights_other_than_the_pinned_ones_are_refused_by_name_and_digest(tmp_path):
    other = tmp_path / "model.onnx"
    other.write_bytes(b"another model")
    with pytest.raises(EmbeddingError, match=r"model\.onnx: refused, its SHA-256 is"):
        SentenceEncoder(weights=other)


def test_a_changed_vocabulary_is_refused(tmp_path):
    changed = tmp_path / "wordpieces.txt"
    shutil.copy(VOCABULARY, changed)
    with changed.open("a", encoding="utf-8") as file:
        file.write("extra\n")
    with pytest.raises(EmbeddingError, match=r"wordpieces\.txt: refused"):
        SentenceEncoder(vocabulary=changed)


def test_a_missing_file_is_named_with_what_restores_it(tmp_path):
    with pytest.raises(EmbeddingError, match=r"none\.onnx: cannot be read .* `make install` restores it"):
        SentenceEncoder(weights=tmp_path / "none.onnx")


def test_words_are_cut_as_bert_cuts_them(pieces):
    # Ids of the tokenizer that bert-base-uncased comes with; "infusion" is two pieces.
    assert pieces.encode("My lower back hurts since yesterday's infusion!", 128) == [
        *(101, 2026, 2896, 2067, 13403, 2144, 7483, 1005, 1055, 1999, 20523, 999, 102),
    ]


def test_accents_and_capitals_make_no_difference(pieces):
    assert pieces.encode("CAFÉ", 16) == pieces.encode("cafe", 16)


def test_a_text_of_any_length_gives_no_more_pieces_than_the_limit(pieces):
    cut = pieces.encode("pain " * 5000, 128)
    assert len(cut) == 128
    assert (cut[0], cut[-1]) == (101, 102)


def test_a_word_that_cannot_be_spelt_is_one_unknown_piece(pieces):
    assert pieces.encode("x" * 10_000, 128) == [101, 100, 102]


def test_ten_thousand_characters_cost_about_what_the_longest_read_text_costs():
    encoder().embed("warm up")
    longest = "my back hurts and I feel odd. " * 50

    def seconds(text):
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            encoder().embed(text)
            times.append(time.perf_counter() - begun)
        return min(times)

    assert seconds(longest * 7) < 3 * seconds(longest)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_raises_or_gives_something_that_is_no_number(text):
    assert np.isfinite(encoder().embed(text)).all()
