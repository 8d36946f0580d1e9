"""The network: pinned, deterministic, and its cost linear in the length of a message."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from bot.nlu.meaning_model import (
    CODES,
    ROLE_NAMES,
    STRETCH,
    WEIGHTS,
    MeaningError,
    MeaningModel,
    meaning_model,
    windows,
)
from bot.nlu.sentence_embedding import model_content
from bot.nlu.understanding import understand
from bot.nlu.word_embedding import WordEmbedding
from bot.nlu.wordpiece import WordPieces
from tests.nlu.helpers import NOW, UNKNOWN_WORDS


def roles(text: str) -> dict[str, tuple[str, ...]]:
    return understand(text, NOW, meaning_model()).roles()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (UNKNOWN_WORDS, "dyspnea"),
        ("my back is sore. I woke up on the kitchen tiles with people round me", "syncope"),
        ("all of a sudden my left hand drops every cup", "one_sided_weakness"),
    ],
)
def test_a_sign_in_words_that_the_lexicon_lacks_is_heard(text: str, sign: str) -> None:
    assert roles(text).get(sign) in (("possible",), ("present",))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("my husband had IVIG this morning, he is on the sofa and he won't wake up", "hard_to_wake"),
        ("my mom had her IVIG yesterday with the new nurse and we can't wake her", "hard_to_wake"),
        ("she got home from the infusion at noon and now she is not responding to me", "hard_to_wake"),
        ("I was at the hospital for ivig today and now I can't breathe, my wife is on the phone", "dyspnea"),
        ("my throat is closing up since the nurse changed the bag and I am on my own", "throat_tightness"),
        ("the bag is nearly done, I was reading a book, and my tongue is swollen", "tongue_swelling"),
    ],
)  # fmt: skip
def test_unmistakable_words_are_never_weakened_by_the_network(text: str, sign: str) -> None:
    assert "present" in roles(text)[sign]


@pytest.mark.parametrize(
    "text",
    [
        "what if " + UNKNOWN_WORDS,
        "years ago I woke up on the kitchen tiles",
        "hello, how are you today",
        "yes",
        "None of these",
        "my lower back aches, the drip finished an hour ago",
        "can I have a cup of tea and a biscuit",
        "no fever no stiff neck no rash just back ache, drip finished last night",
    ],
)
def test_what_is_imagined_past_or_harmless_raises_no_alarm(text: str) -> None:
    from bot.nlu.codes import DANGER_SIGNS

    alarms = [code for code, held in roles(text).items() if code in DANGER_SIGNS and "present" in held]
    assert alarms == []


@pytest.mark.parametrize("text", ["154", "70 / 10", "mein rücken tut weh", "qxzvw blorp", "!?"])
def test_what_is_no_english_is_left_to_the_grammar(text: str) -> None:
    assert understand(text, NOW, meaning_model()).roles() == understand(text, NOW).roles()


def test_a_message_reads_the_same_every_time() -> None:
    once, again = (understand(UNKNOWN_WORDS, NOW, meaning_model()) for _ in range(2))
    assert once.entities == again.entities
    assert once.embedding is not None and again.embedding is not None
    assert (once.embedding == again.embedding).all()


def test_probabilities_are_probabilities_for_every_code_and_role() -> None:
    reading = meaning_model().read(UNKNOWN_WORDS.split(), [], None)
    assert reading.shares.shape == (len(CODES), len(ROLE_NAMES))
    assert float(reading.shares.min()) >= 0 and float(reading.shares.max()) <= 1
    assert set(reading.focus) <= set(range(len(UNKNOWN_WORDS.split())))


def test_a_danger_sign_at_the_end_of_a_very_long_story_is_heard() -> None:
    story = "we had a nice day in the garden and then we went to the shop for some bread and milk. " * 60
    assert "dyspnea" in roles(story + UNKNOWN_WORDS)


def test_stretches_cover_every_word() -> None:
    for length in (1, STRETCH, STRETCH + 1, 200, 2_000):
        covered = {word for start, end in windows(length) for word in range(start, end)}
        assert covered == set(range(length))
        assert all(end - start <= STRETCH for start, end in windows(length))


def test_four_times_the_words_cost_no_more_than_six_times_the_time() -> None:
    words = ("the wallpaper crawls over the piano and " * 100).split()
    network = meaning_model()
    network.read(words[:100], [], None)

    def cost(count: int) -> float:
        taken = []
        for _ in range(3):
            begun = time.process_time()
            network.read(words[:count], [], None)
            taken.append(time.process_time() - begun)
        return min(taken)

    assert cost(640) < 6 * cost(160)


def test_the_embedding_layer_is_that_of_the_sentence_model() -> None:
    # Protobuf messages merge when they are joined: this makes the layer's states an output of the graph.
    name = b"layer_norm"
    extra = b"\x0a" + bytes([len(name)]) + name
    for field in (12, 7):
        extra = bytes([field << 3 | 2, len(extra)]) + extra
    session = onnxruntime.InferenceSession(model_content() + extra, providers=["CPUExecutionProvider"])
    ids = WordPieces().encode("my neck won't bend, 9/10!", 128)
    pieces = np.array([ids], dtype=np.int64)
    inputs = {
        "input_ids": pieces,
        "attention_mask": np.ones_like(pieces),
        "token_type_ids": np.zeros_like(pieces),
    }
    (states,) = session.run(["layer_norm"], inputs)
    assert np.allclose(WordEmbedding().states(ids), states[0], atol=1e-5)


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    changed = tmp_path / "meaning_model.onnx"
    shutil.copy(WEIGHTS, changed)
    with changed.open("ab") as file:
        file.write(b"x")
    with pytest.raises(MeaningError, match=r"meaning_model\.onnx: refused, its SHA-256 is"):
        MeaningModel(changed)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(MeaningError, match=r"none\.onnx: cannot be read"):
        MeaningModel(tmp_path / "none.onnx")
