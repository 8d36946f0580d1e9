"""The domain of a model is the one that Rasa's own provider reads from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, Tuple

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.exceptions import YamlException

from bot.runtime.domain_provider import TrainedDomainProvider

Loaded = Tuple[LocalModelStorage, Resource]


@pytest.fixture
def loaded(trained_model: Path, tmp_path: Path) -> Iterator[Loaded]:
    storage, metadata = LocalModelStorage.from_model_archive(tmp_path, trained_model)
    (name,) = (name for name, node in metadata.predict_schema.nodes.items() if node.uses is DomainProvider)
    yield storage, metadata.predict_schema.nodes[name].resource or Resource(name)


def domain(kind: Any, loaded: Loaded) -> Any:
    return kind.load({}, *loaded, ExecutionContext(GraphSchema({}))).provide_inference()


def test_the_domain_is_the_same(loaded: Loaded) -> None:
    ours, theirs = domain(TrainedDomainProvider, loaded), domain(DomainProvider, loaded)
    assert ours.as_dict() == theirs.as_dict()
    assert ours.fingerprint() == theirs.fingerprint()
    assert ours.input_states == theirs.input_states


def test_what_rasa_did_not_write_alone_is_checked(loaded: Loaded) -> None:
    with loaded[0].write_to(loaded[1]) as folder:
        (folder / "more.yml").write_text("intents: 7\n", encoding="utf-8")
    with pytest.raises(YamlException):
        domain(TrainedDomainProvider, loaded)


def test_the_assistant_uses_it(agent: Any) -> None:
    providers = [
        node._component
        for node in agent.processor.graph_runner._nodes.values()
        if isinstance(node._component, DomainProvider)
    ]
    assert [type(provider) for provider in providers] == [TrainedDomainProvider]
