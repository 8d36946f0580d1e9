"""Writes the trained network as an ONNX file with 8-bit weights.

The layers' products compute in eight bits too (eight_bits.py). Each other weight matrix is stored as int8
with one scale an output column and unfolded to float when the file is loaded: a quarter of the size; what it
costs in accuracy, benchmarks/meaning/README.md tells.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Dict, List

import numpy as np
import onnx
import torch
from eight_bits import compute_in_eight_bits, samples
from network import WIDTH, Network
from onnx import numpy_helper
from torch import Tensor, nn

OPSET = 17
# Smaller tensors (offsets, norms) stay as they are.
SMALLEST = 10_000
LARGEST_INT8 = 127


class Served(nn.Module):
    """The network as the assistant calls it: one message, probabilities instead of logits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, grammar: Tensor, told: Tensor) -> tuple[Tensor, ...]:
        """Return shares (codes, roles), attention (codes, pieces), status and embedding of a message."""
        mask = torch.ones_like(states[:, :, 0], dtype=torch.bool)
        spoken, roles, status, attention, embedding = self.network(states, mask, grammar, told)
        return spoken.sigmoid().unsqueeze(-1) * roles.sigmoid(), attention, status.sigmoid(), embedding


def write(network: Network, path: Path, arrays: Dict[str, np.ndarray]) -> str:
    """Write the network to a file and return the file's SHA-256."""
    codes, roles, statuses = (list(arrays[name]) for name in ("codes", "roles", "statuses"))
    inputs = (
        torch.zeros(1, 7, WIDTH),
        torch.zeros(1, len(codes), len(roles)),
        torch.zeros(1, len(statuses)),
    )
    buffer = io.BytesIO()
    torch.onnx.export(
        Served(network.eval()),
        inputs,
        buffer,
        input_names=["states", "grammar", "told"],
        output_names=["shares", "attention", "status", "embedding"],
        dynamic_axes={"states": {1: "pieces"}, "attention": {2: "pieces"}},
        opset_version=OPSET,
        dynamo=False,
    )
    model = onnx.load_model_from_string(buffer.getvalue())
    compute_in_eight_bits(model, samples(arrays))
    _fold(model.graph)
    for key, names in (("codes", codes), ("roles", roles), ("statuses", statuses)):
        entry = model.metadata_props.add()
        entry.key, entry.value = key, " ".join(str(name) for name in names)
    onnx.checker.check_model(model)
    content = model.SerializeToString(deterministic=True)
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _fold(graph: onnx.GraphProto) -> None:
    """Replace each large float tensor by int8 values, a scale a column, and the two nodes that unfold it."""
    unfold: List[onnx.NodeProto] = []
    kept: List[onnx.TensorProto] = []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if (
            values.dtype != np.float32
            or values.ndim != 2
            or values.size < SMALLEST
            or tensor.name.endswith("_exact")
        ):
            kept.append(tensor)
            continue
        scale = np.maximum(np.abs(values).max(axis=0, keepdims=True), 1e-12) / LARGEST_INT8
        small = np.round(values / scale).astype(np.int8)
        name = tensor.name
        kept.append(numpy_helper.from_array(small, name + "_small"))
        kept.append(numpy_helper.from_array(scale.astype(np.float32), name + "_scale"))
        unfold.append(
            onnx.helper.make_node("Cast", [name + "_small"], [name + "_wide"], to=onnx.TensorProto.FLOAT)
        )
        unfold.append(onnx.helper.make_node("Mul", [name + "_wide", name + "_scale"], [name]))
    nodes = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend([*unfold, *nodes])
