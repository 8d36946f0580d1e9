"""docs/advisories.md: versions are the locked ones, advisories still concern them, and the reasons hold."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, NamedTuple, Set

import pytest
from packaging.version import Version
from pydantic import ValidationError

from bot.settings import Settings
from tests.wire.harness import ROOT

# Reasons that a test below shows.
BELOW = (
    "no web application of aiohttp",
    "no cookies or forms of aiohttp",
    "no TfidfVectorizer",
)
TABLE = ROOT / "docs" / "advisories.md"
ID = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|PYSEC-\d{4}-\d+")


class Row(NamedTuple):
    ids: List[str]
    library: str
    locked: str
    mended: str
    what: str
    why: str
    shown_by: str


def rows() -> List[Row]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith(("| CVE", "| GHSA", "| PYSEC")):
            found.append(Row(cells[0].split(), *cells[1:]))
    return found


def locked() -> Dict[str, Set[str]]:
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    versions: Dict[str, Set[str]] = {}
    for name, version in re.findall(r'^name = "([^"]+)"\nversion = "([^"]+)"', text, re.M):
        versions.setdefault(name, set()).add(version)
    return versions


def test_every_version_is_the_locked_one_and_still_needs_its_row() -> None:
    versions = locked()
    assert len(rows()) > 20
    for row in rows():
        assert versions.get(row.library) == {row.locked}, (
            f"{row.library}: the lock has {versions.get(row.library)}"
        )
        assert Version(row.locked) < Version(row.mended), (
            f"{row.library}: {row.mended} is reached, drop the row"
        )


def test_every_id_is_one_and_stands_once() -> None:
    ids = [name for row in rows() for name in row.ids]
    assert [name for name in ids if not ID.fullmatch(name)] == []
    assert len(ids) == len(set(ids))
    assert all(row.what and row.why for row in rows())


def test_the_audit_passes_over_exactly_these() -> None:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "scripts" / "audit.py")
    assert spec is not None and spec.loader is not None
    audit = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(audit)
    assert sorted(audit.known()) == sorted(name for row in rows() for name in row.ids)


def test_every_reason_is_shown_by_something_that_is_there() -> None:
    for row in rows():
        shown = row.shown_by
        if shown.startswith("`tests/"):
            assert (ROOT / shown.strip("`")).is_file(), shown
        elif shown == "`DATABASE_URL`":
            continue
        elif not shown.startswith("not loaded: "):
            assert shown in BELOW, shown


def sources() -> str:
    files = [path for folder in ("bot", "actions") for path in (ROOT / folder).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_aiohttp_serves_nothing_and_sends_no_cookies_or_forms() -> None:
    code = sources()
    assert "aiohttp.ClientSession" in code
    assert not re.search(r"aiohttp\.web|from aiohttp import.*\bweb\b", code)
    assert not re.search(r"CookieJar|FormData|MultipartWriter|cookies=", code)


def test_nothing_is_taught_to_a_tfidf_vectorizer() -> None:
    assert not re.search(r"import .*(Tfidf|Count)Vectorizer", sources())


def test_no_database_but_two_kinds_is_accepted() -> None:
    for url in ("mongodb://host/name", "mongodb+srv://host/name", "dynamo://host"):
        with pytest.raises(ValidationError, match="it must begin with"):
            Settings(database_url=url)


# Everything that a server loads, and one message; then which of these modules are there, as files.
SERVE = """
import asyncio, sys
from bot.runtime.environment import prepare
prepare()
from bot.runtime.tensorflow_stand_in import leave_tensorflow_out
leave_tensorflow_out()
from bot.runtime import model, stores, watch
from bot.runtime.application import application
from bot.runtime.console import Console
from bot.runtime.in_process_actions import InProcessActions
from bot.runtime.processor import AssistantAgent
from bot.channels.guards import IncomingMessage
from bot.channels.turn import take_turn
console = Console.standard()
found, _ = stores.endpoints(console)
path = str(model.ensure(console))
application(path, 5999, found, False, None)
agent = AssistantAgent.load(path, action_endpoint=InProcessActions())
message = IncomingMessage("anna", "my back hurts, can i take ibuprofen?")
assert asyncio.run(take_turn(agent.handle_message, message, "rest", 60.0))
loaded = [name for name, module in list(sys.modules.items()) if getattr(module, "__file__", None)]
console.say("LOADED " + " ".join(loaded))
"""


def test_what_is_said_not_to_be_loaded_is_not_loaded_by_a_server(trained_model: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SERVE],
        cwd=ROOT,
        env={**os.environ, "IVIG_STATE_DIR": str(tmp_path), "IVIG_LOG_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("LOADED ")] or [done.stderr]
    loaded = set(line.split()[1:])
    assert {"rasa", "sanic", "aiohttp", "sklearn"} <= loaded, line[-2000:]
    for row in rows():
        if row.shown_by.startswith("not loaded: "):
            assert row.shown_by.partition(": ")[2] not in loaded, row
