"""``run``: train if needed, then serve."""

from __future__ import annotations

import argparse

from bot.memory import begin_loading
from bot.runtime import model
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    run = commands.add_parser("run", help="train if needed, then serve")
    run.add_argument("--port", type=port_number, default=None, help="default: IVIG_PORT or 5005")
    run.add_argument("--host", default=None, help="default: IVIG_HOST or 127.0.0.1")
    run.add_argument("--enable-api", action="store_true", help="serve Rasa's own HTTP API as well")
    run.set_defaults(command=serve)


def serve(console: Console, options: argparse.Namespace) -> int:
    """Serve until interrupted; return the exit code.

    Raises:
        CommandError: the protocol's data is broken, so that nothing is served; the text names the entry.
    """
    from bot.runtime import server

    _check_protocol()
    begin_loading()  # the server ends it when it is ready
    address = server.Address(options.host or settings().host, options.port or settings().port)
    server.check_address(address)
    trained = model.ensure(console)
    server.serve(console, address, trained, options.enable_api or settings().enable_api)
    return 0


def _check_protocol() -> None:
    from bot.protocol.loader import ProtocolError, protocol

    try:
        protocol()
    except ProtocolError as error:
        raise CommandError(f"The protocol is broken, so nothing is served: {error}.") from error


def port_number(text: str) -> int:
    """Return a port; the parser names what is none."""
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 1 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return port
