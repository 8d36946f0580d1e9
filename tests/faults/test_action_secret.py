"""The actions apart behind a secret: the right one works; with a wrong one people are answered, too."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from typing import Callable, Iterator

import pytest
import requests

from tests.faults.test_actions_apart import DANGER, wait_for_health
from tests.runtime.test_action_server import SECRET, Actions
from tests.wire.harness import Conversation, Server, free_port, over_http

pytestmark = pytest.mark.wire
PROBE_SECONDS = 0.3


@pytest.fixture(scope="module")
def actions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Actions]:
    running = Actions(tmp_path_factory.mktemp("actions"), free_port()).start()
    yield running
    running.stop(signal.SIGKILL)


def server_with(secret: str, actions: Actions, folder: Path) -> Server:
    return Server(
        folder,
        IVIG_ACTION_ENDPOINT=f"{actions.url}/webhook",
        IVIG_ACTION_SECRET=secret,
        IVIG_PROBE_SECONDS=str(PROBE_SECONDS),
    ).start()


def test_a_wrong_secret_costs_no_answer_and_health_stays_red(
    trained_model: Path, actions: Actions, tmp_path: Path, new_conversation: Callable[[], Conversation]
) -> None:
    server = server_with("wrong-" + "w" * 40, actions, tmp_path)
    try:
        talk, undisturbed = over_http(server), new_conversation()
        for words in ("my back hurts since yesterday", "no", DANGER):
            heard = [reply.get("text") for reply in talk.say(words)]
            assert heard == [reply.get("text") for reply in undisturbed.say(words)]
        assert talk.level() == "emergency", talk.transcript()
        for _ in range(5):  # the action server lives, so that a look at its health alone would call it well
            red = requests.get(f"{server.url}/health", timeout=10)
            assert red.status_code == 503 and "action_server" in red.json()["red"]
            time.sleep(PROBE_SECONDS)
        assert requests.get(f"{server.url}/health/ready", timeout=10).status_code == 200
        assert "wrong-" not in server.logged()
    finally:
        server.stop()


def test_the_right_secret_works_and_the_actions_are_really_run_there(
    trained_model: Path, actions: Actions, tmp_path: Path
) -> None:
    server = server_with(SECRET, actions, tmp_path)
    try:
        talk = over_http(server)
        talk.say("my back hurts since yesterday")
        assert talk.question() is not None, talk.transcript()
        wait_for_health(server, 200)
        assert "action_server" not in server.logged()

        actions.stop(signal.SIGKILL)
        talk.say(DANGER)
        assert talk.level() == "emergency"
        wait_for_health(server, 503)
        actions.start()
        wait_for_health(server, 200)
    finally:
        server.stop()
