"""The actions apart: killed, stopped or talking nonsense, and people are answered as if nothing were."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
import requests

from tests.wire.harness import ROOT, Conversation, Server, free_port, over_http
from tests.wire.test_shell import wait_for_actions

pytestmark = pytest.mark.wire

DANGER = "I can't breathe and my tongue is swollen"


class ActionProcess:
    """A real ``rasa run actions`` of this project."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process: subprocess.Popen[bytes]

    def start(self) -> None:
        command = [sys.executable, "-m", "rasa", "run", "actions", "--actions", "actions"]
        with (self.folder / "actions.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                cwd=ROOT,
                env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "SANIC_HOST": "127.0.0.1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_for_actions(self.port, self.process)

    def signal(self, number: int) -> None:
        self.process.send_signal(number)
        if number == signal.SIGKILL:
            self.process.wait(20)


@pytest.fixture(scope="module")
def apart(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("apart")
    actions = ActionProcess(folder, free_port())
    actions.start()
    server = Server(
        folder,
        IVIG_ACTION_ENDPOINT=f"http://127.0.0.1:{actions.port}/webhook",
        IVIG_ACTION_DEADLINE_SECONDS="4",
        IVIG_PROBE_SECONDS="0.5",
    )
    server.start()
    yield server, actions
    actions.process.kill()
    actions.process.wait()
    server.stop()


def timed(act: Callable[[], Any]) -> float:
    started = time.monotonic()
    act()
    return time.monotonic() - started


def wait_for_health(server: Server, status: int) -> None:
    deadline = time.monotonic() + 30
    while requests.get(f"{server.url}/health", timeout=10).status_code != status:
        assert time.monotonic() < deadline, requests.get(f"{server.url}/health", timeout=10).text
        time.sleep(0.2)


@pytest.mark.parametrize("fault", [signal.SIGSTOP, signal.SIGKILL], ids=["stopped", "killed"])
def test_a_dead_action_server_costs_no_answer_and_the_conversation_goes_on(apart: Any, fault: int) -> None:
    server, actions = apart
    calm, grave = over_http(server), over_http(server)
    calm.say("my back hurts since yesterday")
    asked = calm.question()
    assert asked is not None
    wait_for_health(server, 200)

    actions.signal(fault)
    assert timed(lambda: grave.say(DANGER)) < 8
    assert grave.level() == "emergency", grave.transcript()
    assert timed(lambda: calm.say("no")) < 8
    assert calm.question() not in (None, asked), calm.transcript()
    red = requests.get(f"{server.url}/health", timeout=10)
    assert red.status_code == 503 and red.json()["red"]["action_server"] in server.logged()

    if fault == signal.SIGSTOP:
        actions.signal(signal.SIGCONT)
    else:
        actions.start()
    wait_for_health(server, 200)
    before = calm.question()
    calm.say("it ended yesterday")
    assert before == "infusion_status" and calm.question() not in (None, before), calm.transcript()


class Nonsense(BaseHTTPRequestHandler):
    """Answers every action with something that is none."""

    bodies = (b"<html>busy</html>", b"[]", b'{"events": [{"event": "boo"}]}', b'{"responses": 7}')
    count = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        Nonsense.count += 1
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.bodies[Nonsense.count % len(self.bodies)])

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


def test_nonsense_of_an_action_server_reaches_nobody(
    trained_model: Path, tmp_path: Path, new_conversation: Callable[[], Conversation]
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Nonsense) as nonsense:
        threading.Thread(target=nonsense.serve_forever, daemon=True).start()
        server = Server(
            tmp_path, IVIG_ACTION_ENDPOINT=f"http://127.0.0.1:{nonsense.server_address[1]}/webhook"
        )
        try:
            server.start()
            talk, undisturbed = over_http(server), new_conversation()
            for words in ("my back hurts since yesterday", "no", DANGER):
                heard = [reply.get("text") for reply in talk.say(words)]
                assert heard == [reply.get("text") for reply in undisturbed.say(words)]
            assert talk.level() == "emergency"
            assert Nonsense.count > 0
        finally:
            server.stop()
            nonsense.shutdown()
