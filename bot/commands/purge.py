"""``purge``: delete conversations that are older than they may be."""

from __future__ import annotations

import argparse

from bot.commands.storage import opened
from bot.runtime.console import Console
from bot.settings import settings
from bot.storage import erasure


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("purge", help="delete conversations older than IVIG_RETENTION_DAYS")
    command.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Purge, as a server does daily; return the exit code."""
    days = settings().retention_days
    with opened() as engine:
        gone = erasure.purge(engine, days)
    console.say(f"Deleted {gone} conversations that were quiet for more than {days} days.")
    return 0
