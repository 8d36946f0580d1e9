"""Events for others: they arrive where there is a broker, and nobody waits where there is none."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import Any, Dict, Iterator, List

import aio_pika
import pytest

from bot.storage import broker
from bot.storage.broker import EventFeed
from tests.storage.proxy import Wire
from tests.storage.services import RABBITMQ, need


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Use an exchange and a queue of its own, deleted afterwards."""
    need("RabbitMQ", 5672)
    name = f"ivig-test-{uuid.uuid4().hex}"
    monkeypatch.setattr(broker, "EXCHANGE", name)
    monkeypatch.setattr(broker, "QUEUE", name)
    yield name

    async def clean_up() -> None:
        async with await aio_pika.connect(RABBITMQ) as connection:
            channel = await connection.channel()
            await channel.queue_delete(name)
            await channel.exchange_delete(name)

    asyncio.run(clean_up())


async def received(name: str, count: int) -> List[Dict[str, Any]]:
    """Return so many bodies from the queue, waiting for them."""
    bodies: List[Dict[str, Any]] = []
    async with await aio_pika.connect(RABBITMQ) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(name, durable=True)
        deadline = time.monotonic() + 20
        while len(bodies) < count and time.monotonic() < deadline:
            message = await queue.get(fail=False)
            if message is None:
                await asyncio.sleep(0.05)
                continue
            await message.ack()
            bodies.append(json.loads(message.body))
    return bodies


def body(number: int) -> Dict[str, Any]:
    return {"sender_id": "me", "event": "user", "text": f"number {number}"}


async def test_events_arrive_once_and_in_order(names: str) -> None:
    feed = EventFeed(RABBITMQ)
    for number in range(50):
        feed.publish(body(number))
    assert await received(names, 50) == [body(number) for number in range(50)]
    feed.close()


async def test_what_was_said_while_the_broker_was_away_arrives_when_it_is_back(names: str) -> None:
    wire = Wire(5672)
    wire.cut()
    feed = EventFeed(RABBITMQ.replace(":5672", f":{wire.port}"), retry_seconds=0.2)
    feed.publish(body(1))
    await asyncio.sleep(0.5)
    feed.publish(body(2))
    wire.mend()
    assert await received(names, 2) == [body(1), body(2)]
    feed.close()
    wire.close()


@pytest.mark.parametrize("url", ["amqp://guest:guest@127.0.0.1:1/", "kafka://127.0.0.1:1/topic"])
def test_publishing_waits_for_nobody_and_memory_stays_bounded(url: str) -> None:
    feed = EventFeed(url, waiting_kept=100)
    slowest = 0.0
    for number in range(1000):
        started = time.perf_counter()
        feed.publish(body(number))
        slowest = max(slowest, time.perf_counter() - started)
    assert slowest < 0.5
    assert feed.dropped >= 1000 - 100 - feed.published and feed.published == 0
    feed.close()
