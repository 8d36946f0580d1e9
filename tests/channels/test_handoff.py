"""The routes of the summary: who may see it, in which form, and what nobody learns from a refusal."""

from __future__ import annotations

import asyncio
import urllib.parse
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Dict, List, Optional, Tuple

import aiohttp
import pytest
from rasa.core.channels.channel import register
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.server import add_root_route
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.channels import tokens
from bot.channels.handoff import HandoffChannel, read_name
from bot.channels.page import PageChannel
from bot.channels.rest import RestChannel
from bot.protocol.findings import Findings
from bot.settings import Settings
from tests.protocol.people import person
from tests.wire.harness import free_port

SECRET = "s" * 32
PEOPLE = {
    "anna": person("neck_stiffness", phase="after", hours=30.0),
    "a/b %41.html ü": person("back_pain"),
    "silent": Findings(),
}
DOMAIN = Domain.from_yaml("slots: {findings: {type: any, mappings: [{type: custom}]}}\nversion: '3.1'")
KINDS = ("html", "json", "txt")


@pytest.fixture(autouse=True)
def several_apps_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sanic, "test_mode", True)


class Assistant:
    """Stands for Rasa's agent: it has a tracker store, and takes no messages here."""

    def __init__(self, store: Any) -> None:
        self.tracker_store = store

    def is_ready(self) -> bool:
        return True


class BrokenStore:
    async def retrieve(self, sender_id: str) -> None:
        raise RuntimeError(f"no {sender_id}")


async def store_with(people: Dict[str, Findings]) -> InMemoryTrackerStore:
    store = InMemoryTrackerStore(DOMAIN)
    for sender, findings in people.items():
        tracker = DialogueStateTracker(sender, DOMAIN.slots)
        tracker.update(UserUttered("hi", timestamp=1_777_890_540.0))
        tracker.update(SlotSet("findings", findings.as_slot()))
        await store.save(tracker)
    return store


@asynccontextmanager
async def served(bound_to: str = "127.0.0.1", store: Any = None, ready: bool = True) -> AsyncIterator[Any]:
    """Serve the channels on a loopback port; ``bound_to`` is the address that they believe to be bound to."""
    app = Sanic(f"test_{free_port()}", configure_logging=False)
    add_root_route(app)
    register([RestChannel(), PageChannel(), HandoffChannel()], app, route="/webhooks/")
    if ready:
        app.ctx.agent = Assistant(store or await store_with(PEOPLE))
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


async def get(client: Any, name: str, **headers: str) -> Tuple[int, Any, str]:
    path = "/handoff/" + urllib.parse.quote(name, safe="")
    async with client.get(aiohttp.client.URL(path, encoded=True), headers=headers) as response:
        return response.status, response.headers, await response.text()


async def test_the_summary_comes_as_a_page_as_fhir_and_as_text() -> None:
    async with served() as client:
        answers = {kind: await get(client, f"anna.{kind}") for kind in KINDS}
    assert [status for status, _, _ in answers.values()] == [200, 200, 200]
    types = [headers["Content-Type"] for _, headers, _ in answers.values()]
    assert types[0].startswith("text/html") and types[2].startswith("text/plain")
    assert types[1].startswith("application/fhir+json")
    assert "<table>" in answers["html"][2] and '"Bundle"' in answers["json"][2]
    assert "SITUATION" in answers["txt"][2] and "2026-05-04T10:29:00Z" in answers["txt"][2]


@pytest.mark.parametrize(
    "name", ["anna.html", "anna.json", "anna.txt", "nobody.html", "anna.exe", "silent.html"]
)
async def test_no_answer_is_kept_framed_sniffed_or_may_load_anything(name: str) -> None:
    async with served() as client:
        _, headers, _ = await get(client, name)
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Referrer-Policy"] == "no-referrer" and headers["X-Frame-Options"] == "DENY"
    assert "Access-Control-Allow-Origin" not in headers


