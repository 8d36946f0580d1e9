"""A turn always has an answer."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels import turn
from bot.channels.guards import IncomingMessage
from bot.channels.turn import take_turn
from bot.protocol.texts import safety_text
from bot.settings import settings

MESSAGE = IncomingMessage("anna", "my SECRET-MARKER hurts")


@pytest.fixture(autouse=True)
def _late_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with no late turn: those of an earlier test may wait for ever, since its event loop is closed."""
    monkeypatch.setattr(turn, "_late_turns", set())


async def nothing_is_late(within_seconds: float) -> bool:
    """Tell whether every late turn ended, within some seconds."""
    end = time.monotonic() + within_seconds
    while turn._late_turns and time.monotonic() < end:
        await asyncio.sleep(0.01)
    return not turn._late_turns


def answer(handler: Any, deadline_seconds: float = 1.0) -> Any:
    return take_turn(handler, MESSAGE, "rest", deadline_seconds)


async def test_replies_come_as_they_are() -> None:
    async def handler(message: UserMessage) -> None:
        assert (message.sender_id, message.text, message.input_channel) == ("anna", MESSAGE.text, "rest")
        await message.output_channel.send_text_message(message.sender_id, "one")
        await message.output_channel.send_custom_json(message.sender_id, {"type": "question"})

    assert await answer(handler) == [
        {"recipient_id": "anna", "text": "one"},
        {"recipient_id": "anna", "custom": {"type": "question"}},
    ]


async def test_silence_is_answered_with_the_emergency_number() -> None:
    async def handler(message: UserMessage) -> None:
        await message.output_channel.send_text_message("anna", "  ")

    (reply,) = await answer(handler)
    assert reply == {"recipient_id": "anna", "text": safety_text()}
    assert settings().emergency_number in reply["text"]


async def test_a_failure_keeps_what_was_said_and_logs_no_word(caplog: pytest.LogCaptureFixture) -> None:
    async def handler(message: UserMessage) -> None:
        await message.output_channel.send_text_message("anna", "one")
        raise ValueError(message.text)

    with caplog.at_level(logging.DEBUG):
        replies = await answer(handler)
    assert [reply["text"] for reply in replies] == ["one", safety_text()]
    assert "ValueError" in caplog.text and "SECRET-MARKER" not in caplog.text


async def test_a_late_turn_is_answered_in_time_and_still_ends() -> None:
    ended = threading.Event()

    async def handler(message: UserMessage) -> None:
        await asyncio.sleep(1)
        ended.set()

    (reply,) = await answer(handler, deadline_seconds=0.05)
    assert reply["text"] == safety_text() and not ended.is_set()
    assert await nothing_is_late(within_seconds=10) and ended.is_set()


async def test_a_turn_that_computes_without_pause_is_answered_in_time() -> None:
    ended = threading.Event()

    async def handler(message: UserMessage) -> None:
        end = time.monotonic() + 1
        while time.monotonic() < end:
            pass
        ended.set()

    (reply,) = await answer(handler, deadline_seconds=0.1)
    assert reply["text"] == safety_text() and not ended.is_set()
    # its thread is free again for the tests that follow
    assert await nothing_is_late(within_seconds=10) and ended.is_set()


async def test_a_thread_that_computes_without_end_is_not_alive_and_lives_again_when_it_is_free() -> None:
    assert await turn.is_alive(within_seconds=10)
    end = threading.Event()

    async def handler(message: UserMessage) -> None:
        end.wait(10)  # blocks the thread as a computation would

    (reply,) = await answer(handler, deadline_seconds=0.05)
    assert reply["text"] == safety_text()
    assert not await turn.is_alive(within_seconds=0.1)
    end.set()
    assert await turn.is_alive(within_seconds=10)


async def test_a_turn_that_never_ends_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "GRACE_SECONDS", 0.05)
    cancelled = threading.Event()

    async def handler(message: UserMessage) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    await answer(handler, deadline_seconds=0.05)
    assert await asyncio.to_thread(cancelled.wait, 10)
    assert await nothing_is_late(within_seconds=10)


async def test_the_safety_text_is_said_once() -> None:
    async def handler(message: UserMessage) -> None:
        for _ in range(2):
            await message.output_channel.send_text_message("anna", safety_text())
        raise RuntimeError

    assert await answer(handler) == [{"recipient_id": "anna", "text": safety_text()}]
