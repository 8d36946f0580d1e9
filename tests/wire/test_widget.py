"""The widget's channel on the real server: beside the REST channel, and over a kill."""

from __future__ import annotations

import signal
import uuid
from pathlib import Path
from typing import Any, Dict, List

import pytest
import requests

from tests.wire.harness import Conversation, Reply, Server, over_http

pytestmark = pytest.mark.wire

SAID = (
    "my back hurts since yesterday, the infusion ended two days ago",
    "Seizure: no\nSwollen face or tongue: no",
    "none of these",
    "what can I do against the pain?",
    "oh and my tongue feels swollen",
)


def begin(server: Server) -> Dict[str, str]:
    token = requests.post(f"{server.url}/widget/session", timeout=10).json()["token"]
    return {"Authorization": f"Bearer {token}"}


def send(server: Server, headers: Dict[str, str], text: str, name: str = "") -> Dict[str, Any]:
    body = {"id": name or str(uuid.uuid4()), "text": text}
    response = requests.post(f"{server.url}/widget/messages", json=body, headers=headers, timeout=30)
    assert response.status_code == 200, response.text
    return dict(response.json())


def without_recipient(replies: List[Reply]) -> List[Reply]:
    return [{name: value for name, value in reply.items() if name != "recipient_id"} for reply in replies]


def test_the_widget_and_a_plain_client_hold_the_same_conversation(server: Server) -> None:
    headers, plain = begin(server), over_http(server)
    for text in SAID:
        turn = send(server, headers, text)
        assert without_recipient(turn["replies"]) == without_recipient(plain.say(text)), text
    assert plain.level() == "emergency"


def test_a_client_of_rasas_stock_channel_needs_no_more_than_texts_and_buttons(server: Server) -> None:
    """A stock client shows texts, sends the payloads of buttons, and drops what it does not know."""
    sender = uuid.uuid4().hex

    def stock(_: str, text: str) -> List[Reply]:
        url = f"{server.url}/webhooks/rest/webhook"
        known = ("recipient_id", "text", "image", "buttons", "attachment", "custom")
        replies = requests.post(url, json={"sender": sender, "message": text}, timeout=30).json()
        assert all(set(reply) <= set(known) for reply in replies)
        return [{name: reply[name] for name in ("text", "buttons") if name in reply} for reply in replies]

    person = Conversation(stock, sender)
    person.say("my back hurts")
    person.press("None of these")
    replies = person.say("my tongue feels swollen")
    assert "911" in str(replies[0].get("text"))


def test_each_payload_names_the_text_that_it_stands_for(server: Server) -> None:
    headers = begin(server)
    for text in SAID:
        replies = send(server, headers, text)["replies"]
        texts = [reply.get("text") for reply in replies]
        for reply in replies:
            if "custom" in reply:
                assert reply["custom"]["stands_for"] in texts, reply


def test_nothing_is_lost_and_nothing_handled_twice_over_a_kill(trained_model: Path, tmp_path: Path) -> None:
    first = Server(tmp_path).start()
    headers, name = begin(first), str(uuid.uuid4())
    turn = send(first, headers, "my back hurts", name)
    first.stop(signal.SIGKILL)
    second = Server(tmp_path).start()
    try:
        assert send(second, headers, "my back hurts", name) == turn
        turns = requests.get(f"{second.url}/widget/messages", headers=headers, timeout=10).json()["turns"]
        assert turns == [turn]
        went_on = send(second, headers, "none of these")
        assert went_on["seq"] > turn["seq"]
    finally:
        second.stop()
