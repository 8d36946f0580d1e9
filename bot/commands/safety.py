"""``safety``: write the safety file (docs/safety) from the data, or say what of it is out of date."""

from __future__ import annotations

import argparse

from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    safety = commands.add_parser("safety", help="write the safety file (docs/safety) from the data")
    safety.add_argument(
        "--check", action="store_true", help="write nothing; fail where a file is out of date"
    )
    safety.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Write or check the files; return the exit code: 1 where one is out of date or something is an orphan.

    Raises:
        CommandError: the data names what does not exist.
    """
    from bot.safety.documents import documents, safety_data
    from bot.safety.hazard_log import SafetyError, load_changes, unrecorded_change

    try:
        made = documents()
        problems = [*safety_data()[1].orphans, *filter(None, [unrecorded_change(load_changes())])]
    except SafetyError as error:
        raise CommandError(str(error)) from error
    for path, text in made.items():
        file = PROJECT_ROOT / path
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        if options.check:
            problems.append(f"{path} is out of date: `make safety` writes it anew")
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        console.say(f"wrote {path}")
    for problem in problems:
        console.fail(problem)
    if not problems:
        console.say("The safety file is up to date: no orphans.")
    return 1 if problems else 0
