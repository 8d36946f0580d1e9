"""Two servers on one PostgreSQL and one Redis: people come to either, and one of them is killed."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from typing import Callable, Iterator, List

import pytest
import sqlalchemy as sa

from bot.channels.turn import NOT_SAVED
from bot.protocol.texts import safety_text
from bot.storage.database import Location, connect
from tests.storage.proxy import Wire
from tests.storage.services import REDIS, need
from tests.storage.talkers import Person, check_kept, talking
from tests.wire.harness import Reply, Server, over_http

pytestmark = pytest.mark.wire


def said(replies: List[Reply]) -> str:
    return "\n".join(str(reply.get("text", "")) for reply in replies)


@pytest.fixture
def wire() -> Iterator[Wire]:
    need("PostgreSQL", 5432)
    wire = Wire(5432)
    yield wire
    wire.close()


def test_two_nodes_keep_the_order_and_one_of_them_may_be_killed_or_lose_its_database(
    trained_model: Path, empty_postgresql: str, tmp_path: Path, wire: Wire
) -> None:
    need("Redis", 6379)
    behind_wire = sa.engine.url.make_url(empty_postgresql).set(port=wire.port)
    far = behind_wire.render_as_string(hide_password=False)
    one = Server(tmp_path / "one", DATABASE_URL=empty_postgresql, REDIS_URL=REDIS)
    two = Server(tmp_path / "two", DATABASE_URL=far, REDIS_URL=REDIS)
    try:
        # Started while there is no database at all: the order of starts does not matter.
        wire.cut()
        two.start()
        one.start()
        wire.mend()
        people_talk_to_both_at_the_same_moment(one, two, empty_postgresql)
        a_conversation_goes_on_without_the_database(two, one, wire)
        a_conversation_goes_on_when_a_node_is_killed(one, two, empty_postgresql)
    finally:
        one.stop(signal.SIGKILL)
        assert two.stop() == 0
    assert "Traceback" not in one.logged() + two.logged()


def people_talk_to_both_at_the_same_moment(one: Server, two: Server, database: str) -> None:
    wait_until_saved(two)
    chance = random.Random(3)
    people = [Person(f"person-{number}") for number in range(3)]
    with talking(people, lambda: chance.choice((one.url, two.url)), at_once=2):
        wait_until(lambda: all(len(person.acknowledged) >= 5 for person in people))
    assert check_kept(connect(Location(database)), people) >= 15


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def wait_until_saved(server: Server) -> None:
    """Wait until a node has noticed that the database is back."""
    wait_until(lambda: NOT_SAVED not in said(over_http(server).say("hello")))


def a_conversation_goes_on_without_the_database(node: Server, other: Server, wire: Wire) -> None:
    talk = over_http(node)
    talk.say("my back hurts since yesterday")
    wire.hang()
    started = time.monotonic()
    replies = talk.say("my throat feels tight and I cannot breathe well")
    assert time.monotonic() - started < 8.5
    assert talk.level() == "emergency", "the danger is told"
    assert NOT_SAVED in said(replies) and safety_text() in said(replies), "and that it was not saved"
    wire.cut()
    wire.mend()
    time.sleep(1.5)
    went_on = over_http(other, talk.sender)
    talk.say("what now?")
    assert NOT_SAVED not in talk.text()
    went_on.say("hello")
    assert "emergency" in str(went_on.last()) or "911" in went_on.text(), "the other node knows of it as well"


def a_conversation_goes_on_when_a_node_is_killed(node: Server, other: Server, database: str) -> None:
    people = [Person(f"survivor-{number}") for number in range(4)]
    current = [node.url]
    with talking(people, lambda: current[0]):
        wait_until(lambda: all(person.acknowledged for person in people))
        node.stop(signal.SIGKILL)
        current[0] = other.url
        before = [len(person.acknowledged) for person in people]
        # Each of them gets a real reply from the other node: a killed node's lock holds nobody up.
        wait_until(lambda: all(len(p.acknowledged) > count for p, count in zip(people, before, strict=True)))
    check_kept(connect(Location(database)), people)
