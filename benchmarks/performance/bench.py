"""Measure the assistant, the stock peer and the floor in one run: ``python -m benchmarks.performance.bench``.

The servers take turns, several rounds, so that what else the machine does falls on all of them. Each finished
part is kept in .bench/run/, so that an interrupted run goes on where it was (``--anew`` begins from nothing).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, List, NoReturn, Optional

from benchmarks.performance import load, nodes, report, stock
from benchmarks.performance.conversations import LONG_CYCLE
from benchmarks.performance.servers import Assistant, Floor, Server, StockPeer
from benchmarks.performance.statistics import milliseconds, percentile

Part = Dict[str, Any]
RUN = stock.CACHE / "run"
SENDERS_A_MINUTE = 1000
LONG_MESSAGE = ("my back hurts and I am worried, " * 400)[:10_000]
WINDOW = len(LONG_CYCLE)


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Attributes:
        rounds: how often the servers take turns.
        seconds: of each crowd.
        late_turns: the turns at which a long conversation is looked at, by its first turns' window.
        assistant_turns: the longest conversation that the assistant goes through.
        stock_long: whether the stock peer goes through the long conversation too.
        newcomer_seconds: how long newcomers come.
        with_stock: whether the stock peer is measured at all.
        draft_stock: whether a stock model of one epoch serves; it has no training to compare.
    """

    rounds: int = 3
    seconds: float = 10.0
    late_turns: tuple[int, ...] = (5, 100, 500)
    assistant_turns: int = 5000
    stock_long: bool = True
    newcomer_seconds: float = 60.0
    with_stock: bool = True
    draft_stock: bool = False


FULL = Size()
QUICK = Size(1, 5.0, (5, 100, 500), 510, False, 15.0, draft_stock=True)
SMOKE = Size(1, 1.0, (5, 20), 35, False, 3.0, with_stock=False)


class Run:
    """One run, whose parts are kept as they are done."""

    def __init__(self, folder: Path = RUN) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def part(self, name: str, measure: Callable[[], Part]) -> Part:
        """Return a part's numbers: those kept of it, or what `measure` returns."""
        file = self.folder / f"{name}.json"
        if file.is_file():
            return dict(json.loads(file.read_text(encoding="utf-8")))
        print(f"  {name} ...", flush=True)
        started = time.monotonic()
        found = measure()
        print(f"    {time.monotonic() - started:.0f} s", flush=True)
        file.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        return found


def machine() -> Part:
    """Return what is needed to compare with another machine; no names."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.system(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def measure_round(server: Server, size: Size) -> Part:
    """Start a server, measure it, and stop it."""
    found: Part = {"start_s": server.start()}
    try:
        first = load.long_conversation(server.webhook, ["hello"])
        found["first_message_ms"] = first.seconds[0] * 1000
        load.one_user(server.webhook, load.CONVERSATIONS[:1])  # let caches fill, for every server alike
        cpu = server.processes.cpu_seconds()
        alone = load.one_user(server.webhook)
        found["cpu_ms"] = (server.processes.cpu_seconds() - cpu) * 1000 / len(alone.seconds)
        found.update(milliseconds("one_user", alone.seconds))
        failures = alone.failures
        for count in (8, 32):
            crowd = load.users([server.webhook], count, size.seconds)
            found[f"per_second_{count}"] = len(crowd.seconds) / crowd.duration
            found[f"p95_{count}_ms"] = percentile(crowd.seconds, 95) * 1000
            failures += crowd.failures
        found["failures"] = failures
        found["peak_mb"] = server.processes.peak_bytes() / 2**20
    finally:
        server.stop()
    return found


def measure_long(server: Server, size: Size) -> Part:
    """Measure one endless conversation; the stock peer's ends at the last turn that is looked at."""
    last = max(size.late_turns) + WINDOW
    turns = size.assistant_turns if server.name == "assistant" else last
    server.start()
    try:
        before = server.processes.memory_bytes()
        words = [LONG_CYCLE[turn % WINDOW] for turn in range(turns)]
        sent = load.long_conversation(server.webhook, words)
        found: Part = {"turns": turns, "failures": sent.failures}
        for turn in (*size.late_turns, turns - WINDOW):
            found[f"turn_{turn}_ms"] = percentile(sent.seconds[turn : turn + WINDOW], 50) * 1000
        found["p95_ms"] = percentile(sent.seconds, 95) * 1000
        found["grown_mb"] = (server.processes.memory_bytes() - before) / 2**20
    finally:
        server.stop()
    return found


def measure_bad_input(server: Server, size: Size) -> Part:
    """Measure a message of 10,000 characters, and a thousand new senders a minute."""
    server.start()
    try:
        load.one_user(server.webhook, load.CONVERSATIONS[:1])
        before = server.processes.memory_bytes()
        large = load.long_conversation(server.webhook, [LONG_MESSAGE] * 5)
        crowd = load.newcomers(server.webhook, SENDERS_A_MINUTE, size.newcomer_seconds)
        return {
            "large_message_ms": percentile(large.seconds, 50) * 1000,
            "newcomers_p50_ms": percentile(crowd.seconds, 50) * 1000,
            "newcomers_p95_ms": percentile(crowd.seconds, 95) * 1000,
            "newcomers_per_second": len(crowd.seconds) / crowd.duration,
            "failures": large.failures + crowd.failures,
            "grown_mb": (server.processes.memory_bytes() - before) / 2**20,
        }
    finally:
        server.stop()


