"""Collects the files of conversation tests: each conversation is one item, played in this process.

Those marked `wire: true` are played over HTTP too; with WIRE=1 in the environment all are.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable, Iterator, List, Mapping, Optional

import pytest
import requests

from bot.conversation_tests.exercised import Exercised
from bot.conversation_tests.in_process import InProcess
from bot.conversation_tests.loader import ConversationTestError, load_file
from bot.conversation_tests.models import Case
from bot.conversation_tests.play import Difference, play
from bot.conversation_tests.seen import Reply
from tests.wire.harness import Server

ALL_OVER_THE_WIRE = bool(os.environ.get("WIRE"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[pytest.Collector]:
    if file_path.suffix != ".yml":
        return None
    collector: pytest.Collector = ConversationFile.from_parent(parent, path=file_path)
    return collector


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    """Put what looks at all conversations behind them."""
    items.sort(key=lambda item: item.path.name == "test_coverage.py")


class ConversationFile(pytest.File):
    """One file of conversation tests."""

    def collect(self) -> Iterator[pytest.Item]:
        for case in load_file(self.path):
            yield self._item(case, case.test_case, lambda in_process, exercised: (in_process, exercised))
            if case.wire or ALL_OVER_THE_WIRE:
                item = self._item(case, f"{case.test_case} [wire]", lambda over_wire: (over_wire, None))
                item.add_marker(pytest.mark.wire)
                yield item

    def _item(self, case: Case, name: str, fixtures: Callable[..., Any]) -> pytest.Item:
        item: pytest.Item = Conversation.from_parent(self, name=name, callobj=fixtures, case=case)
        if case.xfail is not None:
            item.add_marker(pytest.mark.xfail(reason=case.xfail, raises=Difference))
        return item

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ConversationTestError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class Conversation(pytest.Function):
    """One conversation. Its function only names fixtures: where it is played, and who notes what it met."""

    def __init__(self, *, case: Case, **rest: Any) -> None:
        super().__init__(**rest)
        self.case = case

    def runtest(self) -> None:
        arguments = {name: self.funcargs[name] for name in self._fixtureinfo.argnames}
        assistant, exercised = self.obj(**arguments)
        name = f"{self.path.parent.name}/{self.path.stem}: {self.case.test_case}"
        observe = exercised.observer(name, assistant) if exercised is not None else None
        play(self.case, assistant, observe)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Difference):
            return f"{self.path}\n{excinfo.value}"
        return super().repr_failure(excinfo)

    def reportinfo(self) -> Any:
        return self.path, 0, self.name


@pytest.fixture(scope="session")
def in_process(agent: Any, private_loop: Any) -> InProcess:
    return InProcess(agent, private_loop)


@pytest.fixture(scope="session")
def exercised() -> Exercised:
    """Return what this run of the tests has exercised so far."""
    return Exercised()


class OverTheWire:
    """The same assistant, spoken to over HTTP."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def send(self, sender: str, words: str) -> List[Reply]:
        response = self._server.post({"sender": sender, "message": words})
        assert response.status_code == 200, response.text
        return list(response.json())

    def slots(self, sender: str) -> Mapping[str, Any]:
        response = requests.get(f"{self._server.url}/conversations/{sender}/tracker", timeout=30)
        response.raise_for_status()
        return dict(response.json()["slots"])


@pytest.fixture
def over_wire(server: Server) -> OverTheWire:
    return OverTheWire(server)
