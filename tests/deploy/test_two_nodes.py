"""The deployment of docs/deployment.md from plain processes: nginx, two nodes, PostgreSQL, Redis."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
import requests

from tests.assistant.patients import CALM_ANSWERS
from tests.deploy.test_deploy_files import configuration_for
from tests.storage.conftest import empty_postgresql, new_database  # noqa: F401 - fixtures
from tests.storage.services import REDIS, need
from tests.wire.harness import Server, free_port

pytestmark = pytest.mark.wire

CONVERSATIONS = 50
LONGEST_INTERVIEW = 20
ATTEMPTS = 40


class Front:
    """nginx with the configuration of the deployment, before the nodes of a test."""

    def __init__(self, folder: Path, ports: List[int]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        nginx = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
        if nginx is None:
            assert not os.environ.get("CI"), "nginx is missing: apt-get install nginx"
            pytest.skip("nginx is not installed")
        file = folder / "nginx.conf"
        text = configuration_for(ports, self.port)
        file.write_text(text.replace("pid /tmp/nginx.pid", f"pid {folder}/nginx.pid"), encoding="utf-8")
        self.process = subprocess.Popen([nginx, "-c", str(file), "-g", "daemon off;"])
        for _ in range(100):
            try:
                if requests.get(f"{self.url}/health/live", timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError("nginx does not answer")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


class Patient:
    """Holds a calm conversation through the widget's channel, and sends again what got no answer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        token = self._ask("POST", "/widget/session").json()["token"]
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.sent: List[str] = []
        self.retries = 0

    def _ask(self, method: str, path: str, **options: Any) -> requests.Response:
        for attempt in range(ATTEMPTS):
            try:
                response = self.session.request(method, f"{self.url}{path}", timeout=20, **options)
                if response.status_code < 429:
                    return response
            except requests.RequestException:
                pass
            self.retries = attempt + 1
            time.sleep(0.25)
        raise AssertionError(f"{path} was never answered")

    def say(self, text: str) -> List[Dict[str, Any]]:
        name = uuid.uuid4().hex
        self.sent.append(name)
        turn = self._ask("POST", "/widget/messages", json={"id": name, "text": text}).json()
        assert turn["id"] == name and turn["replies"], turn
        return list(turn["replies"])

    def level(self) -> str:
        """Tell of a mild back pain, answer every question, and return the level of the result."""
        replies = self.say("my back hurts a bit since this morning, my infusion ended yesterday")
        for _ in range(LONGEST_INTERVIEW):
            customs = [reply.get("custom") or {} for reply in replies]
            results = [custom for custom in customs if custom.get("type") == "triage_result"]
            if results:
                return str(results[-1]["level"])
            asked = [custom["slot"] for custom in customs if custom.get("type") == "question"]
            assert asked, replies
            replies = self.say(CALM_ANSWERS.get(asked[-1], "no"))
        raise AssertionError("no end")

    def kept(self) -> List[str]:
        return [turn["id"] for turn in self._ask("GET", "/widget/messages").json()["turns"]]


@pytest.fixture
def nodes(trained_model: Path, empty_postgresql: str, tmp_path: Path) -> Iterator[List[Server]]:  # noqa: F811
    need("Redis", 6379)
    secret = uuid.uuid4().hex
    shared = {"DATABASE_URL": empty_postgresql, "REDIS_URL": REDIS, "IVIG_TOKEN_SECRET": secret}
    shared |= {"IVIG_TRUSTED_PROXIES": "127.0.0.1"}
    # All patients come from one address here.
    shared |= {"IVIG_CLIENT_REQUESTS_PER_SECOND": "1000", "IVIG_CLIENT_REQUEST_BURST": "5000"}
    shared |= {"IVIG_CLIENT_SESSION_BURST": "500", "IVIG_MESSAGES_PER_SECOND": "50"}
    pair = [Server(tmp_path / name, **shared) for name in ("one", "two")]
    starts = [threading.Thread(target=node.start) for node in pair]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    yield pair
    for node in pair:
        node.stop()


def test_a_node_dies_during_50_conversations_and_none_loses_anything(
    nodes: List[Server], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    front = Front(tmp_path, [node.port for node in nodes])
    try:
        started = time.monotonic()
        with ThreadPoolExecutor(16) as crowd:
            patients = [Patient(front.url) for _ in range(CONVERSATIONS)]
            results = [crowd.submit(patient.level) for patient in patients]
            while sum(result.done() for result in results) < CONVERSATIONS // 5:
                time.sleep(0.05)
            nodes[0].stop(signal.SIGKILL)
            levels = [result.result() for result in results]
        seconds = time.monotonic() - started
        assert levels == ["self_care"] * CONVERSATIONS
        for patient in patients:
            assert patient.kept() == patient.sent
        messages = sum(len(patient.sent) for patient in patients)
        retried = sum(patient.retries > 0 for patient in patients)
        with capfd.disabled():
            print(
                f"\n{CONVERSATIONS} conversations, {messages} messages in {seconds:.1f} s over two nodes, "
                f"one of them killed: nothing lost or doubled; {retried} patients had to send again"
            )
    finally:
        front.stop()


def test_a_node_that_is_told_to_end_finishes_what_is_under_way(nodes: List[Server], tmp_path: Path) -> None:
    front = Front(tmp_path, [node.port for node in nodes])
    try:
        with ThreadPoolExecutor(8) as crowd:
            patients = [Patient(front.url) for _ in range(8)]
            results = [crowd.submit(patient.level) for patient in patients]
            time.sleep(1.0)
            assert nodes[1].stop(signal.SIGTERM) == 0
            assert [result.result() for result in results] == ["self_care"] * 8
        assert [patient.kept() for patient in patients] == [patient.sent for patient in patients]
        assert "Traceback" not in nodes[1].logged()
    finally:
        front.stop()
