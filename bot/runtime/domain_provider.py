"""Hands a model's domain on without checking it a second time.

Rasa checks a domain against its schema whenever it reads one. The one in a model was checked when it was
trained, and written by Rasa itself; to check it again, by a parser in Python alone, is 4 % of a start.
"""

from __future__ import annotations

from typing import Any, Dict

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_file, read_yaml

FILE = "domain.yml"  # as `DomainProvider` writes it


class TrainedDomainProvider(DomainProvider):
    """Rasa's provider, which trusts what it wrote."""

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DomainProvider:
        """Return the provider with the domain of the model (see parent class)."""
        with model_storage.read_from(resource) as folder:
            if [path.name for path in folder.iterdir()] == [FILE]:
                return cls(model_storage, resource, Domain.from_dict(read_yaml(read_file(folder / FILE))))
        # Not as Rasa 3.6 leaves it.
        return super().load(config, model_storage, resource, execution_context, **kwargs)
