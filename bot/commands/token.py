"""``token``: print a bearer token for one sender."""

from __future__ import annotations

import argparse

from bot.channels import tokens
from bot.channels.guards import LONGEST_SENDER
from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import settings


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    token = commands.add_parser("token", help="print a bearer token for one sender")
    token.add_argument("sender", help="the id of the conversation that its holder may speak in")
    token.add_argument("--days", type=float, default=None, help="how long it is valid (default: 30)")
    token.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Print the token; return the exit code.

    Raises:
        CommandError: there is no secret to sign with, or the sender or the days mean nothing.
    """
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
