"""The database gone or the disk full: the advice is still given, the failure is seen, nothing is lost."""

from __future__ import annotations

import resource
import sys
import time
import uuid
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

import pytest
import requests
import sqlalchemy as sa

from bot.channels.turn import NOT_SAVED
from bot.protocol.texts import safety_text
from tests.storage.conftest import *  # noqa: F403 - the databases
from tests.storage.proxy import Wire
from tests.storage.services import need
from tests.wire.harness import Server

pytestmark = pytest.mark.wire

DANGER = "I can't breathe and my tongue is swollen"
SECONDS = 8.5  # the deadline of a reply, and what the wire takes


class Patient:
    """Talks through the widget's channel."""

    def __init__(self, server: Server) -> None:
        self.url = server.url
        token = requests.post(f"{server.url}/widget/session", timeout=10).json()["token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def say(self, text: str, name: str) -> Dict[str, Any]:
        body = {"id": name, "text": text}
        started = time.monotonic()
        response = requests.post(f"{self.url}/widget/messages", json=body, headers=self.headers, timeout=30)
        assert time.monotonic() - started < SECONDS
        assert response.status_code == 200, response.text
        return dict(response.json())

    def turns(self) -> List[Dict[str, Any]]:
        response = requests.get(f"{self.url}/widget/messages", headers=self.headers, timeout=30)
        assert response.status_code == 200, response.text
        return list(response.json()["turns"])


def name() -> str:
    return uuid.uuid4().hex


def levels(turn: Dict[str, Any]) -> List[str]:
    customs = [reply.get("custom") or {} for reply in turn["replies"]]
    return [custom["level"] for custom in customs if custom.get("type") == "triage_result"]


def texts(turn: Dict[str, Any]) -> str:
    return "\n".join(str(reply.get("text", "")) for reply in turn["replies"])


def health(server: Server) -> requests.Response:
    return requests.get(f"{server.url}/health", timeout=10)


def wait_until_green(server: Server) -> None:
    deadline = time.monotonic() + 30
    while health(server).status_code != 200:
        assert time.monotonic() < deadline, health(server).text
        time.sleep(0.2)


def outlive(server: Server, break_it: Callable[[], None], mend_it: Callable[[], None]) -> None:
    patient = Patient(server)
    before = name()
    patient.say("my back hurts since yesterday", before)

    break_it()
    grave = name()
    turn = patient.say(DANGER, grave)
    assert levels(turn) == ["emergency"] and turn["saved"] is False
    assert NOT_SAVED in texts(turn) and safety_text() in texts(turn)
    again = patient.say(DANGER, grave)
    assert levels(again) == ["emergency"] and again["seq"] == turn["seq"]
    after = name()
    assert "saved" in patient.say("my lips are swelling too", after)
    red = health(server)
    assert red.status_code == 503 and set(red.json()["red"]) & {"store", "saving"}

    mend_it()
    wait_until_green(server)
    last = name()
    assert "saved" not in patient.say("thank you", last)
    assert [turn["id"] for turn in patient.turns()] == [before, grave, after, last]
    assert DANGER not in server.logged()


@pytest.fixture
def wire() -> Iterator[Wire]:
    need("PostgreSQL", 5432)
    wire = Wire(5432)
    yield wire
    wire.close()


def test_without_its_database_the_assistant_advises_and_writes_later(
    trained_model: Path, empty_postgresql: str, tmp_path: Path, wire: Wire
) -> None:
    url = sa.engine.url.make_url(empty_postgresql).set(port=wire.port)
    server = Server(
        tmp_path, DATABASE_URL=url.render_as_string(hide_password=False), IVIG_PROBE_SECONDS="0.5"
    ).start()
    try:
        outlive(server, wire.cut, wire.mend)
    finally:
        assert server.stop() == 0


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit a running process")
def test_on_a_full_disk_the_assistant_advises_and_writes_later(trained_model: Path, tmp_path: Path) -> None:
    server = Server(tmp_path, IVIG_PROBE_SECONDS="0.5").start()
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)

    def limit(soft: int) -> None:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (soft, unlimited[1]))

    try:
        outlive(server, lambda: limit(0), lambda: limit(resource.RLIM_INFINITY))
    finally:
        assert server.stop() == 0
    assert sys.platform == "linux"
