"""An action server apart: what it answers counts; where it fails, the action runs here."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, Iterator, List

import pytest
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.faults import FAULTS
from bot.runtime.spare_actions import SparedActions

THERE: Dict[str, Any] = {"events": [], "responses": [{"text": "there"}]}
HERE: Dict[str, Any] = {"events": [], "responses": [{"text": "here"}]}
CALL = {"next_action": "action_help"}


class Spare(EndpointConfig):
    """Stands where the actions in this process stand."""

    async def request(self, *_: Any, **__: Any) -> Dict[str, Any]:
        return HERE


class Scripted:
    """An action server over HTTP whose next answer a test sets."""

    def __init__(self) -> None:
        self.status, self.body, self.wait_seconds = 200, json.dumps(THERE), 0.0
        self.asked: List[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
                time.sleep(outer.wait_seconds)
                self.send_response(outer.status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(outer.body.encode())

            def log_message(self, *_: Any) -> None:
                """Keep the test's output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/webhook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def there() -> Iterator[Scripted]:
    scripted = Scripted()
    yield scripted
    scripted.close()


def run(actions: SparedActions) -> Dict[str, Any]:
    return asyncio.run(actions.request(json=CALL))


def test_an_answer_of_the_server_counts(there: Scripted) -> None:
    assert run(SparedActions(there.url, Spare(), 2.0)) == THERE
    assert "action_server" not in FAULTS.red()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, "{}"),
        (200, "<html>"),
        (200, "[]"),
        (200, '{"events": [{"event": "no such event"}], "responses": []}'),
        (200, '{"events": [{}], "responses": []}'),
        (200, '{"events": 5, "responses": []}'),
        (200, '{"events": [], "responses": ["text"]}'),
    ],
)
def test_nonsense_of_the_server_is_answered_from_here(there: Scripted, status: int, body: str) -> None:
    there.status, there.body = status, body
    assert run(SparedActions(there.url, Spare(), 2.0)) == HERE
    assert "action_server" in FAULTS.red()


def test_a_slow_server_is_waited_for_once(there: Scripted) -> None:
    there.wait_seconds = 1.0
    actions = SparedActions(there.url, Spare(), 0.2)
    started = time.monotonic()
    assert [run(actions) for _ in range(3)] == [HERE] * 3
    assert time.monotonic() - started < 1.0
    assert len(there.asked) == 1


def test_a_server_that_came_back_is_asked_again(there: Scripted) -> None:
    actions = SparedActions(there.url, Spare(), 2.0, rest_seconds=0.1)
    there.status = 500
    assert run(actions) == HERE
    there.status = 200
    time.sleep(0.15)
    assert run(actions) == THERE
    assert "action_server" not in FAULTS.red()


def test_a_server_that_is_not_there_is_no_silence() -> None:
    assert run(SparedActions("http://127.0.0.1:9/webhook", Spare(), 2.0)) == HERE


def test_an_action_that_declines_to_run_is_no_failure(there: Scripted) -> None:
    there.status, there.body = 400, '{"action_name": "validate_triage_form", "error": "not now"}'
    actions = SparedActions(there.url, Spare(), 2.0)
    with pytest.raises(ClientResponseError):
        run(actions)
    there.status, there.body = 200, json.dumps(THERE)
    assert run(actions) == THERE
