"""``make bench-load`` and ``make soak-load``: a crowd at human pace against the real server."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Dict, List, Optional

from benchmarks.load.memory import Memory, resident_bytes
from benchmarks.load.pace import Pace
from benchmarks.load.people import Crowd, playable, talk
from benchmarks.load.report import Progress, lines, result
from benchmarks.load.stop import end
from benchmarks.load.tally import Tally
from benchmarks.performance.servers import Assistant
from bot.conversation_tests.loader import FOLDER, load_folder
from bot.conversation_tests.models import Case
from bot.runtime import model
from bot.runtime.console import Console
from bot.settings import PROJECT_ROOT, settings

RESULTS = PROJECT_ROOT / "results" / "load"
STACK_BYTES = 512 * 1024  # of each person's thread


def main(arguments: Optional[List[str]] = None) -> int:
    """Run, print, write the JSON, and return 1 where a goal was missed."""
    wanted = _parser().parse_args(arguments)
    threading.stack_size(STACK_BYTES)
    cases = playable([case for _, case in load_folder(PROJECT_ROOT / FOLDER)])
    model.ensure(Console.standard())
    signal.signal(signal.SIGTERM, end)  # the server must not outlive this
    with tempfile.TemporaryDirectory() as folder:
        server = Assistant(Path(folder) / "server", settings().model_dir)
        started = server.start()
        print(f"The server is ready after {started:.1f} s; {len(cases)} conversations to play.", flush=True)
        try:
            address = f"http://127.0.0.1:{server.port}"
            crowd = Crowd(address, wanted.users, wanted.minutes * 60, Pace(wanted.slowness), wanted.seed)
            found = measure(crowd, cases, server, wanted.soak)
        finally:
            server.stop()
    print("\n".join(lines(found)))
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Written to {wanted.out}.")
    return 0 if all(found["goals"].values()) else 1


def measure(crowd: Crowd, cases: List[Case], server: Assistant, is_soak: bool) -> Dict[str, Any]:
    """Let the crowd talk to a running server, and return what came of it."""
    tally, load_before = Tally(), os.getloadavg()
    cpu_before, own_before, began = server.processes.cpu_seconds(), time.process_time(), time.monotonic()
    over = threading.Event()
    with Memory(lambda: sum(map(resident_bytes, server.processes.ids()))) as memory:
        progress = Progress(tally, memory.samples)

        def tell() -> None:
            while not over.wait(60):
                print(progress.line(), flush=True)

        teller = threading.Thread(target=tell, daemon=True)
        teller.start()
        talk(crowd, cases, tally, over)
        teller.join()
    gone = time.monotonic() - began
    more = {
        "server_cpu_cores": round((server.processes.cpu_seconds() - cpu_before) / gone, 2),
        "tool_cpu_cores": round((time.process_time() - own_before) / gone, 2),
        "load_average_before": round(load_before[0], 2),
        "load_average_after": round(os.getloadavg()[0], 2),
        "cores": os.cpu_count(),
    }
    return result(tally, crowd, memory.samples, is_soak, more)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--users", type=_positive(int), default=200)
    parser.add_argument("--minutes", type=_positive(float), default=5.0)
    parser.add_argument("--slowness", type=_positive(float), default=1.0, help="1: a real person's pace")
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--soak", action="store_true", help="memory must stay flat as well")
    parser.add_argument("--out", type=Path, default=RESULTS / "load.json")
    return parser


def _positive(kind: Any) -> Any:
    def read(text: str) -> Any:
        number = kind(text)
        if number <= 0:
            raise argparse.ArgumentTypeError(f"{text} is not above 0")
        return number

    read.__name__ = kind.__name__
    return read


if __name__ == "__main__":
    sys.exit(main())
