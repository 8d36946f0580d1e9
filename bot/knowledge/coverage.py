"""Which statements say the facts of which line, so that no fact is missed and no noise slips in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

from pydantic import StrictStr, root_validator, validator

from bot.knowledge.data_files import DATA, KnowledgeError, load_entries
from bot.knowledge.loader import check_known
from bot.knowledge.models import Knowledge, Strict

_PLACE = re.compile(r"(\d{3}):(\d+)(?:-(\d+))?")


class CoveredLines(Strict):
    """A line with the statements that say its facts, or lines that hold none."""

    id: StrictStr
    statements: tuple[StrictStr, ...] = ()
    noise: Optional[StrictStr] = None
    """Why there is nothing to say."""

    @validator("id")
    def _place(cls, value: str) -> str:
        if not _PLACE.fullmatch(value):
            raise ValueError(
                f"{value!r}: accepted is '<three digits>:<line>', or ':<first>-<last>' for noise"
            )
        return value

    @root_validator(skip_on_failure=True)
    def _one_of_both(cls, values: dict[str, Any]) -> dict[str, Any]:
        if bool(values["statements"]) == bool(values["noise"]):
            raise ValueError("accepted is either statements, or noise with its reason")
        if values["statements"] and "-" in values["id"]:
            raise ValueError(f"{values['id']!r}: accepted with statements is a single line")
        return values

    @property
    def passages(self) -> tuple[str, ...]:
        """Every line that is meant, as ``000:27``."""
        found = _PLACE.fullmatch(self.id)
        if found is None:  # the validator refuses it
            return ()
        document, first, last = found.groups()
        return tuple(f"{document}:{line}" for line in range(int(first), int(last or first) + 1))


def load_coverage(known: Knowledge, folder: Path = DATA) -> dict[str, CoveredLines]:
    """Read ``coverage.yml`` and check it against the statements; return what covers each line.

    Raises:
        KnowledgeError: an entry is wrong, a line stands twice, or a statement does not cite the line.
    """
    file = "coverage.yml"
    covered: dict[str, CoveredLines] = {}
    for entry in load_entries(folder, "coverage", CoveredLines).values():
        check_known(file, entry.id, "statement", entry.statements, known.statements)
        for name in entry.statements:
            if entry.id not in {source.passage for source in known.statements[name].sources}:
                problem = f"statement {name!r} does not cite it: accepted are those that do"
                raise KnowledgeError(file, f"entry {entry.id!r}", problem)
        for passage in entry.passages:
            if passage in covered:
                raise KnowledgeError(file, f"entry {entry.id!r}", f"{passage} stands twice: accepted is once")
            covered[passage] = entry
    return covered
