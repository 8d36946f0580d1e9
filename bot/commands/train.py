"""``train``: train the model."""

from __future__ import annotations

import argparse

from bot.runtime import model
from bot.runtime.console import Console


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    train = commands.add_parser("train", help="train the model")
    train.add_argument("--force", action="store_true", help="also when its inputs have not changed")
    train.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Train where needed, and say where the model is; return the exit code."""
    path = model.ensure(console, force=options.force)
    console.say(f"The model is in {path}")
    return 0
