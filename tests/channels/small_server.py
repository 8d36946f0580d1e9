"""The channels on a real (small) Sanic server, before an assistant that echoes, over a real store."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, AsyncIterator, Awaitable, Callable, List, Optional

import aiohttp
from rasa.core.channels.channel import InputChannel, UserMessage, register
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from rasa.server import add_root_route, configure_cors
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from sanic import Sanic

from tests.wire.harness import free_port

Step = Callable[[UserMessage], Awaitable[None]]


class Processor:
    """Echoes a message, and stores its turn as Rasa does: all events at once, at the end."""

    def __init__(self, store: TrackerStore) -> None:
        self.store = store
        self.handled: List[str] = []
        self.before: Optional[Step] = None
        self.after: Optional[Step] = None

    async def handle_message(self, message: UserMessage) -> None:
        self.handled.append(message.message_id)
        await message.output_channel.send_text_message(message.sender_id, f"you said {message.text}")
        if self.before is not None:
            await self.before(message)
        tracker = await self.store.get_or_create_tracker(message.sender_id)
        tracker.update(UserUttered(message.text, {"name": "said"}, message_id=message.message_id))
        tracker.update(ActionExecuted("action_say"))
        tracker.update(BotUttered(f"you said {message.text}"))
        tracker.update(BotUttered(None, {"custom": {"type": "question"}}))
        tracker.update(ActionExecuted("action_listen"))
        await self.store.save(tracker)
        if self.after is not None:
            await self.after(message)


class Assistant:
    """Stands for Rasa's agent, with a SQLite database in a folder."""

    def __init__(self, folder: Path, ready: bool = True) -> None:
        store = SQLTrackerStore(domain=Domain.empty(), dialect="sqlite", db=str(folder / "conversations.db"))
        self.sql = store
        self.tracker_store = FailSafeTrackerStore(store)
        self.lock_store = InMemoryLockStore()
        self.processor = Processor(self.tracker_store)
        self._ready = ready

    def is_ready(self) -> bool:
        return self._ready

    async def handle_message(self, message: UserMessage) -> None:
        async with self.lock_store.lock(message.sender_id):
            await self.processor.handle_message(message)


@asynccontextmanager
async def served(
    channels: List[InputChannel], assistant: Optional[Any], bound_to: str = "127.0.0.1"
) -> AsyncIterator[Any]:
    """Serve channels on a loopback port and yield a client.

    Args:
        channels: the channels, the shield first where it is wanted.
        assistant: stands for the agent; None while there is none.
        bound_to: the address that the channels believe to be bound to.
    """
    app = Sanic(f"test_{free_port()}", configure_logging=False)
    add_root_route(app)
    configure_cors(app)
    register(channels, app, route="/webhooks/")
    if assistant is not None:
        app.ctx.agent = assistant
    port = free_port()
    server = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.before_start()
    app.state.host = bound_to
    await server.start_serving()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        client.port = port  # type: ignore[attr-defined]
        client.app = app  # type: ignore[attr-defined]
        yield client
    await server.before_stop()
    server.close()
    await server.wait_closed()
    for connection in list(server.connections or ()):
        connection.abort()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.sleep(0)
