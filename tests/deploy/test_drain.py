"""A node that is told to end says so first, and goes on answering until others have noticed."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any, Dict, List

import pytest
import requests

from tests.wire.harness import Server, over_http

pytestmark = pytest.mark.wire

DRAIN_SECONDS = 8.0
LONG = "my back hurts and I am very tired since the infusion. " * 180  # takes about a second to read


def status(server: Server, path: str) -> Any:
    answer = requests.get(f"{server.url}{path}", timeout=5)
    return answer.status_code, answer.json()["status"]


def test_readiness_says_no_at_once_and_messages_are_answered_until_the_end(
    trained_model: Path, tmp_path: Path
) -> None:
    server = Server(tmp_path, IVIG_DRAIN_SECONDS=str(DRAIN_SECONDS)).start()
    talk, busy = over_http(server), over_http(server)
    talk.say("my back hurts since yesterday")
    asked = talk.question()
    assert status(server, "/health/ready") == (200, "ready")

    under_way = threading.Thread(target=busy.say, args=(LONG,))
    under_way.start()
    time.sleep(0.1)
    told = time.monotonic()
    os.kill(server.pid, signal.SIGTERM)
    while status(server, "/health/ready") != (503, "draining"):
        assert time.monotonic() - told < 3, "readiness goes on saying yes"
    assert status(server, "/health") == (503, "draining")
    assert status(server, "/health/live") == (200, "live"), "nobody should kill it"

    talk.say("no")  # over a new connection
    assert time.monotonic() - told < DRAIN_SECONDS, "this machine is too busy to tell"
    assert talk.question() not in (None, asked), talk.transcript()
    under_way.join()
    assert busy.turns and busy.text()

    assert server.stop(signal.SIGCONT) == 0  # nothing more is needed to end it
    assert time.monotonic() - told >= DRAIN_SECONDS
    with pytest.raises(requests.ConnectionError):
        status(server, "/health/live")
    assert "Traceback" not in server.logged()


def test_a_message_of_the_last_moment_is_answered_and_kept(trained_model: Path, tmp_path: Path) -> None:
    server = Server(tmp_path, IVIG_DRAIN_SECONDS="3").start()
    talk, answers = over_http(server, "last-moment"), []  # type: ignore[var-annotated]
    os.kill(server.pid, signal.SIGTERM)
    time.sleep(2)
    thread = threading.Thread(target=lambda: answers.append(talk.say(LONG)))
    thread.start()
    assert server.stop(signal.SIGCONT) == 0
    thread.join()
    assert answers and answers[0]

    again = Server(tmp_path, ("--enable-api",)).start()
    try:
        tracker: Dict[str, Any] = requests.get(
            f"{again.url}/conversations/last-moment/tracker", timeout=10
        ).json()
        said: List[str] = [event["text"] for event in tracker["events"] if event["event"] == "user"]
        assert said == [LONG.strip()]
    finally:
        again.stop()


def test_a_second_signal_ends_it_at_once(trained_model: Path, tmp_path: Path) -> None:
    server = Server(tmp_path, IVIG_DRAIN_SECONDS="60").start()
    os.kill(server.pid, signal.SIGTERM)
    time.sleep(0.5)
    told = time.monotonic()
    assert server.stop(signal.SIGTERM) == 0
    assert time.monotonic() - told < 20
