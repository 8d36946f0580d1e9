"""The command line: ``python -m bot run | train | chat | token``."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from typing import List, NoReturn, Optional

from pydantic import ValidationError

from bot.runtime import model
from bot.runtime.console import Console, lead_output_into
from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, settings


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
        return 0 if options.name in ("run", "chat") else 130
    except Exception as error:  # noqa: BLE001 - one clear line instead of a traceback
        _keep_traceback()
        console.fail(
            f"The command failed ({type(error).__name__}); details: {settings().log_dir / 'command.log'}"
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True)

    run = commands.add_parser("run", help="train if needed, then serve")
    run.add_argument("--port", type=_port, default=None, help="default: IVIG_PORT or 5005")
    run.add_argument("--host", default=None, help="default: IVIG_HOST or 127.0.0.1")
    run.add_argument("--enable-api", action="store_true", help="serve Rasa's own HTTP API as well")
    run.set_defaults(command=_run)

    train = commands.add_parser("train", help="train the model")
    train.add_argument("--force", action="store_true", help="also when its inputs have not changed")
    train.set_defaults(command=_train)

    chat = commands.add_parser("chat", help="talk to the assistant in this terminal")
    chat.set_defaults(command=_chat)

    token = commands.add_parser("token", help="print a bearer token for one sender")
    token.add_argument("sender", help="the id of the conversation that its holder may speak in")
    token.add_argument("--days", type=float, default=None, help="how long it is valid (default: 30)")
    token.set_defaults(command=_token)
    return parser


def _port(text: str) -> int:
    try:
        port = int(text)
    except ValueError:
        port = 0
    if not 1 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return port


def _run(console: Console, options: argparse.Namespace) -> int:
    from bot.runtime import server

    address = server.Address(options.host or settings().host, options.port or settings().port)
    server.check_address(address)
    trained = model.ensure(console)
    server.serve(console, address, trained, options.enable_api or settings().enable_api)
    return 0


def _train(console: Console, options: argparse.Namespace) -> int:
    path = model.ensure(console, force=options.force)
    console.say(f"The model is in {path}")
    return 0


def _chat(console: Console, options: argparse.Namespace) -> int:
    trained = model.ensure(console)
    console.say("Starting the assistant ...")
    lead_output_into(settings().log_dir / "output.log")
    from bot.runtime import private_log, terminal

    private_log.configure(settings().log_dir)
    private_log.start_serving()
    asyncio.run(terminal.chat(console, str(trained)))
    return 0


def _token(console: Console, options: argparse.Namespace) -> int:
    from bot.channels import tokens
    from bot.channels.guards import LONGEST_SENDER

    secret = settings().token_secret
    if secret is None or not tokens.is_strong(secret):
        raise CommandError(
            f"Set IVIG_TOKEN_SECRET to a secret of {tokens.SHORTEST_SECRET} characters or more."
        )
    sender = options.sender.strip()
    if not 1 <= len(sender) <= LONGEST_SENDER:
        raise CommandError(f"The sender must have 1 to {LONGEST_SENDER} characters.")
    days = options.days if options.days is not None else tokens.DEFAULT_LIFETIME_DAYS
    if days <= 0:
        raise CommandError("--days must be above 0.")
    console.say(tokens.issue(sender, secret, days))
    return 0


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
