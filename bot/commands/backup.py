"""``backup``: write all conversations into a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.commands.storage import opened
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.storage import backup


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    command = commands.add_parser("backup", help="write all conversations into a file")
    command.add_argument("file", type=Path, help="for example conversations.jsonl.gz")
    command.add_argument("--force", action="store_true", help="also over a file that is there")
    command.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Write the backup, while servers go on; return the exit code.

    Raises:
        CommandError: the file is there already, or cannot be written.
    """
    path = options.file
    if path.exists() and not options.force:
        raise CommandError(f"{path} is there already: choose another name, or --force.")
    with opened() as engine:
        try:
            count = backup.dump(engine, path)
        except OSError as error:
            raise CommandError(f"{path} cannot be written ({error.strerror}).") from error
    console.say(
        f"{count} conversations are in {path}. It holds what people said: keep it as safe as the database."
    )
    return 0
