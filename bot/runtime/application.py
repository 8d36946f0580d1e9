"""Rasa's web application with our agent in it, and what is done before the first person writes.

`rasa.core.run.serve_application` would make Rasa's own agent; what it does beside that is done here with the
same public parts (rasa 3.6.21).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockStore
from rasa.core.run import close_resources, configure_app, create_http_input_channels
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints, number_of_sanic_workers
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.faults import FAULTS, Part
from bot.runtime.processor import AssistantAgent
from bot.settings import PROJECT_ROOT

# What a message reads on demand is read with these.
WARM_UP = (
    "my back hurts since yesterday and I feel odd, the drip is running",
    "what helps against the pain?",
)


def application(
    model: str,
    port: int,
    endpoints: AvailableEndpoints,
    enable_api: bool,
    token: Optional[str],
    listeners: Optional[List[Tuple[Callable[..., Any], str]]] = None,
) -> Sanic:
    """Return the application with our channels; it loads the agent when it starts.

    Args:
        model: path of the trained model.
        port: where it will listen.
        endpoints: stores and actions.
        enable_api: whether Rasa's own HTTP API is served too.
        token: what that API asks for; None for nothing.
        listeners: what runs at which event of the server.
    """
    channels = create_http_input_channels(None, str(PROJECT_ROOT / "credentials.yml"))
    app: Sanic = configure_app(
        channels, None, token, enable_api, port=port, endpoints=endpoints, server_listeners=listeners
    )

    async def load(running: Sanic, loop: Any) -> None:
        running.ctx.agent = await _agent(Path(model), endpoints, loop)

    app.register_listener(load, "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    return app


def workers(endpoints: AvailableEndpoints) -> int:
    """Return how many processes serve: one, unless SANIC_WORKERS and a lock store say otherwise."""
    return int(number_of_sanic_workers(endpoints.lock_store))


async def _agent(model: Path, endpoints: AvailableEndpoints, loop: Any) -> AssistantAgent:
    broker = await EventBroker.create(endpoints.event_broker, loop=loop)
    agent = AssistantAgent(
        generator=endpoints.nlg,
        tracker_store=TrackerStore.create(endpoints.tracker_store, event_broker=broker),
        lock_store=LockStore.create(endpoints.lock_store),
        action_endpoint=endpoints.action,
    )
    load_into(agent, model)
    return agent


def load_into(agent: AssistantAgent, model: Path) -> bool:
    """Load a model into an agent, and tell whether it could be: without one, people read the safety text."""
    try:
        agent.load_model(model)
    except Exception as error:  # noqa: BLE001 - whatever a broken archive raises, the server still answers
        FAULTS.record(Part.MODEL, "load", error)
        return False
    FAULTS.worked(Part.MODEL)
    return True


async def warm_up(agent: Any) -> None:
    """Load what is loaded on demand, so that nobody waits for it; nothing of it is stored."""
    for text in WARM_UP:
        tracker = DialogueStateTracker.from_events("warm up", [], slots=agent.domain.slots)
        await agent.processor._handle_message_with_tracker(UserMessage(text), tracker)
        agent.processor._predict_next_with_tracker(tracker)
