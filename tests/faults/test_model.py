"""A model that cannot be loaded: people still read what to do in an emergency."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
import requests

from bot.protocol.texts import safety_text
from tests.faults.broken_parts import call_current
from tests.wire.harness import Server

pytestmark = pytest.mark.wire


@pytest.mark.parametrize("junk", [b"no archive", b""])
def test_without_a_model_people_read_the_safety_text_until_it_is_there(
    trained_model: Path, tmp_path: Path, junk: bytes
) -> None:
    models = tmp_path / "models"
    models.mkdir()
    broken = models / trained_model.name
    broken.write_bytes(junk)
    call_current(models)
    server = Server(tmp_path, IVIG_MODEL_DIR=str(models)).start(announced="without its model")
    try:
        replies = server.post({"sender": "a", "message": "I can't breathe"}).json()
        assert [reply["text"] for reply in replies] == [safety_text()]
        assert requests.get(f"{server.url}/health", timeout=10).json()["red"]["model"]
        assert requests.get(f"{server.url}/health/ready", timeout=10).status_code == 503
        assert requests.get(f"{server.url}/health/live", timeout=10).status_code == 200
        assert "emergency" in requests.get(f"{server.url}/", timeout=10).text

        shutil.copy(trained_model, broken)
        deadline = time.monotonic() + 60
        while requests.get(f"{server.url}/health", timeout=10).status_code != 200:
            assert time.monotonic() < deadline, server.logged()
            time.sleep(0.3)
        replies = server.post({"sender": "a", "message": "I can't breathe"}).json()
        assert any((reply.get("custom") or {}).get("level") == "emergency" for reply in replies)
    finally:
        assert server.stop() == 0
