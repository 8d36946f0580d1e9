"""The rewritten sentence model looks its words up before it widens them, and says the same."""

from __future__ import annotations

import numpy as np
import onnxruntime

from bot.nlu.onnx_file import MODEL_GRAPH, _narrowed, _node, fields, with_narrow_tables
from bot.nlu.sentence_embedding import model_content


def node_kinds(model: bytes) -> list[str]:
    (graph,) = [value for number, value in fields(memoryview(model)) if number == MODEL_GRAPH]
    return [_node(value).kind for number, value in fields(graph) if number == 1]


def test_the_table_of_words_is_no_longer_widened_as_a_whole() -> None:
    before = model_content()
    after = with_narrow_tables(before)
    assert node_kinds(before)[:2] == ["Cast", "Mul"]
    assert node_kinds(after).count("Gather") > node_kinds(before).count("Gather")
    assert abs(len(after) - len(before)) < 2_000


def test_a_second_time_changes_nothing() -> None:
    once = with_narrow_tables(model_content())
    assert with_narrow_tables(once) == once


def test_both_models_answer_the_same_bit_for_bit() -> None:
    ids = np.array([[101, 2026, 2067, 13403, 30521, 0, 102]], dtype=np.int64)
    said = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    before, after = (
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]).run(None, said)[0]
        for model in (model_content(), with_narrow_tables(model_content()))
    )
    assert np.array_equal(before, after)


def test_a_graph_without_such_a_table_stays_as_it_is() -> None:
    assert _narrowed(memoryview(b"\x12\x04name")) == b"\x12\x04name"
