"""``verify``: prove the protocol's properties, or name what is wrong with its data."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bot.runtime.console import Console
from bot.runtime.errors import CommandError

DEFAULT_AGREEMENT = 2_000


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    verify = commands.add_parser("verify", help="prove what must hold of the protocol for every person")
    verify.add_argument(
        "--protocol-dir", type=Path, default=None, help="a folder with the protocol's YAML files"
    )
    verify.add_argument(
        "--agreement",
        type=int,
        default=DEFAULT_AGREEMENT,
        help=f"random persons put to z3 and to the engine (default: {DEFAULT_AGREEMENT})",
    )
    verify.add_argument("--json", action="store_true", help="print the results as JSON")
    verify.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Print the table; return 0 where everything holds, else 1.

    Raises:
        CommandError: the data is broken; the text names the file, the entry, the value and what to do.
    """
    from bot.protocol.loader import DATA_DIR, ProtocolError, load
    from bot.verify import report

    folder = options.protocol_dir or DATA_DIR
    if not folder.is_dir():
        raise CommandError(f"--protocol-dir {folder}: there is no such folder.")
    try:
        data = load(folder)
    except ProtocolError as error:
        raise CommandError(f"{error}. Mend that entry and run verify again.") from error
    results = []
    for result in report.run(data, options.agreement):
        results.append(result)
        if not options.json:
            console.say(report.line(result))
    holds = all(result.holds for result in results)
    if options.json:
        console.say(json.dumps(report.as_json(results, data.version), indent=2))
    else:
        seconds = sum(result.seconds for result in results)
        count = sum(result.holds for result in results)
        console.say(f"{count} of {len(results)} hold, in {seconds:.0f} s (protocol {data.version}).")
    return 0 if holds else 1
