"""The widget's channel: each line of docs/widget-api.md, before an assistant that echoes."""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, AsyncIterator, Dict, List, Optional, Tuple

import pytest
from sanic import Sanic

from bot.channels import event_stream, streams, tokens, widget
from bot.channels.rest import RestChannel
from bot.channels.shield import ShieldChannel
from bot.channels.widget import WidgetChannel
from bot.protocol.loader import protocol
from bot.protocol.texts import safety_text
from bot.settings import Settings, settings
from tests.channels.small_server import Assistant, served

SECRET = "w" * 40
MESSAGE = {"id": "a" * 8, "text": "hi"}
CHANNELS = [ShieldChannel(), RestChannel(), WidgetChannel()]


@pytest.fixture(autouse=True)
def several_apps_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sanic, "test_mode", True)
    monkeypatch.setattr(widget, "session_secret", lambda: SECRET)


@asynccontextmanager
async def talking(
    folder: Path, assistant: Optional[Assistant] = None
) -> AsyncIterator[Tuple[Any, Assistant]]:
    assistant = assistant or Assistant(folder)
    async with served(CHANNELS, assistant) as client:
        yield client, assistant


async def ask(
    client: Any, method: str, path: str, token: str = "", body: Any = None, **headers: str
) -> Tuple[int, Any, Any]:
    named = {"Authorization": f"Bearer {token}"} if token else {}
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    async with client.request(method, path, data=data, headers={**named, **headers}) as response:
        raw = await response.read()
        is_json = "json" in response.headers.get("Content-Type", "")
        return response.status, json.loads(raw) if is_json else raw, response.headers


async def begin(client: Any) -> str:
    status, body, headers = await ask(client, "POST", "/widget/session")
    assert status == 201 and set(body) == {"token", "expires_at"} and headers["Cache-Control"] == "no-store"
    return str(body["token"])


async def say(client: Any, token: str, text: str, name: str = "") -> Dict[str, Any]:
    body = {"id": name or str(uuid.uuid4()), "text": text}
    status, turn, _ = await ask(client, "POST", "/widget/messages", token, body)
    assert status == 200, turn
    return dict(turn)


def check_error(status: int, body: Any, code: str) -> None:
    assert status == {"unauthorized": 401, "bad_request": 400, "not_found": 404, "failed": 500}.get(
        code, status
    )
    assert body["error"] == code and body["text"] == safety_text()


async def test_a_message_has_a_turn(tmp_path: Path) -> None:
    async with talking(tmp_path) as (client, _):
        token, name = await begin(client), str(uuid.uuid4())
        turn = await say(client, token, "my back hurts", name)
        sender = turn["replies"][0]["recipient_id"]
        assert turn["replies"] == [
            {"recipient_id": sender, "text": "you said my back hurts"},
            {"recipient_id": sender, "custom": {"type": "question"}},
        ]
        assert (
            turn["seq"] > 0 and (turn["id"], turn["text"]) == (name, "my back hurts") and "late" not in turn
        )
        again = await say(client, token, "and my head")
        status, body, _ = await ask(client, "GET", f"/widget/messages?after={turn['seq']}", token)
        assert (status, body) == (200, {"turns": [again]})
        assert (await ask(client, "GET", "/widget/messages", token))[1] == {"turns": [turn, again]}


async def test_settings_say_what_a_client_must_know_before_it_asks(tmp_path: Path) -> None:
    async with talking(tmp_path) as (client, _):
        status, body, _ = await ask(client, "GET", "/widget/settings")
        assert status == 200 and body == {
            "emergency_numbers": [
                {"number": "911", "where": "US/Canada"},
                {"number": "112", "where": "EU"},
                {"number": "999", "where": "UK"},
            ],
            "safety_text": safety_text(),
            "disclaimer": body["disclaimer"],
            "reply_deadline_ms": 8000,
            "protocol_version": protocol().version,
        }
        assert "not a medical device" in body["disclaimer"]


async def test_the_same_id_is_handled_once_also_at_once_and_after_a_restart(tmp_path: Path) -> None:
    name = str(uuid.uuid4())
    async with talking(tmp_path) as (client, assistant):
        token = await begin(client)
        turns = await asyncio.gather(*(say(client, token, "hi", name) for _ in range(8)))
        assert all(turn == turns[0] for turn in turns) and assistant.processor.handled == [name]
    async with talking(tmp_path) as (client, assistant):
        assert await say(client, token, "other words", name) == turns[0]
        assert assistant.processor.handled == []


