"""``make bench-flood``: how long others wait while one client floods the server, and how long without that.

Limits are the server's defaults. The flood comes from one address, over many connections and without a pause.
The others are a few people on addresses of their own, whose triages end in an emergency. Rounds with and
without the flood take turns, so that what else the machine does strikes both.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple
from typing import Counter as CounterOf

from benchmarks.load.stop import end
from benchmarks.performance.servers import Assistant
from benchmarks.performance.statistics import percentile
from bot.runtime import model
from bot.runtime.console import Console
from bot.settings import PROJECT_ROOT, settings

LOUD = "127.2.0.1"  # on Linux the whole of 127.0.0.0/8 is this machine
CONNECTIONS = 16
PEOPLE = 4
CONVERSATION = ("my back hurts since yesterday", "no", "my tongue feels swollen")
WANTED = "emergency"
GOAL_P95_MS = 300.0


class Client:
    """One client of the server, on an address of its own."""

    def __init__(self, port: int, address: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, 30, source_address=(address, 0))

    def say(self, sender: str, text: str) -> Tuple[int, List[Dict[str, Any]], float]:
        """Send one message; return the status, the replies, and after how many seconds they came."""
        started = time.perf_counter()
        self._connection.request(
            "POST", "/webhooks/rest/webhook", json.dumps({"sender": sender, "message": text})
        )
        response = self._connection.getresponse()
        content = response.read()
        return response.status, json.loads(content), time.perf_counter() - started

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def wait(port: int, conversations: int) -> Tuple[List[float], int]:
    """Return how long each message of some people waited, and how many conversations ended wrongly."""
    times: List[float] = []
    wrong: List[str] = []

    def person(number: int) -> None:
        client = Client(port, f"127.3.0.{number + 1}")
        with contextlib.closing(client):
            for _ in range(conversations):
                sender, levels = uuid.uuid4().hex, []
                for text in CONVERSATION:
                    _, replies, seconds = client.say(sender, text)
                    times.append(seconds)
                    levels += [(reply.get("custom") or {}).get("level") for reply in replies]
                if WANTED not in levels:
                    wrong.append(sender)

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return times, len(wrong)


class Flood:
    """One client that sends without a pause, over many connections."""

    def __init__(self, port: int) -> None:
        self.statuses: CounterOf[int] = Counter()
        self._port = port
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._send) for _ in range(CONNECTIONS)]

    def __enter__(self) -> Flood:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        client = Client(self._port, LOUD)
        with contextlib.closing(client):
            while not self._end.is_set():
                try:
                    status, _, _ = client.say(uuid.uuid4().hex, "my back hurts and I feel sick")
                except (OSError, http.client.HTTPException, ValueError):
                    status = 0
                    client.close()
                self.statuses[status] += 1


def measure(port: int, rounds: int, conversations: int) -> Dict[str, Any]:
    """Measure some rounds of both kinds, and return what came of them."""
    alone: List[float] = []
    beside: List[float] = []
    wrong, statuses, flooded = 0, Counter(), 0.0  # type: ignore[var-annotated]
    for _ in range(rounds):
        times, bad = wait(port, conversations)
        alone += times
        wrong += bad
        started = time.monotonic()
        with Flood(port) as flood:
            time.sleep(1)
            times, bad = wait(port, conversations)
        flooded += time.monotonic() - started
        beside += times
        wrong += bad
        statuses += flood.statuses
    return {
        "people": PEOPLE,
        "alone_p50_ms": percentile(alone, 50) * 1000,
        "alone_p95_ms": percentile(alone, 95) * 1000,
        "beside_p50_ms": percentile(beside, 50) * 1000,
        "beside_p95_ms": percentile(beside, 95) * 1000,
        "messages_each": len(alone),
        "flood_requests_per_second": sum(statuses.values()) / flooded,
        "flood_statuses": {str(status): count for status, count in sorted(statuses.items())},
        "wrong_levels": wrong,
        "load_average": os.getloadavg()[0],
    }


def main(arguments: Optional[List[str]] = None) -> int:
    """Run and print; return 1 where others wait too long or are not triaged rightly."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.flood", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--conversations", type=int, default=20, help="of each person, in each round")
    parser.add_argument("--out", type=Path, default=PROJECT_ROOT / "results" / "load" / "flood.json")
    wanted = parser.parse_args(arguments)
    if sys.platform != "linux":
        print("This needs 127.0.0.0/8 as addresses of the machine, as Linux has it.", file=sys.stderr)
        return 1
    model.ensure(Console.standard())
    signal.signal(signal.SIGTERM, end)  # the server must not outlive this
    with tempfile.TemporaryDirectory() as folder:
        server = Assistant(Path(folder) / "server", settings().model_dir)
        server.start()
        try:
            found = measure(server.port, wanted.rounds, wanted.conversations)
        finally:
            server.stop()
    print(
        f"{PEOPLE} people, {found['messages_each']} messages each way: "
        f"alone p50 {found['alone_p50_ms']:.0f}, p95 {found['alone_p95_ms']:.0f} ms; beside a flood of "
        f"{found['flood_requests_per_second']:.0f} requests/s {found['flood_statuses']} "
        f"p50 {found['beside_p50_ms']:.0f}, p95 {found['beside_p95_ms']:.0f} ms; "
        f"wrong levels: {found['wrong_levels']}; load average {found['load_average']:.1f}"
    )
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0 if found["beside_p95_ms"] < GOAL_P95_MS and not found["wrong_levels"] else 1


if __name__ == "__main__":
    sys.exit(main())
