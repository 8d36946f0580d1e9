"""Reads a data file that holds several lists of entries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.loader import KnowledgeError, Row, _UniqueKeys


def read_document(folder: Path, name: str, keys: Sequence[str]) -> dict[str, Any]:
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

    Raises:
        KnowledgeError: it is no such list, or an id stands twice.
    """
    if not isinstance(value, list):
        raise KnowledgeError(file, key, f"{value!r}: accepted is a list of entries")
    seen: set[str] = set()
    for number, row in enumerate(value, 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise KnowledgeError(
                file, f"{key}, entry {number}", f"{row!r}: accepted is a mapping with a text 'id'"
            )
        if row["id"] in seen:
            raise KnowledgeError(file, f"{key}, entry {row['id']!r}", "id stands twice: accepted is once")
        seen.add(row["id"])
    return value
