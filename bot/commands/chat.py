"""``chat``: talk to the assistant in this terminal."""

from __future__ import annotations

import argparse
import asyncio

from bot.runtime import model
from bot.runtime.console import Console, lead_output_into
from bot.settings import settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    chat = commands.add_parser("chat", help="talk to the assistant in this terminal")
    chat.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Chat until the person ends it; return the exit code."""
    trained = model.ensure(console)
    console.say("Starting the assistant ...")
    lead_output_into(settings().log_dir / "output.log")
    from bot.runtime import private_log, terminal

    private_log.configure(settings().log_dir)
    private_log.start_serving()
    asyncio.run(terminal.chat(console, str(trained)))
    return 0
