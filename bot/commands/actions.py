"""``actions``: serve the custom actions in a server apart."""

from __future__ import annotations

import argparse

from bot.commands.run import port_number
from bot.runtime.console import Console
from bot.settings import settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    actions = commands.add_parser(
        "actions", help="serve the actions apart from the server (IVIG_ACTION_ENDPOINT)"
    )
    actions.add_argument("--port", type=port_number, default=None, help="default: IVIG_ACTION_PORT or 5055")
    actions.add_argument("--host", default=None, help="default: IVIG_ACTION_HOST or 127.0.0.1")
    actions.set_defaults(command=serve)


def serve(console: Console, options: argparse.Namespace) -> int:
    """Serve until interrupted; return the exit code.

    Raises:
        CommandError: the address may not or cannot be used, or the actions cannot be loaded.
    """
    from bot.runtime import action_server, server

    wanted = settings()
    address = server.Address(options.host or wanted.action_host, options.port or wanted.action_port)
    action_server.check_address(address, wanted.action_secret)
    action_server.serve(console, address)
    return 0
