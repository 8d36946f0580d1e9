"""The measured numbers, read from the pages where they were written down; nothing is measured here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import List, Optional, Tuple

from bot.safety.hazard_log import SafetyError
from bot.settings import PROJECT_ROOT

Row = Tuple[str, ...]
# Measures of which less is better; of all others more is.
_LESS_IS_BETTER = ("false", "quiet", "p95", "time", "needless")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Table:
    """A table of a page."""

    page: str
    head: Row
    rows: Tuple[Row, ...]

    @property
    def markdown(self) -> str:
        """The table as it stands in the page."""
        lines = [self.head, tuple("---" for _ in self.head), *self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def rows_of(self, name: str) -> str:
        """The head and the rows of one candidate, as they stand in the page."""
        return Table(self.page, self.head, tuple(row for row in self.rows if row[0] == name)).markdown


@dataclass(frozen=True)
class Miss:
    """A goal that was not reached."""

    what: str
    on: str
    goal: str
    value: str


@cache
def _page(page: str) -> str:
    return (PROJECT_ROOT / page).read_text(encoding="utf-8")


def table(page: str, first: str, second: str, after: str = "") -> Table:
    """Return the first table of a page, after some words, whose head begins with two cells.

    Raises:
        SafetyError: the page holds no such table (any more).
    """
    _, _, rest = _page(page).partition(after) if after else ("", "", _page(page))
    lines = rest.splitlines()
    for number, line in enumerate(lines):
        if _cells(line)[:2] != (first, second):
            continue
        rows: List[Row] = []
        for following in lines[number + 2 :]:
            if not following.startswith("|"):
                break
            rows.append(_cells(following))
        return Table(page, _cells(line), tuple(rows))
    raise SafetyError(f"{page}: no table begins with {first!r}, {second!r}; the model card quotes it")


def _cells(line: str) -> Row:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|")) if line.startswith("|") else ()


def misses(found: Table, goals: str = "goal") -> Tuple[Miss, ...]:
    """Return the goals of a table that its numbers do not reach; a goal column says which."""
    column = found.head.index(goals)
    short = []
    for row in found.rows:
        goal = _last(row[column])
        if goal is None:
            continue
        less = any(word in row[0] for word in _LESS_IS_BETTER)
        for name, cell in list(zip(found.head, row, strict=True))[1:]:
            value = _last(cell.split("(")[0].split("[")[0])
            if name == goals or "grammar alone" in name or value is None:
                continue
            if (value > goal) if less else (value < goal):
                short.append(Miss(row[0], name, row[column], cell.replace("*", "").split(", short")[0]))
    return tuple(short)


def _last(cell: str) -> Optional[float]:
    numbers = _NUMBER.findall(cell)
    return float(numbers[-1]) if numbers else None


def quoted(page: str, pattern: str) -> Tuple[str, ...]:
    """Return the groups of a pattern in a page, so that a number that was changed there is changed here.

    Raises:
        SafetyError: the page does not say it (any more).
    """
    match = re.search(pattern, " ".join(_page(page).split()))
    if match is None:
        raise SafetyError(f"{page}: does not say {pattern!r} any more; the model card quotes it")
    return tuple(match.groups())


def errors_by_kind() -> Tuple[Tuple[str, int, int, int], ...]:
    """Return kinds of messages of the locked split: right pairs, wrong or missing ones, their share in %."""
    (told,) = quoted("docs/nlu.md", r"Errors by kind on `locked` \([^)]*\): (.*?)\. On `blind3`")
    found = []
    for part in told.split(", "):
        name, right, wrong = re.fullmatch(r"(.+) (\d+)/(\d+)", part).groups()  # type: ignore[union-attr]
        found.append((name, int(right), int(wrong), round(100 * int(wrong) / (int(right) + int(wrong)))))
    return tuple(sorted(found, key=lambda kind: -kind[3]))
