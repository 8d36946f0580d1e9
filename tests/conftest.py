"""Fixtures that every test may use: the trained model, a real server, and conversations with either."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any, Callable, Iterator, List, Optional

import pytest

from bot.runtime.environment import prepare

prepare()  # before anything imports numpy or Rasa

from tests.wire.harness import Conversation, Reply, Server, over_http  # noqa: E402

# Notes which test shows which rule, step and statement (docs/safety).
pytest_plugins = ("tests.safety.recorder",)

# Settings of the developer's shell must not change what the tests see.
_SHARED = ("DATABASE_URL", "REDIS_URL", "EVENT_BROKER_URL")
for _name in [name for name in os.environ if name.startswith("IVIG_") or name in _SHARED]:
    del os.environ[_name]


@pytest.fixture(autouse=True)
def nothing_red() -> None:
    """Forget what an earlier test broke."""
    from bot.faults import FAULTS, Part

    for part in Part:
        FAULTS.worked(part)


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """Return the path of a model that fits the data as it is, trained where needed."""
    from bot.runtime import model
    from bot.runtime.console import Console

    return model.ensure(Console.standard())


@pytest.fixture(scope="session")
def server(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a running server with Rasa's HTTP API, on a port of its own."""
    running = Server(tmp_path_factory.mktemp("server"), ("--enable-api",))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def conversation(server: Server) -> Conversation:
    """Return a new conversation over HTTP."""
    return over_http(server)


@pytest.fixture
def new_conversation(server: Server) -> Callable[[], Conversation]:
    """Return a function that begins a conversation over HTTP."""
    return lambda: over_http(server)


@pytest.fixture(scope="session")
def agent(trained_model: Path) -> Any:
    """Return the agent with the model, and our actions in this process."""
    import logging

    import structlog

    from bot.runtime.processor import AssistantAgent

    # Rasa's debug events print every message; the tests' own transcripts say more.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

    from bot.runtime.in_process_actions import InProcessActions

    return AssistantAgent.load(trained_model, action_endpoint=InProcessActions())


@pytest.fixture(scope="session")
def private_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Return an event loop for tests that are not coroutines themselves."""
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture
def talk(agent: Any, private_loop: asyncio.AbstractEventLoop) -> Callable[..., Conversation]:
    """Return a function that begins a conversation in this process, through the same guards and turns."""
    from bot.channels.guards import IncomingMessage, clean_text
    from bot.channels.turn import take_turn

    def send(sender: str, text: str) -> List[Reply]:
        message = IncomingMessage(sender, clean_text(text))
        return private_loop.run_until_complete(take_turn(agent.handle_message, message, "rest", 30.0))

    def begin(sender: Optional[str] = None) -> Conversation:
        return Conversation(send, sender)

    return begin
