"""The quick reference and the nurse's page alone, for tests in a browser: up in seconds, no model.

Run as ``python -m tests.channels.reference_server``; the first line that it prints is its address. It ends
with its standard input, so that nothing is left behind where a test dies.
"""

from __future__ import annotations

import asyncio
import sys

from rasa.core.channels.channel import register
from rasa.server import add_root_route
from sanic import Sanic

from bot.channels.page import PageChannel
from bot.channels.reference import ReferenceChannel
from bot.channels.rest import RestChannel
from bot.channels.shield import ShieldChannel
from bot.nlu.document_index import replies
from tests.wire.harness import free_port


async def serve() -> None:
    """Serve until standard input ends."""
    app = Sanic("reference", configure_logging=False)
    add_root_route(app)
    register([ShieldChannel(), RestChannel(), PageChannel(), ReferenceChannel()], app, route="/webhooks/")
    port = free_port()
    server = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.before_start()
    app.state.host = "127.0.0.1"
    replies()
    await server.start_serving()
    print(f"http://127.0.0.1:{port}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()
    await server.wait_closed()


if __name__ == "__main__":
    asyncio.run(serve())