async def test_two_nodes_over_one_store_see_the_same(tmp_path: Path) -> None:
    async with talking(tmp_path) as (one, first), talking(tmp_path) as (two, second):
        second.lock_store = first.lock_store
        token, name = await begin(one), str(uuid.uuid4())
        turns = await asyncio.gather(*(say(client, token, "hi", name) for client in (one, two, one, two)))
        assert all(turn == turns[0] for turn in turns)
        assert len(first.processor.handled + second.processor.handled) == 1
        assert (await ask(one, "DELETE", "/widget/conversation", token))[0] == 204
        check_error(*(await ask(two, "GET", "/widget/messages", token))[:2], "unauthorized")


async def test_a_late_turn_has_the_safety_text_at_once_and_its_replies_through_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widget, "settings", lambda: Settings(reply_deadline_seconds=0.2))

    async def slowly(_: Any) -> None:
        await asyncio.sleep(0.6)

    async with talking(tmp_path) as (client, assistant):
        token, name = await begin(client), str(uuid.uuid4())
        assistant.processor.before = slowly
        async with listening(client, token) as heard:
            turn = await say(client, token, "hi", name)
            assert turn["late"] is True and turn["id"] == name and turn["seq"] == 0
            assert turn["replies"][-1]["text"] == safety_text()
            event = await asyncio.wait_for(heard.get(), 5)
        assert event["id"] == name and event["replies"][0]["text"] == "you said hi"
        assert await say(client, token, "hi", name) == event


@asynccontextmanager
async def listening(client: Any, token: str, **headers: str) -> AsyncIterator[asyncio.Queue[Any]]:
    """Listen to a conversation's events; each turn comes into a queue, and None at the stream's end."""
    heard: asyncio.Queue[Any] = asyncio.Queue()
    opened = asyncio.Event()

    async def listen() -> None:
        named = {"Authorization": f"Bearer {token}", **headers}
        async with client.get("/widget/events", headers=named, timeout=None) as response:
            assert response.status == 200
            assert response.headers["Content-Type"].startswith("text/event-stream")
            async for line in response.content:
                opened.set()
                if line.startswith(b"data: "):
                    heard.put_nowait(json.loads(line[6:]))
        heard.put_nowait(None)

    task = asyncio.create_task(listen())
    await asyncio.wait_for(opened.wait(), 5)
    try:
        yield heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_another_tab_hears_of_a_turn_and_a_stream_goes_on_where_it_was(tmp_path: Path) -> None:
    async with talking(tmp_path) as (client, _):
        token = await begin(client)
        async with listening(client, token) as heard:
            turn = await say(client, token, "hi")
            assert await asyncio.wait_for(heard.get(), 5) == turn
        second = await say(client, token, "and again")
        async with listening(client, token, **{"Last-Event-ID": str(turn["seq"])}) as heard:
            assert await asyncio.wait_for(heard.get(), 5) == second


async def test_what_came_another_way_is_heard_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LOOK_SECONDS", 0.05)
    async with talking(tmp_path) as (client, _):
        token = await begin(client)
        sender = tokens.subject(f"Bearer {token}", SECRET, tokens.WIDGET)
        async with listening(client, token) as heard:
            body = {"sender": sender, "message": "by another way"}
            assert (await ask(client, "POST", "/webhooks/rest/webhook", body=body))[0] == 200
            assert (await asyncio.wait_for(heard.get(), 5))["text"] == "by another way"


async def test_a_stream_beats_and_ends_when_the_conversation_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_stream, "HEARTBEAT_SECONDS", 0.05)
    async with talking(tmp_path) as (client, _):
        token = await begin(client)
        await say(client, token, "hi")
        async with listening(client, token) as heard:
            await asyncio.sleep(0.2)
            assert (await ask(client, "DELETE", "/widget/conversation", token))[0] == 204
            assert await asyncio.wait_for(heard.get(), 5) is None


async def test_open_streams_are_bounded_and_their_places_come_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as (client, _):
        token = await begin(client)
        most = settings().client_event_streams
        held: List[Any] = [listening(client, token) for _ in range(most)]
        for stream in held:
            await stream.__aenter__()
        status, body, headers = await ask(client, "GET", "/widget/events", token)
        check_error(status, body, "too_many")
        assert status == 429 and headers["Retry-After"]
        for stream in held:
            await stream.__aexit__(None, None, None)
        for _ in range(100):
            if not len(client.app.ctx.widget.streams):
                break
            await asyncio.sleep(0.02)
        async with listening(client, token):
            assert len(client.app.ctx.widget.streams) == 1


