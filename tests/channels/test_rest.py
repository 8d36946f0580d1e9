"""The channels on a real (small) Sanic server, with an assistant that does what each test needs."""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Awaitable, Callable, List, Optional, Tuple

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage, register
from rasa.server import add_root_route
from sanic import Sanic

from bot.channels import tokens
from bot.channels.page import PageChannel
from bot.channels.rest import RestChannel
from bot.channels.static import WEB
from bot.protocol.texts import safety_text
from bot.settings import Settings, settings
from tests.wire.harness import free_port

SECRET = "s" * 32
Handler = Callable[[UserMessage], Awaitable[Any]]


@pytest.fixture(autouse=True)
def several_apps_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sanic, "test_mode", True)


class Assistant:
    """Stands for Rasa's agent."""

    def __init__(self, handler: Handler, ready: bool = True) -> None:
        self.handle_message = handler
        self._ready = ready

    def is_ready(self) -> bool:
        return self._ready


async def echo(message: UserMessage) -> None:
    await message.output_channel.send_text_message(message.sender_id, message.text)


@asynccontextmanager
async def served(assistant: Optional[Assistant], bound_to: str = "127.0.0.1") -> AsyncIterator[Any]:
    """Serve the channels on a loopback port; ``bound_to`` is the address that they believe to be bound to."""
    app = Sanic(f"test_{free_port()}", configure_logging=False)
    add_root_route(app)
    register([RestChannel(), PageChannel()], app, route="/webhooks/")
    if assistant is not None:
        app.ctx.agent = assistant
    port = free_port()
    server = await app.create_server("127.0.0.1", port, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.before_start()
    app.state.host = bound_to
    await server.start_serving()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        yield client
    server.close()
    await server.wait_closed()


async def post(client: Any, body: Any, **headers: str) -> Tuple[int, List[Any]]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with client.post("/webhooks/rest/webhook", data=data, headers=headers) as response:
        replies = await response.json()
    assert isinstance(replies, list) and replies
    return response.status, replies


async def test_a_message_is_answered() -> None:
    async with served(Assistant(echo)) as client:
        assert await post(client, {"sender": "anna", "message": "hi"}) == (
            200,
            [{"recipient_id": "anna", "text": "hi"}],
        )


@pytest.mark.parametrize("body", [b"", b"no", [], {"sender": 1, "message": "hi"}, {"message": []}])
async def test_what_cannot_be_read_is_refused_with_the_emergency_number(body: Any) -> None:
    async with served(Assistant(echo)) as client:
        status, (reply,) = await post(client, body)
        assert status == 400 and settings().emergency_number in reply["text"]


async def test_whatever_breaks_the_answer_is_a_list_with_the_emergency_number() -> None:
    async def fail(message: UserMessage) -> None:
        raise RuntimeError

    async def silent(message: UserMessage) -> None:
        return None

    for assistant in (Assistant(fail), Assistant(silent), None):
        async with served(assistant) as client:
            status, (reply,) = await post(client, {"sender": "anna", "message": "hi"})
            assert status == 200 and reply["text"] == safety_text()


async def test_a_wrong_method_or_address_below_the_channel_is_answered_alike() -> None:
    async with served(Assistant(echo)) as client:
        for path, expected in (("/webhooks/rest/webhook", 405), ("/webhooks/other", 404)):
            async with client.get(path) as response:
                replies = await response.json()
                assert response.status == expected
                assert settings().emergency_number in replies[0]["text"]


async def test_on_an_open_address_only_the_tokens_subject_may_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.rest.settings", lambda: Settings(token_secret=SECRET))
    anna, ben = (f"Bearer {tokens.issue(name, SECRET)}" for name in ("anna", "ben"))
    body = {"sender": "anna", "message": "hi"}
    async with served(Assistant(echo), bound_to="0.0.0.0") as client:
        for headers in ({}, {"Authorization": ben}, {"Authorization": "Bearer x"}):
            status, (reply,) = await post(client, body, **headers)
            assert status == 401 and settings().emergency_number in reply["text"]
        assert await post(client, body, Authorization=anna) == (200, [{"recipient_id": "anna", "text": "hi"}])
        # Without a sender the message is its holder's own.
        assert await post(client, {"message": "hi"}, Authorization=anna) == (
            200,
            [{"recipient_id": "anna", "text": "hi"}],
        )


async def test_on_an_open_address_without_a_secret_nobody_may_speak() -> None:
    async with served(Assistant(echo), bound_to="0.0.0.0") as client:
        status, _ = await post(client, {"sender": "anna", "message": "hi"}, Authorization="Bearer x")
        assert status == 401


async def test_health_is_ok_only_once_the_model_is_loaded() -> None:
    for assistant, expected in ((None, 503), (Assistant(echo, ready=False), 503), (Assistant(echo), 200)):
        async with served(assistant) as client, client.get("/health") as response:
            body = await response.json()
            assert response.status == expected
            assert (body == {"status": "ok"}) == (expected == 200)


async def test_the_page_stands_at_the_root_under_a_strict_policy() -> None:
    async with served(Assistant(echo)) as client:
        for path in ("/", "/chat"):
            async with client.get(path) as response:
                page = await response.text()
                assert response.status == 200 and "text/html" in response.headers["Content-Type"]
                assert "default-src 'none'" in response.headers["Content-Security-Policy"]
                assert settings().emergency_number in page and "not a medical device" in page
                assert "{{" not in page
        async with client.get("/widget.js") as response:
            assert response.status == 200
            assert await response.text() == (WEB / "dist" / "widget.js").read_text()
        for name in ("index.html", "..%2f..%2fsettings.py", "none"):
            async with client.get(f"/assets/{name}") as response:
                assert response.status == 404


def test_the_page_needs_nothing_from_elsewhere_and_holds_no_inline_code() -> None:
    page = (WEB / "index.html").read_text()
    assert not re.search(r"https?://|[\"']//[a-z]", page)
    assert re.findall(r"<script[^>]*>(.*?)</script>", page) == [""]
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", page)
    sources = "".join(path.read_text() for path in (WEB / "src").rglob("*.ts"))
    assert "innerHTML" not in sources and "unsafeHTML" not in sources and "eval(" not in sources
