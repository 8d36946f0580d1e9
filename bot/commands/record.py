"""``record``: make a conversation test of a real conversation."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot.runtime.console import Console, lead_output_into
from bot.runtime.errors import CommandError
from bot.settings import settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    record = commands.add_parser("record", help="make a conversation test of a real conversation")
    record.add_argument("sender", help="the id of the conversation")
    record.add_argument("--out", type=Path, default=None, help="the file to write (default: print it)")
    record.add_argument("--name", default="", help="the name of the test case")
    record.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Write or print the test file, and list what was taken out for a human's check; return the exit code.

    Raises:
        CommandError: there is no such conversation, nothing was said in it, or the file is there already.
    """
    if options.out is not None and options.out.exists():
        raise CommandError(f"{options.out} is there already: name another file.")
    lead_output_into(settings().log_dir / "output.log")
    from bot.conversation_tests.recording import NothingToRecord, record
    from bot.conversation_tests.store import tracker_of

    tracker = asyncio.run(tracker_of(options.sender))
    if tracker is None:
        raise CommandError("There is no such conversation in the store.")
    try:
        recording = record(tracker.events, options.name)
    except NothingToRecord as error:
        raise CommandError(f"Nothing to record: {error}.") from error
    if options.out is None:
        console.say(recording.text)
    else:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(recording.text, encoding="utf-8")
        console.say(f"{recording.messages} messages are in {options.out}")
    if recording.earlier_sessions:
        console.say(f"Only the latest session was recorded; {recording.earlier_sessions} came before it.")
    console.say(f"Taken out ({len(recording.removed)}); read the file before you share it:")
    for message, found in recording.removed:
        console.say(f"  {found.mark:<12} for {found.words!r}  in: {message}")
    return 0
