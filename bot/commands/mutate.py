"""``mutate``: change one thing of the protocol at a time, and see whether the golden people notice."""

from __future__ import annotations

import argparse
import time

from bot.runtime.console import Console
from bot.runtime.errors import CommandError


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    mutate = commands.add_parser(
        "mutate", help="change one thing of the protocol at a time: a test must notice"
    )
    mutate.add_argument("--sample", type=int, default=None, help="only so many mutants, drawn at random")
    mutate.add_argument("--seed", type=int, default=8, help="what the sample is drawn by (default: 8)")
    mutate.set_defaults(command=run)


def run(console: Console, options: argparse.Namespace) -> int:
    """Print the score and every survivor; return 0 where none survived, else 1.

    Raises:
        CommandError: the table of golden people is missing.
    """
    from bot.protocol.loader import protocol
    from bot.verify import golden, mutation
    from bot.verify.mutants import mutants

    if not golden.TABLE.is_file():
        raise CommandError(
            f"{golden.TABLE.name} is missing: mutate needs the source checkout with its tests."
        )
    people = golden.load_people()
    data = protocol()
    wrong = [str(person["id"]) for person in people if golden.differences(person, data)]
    if wrong:
        raise CommandError(f"These golden people do not hold: {', '.join(wrong[:5])}.")
    chosen = list(mutants(data))
    if options.sample is not None:
        chosen = mutation.sample(chosen, options.sample, options.seed)
    started = time.monotonic()
    verdicts = list(mutation.judge(data, chosen, people))
    for verdict in verdicts:
        if verdict.survived:
            console.say(f"SURVIVED  {verdict.mutant.entry}: {verdict.mutant.change}\n    {verdict.witness}")
        elif verdict.equivalent:
            console.say(f"the same  {verdict.mutant.entry}: {verdict.mutant.change} (z3: for everybody)")
    equivalent = sum(verdict.equivalent for verdict in verdicts)
    killed = sum(verdict.killer is not None for verdict in verdicts)
    real = len(verdicts) - equivalent
    score = 100 * killed / real if real else 100.0
    seconds = time.monotonic() - started
    console.say(
        f"{killed} of {real} mutants killed by {len(people)} golden people: {score:.1f} %, {equivalent} more "
        f"proved the same, in {seconds:.0f} s."
    )
    return 0 if killed == real else 1
