"""Runs the model's graph in a fixed order, worked out once.

Rasa's default runner builds a dask graph anew for each run, of which a message takes three or four; the order
of so small a graph never changes. `GraphRunner` is Rasa's extension point for this.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List, Optional, Sequence, Tuple

from rasa.core.policies.ensemble import PolicyPredictionEnsemble
from rasa.core.policies.policy import Policy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphNode, GraphNodeHook, GraphSchema, SchemaNode
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider

from bot.runtime.domain_provider import TrainedDomainProvider
from bot.runtime.stages import POLICY, UNDERSTANDING, stage

Plan = Tuple[Tuple[str, Tuple[str, ...]], ...]


def _lean(node: SchemaNode) -> SchemaNode:
    """Return the node with our quicker part in the place of Rasa's."""
    return replace(node, uses=TrainedDomainProvider) if node.uses is DomainProvider else node


class DirectGraphRunner(GraphRunner):
    """Runs each node after the nodes that it needs, in this thread."""

    def __init__(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: Optional[List[GraphNodeHook]] = None,
    ) -> None:
        """Load the graph's components."""
        self._schema = graph_schema
        self._nodes: Dict[str, GraphNode] = {
            name: GraphNode.from_schema_node(name, _lean(node), model_storage, execution_context, hooks)
            for name, node in graph_schema.nodes.items()
        }
        self._stages = {
            name: POLICY if issubclass(node.uses, (Policy, PolicyPredictionEnsemble)) else UNDERSTANDING
            for name, node in graph_schema.nodes.items()
        }
        self._plans: Dict[Tuple[str, ...], Plan] = {}
        # What a node without needs tells (the domain, what rules alone use) stays the same.
        self._told: Dict[str, Any] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: Optional[List[GraphNodeHook]] = None,
    ) -> DirectGraphRunner:
        """Create the runner (see parent class)."""
        return cls(graph_schema, model_storage, execution_context, hooks)

    def run(
        self, inputs: Optional[Dict[str, Any]] = None, targets: Optional[List[str]] = None
    ) -> Dict[str, Any]:
        """Run the nodes that the targets need, and return the targets' results.

        Args:
            inputs: values of the placeholders, by name.
            targets: nodes whose results are wanted; by default those that the schema names.

        Raises:
            GraphRunError: an input has the name of a node.
            GraphComponentException: a component failed.
        """
        given = inputs or {}
        clashes = sorted(name for name in given if name in self._nodes)
        if clashes:
            raise GraphRunError(f"Inputs {clashes} have names of nodes; give them other names.")
        wanted = tuple(targets or self._schema.target_names)
        results: Dict[str, Any] = dict(given)
        for name, needs in self._plan(wanted):
            if name in self._told:
                results[name] = self._told[name]
                continue
            with stage(self._stages[name], name):
                _, results[name] = self._nodes[name](*[(need, results[need]) for need in needs])
            if not needs:
                self._told[name] = results[name]
        return {name: results[name] for name in wanted}

    def _plan(self, targets: Tuple[str, ...]) -> Plan:
        """Return the nodes that some targets need, each after those that it needs itself."""
        known = self._plans.get(targets)
        if known is None:
            known = self._plans[targets] = tuple(
                (name, tuple(dict.fromkeys(self._schema.nodes[name].needs.values())))
                for name in self._order(targets)
            )
        return known

    def _order(self, targets: Sequence[str]) -> List[str]:
        order: List[str] = []

        def visit(name: str) -> None:
            if name not in self._schema.nodes or name in order:  # a placeholder, or placed already
                return
            for need in self._schema.nodes[name].needs.values():
                visit(need)
            order.append(name)

        for target in targets:
            visit(target)
        return order
