"""MiniLM's embedding layer in numpy: the states of word pieces before any attention.

The tensors are read straight from the ONNX file of the installed sentence model, whose digest is pinned in
sentence_embedding.py; so the network of meaning_model.py needs no second copy of them, and the whole
sentence model is not loaded for it.
"""

from __future__ import annotations

from typing import Any, Dict, Sequence, Tuple, Union

import numpy as np
import numpy.typing as npt

from bot.nlu.onnx_file import MODEL_GRAPH, fields, varints
from bot.nlu.sentence_embedding import EmbeddingError, Vector, model_content

_PREFIX = "inner.embeddings."
_NEEDED = (
    "word_embeddings.weight_q",
    "word_embeddings.weight_scale",
    "position_embeddings.weight_q",
    "position_embeddings.weight_scale",
    "token_type_embeddings.weight",
    "LayerNorm.weight",
    "LayerNorm.bias",
)
_EPSILON = 1e-12

# Of onnx.proto (ONNX, Apache-2.0): the numbers of the fields on the way to a tensor, and of its types.
_GRAPH_INITIALIZER = 5
_TENSOR_DIMENSIONS, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_CONTENT = 1, 2, 8, 9
_TYPES: Dict[int, type] = {1: np.float32, 3: np.int8}


class WordEmbedding:
    """The embedding layer: word, position and segment added up and normalised (Devlin et al. 2019)."""

    def __init__(self) -> None:
        """Read the tensors.

        Raises:
            EmbeddingError: the sentence model is missing, is not the pinned one, or lacks a tensor.
        """
        held = _tensors(model_content())
        missing = [name for name in _NEEDED if name not in held]
        if missing:
            raise EmbeddingError(f"the sentence model lacks {', '.join(missing)}; `make install` restores it")
        # Copies, since what was read is a view that would keep the whole file in memory.
        self._words = held["word_embeddings.weight_q"].copy()
        self._word_scale = held["word_embeddings.weight_scale"].copy()
        positions = held["position_embeddings.weight_q"] * held["position_embeddings.weight_scale"]
        # A message has one segment; its embedding is the same for every piece.
        self._positions: Vector = (positions + held["token_type_embeddings.weight"][0]).astype(np.float32)
        self._weight, self._offset = held["LayerNorm.weight"].copy(), held["LayerNorm.bias"].copy()

    def states(self, ids: Sequence[int]) -> Vector:
        """Return the states of word pieces, of shape (pieces, 384); at most 512 pieces."""
        rows = np.array(ids, dtype=np.int64)
        added = self._words[rows] * self._word_scale[rows] + self._positions[: len(rows)]
        centred = added - added.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + _EPSILON)
        states: Vector = (centred / spread * self._weight + self._offset).astype(np.float32)
        return states


def _tensors(model: bytes) -> Dict[str, npt.NDArray[Any]]:
    """Return the tensors of the embedding layer, by their names without the prefix."""
    found: Dict[str, npt.NDArray[Any]] = {}
    view = memoryview(model)
    for number, graph in fields(view):
        if number != MODEL_GRAPH or isinstance(graph, int):
            continue
        for part, tensor in fields(graph):
            if part == _GRAPH_INITIALIZER and not isinstance(tensor, int):
                name, values = _tensor(tensor)
                if name.startswith(_PREFIX) and values is not None:
                    found[name[len(_PREFIX) :]] = values
    return found


def _tensor(message: memoryview) -> Tuple[str, Union[npt.NDArray[Any], None]]:
    """Return the name and the values of a TensorProto; no values where its type is none of ours."""
    name, kind, content = "", 0, memoryview(b"")
    shape = []
    for number, value in fields(message):
        if number == _TENSOR_DIMENSIONS and isinstance(value, int):
            shape.append(value)
        elif number == _TENSOR_DIMENSIONS and not isinstance(value, int):
            shape.extend(varints(value))
        elif number == _TENSOR_TYPE and isinstance(value, int):
            kind = value
        elif number == _TENSOR_NAME and not isinstance(value, int):
            name = bytes(value).decode("utf-8")
        elif number == _TENSOR_CONTENT and not isinstance(value, int):
            content = value
    if kind not in _TYPES or not content:
        return name, None
    return name, np.frombuffer(content, dtype=_TYPES[kind]).reshape(shape)
