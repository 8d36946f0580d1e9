"""One message of a person at a time, in order, also over several nodes, and also when Redis goes away."""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import Iterator, List

import pytest
import redis as redis_client
from rasa.core.lock_store import LockStore

from bot.settings import Settings
from bot.storage import locks
from bot.storage.locks import LocalLocks, SharedLocks
from tests.storage.proxy import Wire
from tests.storage.services import REDIS, need


@pytest.fixture
def prefix() -> Iterator[str]:
    """Return a prefix of its own in Redis, cleaned up afterwards."""
    need("Redis", 6379)
    prefix = f"ivig-test-{uuid.uuid4().hex}:"
    yield prefix
    client = redis_client.Redis.from_url(REDIS)
    for key in client.scan_iter(f"{prefix}*"):
        client.delete(key)
    client.close()


@pytest.fixture
def nodes(prefix: str) -> List[LockStore]:
    """Return the locks of two nodes."""
    return [SharedLocks(REDIS, prefix), SharedLocks(REDIS, prefix)]


async def hold(store: LockStore, name: str, log: List[str], seconds: float = 0.05, who: str = "me") -> None:
    async with store.lock(who):
        log.append(f"+{name}")
        await asyncio.sleep(seconds)
        log.append(f"-{name}")


def one_at_a_time(log: List[str]) -> bool:
    return all(log[at][1:] == log[at + 1][1:] and log[at][0] == "+" for at in range(0, len(log), 2))


async def test_on_one_node_messages_wait_in_their_order() -> None:
    store, log = LocalLocks(), []
    await asyncio.gather(*(hold(store, str(number), log) for number in range(5)))
    assert log == [f"{sign}{number}" for number in range(5) for sign in "+-"]


async def test_on_two_nodes_messages_are_handled_one_after_the_other(nodes: List[LockStore]) -> None:
    log: List[str] = []
    await asyncio.gather(*(hold(nodes[number % 2], str(number), log, 0.02) for number in range(20)))
    assert len(log) == 40 and one_at_a_time(log)


async def test_who_came_first_is_first_whichever_node_he_came_to(nodes: List[LockStore]) -> None:
    log: List[str] = []
    waiting = []
    for number in range(6):
        waiting.append(asyncio.ensure_future(hold(nodes[number % 2], str(number), log)))
        await asyncio.sleep(0.1 if number == 0 else 0.03)
    await asyncio.gather(*waiting)
    assert one_at_a_time(log)
    by_node = [[name for name in log if name[0] == "+" and int(name[1:]) % 2 == node] for node in (0, 1)]
    assert by_node == [["+0", "+2", "+4"], ["+1", "+3", "+5"]]


async def test_different_people_do_not_wait_for_each_other(nodes: List[LockStore]) -> None:
    log: List[str] = []
    await asyncio.gather(*(hold(nodes[0], who, log, 0.2, who) for who in "ab"))
    assert [name[0] for name in log] == ["+", "+", "-", "-"]


async def test_a_turn_longer_than_a_ticket_keeps_its_place(
    nodes: List[LockStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "TICKET_SECONDS", 0.5)
    monkeypatch.setattr(locks, "RENEW_SECONDS", 0.1)
    log: List[str] = []
    await asyncio.gather(*(hold(node, str(n), log, 1.2) for n, node in enumerate(nodes)))
    assert one_at_a_time(log)


def test_a_ticket_lives_shorter_than_a_reply_may_take() -> None:
    assert Settings().reply_deadline_seconds > locks.TICKET_SECONDS + 2


async def test_the_ticket_of_a_killed_node_holds_the_next_message_up_until_it_expires(
    nodes: List[LockStore], prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "TICKET_SECONDS", 0.8)
    dead = nodes[0]
    assert isinstance(dead, SharedLocks)
    assert await dead._queue_up("me", "ticket of a node that is killed now")
    log: List[str] = []
    started = time.monotonic()
    await hold(nodes[1], "next", log)
    assert log and 0.6 < time.monotonic() - started < 3


async def test_who_gives_up_waiting_holds_nobody_up(nodes: List[LockStore]) -> None:
    log: List[str] = []
    holding = asyncio.ensure_future(hold(nodes[0], "0", log, 0.5))
    await asyncio.sleep(0.1)
    given_up = asyncio.ensure_future(hold(nodes[1], "1", log))
    await asyncio.sleep(0.1)
    given_up.cancel()
    await hold(nodes[1], "2", log)
    await asyncio.gather(holding, given_up, return_exceptions=True)
    assert log == ["+0", "-0", "+2", "-2"]


@pytest.mark.parametrize("fault", ["cut", "hang"])
async def test_without_redis_a_node_goes_on_with_its_own_order(
    fault: str, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "REDIS_SECONDS", 0.4)
    monkeypatch.setattr(locks, "PAUSE_SECONDS", 0.5)
    wire = Wire(6379)
    store, log = SharedLocks(f"redis://127.0.0.1:{wire.port}/0", prefix), []
    try:
        await hold(store, "before", log)
        getattr(wire, fault)()
        started = time.monotonic()
        await asyncio.gather(hold(store, "1", log), hold(store, "2", log))
        assert time.monotonic() - started < 6 * locks.REDIS_SECONDS
        assert one_at_a_time(log) and store.is_failing
        wire.mend()
        await asyncio.sleep(locks.PAUSE_SECONDS + 0.2)
        await hold(store, "after", log)
        assert not store.is_failing
    finally:
        wire.close()


async def test_a_turn_that_ends_while_its_ticket_is_renewed_frees_the_conversation(
    nodes: List[LockStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "RENEW_SECONDS", 0.001)  # so that a renewal is under way nearly all the time
    log: List[str] = []
    for number in range(100):
        await asyncio.wait_for(hold(nodes[number % 2], str(number), log, 0.002 + number * 0.00003), 3)
    assert len(log) == 200
