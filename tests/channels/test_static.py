"""The pages' files: whether a browser has them already, and under which headers they are sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any, AsyncIterator

import pytest
from sanic import Sanic

from bot.channels import static
from bot.channels.page import PAGES, PageChannel
from bot.channels.shield import ShieldChannel
from tests.channels.small_server import Assistant, served

FILES = sorted(static.public_files())


@pytest.fixture
async def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Any]:
    monkeypatch.setattr(Sanic, "test_mode", True)
    async with served([ShieldChannel(), PageChannel()], Assistant(tmp_path)) as client:
        yield client


async def ask(client: Any, path: str, held: str = "", method: str = "GET") -> Any:
    headers = {"If-None-Match": held} if held else {}
    async with client.request(method, path, headers=headers) as response:
        return response.status, response.headers, await response.read()


async def test_every_file_and_page_is_sent_once_and_then_known(client: Any) -> None:
    assert "/widget.js" in FILES and "/nurse.js" in FILES
    for path in (*FILES, *PAGES):
        status, headers, body = await ask(client, path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache") and body, path
        tag = headers["ETag"]
        assert tag.startswith('"') and tag.endswith('"')
        for held in (tag, f"W/{tag}", f'"older", {tag}', "*"):
            again, known, nothing = await ask(client, path, held)
            assert (again, nothing, known["ETag"]) == (304, b"", tag), (path, held)
        for other in ('"older"', tag.strip('"'), f'{tag[:-2]}x"', "W/"):
            assert (await ask(client, path, other))[0] == 200, (path, other)


async def test_what_a_browser_has_keeps_its_policy(client: Any) -> None:
    """A 304 updates the headers that the browser holds: it must not lose the page's policy."""
    for path in PAGES:
        _, first, _ = await ask(client, path)
        status, again, _ = await ask(client, path, first["ETag"])
        assert status == 304
        for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
            assert again[name] == first[name]


async def test_the_head_says_what_the_whole_would(client: Any) -> None:
    for path in (*FILES, *PAGES):
        _, whole, body = await ask(client, path)
        status, head, nothing = await ask(client, path, method="HEAD")
        assert (status, nothing) == (200, b"")
        assert head["ETag"] == whole["ETag"] and head["Content-Type"] == whole["Content-Type"]
        assert int(whole["Content-Length"]) == len(body)


async def test_a_changed_file_has_another_tag(tmp_path: Path) -> None:
    path = tmp_path / "part.js"
    path.write_text("1;")
    static.file_at.cache_clear()
    before = static.file_at(path)
    path.write_text("2;")
    static.file_at.cache_clear()
    after = static.file_at(path)
    assert before.tag != after.tag and not static.matches(before.tag, after.tag)
