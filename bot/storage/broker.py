"""Events for others (RabbitMQ or Kafka), off the path of a reply.

Rasa's brokers wait for a connection when the server starts and keep what they cannot send without a bound.
Here a thread of its own owns the broker: publishing puts an event on a bounded queue and returns. A broker
that is down costs events for others, never a reply; the database keeps all events in any case.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections import deque
from typing import Any, Deque, Dict, List, Optional, Protocol
from urllib.parse import unquote, urlsplit

logger = logging.getLogger(__name__)

Body = Dict[str, Any]

WAITING_KEPT = 10_000
RETRY_SECONDS = 5.0
SEND_SECONDS = 5.0
EXCHANGE = "rasa-exchange"
QUEUE = "ivig-triage-events"


class EventFeed:
    """Publishes events to the broker that an address names."""

    def __init__(
        self, url: str, waiting_kept: int = WAITING_KEPT, retry_seconds: float = RETRY_SECONDS
    ) -> None:
        self._url = url
        self._waiting: Deque[Body] = deque(maxlen=waiting_kept)
        self._retry_seconds = retry_seconds
        self._lock = threading.Lock()
        self._thread: Optional[threading.Thread] = None
        self._loop: Optional[asyncio.AbstractEventLoop] = None
        self._wake: Optional[asyncio.Event] = None
        self._ended = False
        self.dropped = 0  # events that found no room
        self.published = 0

    def publish(self, body: Body) -> None:
        """Queue an event; the oldest one makes room where the broker has been down for long."""
        with self._lock:
            if self._waiting.maxlen is not None and len(self._waiting) == self._waiting.maxlen:
                self.dropped += 1
            self._waiting.append(body)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="event feed", daemon=True)
                self._thread.start()
            loop, wake = self._loop, self._wake
        if loop is not None and wake is not None:
            loop.call_soon_threadsafe(wake.set)

    def close(self) -> None:
        """End the feed; what is still queued is not sent."""
        with self._lock:
            self._ended = True
            loop, wake = self._loop, self._wake
        if loop is not None and wake is not None:
            loop.call_soon_threadsafe(wake.set)

    def _work(self) -> None:
        asyncio.run(self._feed())

    async def _feed(self) -> None:
        with self._lock:
            self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        failing = False
        while not self._ended:
            try:
                await self._feed_one_connection()
                return
            except Exception as error:  # noqa: BLE001 - whatever a broker's library raises, it is tried again
                if not failing:
                    logger.error("events cannot be published: kind=%s", type(error).__name__)
                failing = True
                await asyncio.sleep(self._retry_seconds)

    async def _feed_one_connection(self) -> None:
        assert self._wake is not None
        sender = _sender(self._url)
        try:
            await sender.open()
            while not self._ended:
                while self._waiting:
                    body = self._waiting[0]
                    await sender.send(body)
                    with self._lock:
                        if self._waiting and self._waiting[0] is body:
                            self._waiting.popleft()
                        self.published += 1
                self._wake.clear()
                if not self._waiting:
                    await self._wake.wait()
        finally:
            await sender.close()


class _Sender(Protocol):
    """One connection to a broker; each method raises what the broker's library raises."""

    async def open(self) -> None: ...

    async def send(self, body: Body) -> None: ...

    async def close(self) -> None: ...


class _RabbitMQ:
    """Sends to a fanout exchange with a durable queue, as Rasa does; a send awaits its receipt."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Any = None
        self._exchange: Any = None

    async def open(self) -> None:
        import aio_pika

        self._connection = await aio_pika.connect(self._url, timeout=SEND_SECONDS)
        channel = await self._connection.channel()
        self._exchange = await channel.declare_exchange(EXCHANGE, type=aio_pika.ExchangeType.FANOUT)
        queue = await channel.declare_queue(QUEUE, durable=True)
        await queue.bind(self._exchange, "")

    async def send(self, body: Body) -> None:
        import aio_pika

        content = json.dumps(body).encode("utf-8")
        message = aio_pika.Message(content, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await self._exchange.publish(message, "", timeout=SEND_SECONDS)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()


class _Kafka:
    """Sends to a topic, a conversation's events in their order."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._topic = parts.path.strip("/") or QUEUE
        self._options = {
            "bootstrap.servers": parts.netloc.rpartition("@")[2],
            "message.timeout.ms": int(SEND_SECONDS * 1000),
            "enable.idempotence": True,
        }
        if parts.username:
            self._options.update(
                {
                    "security.protocol": "SASL_SSL",
                    "sasl.mechanism": "PLAIN",
                    "sasl.username": unquote(parts.username),
                    "sasl.password": unquote(parts.password or ""),
                }
            )
        self._producer: Any = None

    async def open(self) -> None:
        from confluent_kafka import Producer

        self._producer = Producer(self._options, logger=logging.getLogger("bot.storage.kafka"))

    async def send(self, body: Body) -> None:
        await asyncio.to_thread(self._send, body)

    def _send(self, body: Body) -> None:
        outcome: List[Any] = []
        self._producer.produce(
            self._topic,
            value=json.dumps(body).encode("utf-8"),
            key=str(body.get("sender_id")).encode("utf-8"),
            on_delivery=lambda error, _: outcome.append(error),
        )
        self._producer.flush(SEND_SECONDS * 2)
        if outcome != [None]:
            raise ConnectionError("Kafka did not take the event")

    async def close(self) -> None:
        self._producer = None


def _sender(url: str) -> _Sender:
    return _Kafka(url) if url.startswith("kafka://") else _RabbitMQ(url)