async def test_erasing_is_for_ever(tmp_path: Path) -> None:
    async with talking(tmp_path) as (client, assistant):
        token = await begin(client)
        turn = await say(client, token, "my back hurts")
        sender = turn["replies"][0]["recipient_id"]
        assert (await ask(client, "DELETE", "/widget/conversation", token))[0] == 204
        assert await assistant.sql.retrieve_full_tracker(sender) is None
        body = {"id": str(uuid.uuid4()), "text": "hi"}
        for method, path in (
            ("GET", "/widget/messages"),
            ("POST", "/widget/messages"),
            ("GET", "/widget/events"),
            ("GET", "/widget/summary.txt"),
            ("DELETE", "/widget/conversation"),
        ):
            check_error(*(await ask(client, method, path, token, body))[:2], "unauthorized")
    async with talking(tmp_path) as (client, _):
        check_error(*(await ask(client, "GET", "/widget/messages", token))[:2], "unauthorized")


async def test_a_message_that_waits_behind_the_erasing_writes_nothing(tmp_path: Path) -> None:
    async with talking(tmp_path) as (client, assistant):
        token = await begin(client)
        await say(client, token, "hi")
        body = {"id": str(uuid.uuid4()), "text": "still there?"}
        erased, (status, _, _) = await asyncio.gather(
            ask(client, "DELETE", "/widget/conversation", token),
            ask(client, "POST", "/widget/messages", token, body),
        )
        assert erased[0] == 204 and status in (200, 401)
        sender = tokens.subject(f"Bearer {token}", SECRET, tokens.WIDGET)
        assert await assistant.sql.retrieve_full_tracker(str(sender)) is None


async def test_a_failed_message_is_not_kept_and_may_be_sent_again(tmp_path: Path) -> None:
    async def break_down(_: Any) -> None:
        raise RuntimeError("boom")

    async with talking(tmp_path) as (client, assistant):
        token, body = await begin(client), {"id": str(uuid.uuid4()), "text": "hi"}
        assistant.processor.before = break_down
        status, answer, _ = await ask(client, "POST", "/widget/messages", token, body)
        check_error(status, answer, "failed")
        assert [reply["text"] for reply in answer["replies"]] == ["you said hi", safety_text()]
        assert (await ask(client, "GET", "/widget/messages", token))[1] == {"turns": []}
        assistant.processor.before = None
        assert (await say(client, token, "hi", body["id"]))["text"] == "hi"


async def test_a_failure_after_it_was_stored_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    async def break_down(_: Any) -> None:
        raise RuntimeError("boom")

    async with talking(tmp_path) as (client, assistant):
        token, body = await begin(client), {"id": str(uuid.uuid4()), "text": "hi"}
        assistant.processor.after = break_down
        assert (await ask(client, "POST", "/widget/messages", token, body))[0] == 500
        assert (await say(client, token, "hi", body["id"]))["text"] == "hi"
        assert assistant.processor.handled == [body["id"]]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b'"hi"', b"\xff", b"[" * 50_000, {"text": "hi"}, {"id": "short", "text": "hi"}),
        *({"id": 5, "text": "hi"}, {"id": "a" * 65, "text": "hi"}, {"id": "a b c d e f g", "text": "hi"}),
        *(
            {"id": "aaaaaaaa\n", "text": "hi"},
            {"id": "aaaaaaaa", "text": ["hi"]},
            {"id": "aaaaaaaa", "text": {}},
        ),
    ],
)
async def test_what_cannot_be_read_is_refused(tmp_path: Path, body: Any) -> None:
    async with talking(tmp_path) as (client, assistant):
        token = await begin(client)
        status, answer, _ = await ask(client, "POST", "/widget/messages", token, body)
        check_error(status, answer, "bad_request")
        assert answer["reason"] and assistant.processor.handled == []


async def test_whoever_floods_one_conversation_is_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widget, "settings", lambda: Settings(message_burst=3, messages_per_second=0.1))
    async with talking(tmp_path) as (client, _):
        token, other = await begin(client), await begin(client)
        for number in range(3):
            await say(client, token, str(number))
        body = {"id": str(uuid.uuid4()), "text": "more"}
        status, answer, headers = await ask(client, "POST", "/widget/messages", token, body)
        assert (status, answer["error"]) == (429, "too_many") and int(headers["Retry-After"]) >= 1
        await say(client, other, "somebody else is served")


async def test_a_server_that_is_not_ready_says_so(tmp_path: Path) -> None:
    async with talking(tmp_path, Assistant(tmp_path, ready=False)) as (client, _):
        token = await begin(client)
        status, body, headers = await ask(
            client, "POST", "/widget/messages", token, {"id": "a" * 8, "text": "hi"}
        )
        assert (status, body["error"]) == (503, "unavailable") and headers["Retry-After"]
