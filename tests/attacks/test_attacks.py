"""Every attack gets what it must, nobody else's conversation changes, and the log stays clean."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from tests.attacks import attack
from tests.attacks.attack import MARKER, SETTINGS, Target, play, read_table
from tests.wire.harness import Server

pytestmark = pytest.mark.wire

LEAST_ATTACKS = 60


@pytest.fixture(scope="module")
def attacked(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("attacked"), **SETTINGS).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def target(attacked: Server) -> Target:
    return Target(attacked.port)


def test_the_table_is_long_enough_and_names_each_attack_once() -> None:
    names = [entry["name"] for _, entry in read_table()]
    assert len(names) >= LEAST_ATTACKS and len(set(names)) == len(names)


@pytest.mark.parametrize("entry", [entry for _, entry in read_table()], ids=lambda entry: str(entry["name"]))
def test_an_attack_gets_what_it_must(target: Target, entry: Dict[str, Any]) -> None:
    got, problem = play(entry, target)
    assert problem is None, f"{problem}: got {got}"


def test_afterwards_the_others_are_served_and_no_conversation_and_no_log_was_touched(
    attacked: Server, target: Target
) -> None:
    (turn,) = target.conversation(target.victim_token)["turns"]
    assert turn["id"] == target.victim_message and MARKER in turn["text"]
    started = time.monotonic()
    replies: List[Any] = target.say(target.victim_token, "my tongue feels swollen").json()["replies"]
    assert time.monotonic() - started < 3
    levels = [reply["custom"].get("level") for reply in replies if "custom" in reply]
    assert "emergency" in levels
    logged = attacked.logged()
    for secret in (MARKER, "forged-line", target.victim, target.victim_token, attack.SECRET):
        assert secret not in logged
    assert "Traceback" not in logged