def train_assistant(models: Path) -> Part:
    """Train the assistant from nothing into a folder, and again where nothing changed."""
    shutil.rmtree(models, ignore_errors=True)
    models.mkdir(parents=True)
    os.environ["IVIG_MODEL_DIR"] = str(models)
    os.environ["IVIG_LOG_DIR"] = str(models / "logs")
    try:
        command = [sys.executable, "-m", "bot", "train"]
        found = stock.run_measured([*command, "--force"], stock.ROOT, models / "train.log")
        again = stock.run_measured(command, stock.ROOT, models / "again.log")
    finally:
        del os.environ["IVIG_MODEL_DIR"], os.environ["IVIG_LOG_DIR"]
    size = next(models.glob("*.tar.gz")).stat().st_size
    return {**found, "model_bytes": size, "again_s": again["seconds"]}


def main(arguments: List[str]) -> int:
    """Run; return the exit code."""
    signal.signal(signal.SIGTERM, _end)  # so that no server outlives the run
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one short round, for development")
    parser.add_argument("--smoke", action="store_true", help="seconds, without the stock peer: for tests")
    parser.add_argument("--anew", action="store_true", help="forget the parts of an interrupted run")
    parser.add_argument(
        "--train-stock", action="store_true", help="train the stock peer also where it is there"
    )
    parser.add_argument("--draft-stock", action="store_true", help="a stock model of one epoch will do")
    parser.add_argument(
        "--bound-stock-training",
        type=int,
        metavar="SECONDS",
        help="beside a stock model of one epoch, train a whole one for at most so many CPU seconds",
    )
    parser.add_argument("--publish", action="store_true", help="write the result into docs/")
    parser.add_argument("--out", type=Path, default=stock.ROOT / "results" / "performance.json")
    options = parser.parse_args(arguments)
    size = SMOKE if options.smoke else QUICK if options.quick else FULL
    if options.draft_stock:
        size = replace(size, draft_stock=True)
    run = Run(RUN.with_name("smoke" if options.smoke else "quick" if options.quick else "run"))
    if options.anew or options.smoke:
        shutil.rmtree(run.folder, ignore_errors=True)
        run = Run(run.folder)
    result = measure(run, size, options.train_stock, options.bound_stock_training)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(report.table(result))
    print(f"The numbers are in {options.out}")
    if options.publish:
        report.publish(result)
    if not options.smoke:
        shutil.rmtree(run.folder.with_name(run.folder.name + "-done"), ignore_errors=True)
        run.folder.rename(run.folder.with_name(run.folder.name + "-done"))
    return 0


def _end(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def measure(
    run: Run, size: Size, train_stock: bool = False, bound_stock_training: Optional[int] = None
) -> Part:
    """Return all numbers of a run.

    Args:
        run: where its parts are kept.
        size: how much is measured.
        train_stock: train the stock peer also where it is there.
        bound_stock_training: beside a stock model of one epoch, train a whole one for at most so many CPU
            seconds.
    """
    models = stock.CACHE / "models"
    result: Part = {"machine": run.part("machine", machine), "rounds": size.rounds}
    training = {"assistant": run.part("training-assistant", lambda: train_assistant(models))}
    if not any(models.glob("*.tar.gz")):
        train_assistant(models)
    if size.with_stock:
        if size.draft_stock:
            peer = stock.draft()
            if bound_stock_training:
                training["stock"] = run.part(
                    "training-stock-bounded", lambda: stock.bounded_training(bound_stock_training)
                )
        else:
            peer = stock.trained(train_stock and not (run.folder / "training-stock.json").is_file())
            training["stock"] = run.part("training-stock", lambda: {**vars(peer), "model": peer.model.name})
        result["stock_model"] = peer.data
    result["training"] = training

    def servers() -> List[Server]:
        made: List[Server] = [Assistant(run.folder / "assistant", models)]
        if size.with_stock:
            made.append(StockPeer(run.folder / "stock", peer.model))
        return [*made, Floor(run.folder / "floor")]

    rounds: Dict[str, List[Part]] = {}
    for number in range(size.rounds):
        for server in servers():
            found = run.part(f"{server.name}-{number}", lambda server=server: measure_round(server, size))
            rounds.setdefault(server.name, []).append(found)
    result["rounds_of"] = rounds
    compared = [server.name for server in servers() if server.name != "floor"]
    result["long"], result["bad_input"] = {}, {}
    for name in compared:
        if name == "assistant" or size.stock_long:
            server = next(server for server in servers() if server.name == name)
            result["long"][name] = run.part(f"long-{name}", lambda server=server: measure_long(server, size))
        server = next(server for server in servers() if server.name == name)
        result["bad_input"][name] = run.part(
            f"bad-input-{name}", lambda server=server: measure_bad_input(server, size)
        )
    result["nodes"] = run.part("nodes", lambda: nodes.measure(run.folder / "nodes", models, size.seconds))
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
