"""``migrate``: bring the database of conversations up to date."""

from __future__ import annotations

import argparse

from bot.commands.storage import closing_errors
from bot.runtime.console import Console
from bot.settings import settings
from bot.storage.database import connect, location
from bot.storage.migrate import migrate


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("migrate", help="bring the database of conversations up to date")
    command.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Run the migrations that are missing; return the exit code."""
    where = location(settings())
    engine = connect(where)
    with closing_errors(engine, where):
        changed = migrate(engine, where)
    console.say(f"The database {where.name} {'is up to date now' if changed else 'was up to date'}.")
    return 0
