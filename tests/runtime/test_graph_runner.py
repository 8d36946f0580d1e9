"""The graph is run in an order that fits, and only as far as it is needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.runtime.graph_runner import DirectGraphRunner

ran: List[str] = []


class Add(GraphComponent):
    """Adds up its inputs and a number of its own."""

    def __init__(self, config: Dict[str, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"number": 0, "name": ""}

    @classmethod
    def create(cls, config: Dict[str, Any], *_: Any, **__: Any) -> Add:
        return cls(config)

    def run(self, left: int, right: int = 0) -> int:
        ran.append(self._config["name"])
        return left + right + int(self._config["number"])


def node(name: str, number: int, **needs: str) -> SchemaNode:
    config = {"number": number, "name": name}
    return SchemaNode(needs=needs, uses=Add, constructor_name="create", fn="run", config=config, eager=True)


class Seven(Add):
    """Needs nothing, and always tells the same."""

    def seven(self) -> int:
        ran.append(self._config["name"])
        return 7


def constant(name: str) -> SchemaNode:
    config = {"number": 0, "name": name}
    return SchemaNode(needs={}, uses=Seven, constructor_name="create", fn="seven", config=config, eager=True)


@pytest.fixture
def schema() -> GraphSchema:
    return GraphSchema(
        {
            "last": node("last", 1000, left="second", right="first"),
            "second": node("second", 100, left="first", right="given"),
            "first": node("first", 10, left="given"),
            "aside": node("aside", 1, left="given"),
        }
    )


@pytest.fixture
def runners(schema: GraphSchema, tmp_path: Path) -> List[Any]:
    context = ExecutionContext(schema)
    storage = LocalModelStorage.create(tmp_path)
    return [kind.create(schema, storage, context) for kind in (DirectGraphRunner, DaskGraphRunner)]


@pytest.mark.parametrize("targets", [["last"], ["second"], ["aside", "last"], ["first", "first"]])
def test_its_results_are_those_of_rasas_own_runner(runners: List[Any], targets: List[str]) -> None:
    direct, dask = (runner.run({"given": 5}, targets) for runner in runners)
    assert direct == dask


def test_only_what_a_target_needs_is_run_and_once(runners: List[Any]) -> None:
    ran.clear()
    runners[0].run({"given": 5}, ["last"])
    assert ran == ["first", "second", "last"]


def test_an_input_that_has_the_name_of_a_node_is_refused(runners: List[Any]) -> None:
    with pytest.raises(GraphRunError, match="first"):
        runners[0].run({"given": 5, "first": 1}, ["last"])


def test_what_a_node_without_needs_tells_is_asked_once(tmp_path: Path) -> None:
    schema = GraphSchema({"same": node("same", 3, left="given"), "alone": constant("alone")})
    runner = DirectGraphRunner.create(
        schema, LocalModelStorage.create(tmp_path), ExecutionContext(schema), None
    )
    ran.clear()
    assert [runner.run({"given": 1}, ["alone", "same"]) for _ in range(2)] == [{"alone": 7, "same": 4}] * 2
    assert ran == ["alone", "same", "same"]
