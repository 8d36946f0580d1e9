"""``make attacks``: start a server, play the table, print what each attack got."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.attacks.attack import SETTINGS, Target, play, read_table
from tests.wire.harness import Server


def main() -> int:
    """Print the table; return 1 where an attack got what it must not get."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), **SETTINGS).start()
        try:
            target, heading = Target(server.port), ""
            for under, attack in read_table():
                if under != heading:
                    heading = under
                    print(f"\n{heading.capitalize()}")
                got, problem = play(attack, target)
                wrong += problem is not None
                print(f"  {'WRONG' if problem else 'ok':5} {attack['name']:52} {got}  {problem or ''}")
        finally:
            server.stop()
    print(f"\n{len(read_table())} attacks, {wrong} got what they must not get.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
