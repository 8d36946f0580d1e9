"""What exists in the project, read without running it: test functions and files."""

from __future__ import annotations

import ast
from functools import cache
from typing import FrozenSet

from bot.settings import PROJECT_ROOT


@cache
def functions_of(file: str) -> FrozenSet[str]:
    """Return the names of the test functions of a test file (``Class::name`` of methods)."""
    path = PROJECT_ROOT / file
    if not path.is_file():
        return frozenset()
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            inner = (
                entry for entry in node.body if isinstance(entry, (ast.FunctionDef, ast.AsyncFunctionDef))
            )
            found.update(f"{node.name}::{entry.name}" for entry in inner)
    return frozenset(name for name in found if name.split("::")[-1].startswith("test"))


def is_test(reference: str) -> bool:
    """Tell whether a test exists: ``tests/x.py::name``, with or without parameters in brackets.

    Of a test in a YAML file the file must exist and hold its name.
    """
    file, _, name = reference.partition("::")
    if file.endswith((".yml", ".yaml")):
        path = PROJECT_ROOT / file
        return path.is_file() and name.split("[")[0].strip() in path.read_text(encoding="utf-8")
    return name.split("[")[0] in functions_of(file)


def file_exists(path: str) -> bool:
    """Tell whether a file or folder of the project exists."""
    return not path.startswith(("/", "..")) and (PROJECT_ROOT / path).exists()