async def test_the_summary_holds_no_sender() -> None:
    async with served() as client:
        for kind in KINDS:
            _, _, text = await get(client, f"anna.{kind}")
            assert "anna" not in text.lower()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_sender_of_any_characters_is_found(kind: str) -> None:
    async with served() as client:
        status, _, _ = await get(client, f"a/b %41.html ü.{kind}")
    assert status == 200


@pytest.mark.parametrize(
    "name", ["nobody.html", "nobody.json", "anna", "anna.exe", ".html", "x" * 201 + ".html", "../anna"]
)
async def test_what_does_not_exist_is_not_found(name: str) -> None:
    async with served() as client:
        status, _, text = await get(client, name)
    assert status == 404 and "There is no such summary" in text


async def test_with_nothing_told_there_is_no_empty_summary() -> None:
    async with served() as client:
        for kind in KINDS:
            status, _, text = await get(client, f"silent.{kind}")
            assert status == 404 and "Nothing has been told yet" in text
        assert '"OperationOutcome"' in (await get(client, "silent.json"))[2]


def bearer(sender: str) -> Dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(sender, SECRET)}"}


@pytest.mark.parametrize("kind", KINDS)
async def test_on_an_open_address_only_the_tokens_subject_sees_its_summary(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.rest.settings", lambda: Settings(token_secret=SECRET))
    async with served("0.0.0.0") as client:
        assert (await get(client, f"anna.{kind}", **bearer("anna")))[0] == 200
        refused: List[Tuple[int, Any, str]] = [
            await get(client, f"anna.{kind}", **bearer("ben")),
            await get(client, f"nobody.{kind}", **bearer("ben")),
            await get(client, f"anna.{kind}"),
            await get(client, f"nobody.{kind}"),
            await get(client, f"anna.{kind}", Authorization="Bearer x"),
        ]
        assert {status for status, _, _ in refused} == {401}
        assert len({text for _, _, text in refused}) == 1, "a refusal does not tell who exists"
        names = ("Content-Type", "Content-Length", "WWW-Authenticate")
        assert len({tuple(headers[name] for name in names) for _, headers, _ in refused}) == 1
        assert (await get(client, f"ben.{kind}", **bearer("ben")))[0] == 404


async def test_nothing_is_looked_up_for_whoever_may_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.rest.settings", lambda: Settings(token_secret=SECRET))
    async with served("0.0.0.0", store=BrokenStore()) as client:
        assert (await get(client, "anna.html"))[0] == 401


async def test_a_failure_is_answered_in_kind_and_logged_without_the_sender(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with served(store=BrokenStore()) as client:
        status, headers, text = await get(client, "anna.json")
    assert status == 500 and '"OperationOutcome"' in text and headers["Cache-Control"] == "no-store"
    assert "what=handoff" in caplog.text and "anna" not in caplog.text


async def test_before_the_model_is_loaded_the_answer_is_to_wait() -> None:
    async with served(ready=False) as client:
        status, _, text = await get(client, "anna.txt")
    assert status == 503 and "starting" in text


async def test_others_are_answered_while_a_bundle_is_made() -> None:
    async with served() as client:
        bundles = [asyncio.create_task(get(client, "anna.json")) for _ in range(4)]
        async with client.get("/health") as response:
            assert response.status == 200
        assert {status for status, _, _ in await asyncio.gather(*bundles)} == {200}


async def test_the_route_takes_nothing_but_get() -> None:
    async with served() as client:
        for method in ("post", "put", "delete"):
            async with getattr(client, method)("/handoff/anna.html") as response:
                assert response.status == 405


@pytest.mark.parametrize(
    ("name", "sender", "kind"),
    [("anna.html", "anna", "html"), ("a.b.json", "a.b", "json"), ("a%2Fb.txt", "a/b", "txt")],
)
def test_a_name_is_a_sender_and_a_kind(name: str, sender: str, kind: str) -> None:
    wanted = read_name(name)
    assert wanted is not None and (wanted.sender, wanted.kind) == (sender, kind)


@pytest.mark.parametrize("name", ["", "anna", ".html", "  .html", "anna.HTML", "anna.pdf"])
def test_any_other_name_asks_for_nothing(name: str) -> None:
    wanted: Optional[object] = read_name(name)
    assert wanted is None
