"""``restore``: put the conversations of a backup into an empty database."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.storage import closing_errors
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import settings
from bot.storage import backup
from bot.storage.database import connect, location
from bot.storage.migrate import migrate


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("restore", help="put a backup's conversations into an empty database")
    command.add_argument("file", type=Path, help="what `backup` wrote")
    command.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Restore all of the backup or nothing; return the exit code.

    Raises:
        CommandError: the file cannot be used, or the database is not empty.
    """
    where = location(settings())
    engine = connect(where)
    with closing_errors(engine, where):
        migrate(engine, where)
        try:
            restored, erased = backup.restore(engine, options.file)
        except OSError as error:
            raise CommandError(f"{options.file} cannot be read ({error.strerror or 'damaged'}).") from error
    note = f" {erased} stay erased." if erased else ""
    console.say(f"Restored {restored} conversations into {where.name}.{note}")
    return 0
