"""The actions apart: who may ask them, what a stranger learns, and where they may listen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import pytest
import requests

from bot.runtime.action_secret import is_right, secret_headers
from bot.runtime.action_server import LARGEST_CALL_BYTES
from bot.settings import PROJECT_ROOT, Settings
from tests.runtime.test_cli import assert_one_line, bot
from tests.wire.harness import free_port

SECRET = "shared-" + "s" * 40
MARKER = "zebramarker"


class Actions:
    """A real `./ivig-triage actions`."""

    def __init__(self, folder: Path, port: int, secret: Optional[str] = SECRET) -> None:
        self.folder, self.port, self.url = folder, port, f"http://127.0.0.1:{port}"
        self._secret = secret
        self.process: subprocess.Popen[str]

    def start(self) -> Actions:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("IVIG_")}
        environment["IVIG_LOG_DIR"] = str(self.folder / "logs")
        if self._secret is not None:
            environment["IVIG_ACTION_SECRET"] = self._secret
        self.process = subprocess.Popen(
            [str(PROJECT_ROOT / "ivig-triage"), "actions", "--port", str(self.port)],
            env={**environment, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "The actions are ready" in line:
                return self
        raise AssertionError("the actions did not start")

    def stop(self, number: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(30)

    def logged(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in (self.folder / "logs").iterdir())


@pytest.fixture(scope="module")
def actions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Actions]:
    running = Actions(tmp_path_factory.mktemp("actions"), free_port()).start()
    yield running
    assert running.stop() == 0


def call(name: str = "action_help", **more: Any) -> Dict[str, Any]:
    tracker = {
        "sender_id": "anna",
        "slots": {},
        "latest_message": {"text": MARKER},
        "events": [],
        "paused": False,
    }
    return {
        "next_action": name,
        "sender_id": "anna",
        "tracker": tracker,
        "domain": {},
        "version": "3.6.21",
        **more,
    }


def ask(actions: Actions, body: Optional[Dict[str, Any]] = None, **options: Any) -> requests.Response:
    return requests.post(f"{actions.url}/webhook", json=body or call(), timeout=10, **options)


WRONG: List[Tuple[str, Dict[str, Any]]] = [
    ("none", {}),
    ("wrong", {"headers": secret_headers("x" * 40)}),
    ("shorter", {"headers": secret_headers(SECRET[:-1])}),
    ("longer", {"headers": secret_headers(SECRET + "s")}),
    ("empty", {"headers": {"Authorization": "Bearer "}}),
    ("Basic", {"auth": ("user", SECRET)}),
    ("in the query, wrong", {"params": {"token": "x"}}),
    ("in the query, twice", {"params": {"token": [SECRET, SECRET]}}),
    (
        "wrong in the header, right in the query",
        {"headers": secret_headers("x"), "params": {"token": SECRET}},
    ),
    ("not ASCII", {"headers": {"Authorization": "Bearer \xe9".encode("latin-1")}}),
]


@pytest.mark.wire
@pytest.mark.parametrize("options", [options for _, options in WRONG], ids=[name for name, _ in WRONG])
def test_without_the_secret_nothing_is_run_or_told(actions: Actions, options: Dict[str, Any]) -> None:
    answer = ask(actions, **options)
    assert answer.status_code == 401
    assert MARKER not in answer.text and SECRET not in answer.text


@pytest.mark.wire
@pytest.mark.parametrize(
    "path", ["/actions", "/webhook", "/", "/nothing", "/health/", "//health", "/health/../actions"]
)
def test_health_alone_needs_no_secret(actions: Actions, path: str) -> None:
    assert requests.get(f"{actions.url}/health", timeout=10).json() == {"status": "ok"}
    request = requests.Request("GET", f"{actions.url}{path}").prepare()
    request.url = f"{actions.url}{path}"  # as it is written, with its dots
    assert requests.Session().send(request, timeout=10).status_code == 401


@pytest.mark.wire
@pytest.mark.parametrize("options", [{"headers": secret_headers(SECRET)}, {"params": {"token": SECRET}}])
def test_with_the_secret_an_action_runs_as_rasas_own_server_runs_it(actions: Actions, options: Any) -> None:
    """By the header, as our server sends it, and by the query, as `token` in `endpoints.yml` does."""
    answer = ask(actions, **options)
    assert answer.status_code == 200 and answer.json()["responses"]
    names = requests.get(f"{actions.url}/actions", timeout=10, **options).json()
    assert {"name": "action_triage_result"} in names
    assert ask(actions, call("action_nobody_knows"), **options).status_code == 404


@pytest.mark.wire
def test_a_failure_tells_its_kind_and_neither_answer_nor_log_holds_a_word(actions: Actions) -> None:
    broken = call(tracker=MARKER)
    answer = ask(actions, broken, headers=secret_headers(SECRET))
    assert answer.status_code == 500 and set(answer.json()) == {"error"}
    assert MARKER not in answer.text
    logged = actions.logged()
    assert "an action failed" in logged
    assert MARKER not in logged and SECRET not in logged and "Traceback" not in logged


@pytest.mark.wire
def test_an_endless_body_is_refused_by_its_head(actions: Actions) -> None:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", actions.port, timeout=10)
    connection.putrequest("POST", "/webhook")
    for name, value in secret_headers(SECRET).items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(LARGEST_CALL_BYTES + 1))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.wire
def test_no_page_of_a_browser_may_read_it(actions: Actions) -> None:
    headers = {**secret_headers(SECRET), "Origin": "https://elsewhere.example"}
    answer = ask(actions, headers=headers)
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_without_a_secret_it_listens_on_the_loopback_address_only() -> None:
    result = bot("actions", "--host", "0.0.0.0", "--port", str(free_port()))
    assert_one_line(result, "0.0.0.0", "IVIG_ACTION_SECRET", "32 characters")


def test_a_short_secret_is_refused_by_name_and_not_repeated() -> None:
    result = bot("actions", IVIG_ACTION_SECRET="short-secret")
    assert_one_line(result, "IVIG_ACTION_SECRET", "32")
    assert "short-secret" not in result[2]


def test_a_busy_port_is_one_line(actions: Actions) -> None:
    assert_one_line(bot("actions", "--port", str(actions.port)), str(actions.port), "actions --port")


def test_two_kinds_of_credentials_are_refused_before_anything_is_served() -> None:
    result = bot(
        "run",
        "--port",
        str(free_port()),
        IVIG_ACTION_ENDPOINT="http://user:word@127.0.0.1:5055/webhook",
        IVIG_ACTION_SECRET=SECRET,
    )
    assert_one_line(result, "IVIG_ACTION_SECRET", "IVIG_ACTION_ENDPOINT")
    assert "word@" not in result[2] and SECRET not in result[2]


def test_a_blank_secret_is_none() -> None:
    assert Settings(action_secret="  ").action_secret is None


def test_the_secret_is_compared_as_a_whole() -> None:
    assert is_right(SECRET, f"bearer {SECRET}", ())
    assert is_right(SECRET, None, [SECRET])
    assert not is_right(SECRET, SECRET, ())
    assert not is_right(SECRET, None, ())
    assert not is_right(SECRET, "Bearer \udce9", ())
    assert json.dumps(secret_headers(None)) == "{}"
