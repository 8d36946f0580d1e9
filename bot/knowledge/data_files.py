"""Reads the YAML data of this room; an error names file, entry, wrong value and what is accepted."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

DATA = Path(__file__).resolve().parent

Entry = TypeVar("Entry", bound=BaseModel)
Row = dict[str, Any]


class KnowledgeError(ValueError):
    """The knowledge data is wrong; the message says where, what, and what is accepted."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        """Name the ``file``, the ``entry`` in it, and the ``problem`` with what is accepted."""
        super().__init__(f"{file}: {entry}: {problem}")


class _UniqueKeys(yaml.CSafeLoader):
    """YAML loader that refuses a key given twice, where PyYAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping; raise ``yaml.YAMLError`` for a key that stands twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice: accepted is once", node.start_mark
                )
        return super().construct_mapping(node, deep)


def read_document(folder: Path, name: str, keys: Collection[str]) -> dict[str, Any]:
    """Read ``<name>.yml``, a mapping with exactly the given keys.

    Raises:
        KnowledgeError: the file cannot be read or has other keys.
    """
    file = f"{name}.yml"
    try:
        with (folder / file).open(encoding="utf-8") as stream:
            data = yaml.load(stream, Loader=_UniqueKeys)
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(file, "whole file", f"cannot be read: {error}") from error
    if not isinstance(data, dict) or set(data) != set(keys):
        raise KnowledgeError(file, "whole file", f"accepted are the keys {', '.join(keys)}")
    return data


def entries(file: str, key: str, value: Any) -> list[Row]:
    """Return a list of entries, each a mapping with a text ``id`` of its own.

    ``key`` names the list in errors; it is empty where the file holds one list alone.

    Raises:
        KnowledgeError: it is no such list, or an id stands twice.
    """
    place = f"{key}, " if key else ""
    if not isinstance(value, list):
        raise KnowledgeError(file, key or "whole file", f"{value!r}: accepted is a list of entries")
    seen: set[str] = set()
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise KnowledgeError(
                file, f"{place}entry {number}", f"{row!r}: accepted is a mapping with a text 'id'"
            )
        if row["id"] in seen:
            raise KnowledgeError(file, f"{place}entry {row['id']!r}", "id stands twice: accepted is once")
        seen.add(row["id"])
    return value


def read_rows(folder: Path, name: str) -> list[Row]:
    """Read ``<name>.yml``: a mapping of ``name`` to a list of entries, each with a text ``id``.

    Raises:
        KnowledgeError: the file cannot be read or has another shape, or an id stands twice.
    """
    return entries(f"{name}.yml", "", read_document(folder, name, [name])[name])


def _value_at(row: Any, location: Collection[Any]) -> Any:
    for step in location:
        try:
            row = row[step]
        except (KeyError, IndexError, TypeError):
            return None
    return row


def _fields_at(model: type[BaseModel], location: Collection[Any]) -> list[str]:
    """Names of the fields of the model that sits at ``location`` within ``model``."""
    for step in location:
        if isinstance(step, str) and step in model.__fields__:
            inner = model.__fields__[step].type_
            model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return list(model.__fields__)


def parse_entry(file: str, row: Row, model: type[Entry]) -> Entry:
    """Validate one entry, turning pydantic's report into one line with the accepted fields.

    Raises:
        KnowledgeError: the entry is wrong.
    """
    try:
        return model.parse_obj(row)
    except ValidationError as error:
        problems = []
        for item in error.errors():
            location = item["loc"]
            where = ".".join(str(step) for step in location if step != "__root__")
            if item["type"] == "value_error.extra":
                fields = ", ".join(_fields_at(model, location[:-1]))
                problems.append(f"unknown key {where!r}: accepted are {fields}")
            elif item["type"] == "value_error.missing":
                problems.append(f"key {where!r} is missing: accepted is an entry that has it")
            elif item["type"].startswith("value_error") and "accepted" in item["msg"]:
                problems.append(f"{where}: {item['msg']}" if where else item["msg"])
            else:
                problems.append(f"{where}: {_value_at(row, location)!r} is wrong, accepted: {item['msg']}")
        raise KnowledgeError(file, f"entry {row['id']!r}", "; ".join(problems)) from error


def load_entries(folder: Path, name: str, model: type[Entry]) -> dict[str, Entry]:
    """Read all entries of ``<name>.yml``, each by its id.

    Raises:
        KnowledgeError: the file or an entry is wrong.
    """
    return {row["id"]: parse_entry(f"{name}.yml", row, model) for row in read_rows(folder, name)}
