"""Lets the network's large products compute in eight bits, which processors do two to four times as fast.

Three things keep what it says:
- A few channels of the states are ten times as large as the others; rounded to 256 steps together, they
  would leave the others few. These channels' part of a product stays in float (Dettmers et al. 2022).
- Each column of the weights has a scale of its own; the states have one for each message, found as it
  comes.
- Neighbours of one sign in a column of weights never sum to more than 128 steps. Processors without VNNI add
  such pairs in sixteen bits, where more could overflow; so all of them compute the same integers.

``python benchmarks/meaning/eight_bits.py FEATURES WEIGHTS`` converts a file that was exported before this,
in place; export.py does so with each new one. Needs the training environment.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

# The layers' products; what the codes' attentions compute is a tenth of the work and stays in float.
PRODUCTS = ("/mixed/", "/out/", "/wide/", "/narrow/")
# Of these an input has channels that stand out. The mixed values (/out/) have none.
UNEVEN = ("/mixed/", "/wide/", "/narrow/")
# The share of the channels that does not stand out.
USUAL = 0.95
LARGEST_INT8 = 127
LARGEST_PAIR = 128
# So many messages, evenly drawn, show how large a channel gets.
SAMPLES = 200


def samples(arrays: Dict[str, np.ndarray]) -> List[np.ndarray]:
    """Return the first layer's states, (pieces, 384), of messages of prepare.py's arrays."""
    ends = np.cumsum(arrays["lengths"])
    rows = np.linspace(0, len(ends) - 1, SAMPLES).astype(int)
    return [
        arrays["states"][ends[row] - arrays["lengths"][row] : ends[row]].astype(np.float32) for row in rows
    ]


def compute_in_eight_bits(model: onnx.ModelProto, messages: Sequence[np.ndarray]) -> int:
    """Replace the layers' products, in place, and return how many were replaced.

    Args:
        model: the network, its weights as float or as export.py folds them.
        messages: first states of some messages, of shape (pieces, 384).
    """
    graph = model.graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    chosen = [
        node
        for node in graph.node
        if node.op_type == "MatMul" and any(part in node.name for part in PRODUCTS) and _known(tensors, node)
    ]
    largest = _largest(model, {node.input[0] for node in chosen}, messages)
    nodes: List[onnx.NodeProto] = []
    for node in graph.node:
        if node not in chosen:
            nodes.append(node)
            continue
        apart = np.empty(0, dtype=np.int64)
        if any(part in node.name for part in UNEVEN):
            channels = largest[node.input[0]]
            apart = np.flatnonzero(channels > np.quantile(channels, USUAL)).astype(np.int64)
        nodes.extend(_product(graph, node, _weights(tensors, node.input[1]), apart))
    _put(graph, nodes)
    return len(chosen)


def _known(tensors: Dict[str, onnx.TensorProto], node: onnx.NodeProto) -> bool:
    return node.input[1] in tensors or node.input[1] + "_small" in tensors


def _weights(tensors: Dict[str, onnx.TensorProto], name: str) -> np.ndarray:
    if name in tensors:
        return numpy_helper.to_array(tensors[name])
    small, scale = (numpy_helper.to_array(tensors[name + part]) for part in ("_small", "_scale"))
    return small.astype(np.float32) * scale


def _largest(
    model: onnx.ModelProto, names: set[str], messages: Sequence[np.ndarray]
) -> Dict[str, np.ndarray]:
    """Return how large each channel of some values gets."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    inner = sorted(names - {"states"})
    del watched.graph.output[:]
    watched.graph.output.extend(
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in inner
    )
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    # No product of the layers depends on what the grammar and the form say.
    feeds = {
        entry.name: np.zeros([place.dim_value for place in entry.type.tensor_type.shape.dim], np.float32)
        for entry in model.graph.input
        if entry.name != "states" and entry.name in {given.name for given in session.get_inputs()}
    }
    found: Dict[str, np.ndarray] = {}
    for message in messages:
        values = session.run(inner, {"states": message[None], **feeds})
        for name, value in zip(["states", *inner], [message[None], *values], strict=True):
            channels = np.abs(value).max(axis=(0, 1))
            found[name] = np.maximum(found.get(name, 0), channels)
    return found


def _product(
    graph: onnx.GraphProto, node: onnx.NodeProto, weights: np.ndarray, apart: np.ndarray
) -> List[onnx.NodeProto]:
    """Return the nodes of a product in eight bits, some channels apart, and store their tensors."""
    states, out = node.input[0], node.output[0]
    most = np.ones(len(weights), dtype=np.float32)
    most[apart] = 0
    small, scale = _rounded(weights * most[:, None])
    tensors = {"_small": small, "_scale": scale}
    before, after, total = [], [], out
    if len(apart):
        tensors.update({"_most": most, "_apart": apart, "_exact": weights[apart]})
        before = [helper.make_node("Mul", [states, out + "_most"], [out + "_even"])]
        after = [
            helper.make_node("Gather", [states, out + "_apart"], [out + "_few"], axis=2),
            helper.make_node("MatMul", [out + "_few", out + "_exact"], [out + "_rest"]),
            helper.make_node("Add", [out + "_eight", out + "_rest"], [out]),
        ]
        states, total = out + "_even", out + "_eight"
    graph.initializer.extend(numpy_helper.from_array(value, out + key) for key, value in tensors.items())
    rounded = [out + part for part in ("_rounded", "_step", "_zero")]
    return [
        *before,
        helper.make_node("DynamicQuantizeLinear", [states], rounded),
        helper.make_node("MatMulInteger", [rounded[0], out + "_small", rounded[2]], [out + "_whole"]),
        helper.make_node("Cast", [out + "_whole"], [out + "_sum"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", [rounded[1], out + "_scale"], [out + "_unit"]),
        helper.make_node("Mul", [out + "_sum", out + "_unit"], [total]),
        *after,
    ]


def _rounded(weights: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    """Return weights as int8 and the scale of each column."""
    # States are counted from 0 upwards, so weights of different signs take from each other.
    signs = [np.maximum(sign * weights, 0) for sign in (1, -1)]
    pairs = np.maximum(*(one[0::2] + one[1::2] for one in signs))
    # Each of a pair may be rounded up by a half.
    scale = np.maximum(np.abs(weights).max(axis=0) / LARGEST_INT8, pairs.max(axis=0) / (LARGEST_PAIR - 1))
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float32)


def _put(graph: onnx.GraphProto, nodes: List[onnx.NodeProto]) -> None:
    """Give the graph its nodes, without those and the tensors that nothing uses any more."""
    wanted = {entry.name for entry in graph.output}
    kept: List[onnx.NodeProto] = []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            wanted.update(node.input)
            kept.append(node)
    tensors = [tensor for tensor in graph.initializer if tensor.name in wanted]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(tensors)


def main() -> None:
    """Convert a file in place and print its new digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", type=Path, help="what prepare.py wrote")
    parser.add_argument("weights", type=Path, help="the ONNX file")
    options = parser.parse_args()
    with np.load(options.features, allow_pickle=False) as stored:
        messages = samples({name: stored[name] for name in ("states", "lengths")})
    model = onnx.load(str(options.weights))
    count = compute_in_eight_bits(model, messages)
    onnx.checker.check_model(model)
    content = model.SerializeToString(deterministic=True)
    options.weights.write_bytes(content)
    print(f"{count} products compute in eight bits; SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
