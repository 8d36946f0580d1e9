"""Where a start's CPU time goes, by phase: ``python -m benchmarks.performance.start`` prints the table.

The assistant is started as ``python -m bot run`` some times, in a process that notes its CPU time whenever a
phase begins or ends (phases.py); a phase within another counts for itself alone. With ``--beside FOLDER``
another checkout of this project takes turns with it, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Dict, List, Tuple

from benchmarks.performance.phases import FILE_VARIABLE
from benchmarks.performance.servers import ROOT, Assistant, environment
from benchmarks.performance.statistics import median

STARTS = 7
# Another checkout may not have phases.py: this one's is used, and then the other one's modules.
CODE = """
import sys
sys.path[0] = sys.argv.pop(1)
from benchmarks.performance.phases import serve
sys.exit(serve(sys.argv.pop(1)))
"""


class WatchedAssistant(Assistant):
    """The assistant in a process that writes down where its start's time went."""

    def _command(self) -> List[str]:
        return [sys.executable, "-c", CODE, str(ROOT), str(self.root), "run", "--port", str(self.port)]

    def _environment(self) -> Dict[str, str]:
        return environment(**{**self.own_settings(), FILE_VARIABLE: str(self.folder / "start.json")})

    def phases(self) -> Dict[str, float]:
        """Return the CPU seconds of each phase of the last start."""
        return {
            name: float(seconds)
            for name, seconds in json.loads((self.folder / "start.json").read_text()).items()
        }


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, action="append", default=[], help="another checkout")
    parser.add_argument("--starts", type=int, default=STARTS, help=f"of each (default {STARTS})")
    arguments = parser.parse_args()
    roots = [ROOT, *(root.resolve() for root in arguments.beside)]
    found: List[List[Tuple[float, Dict[str, float]]]] = [[] for _ in roots]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.starts + 1):
            for place in range(len(roots))[:: 1 if number % 2 else -1]:
                root = roots[place]
                server = WatchedAssistant(Path(folder) / str(place), root / "models", root)
                seconds = server.start()
                server.stop()
                if number:  # the first of each reads the files from the disk
                    found[place].append((seconds, server.phases()))
    for root, starts in zip(roots, found, strict=True):
        print(table(str(root), starts))
    return 0


def table(name: str, starts: List[Tuple[float, Dict[str, float]]]) -> str:
    """Return the table of some starts: medians of each phase and of the whole."""
    whole = median([sum(phases.values()) for _, phases in starts])
    rows = {
        phase: median([phases.get(phase, 0.0) for _, phases in starts])
        for phase in {phase for _, phases in starts for phase in phases}
    }
    lines = [
        f"{name}: {len(starts)} starts, medians: CPU {whole:.2f} s, "
        f"ready after {median([seconds for seconds, _ in starts]):.2f} s"
    ]
    for phase, seconds in sorted(rows.items(), key=lambda row: -row[1]):
        lines.append(f"  {phase:<36}{seconds:>6.3f} s{seconds / whole:>7.1%}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
