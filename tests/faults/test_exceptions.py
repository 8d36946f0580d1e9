"""An exception in understanding or in a policy: safety text, an id in the log, red, and on it goes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
import requests

from bot.protocol.texts import safety_text
from tests.faults.broken_parts import (
    BREAKS_POLICY,
    BREAKS_UNDERSTANDING,
    QUOTED,
    make_breakable_model,
)
from tests.wire.harness import Server, over_http

pytestmark = pytest.mark.wire


@pytest.fixture(scope="module")
def breakable(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("breakable")
    make_breakable_model(trained_model, folder / "models")
    server = Server(folder, IVIG_MODEL_DIR=str(folder / "models")).start()
    yield server
    server.stop()


def texts(replies: List[Dict[str, Any]]) -> List[str]:
    return [str(reply.get("text", "")) for reply in replies]


def health(server: Server) -> requests.Response:
    return requests.get(f"{server.url}/health", timeout=10)


@pytest.mark.parametrize("word", [BREAKS_UNDERSTANDING, BREAKS_POLICY])
def test_an_exception_is_answered_with_the_safety_text_and_the_conversation_goes_on(
    breakable: Server, word: str
) -> None:
    talk = over_http(breakable)
    talk.say("my back hurts since yesterday")
    asked = talk.question()

    started = time.monotonic()
    replies = talk.say(f"{word} {QUOTED}")
    assert safety_text() in texts(replies)
    assert time.monotonic() - started < 8
    red = health(breakable)
    assert red.status_code == 503 and red.json()["red"]["turns"] in breakable.logged()
    assert QUOTED not in breakable.logged() + red.text

    talk.say("no")
    assert talk.question() not in (None, asked), talk.transcript()
    assert health(breakable).status_code == 200
