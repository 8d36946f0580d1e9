"""Where a message's CPU time goes by thread: ``python -m benchmarks.performance.threads`` prints the table.

A server with one user on the loopback address; every text is said before the measurement, so the
understanding of most is kept. Linux alone: the times are of /proc/PID/task/*/schedstat (nanoseconds) and
stat (ticks).
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Dict, List, NamedTuple

from benchmarks.performance import load
from benchmarks.performance.processes import TICKS
from benchmarks.performance.servers import ROOT, Assistant, environment

WARM_UP_ROUNDS = 3
ROUNDS = 6
NAMES = "threads.json"
NAMES_VARIABLE = "BENCH_THREAD_NAMES"
SECONDS_BETWEEN_NAMES = 0.5
MAIN = "server"
NATIVE = "native (ONNX, BLAS)"


class Spent(NamedTuple):
    """CPU time of one thread so far.

    Attributes:
        seconds: in all.
        kernel: of these in the kernel; in steps of a tick, 10 ms as a rule.
    """

    seconds: float
    kernel: float


class NamedAssistant(Assistant):
    """The assistant in a process that writes down what its threads are called."""

    def _command(self) -> List[str]:
        return [sys.executable, "-m", "benchmarks.performance.threads", "run", "--port", str(self.port)]

    def _environment(self) -> Dict[str, str]:
        return environment(**{**self.own_settings(), NAMES_VARIABLE: str(self.folder / NAMES)})

    def spent(self) -> Dict[str, Spent]:
        """Return the CPU time so far by the name of the thread; numbers in names are left out."""
        pid = min(self.processes.ids())
        names = json.loads((self.folder / NAMES).read_text())
        found: Dict[str, Spent] = defaultdict(lambda: Spent(0.0, 0.0))
        for task in Path(f"/proc/{pid}/task").iterdir():
            name = names.get(task.name, NATIVE)
            nanoseconds = int((task / "schedstat").read_text().split()[0])
            ticks = int((task / "stat").read_text().rsplit(")", 1)[1].split()[12])
            before = found[name]
            found[name] = Spent(before.seconds + nanoseconds / 1e9, before.kernel + ticks / TICKS)
        return found


def main() -> int:
    """Measure and print; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        server = NamedAssistant(Path(folder) / "server", ROOT / "models")
        server.start()
        try:
            for _ in range(WARM_UP_ROUNDS):
                load.one_user(server.webhook)
            time.sleep(2 * SECONDS_BETWEEN_NAMES)
            before = server.spent()
            sent = [load.one_user(server.webhook) for _ in range(ROUNDS)]
            after = server.spent()
        finally:
            server.stop()
    messages = sum(len(round_.seconds) for round_ in sent)
    print(f"{messages} messages of one user; CPU ms a message by thread, and how much of it in the kernel")
    rows = {
        name: Spent(
            *(1000 * (now - then) / messages for now, then in zip(after[name], before[name], strict=True))
        )
        for name in after
    }
    for name, row in sorted(rows.items(), key=lambda item: -item[1].seconds):
        if row.seconds >= 0.01:
            print(f"{name:30s} {row.seconds:6.2f} {row.kernel:6.2f}")
    whole = Spent(*map(sum, zip(*rows.values(), strict=True)))
    print(f"{'all':30s} {whole.seconds:6.2f} {whole.kernel:6.2f}")
    return 0


def _serve() -> int:
    """Run the assistant's command line, and write the names of its threads to a file again and again."""
    target = Path(os.environ.pop(NAMES_VARIABLE))

    def write() -> None:
        while True:
            names = {
                str(thread.native_id): re.sub(r"[ _-]?[\d_-]+$", "", thread.name)
                for thread in threading.enumerate()
                if thread is not threading.main_thread()
            }
            names[str(threading.main_thread().native_id)] = MAIN
            draft = target.with_suffix(".draft")
            draft.write_text(json.dumps(names))
            draft.replace(target)
            time.sleep(SECONDS_BETWEEN_NAMES)

    threading.Thread(target=write, name="names of threads", daemon=True).start()
    from bot.cli import main as serve

    return serve()


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        from bot.runtime.environment import prepare

        prepare()
        sys.exit(_serve())
    sys.exit(main())
