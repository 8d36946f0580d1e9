"""A conversation is played, recorded, and its recording is played again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.conversation_tests.in_process import InProcess
from bot.conversation_tests.loader import load_file
from bot.conversation_tests.play import play
from bot.conversation_tests.recording import NothingToRecord, record
from tests.wire.harness import Server, over_http

PLAYED = [
    [
        "hi my name is jenny",
        "my back hurts a bit, ivig ended yesterday",
        "why does it hurt?",
        "none of these",
        "no",
    ],
    ["dr patel gave me ivig yesterday, my neck is stiff, call me on 07700 900123", "thanks"],
    ["I cannot breathe", "no I dont", "no"],
    ["RN here", "AMS onset"],
]


@pytest.fixture(scope="module")
def assistant(agent: Any, private_loop: Any) -> InProcess:
    return InProcess(agent, private_loop)


@pytest.mark.parametrize("messages", PLAYED, ids=lambda messages: messages[0][:30])
def test_a_recorded_conversation_can_be_played_again(
    assistant: InProcess, messages: list[str], tmp_path: Path, request: Any
) -> None:
    sender = f"Jenny Smith {request.node.name}"
    for words in messages:
        assistant.send(sender, words)
    tracker = assistant.tracker(sender)
    assert tracker is not None
    recording = record(tracker.events)
    assert not [part for part in ("jenny", "Jenny", "patel", "07700") if part in recording.text]
    path = tmp_path / "recorded.yml"
    path.write_text(recording.text, encoding="utf-8")
    (case,) = load_file(path)
    assert case.level is not None and len(case.steps) == len(messages)
    play(case, assistant)


def test_a_conversation_without_words_cannot_be_recorded() -> None:
    with pytest.raises(NothingToRecord):
        record([])


@pytest.mark.wire
def test_the_command_reads_the_store_of_a_server(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = over_http(server)
    person.say("I'm Priya, my neck is stiff, ivig was yesterday")
    monkeypatch.setenv("IVIG_STATE_DIR", str(server.folder / "state"))
    monkeypatch.setenv("IVIG_LOG_DIR", str(tmp_path / "logs"))
    out = tmp_path / "made" / "recorded.yml"
    done = run_command("record", person.sender, "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "'Priya'" in done.stdout and "Priya" not in out.read_text(encoding="utf-8")
    (case,) = load_file(out)
    assert (case.level, case.red_flags) == ("urgent", ("neck_stiffness",))
    assert run_command("record", person.sender, "--out", str(out)).returncode == 1  # nothing is overwritten
    assert run_command("record", "nobody").returncode == 1


def run_command(*arguments: str) -> Any:
    import subprocess
    import sys

    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120)
