"""``erase``: delete every trace of one conversation."""

from __future__ import annotations

import argparse

from bot.commands.storage import opened
from bot.runtime.console import Console
from bot.storage import erasure


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("erase", help="delete every trace of one conversation")
    command.add_argument("sender", help="the id of the conversation")
    command.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Erase the conversation, also where it is unknown; return the exit code."""
    with opened() as engine:
        found = erasure.erase(engine, options.sender)
    console.say(
        "The conversation is erased." if found else "There was no such conversation; its id is barred now."
    )
    return 0
