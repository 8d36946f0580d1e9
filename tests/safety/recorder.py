"""A pytest plugin that notes which test shows which rule, step and statement: nobody links them by hand.

A test shows a rule where an assessment that is made while it runs names it, a step where it is offered, a
statement where an answer holds it. Tests on random data are left out: they show something else each time.
``pytest --record-evidence PATH`` writes what was seen.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Set

import pytest

from bot.knowledge.models import Answer
from bot.protocol import steps
from bot.protocol.engine import Assessment
from bot.protocol.kept import forget_all
from bot.protocol.loader import protocol

# So many tests are kept for an entry: those that bear its id first, then the ones with the shortest names;
# and one conversation of tests/conversations.
KEPT = 3

shown: Dict[str, Dict[str, Set[str]]] = {
    "rules": defaultdict(set), "steps": defaultdict(set), "statements": defaultdict(set)
}  # fmt: skip
ran: Set[str] = set()
_running: List[str] = []


def note(kind: str, ids: Any) -> None:
    """Note that the test that is running shows some entries."""
    if _running:
        for name in ids:
            shown[kind][name].add(_running[-1])


def _watch() -> None:
    """Look over the shoulder of the three places where results are made."""
    made, answered, offered = Assessment.__init__, Answer.__init__, steps._offered

    def assessment(self: Assessment, **fields: Any) -> None:
        made(self, **fields)
        note("rules", self.rules)

    def answer(self: Answer, **fields: Any) -> None:
        answered(self, **fields)
        note("statements", self.statements)

    def offer(step: Any, findings: Any, data: Any) -> bool:
        given = offered(step, findings, data)
        note("steps", [step.id] if given else [])
        return given

    Assessment.__init__ = assessment  # type: ignore[method-assign]
    Answer.__init__ = answer  # type: ignore[method-assign]
    steps._offered = offer


_watch()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record-evidence", default=None, help="write which tests show which rules to this file"
    )


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    random = hasattr(getattr(item, "obj", None), "hypothesis")
    if not random:
        forget_all()  # an answer that is kept from an earlier test would not be seen
        _running.append(item.nodeid)
    outcome = yield
    if not random:
        _running.pop()
        if outcome.excinfo is None:  # type: ignore[attr-defined]
            ran.add(item.nodeid)


def evidence() -> Dict[str, Dict[str, List[str]]]:
    """Return what was seen: for each kind, the tests of each entry."""
    return {kind: {name: _best(name, kind) for name in sorted(found)} for kind, found in shown.items()}


def _best(name: str, kind: str) -> List[str]:
    tests = [test for test in shown[kind][name] if test in ran]
    tests.sort(key=lambda test: (f"[{name}]" not in test, len(test), test))
    conversations = [test for test in tests if ".yml::" in test]  # one whole conversation, where there is one
    return sorted({*tests[:KEPT], *conversations[:1]})


def pytest_sessionfinish(session: pytest.Session) -> None:
    path: Optional[str] = session.config.getoption("--record-evidence")
    if path:
        known = {"rules": {rule.id for rule in (*protocol().rules, *protocol().escalations)}}
        kept = {
            kind: {name: tests for name, tests in found.items() if tests and name in known.get(kind, {name})}
            for kind, found in evidence().items()
        }
        Path(path).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
