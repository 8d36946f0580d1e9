"""A flood from one client does not keep others from being triaged: their waiting time with it and without."""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
import uuid
from pathlib import Path
from typing import Iterator, List, Tuple

import pytest

from tests.wire.harness import Server

pytestmark = pytest.mark.wire

QUIET = "127.0.0.1"
LOUD = "127.0.0.2"  # another client: on Linux the whole of 127.0.0.0/8 is this machine
MESSAGES = 40
FLOODING_THREADS = 12


@pytest.fixture
def server(trained_model: Path, tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path, IVIG_CLIENT_REQUESTS_PER_SECOND="5", IVIG_CLIENT_REQUEST_BURST="80").start()
    yield running
    running.stop()


def say(server: Server, client: str, sender: str, text: str) -> Tuple[int, List[dict], float]:  # type: ignore[type-arg]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30, source_address=(client, 0))
    body = json.dumps({"sender": sender, "message": text})
    started = time.monotonic()
    connection.request("POST", "/webhooks/rest/webhook", body)
    response = connection.getresponse()
    replies = json.loads(response.read())
    connection.close()
    return response.status, replies, time.monotonic() - started


def waiting_times(server: Server) -> List[float]:
    """Return how long a person waits for each of some triages that end in an emergency."""
    times = []
    for _ in range(MESSAGES // 2):
        sender = uuid.uuid4().hex
        for text in ("my back hurts", "my tongue feels swollen"):
            status, replies, seconds = say(server, QUIET, sender, text)
            assert status == 200
            times.append(seconds)
        levels = [reply["custom"].get("level") for reply in replies if "custom" in reply]
        assert levels == ["emergency"]
    return times


def p95(times: List[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000


def test_a_flood_does_not_keep_others_waiting(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    alone = waiting_times(server)
    stop, statuses = threading.Event(), []

    def flood() -> None:
        while not stop.is_set():
            statuses.append(say(server, LOUD, uuid.uuid4().hex, "my back hurts and I feel sick")[0])

    threads = [threading.Thread(target=flood) for _ in range(FLOODING_THREADS)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    flooded = waiting_times(server)
    stop.set()
    for thread in threads:
        thread.join()
    with capsys.disabled():
        print(
            f"\n  p95 of a person's wait: {p95(alone):.0f} ms alone, {p95(flooded):.0f} ms beside a flood of "
            f"{len(statuses)} requests ({statuses.count(429)} refused)"
        )
    assert set(statuses) <= {200, 429, 503} and 429 in statuses
    assert p95(flooded) < 4000
