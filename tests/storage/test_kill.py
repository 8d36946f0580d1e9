"""kill -9 of the server at random moments under load: what was acknowledged is kept, and people go on."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import List

import pytest

from bot.protocol.texts import safety_text
from bot.storage.database import FILE, Location, connect
from tests.storage.talkers import Person, check_kept, talking
from tests.wire.harness import Server

pytestmark = pytest.mark.wire

PEOPLE = 4
KILLS = int(os.environ.get("KILLS", "200"))  # of the slow test
LONGEST_KILL_SECONDS = 30  # with the start of the next server, on a busy machine


def kill_and_restart(folder: Path, kills: int, seed: int) -> List[Person]:
    """Let people talk to a server that is killed so many times, at random moments."""
    chance = random.Random(seed)
    people = [Person(f"person-{number}") for number in range(PEOPLE)]
    server = Server(folder).start()
    current = [server.url]
    began = time.monotonic()
    try:
        for number in range(1, kills + 1):
            with talking(people, lambda: current[0]):
                wait_for_a_reply(people)
                time.sleep(chance.uniform(0, 0.5))
                server.stop(signal.SIGKILL)
            print(progress(number, kills, acknowledged(people), time.monotonic() - began), flush=True)
            # Half of the time as SQLite's files are; half after a look from outside, which ends the journal.
            if chance.random() < 0.5:
                check_file(folder, people)
            server = Server(folder).start()
            current[0] = server.url
        for person in people:
            known = bool(person.acknowledged)
            replies = person.say(server.url)
            said = " ".join(str(reply.get("text", "")) for reply in replies)
            assert safety_text() not in said, "the conversation goes on"
            assert replies and not (known and "I am an automated guide" in said), "and does not begin anew"
    finally:
        server.stop()
    assert "Traceback" not in server.logged()
    return people


def progress(number: int, kills: int, messages: int, seconds: float) -> str:
    """Return a line that says how far it is, and when it will be over if it goes on like this."""
    left = seconds / number * (kills - number)
    return (
        f"kill {number} of {kills}: {messages} messages acknowledged, {seconds / 60:.1f} min gone, "
        f"{left / 60:.1f} min left"
    )


def acknowledged(people: List[Person]) -> int:
    return sum(len(person.acknowledged) for person in people)


def wait_for_a_reply(people: List[Person]) -> None:
    before, deadline = acknowledged(people), time.monotonic() + 30
    while acknowledged(people) == before:
        assert time.monotonic() < deadline, "nobody gets a reply"
        time.sleep(0.01)


def check_file(folder: Path, people: List[Person]) -> int:
    engine = connect(Location(f"sqlite:///{folder / 'state' / FILE}"))
    try:
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        return check_kept(engine, people)
    finally:
        engine.dispose()


def check(folder: Path, kills: int, seed: int) -> None:
    people = kill_and_restart(folder, kills, seed)
    kept = check_file(folder, people)
    print(
        f"\n{kills} kills: {acknowledged(people)} messages acknowledged, {kept} stored, none lost, none twice"
    )


def test_whatever_was_acknowledged_survives_kill_9(trained_model: Path, tmp_path: Path) -> None:
    check(tmp_path, kills=5, seed=6)


@pytest.mark.slow
@pytest.mark.timeout(300 + KILLS * LONGEST_KILL_SECONDS)
def test_whatever_was_acknowledged_survives_200_times_kill_9(trained_model: Path, tmp_path: Path) -> None:
    check(tmp_path, kills=KILLS, seed=random.randrange(10**6))
