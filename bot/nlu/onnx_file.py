"""Reads and rewrites ONNX files on the level of protobuf's wire format: too little is needed for a library.

A file is a message of numbered fields; a field is a number or a run of bytes, which may be a message again.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Tuple, Union

# Of onnx.proto (ONNX, Apache-2.0): the numbers of the fields on the way to a node.
MODEL_GRAPH, GRAPH_NODE = 7, 1
_NODE_INPUT, _NODE_OUTPUT, _NODE_TYPE, _NODE_ATTRIBUTE = 1, 2, 4, 5
_BYTES = 2  # the wire type of a run of bytes

Field = Tuple[int, Union[int, memoryview]]


class _Node(NamedTuple):
    """A node of the graph: its operation, the names of what it reads and writes, and its attributes."""

    kind: str
    inputs: Tuple[str, ...]
    outputs: Tuple[str, ...]
    attributes: Tuple[bytes, ...]

    def written(self) -> bytes:
        """Return the node as a message."""
        parts = [_run(_NODE_INPUT, name.encode()) for name in self.inputs]
        parts += [_run(_NODE_OUTPUT, name.encode()) for name in self.outputs]
        parts.append(_run(_NODE_TYPE, self.kind.encode()))
        return b"".join(parts + [_run(_NODE_ATTRIBUTE, attribute) for attribute in self.attributes])


def with_narrow_tables(model: bytes) -> bytes:
    """Return a model that looks rows up in its tables of small numbers and widens only these.

    A table stored as whole numbers of one byte and a scale for each row is widened to floats as a whole where
    a graph says `Gather(Mul(Cast(table), scale), rows)`: four times its size in memory, for some dozen rows.
    `Mul(Cast(Gather(table, rows)), Gather(scale, rows))` are the same products, bit for bit.
    """
    return b"".join(
        _run(number, _narrowed(value)) if number == MODEL_GRAPH and not isinstance(value, int) else raw
        for number, value, raw in _raw_fields(memoryview(model))
    )


def _narrowed(graph: memoryview) -> bytes:
    nodes = {
        place: _node(value)
        for place, (number, value, _) in enumerate(_raw_fields(graph))
        if number == GRAPH_NODE and not isinstance(value, int)
    }
    maker = {name: place for place, node in nodes.items() for name in node.outputs}
    readers: Dict[str, int] = {}
    for node in nodes.values():
        for name in node.inputs:
            readers[name] = readers.get(name, 0) + 1
    replaced: Dict[int, List[_Node]] = {}
    for place, gather in nodes.items():
        wide = maker.get(gather.inputs[0]) if gather.kind == "Gather" else None
        if wide is None or nodes[wide].kind != "Mul" or readers[gather.inputs[0]] != 1:
            continue
        whole, scale = nodes[wide].inputs
        cast = maker.get(whole)
        if cast is None or nodes[cast].kind != "Cast" or readers[whole] != 1 or scale in maker:
            continue
        (name,), rows = gather.outputs, gather.inputs[1]
        replaced[cast] = replaced[wide] = []
        replaced[place] = [
            _Node("Gather", (nodes[cast].inputs[0], rows), (f"{name}/small",), gather.attributes),
            _Node("Cast", (f"{name}/small",), (f"{name}/wide",), nodes[cast].attributes),
            _Node("Gather", (scale, rows), (f"{name}/scale",), gather.attributes),
            _Node("Mul", (f"{name}/wide", f"{name}/scale"), (name,), ()),
        ]
    return b"".join(
        b"".join(_run(GRAPH_NODE, node.written()) for node in replaced[place]) if place in replaced else raw
        for place, (_, _, raw) in enumerate(_raw_fields(graph))
    )


def _node(message: memoryview) -> _Node:
    kind, inputs, outputs, attributes = "", [], [], []
    for number, value in fields(message):
        if isinstance(value, int):
            continue
        if number == _NODE_TYPE:
            kind = bytes(value).decode()
        elif number == _NODE_INPUT:
            inputs.append(bytes(value).decode())
        elif number == _NODE_OUTPUT:
            outputs.append(bytes(value).decode())
        elif number == _NODE_ATTRIBUTE:
            attributes.append(bytes(value))
    return _Node(kind, tuple(inputs), tuple(outputs), tuple(attributes))


def fields(message: memoryview) -> Iterator[Field]:
    """Yield number and value of each field of a message (the wire format's types 0, 1, 2 and 5)."""
    for number, value, _ in _raw_fields(message):
        yield number, value


def _raw_fields(message: memoryview) -> Iterator[Tuple[int, Union[int, memoryview], memoryview]]:
    """Yield number and value of each field, and the field as it is written."""
    place = 0
    while place < len(message):
        start = place
        key, place = varint(message, place)
        wire = key & 7
        if wire == 0:
            value, place = varint(message, place)
            yield key >> 3, value, message[start:place]
            continue
        length = {1: 8, 5: 4}.get(wire)
        if length is None:
            length, place = varint(message, place)
        place += length
        yield key >> 3, message[place - length : place], message[start:place]


def varints(packed: memoryview) -> Iterator[int]:
    """Yield numbers that stand one behind the other."""
    place = 0
    while place < len(packed):
        value, place = varint(packed, place)
        yield value


def varint(message: memoryview, place: int) -> Tuple[int, int]:
    """Return a number of seven bits a byte, and the place after it."""
    value = shift = 0
    while True:
        byte = message[place]
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, place
        shift += 7


def _run(number: int, content: bytes) -> bytes:
    """Return a field that holds bytes."""
    return _number(number << 3 | _BYTES) + _number(len(content)) + content


def _number(value: int) -> bytes:
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    return bytes([*written, value])
