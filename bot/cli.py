"""The command line, ``python -m bot COMMAND``; the commands are in `bot.commands`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from typing import List, NoReturn, Optional

from pydantic import ValidationError

from bot.commands import (
    actions,
    backup,
    chat,
    erase,
    migrate,
    mutate,
    purge,
    record,
    restore,
    run,
    safety,
    token,
    train,
    verify,
)
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, settings

COMMANDS = (
    run,
    actions,
    train,
    chat,
    token,
    backup,
    erase,
    migrate,
    mutate,
    purge,
    record,
    restore,
    safety,
    verify,
)


def main(arguments: Optional[List[str]] = None) -> int:
    """Run one command and return its exit code: 0, or 1 after one line on stderr that says why."""
    options = _parser().parse_args(arguments)
    console = Console.standard()
    os.chdir(PROJECT_ROOT)  # Rasa resolves the paths and modules of its files from here
    os.umask(0o077)  # conversations, logs and models are for this user alone
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell's background jobs start with SIGINT ignored
        signal.signal(number, _as_interrupt)
    try:
        return int(options.command(console, options))
    except CommandError as error:
        console.fail(str(error))
        return 1
    except ValidationError as error:
        first = error.errors()[0]
        console.fail(f"The setting IVIG_{str(first['loc'][0]).upper()} is not valid: {first['msg']}.")
        return 1
    except KeyboardInterrupt:
        console.say("\nStopped.")
        return 0 if options.name in ("run", "chat", "actions") else 130
    except Exception as error:  # noqa: BLE001 - one clear line instead of a traceback
        _keep_traceback()
        console.fail(
            f"The command failed ({type(error).__name__}); details: {settings().log_dir / 'command.log'}"
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def _as_interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _keep_traceback() -> None:
    """Write where the failure came from to a file: types and places, never a text that may quote a person."""
    from bot.runtime.private_log import describe

    error = sys.exc_info()[1]
    if error is not None:
        log = settings().log_dir / "command.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("\n".join(describe(error)) + "\n", encoding="utf-8")
