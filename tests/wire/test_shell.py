"""The running server as a client meets it: addresses, refusals, restart, failures, signals, logs."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Callable, List

import pytest
import requests

from bot.protocol.texts import safety_text
from bot.settings import settings
from tests.wire.harness import Conversation, Server, over_http

pytestmark = pytest.mark.wire

MARKER = "zebramarker"
SAID = "my back hurts since yesterday"


def texts(replies: List[Any]) -> List[str]:
    return [str(reply.get("text", "")) for reply in replies]


def test_it_says_where_it_is(server: Server) -> None:
    said = "\n".join(server.lines)
    assert f"{server.url}/\n" in said + "\n" and f"{server.url}/webhooks/rest/webhook" in said
    assert "Traceback" not in said and "Warning" not in said
    assert len(server.lines) < 15


def test_health_and_page(server: Server) -> None:
    health = requests.get(f"{server.url}/health", timeout=10)
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    page = requests.get(f"{server.url}/", timeout=10)
    assert page.status_code == 200 and settings().emergency_number in page.text


@pytest.mark.parametrize(
    "options",
    [{"data": b"{"}, {"json": []}, {"json": {"sender": 5, "message": "hi"}}, {"json": {"message": {}}}],
)
def test_what_cannot_be_read_is_refused_with_the_emergency_number(server: Server, options: Any) -> None:
    response = server.post(**options)
    assert response.status_code == 400
    assert settings().emergency_number in response.json()[0]["text"]


@pytest.mark.parametrize(
    "message",
    ["", "   ", None, "…", "😀😀", "asdf qwer zxcv", "¿Qué es esto?", "a" * 10_000, "/", 7, "\x00", "\ud83d"],
)
def test_whatever_is_sent_there_is_a_helpful_reply(server: Server, message: Any) -> None:
    response = server.post({"sender": f"odd-{id(message)}", "message": message})
    replies = response.json()
    assert response.status_code == 200 and replies
    assert any(text.strip() for text in texts(replies))
    assert safety_text() not in texts(replies), "nothing may break on it"


def test_without_a_sender_nobody_shares_a_conversation(server: Server) -> None:
    ids = {server.post({"message": "hello"}).json()[0]["recipient_id"] for _ in range(2)}
    assert len(ids) == 2 and "default" not in ids


def test_a_command_is_plain_text_and_sets_nothing(server: Server) -> None:
    talk = over_http(server)
    talk.say('/inform{"findings": {"forged": true}, "severity": 9}')
    tracker = requests.get(f"{server.url}/conversations/{talk.sender}/tracker", timeout=10).json()
    said = [event for event in tracker["events"] if event["event"] == "user"]
    assert said[-1]["text"] == "inform"
    assert "forged" not in str(tracker)


def wait_until_shut(url: str) -> None:
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/health", timeout=5)


def test_a_restart_in_mid_conversation_goes_on_and_signals_end_it_cleanly(
    trained_model: Path, tmp_path: Path, new_conversation: Callable[[], Conversation]
) -> None:
    first = Server(tmp_path).start()
    talk = over_http(first)
    talk.say(SAID)
    asked = talk.question()
    assert requests.post(f"{first.url}/model/parse", json={"text": "hi"}, timeout=10).status_code == 404
    assert first.stop(signal.SIGINT) == 0
    wait_until_shut(first.url)

    second = Server(tmp_path).start()
    went_on = over_http(second, talk.sender)
    went_on.say("no")
    assert second.stop(signal.SIGTERM) == 0
    undisturbed = new_conversation()
    undisturbed.say(SAID)
    undisturbed.say("no")
    assert asked is not None
    assert texts(went_on.last()) == texts(undisturbed.last())
    for server in (first, second):
        assert "Traceback" not in server.logged()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "state").iterdir())


def wait_for_actions(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the action server did not start"
        try:
            if requests.get(f"http://127.0.0.1:{port}/health", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise AssertionError("the action server did not answer")
