"""Read files of conversation tests; an error names the file, the case, the step and what is accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Sequence, Tuple

import yaml
from pydantic import ValidationError

from bot.conversation_tests.models import Case, TestFile

FOLDER = Path("tests/conversations")


class ConversationTestError(ValueError):
    """A file of conversation tests cannot be read; the text says where and why."""


def load_file(path: Path) -> Tuple[Case, ...]:
    """Return the cases of a file.

    Raises:
        ConversationTestError: it is no YAML, or an entry is not as the format asks.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        place = getattr(error, "problem_mark", None)
        where = f"line {place.line + 1}" if place is not None else "somewhere"
        problem = getattr(error, "problem", None) or str(error)
        raise ConversationTestError(f"{path}, {where}: this is not YAML ({problem})") from error
    try:
        return tuple(TestFile.parse_obj(raw).test_cases)
    except ValidationError as error:
        first = error.errors()[0]
        problem = f"{_place(raw, first['loc'])}: {_explained(first, raw)}"
        raise ConversationTestError(f"{path}: {problem}") from error


def load_folder(folder: Path) -> Tuple[Tuple[Path, Case], ...]:
    """Return every case below a folder with its file, in a fixed order.

    Raises:
        ConversationTestError: a file cannot be read.
    """
    paths = sorted(folder.rglob("*.yml"))
    return tuple((path, case) for path in paths for case in load_file(path))


def _place(raw: Any, location: Sequence[Any]) -> str:
    """Return where an error is, in the names that the file's writer uses."""
    parts: List[str] = []
    here = raw
    for key in location:
        inside = here
        here = _inside(here, key)
        if key == "__root__":
            continue
        if isinstance(key, int) and isinstance(here, dict) and "test_case" in here:
            parts.append(f"case {here['test_case']!r}")
        elif isinstance(key, int) and isinstance(inside, list):
            parts.append(f"step {key + 1}" if parts and parts[-1] == "steps" else f"entry {key + 1}")
        else:
            parts.append(str(key))
    parts = [part for part in parts if part not in ("steps", "test_cases")]
    return ", ".join(parts) or "the whole file"


def _inside(here: Any, key: Any) -> Any:
    try:
        return here[key]
    except (KeyError, IndexError, TypeError):
        return None


def _explained(error: Any, raw: Any) -> str:
    if error["type"] == "value_error.extra":
        model = Case if len(error["loc"]) == 3 else None
        if len(error["loc"]) == 1:
            return "unknown key; a file has test_cases alone"
        from bot.conversation_tests.models import Step

        known = sorted((model or Step).__fields__)
        return f"unknown key; accepted are {', '.join(known)}"
    if error["type"] == "value_error.missing":
        return f"{error['loc'][-1]} is missing"
    value = raw
    for key in error["loc"]:
        value = _inside(value, key)
    return str(error["msg"]) if value is None or str(value) in error["msg"] else f"{error['msg']} ({value!r})"
