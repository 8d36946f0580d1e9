"""One message of a conversation at a time, in the order in which they came.

Rasa's ticket lock polls once a second; and over Redis it reads, changes and writes a ticket list in three
steps, so that two nodes can issue the same ticket at the same moment, and a killed node's ticket blocks its
conversation for a minute. Here the list changes in one step (a script in Redis), a ticket lives for seconds
and is renewed while its holder lives, and waiting messages look every few milliseconds.

The lock keeps the order; the database keeps the truth: a turn whose lock failed all the same cannot overwrite
another (`ConversationMovedOn`). So where Redis is down, messages go on with the lock of this node alone.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from contextlib import asynccontextmanager
from typing import Any, AsyncGenerator, Dict

import redis.asyncio as redis
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, RedisLockStore
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.02
TICKET_SECONDS = (
    5.0  # below the reply's deadline: after kill -9 of a node the next message waits this long at most
)
RENEW_SECONDS = 1.0
REDIS_SECONDS = 1.0  # longest wait for Redis
PAUSE_SECONDS = 1.0  # after a failure Redis is left alone for so long
FORGET_MS = 60_000
PREFIX = "ivig-triage:lock:"

# Keys: the queue (ticket by number) and its tickets' lives (ticket by expiry). Arguments: ticket, lifetime in
# ms, and how long an unused list is kept. Returns 1 where the ticket is the first. A ticket unknown or
# expired goes to the end of the queue.
_QUEUE_UP = """
local now = redis.call('TIME')
local ms = now[1] * 1000 + math.floor(now[2] / 1000)
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ms)) do
  redis.call('ZREM', KEYS[1], dead)
  redis.call('ZREM', KEYS[2], dead)
end
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
  redis.call('ZADD', KEYS[1], (tonumber(last[2]) or 0) + 1, ARGV[1])
end
redis.call('ZADD', KEYS[2], ms + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return redis.call('ZRANK', KEYS[1], ARGV[1]) == 0 and 1 or 0
"""
_LEAVE = """
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
"""


class LocalLocks(InMemoryLockStore):
    """Rasa's lock in memory, for one process; a waiting message looks more often."""

    def __init__(self) -> None:
        super().__init__()
        self._issuing = threading.Lock()

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME) -> int:
        """Issue a ticket; turns and Rasa's HTTP API do so from different threads."""
        with self._issuing:
            ticket: int = super().issue_ticket(conversation_id, lock_lifetime)
            return ticket

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = LOOK_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Wait for the conversation, and hold it until the block is left."""
        async with super().lock(conversation_id, lock_lifetime, wait_time_in_seconds) as lock:
            yield lock


class SharedLocks(RedisLockStore):
    """The order of messages over several nodes, kept in Redis."""

    def __init__(self, url: str, prefix: str = PREFIX) -> None:
        """Prepare the locks; nothing is connected yet.

        Args:
            url: address of Redis.
            prefix: of the keys, so that others may use the same Redis.
        """
        self._url = url
        self._prefix = prefix
        self._local = LocalLocks()
        self._clients: Dict[int, Any] = {}  # one for each event loop, since a connection belongs to a loop
        self._failed_at = float("-inf")
        self._failing = False

    @property
    def is_failing(self) -> bool:
        """Tell whether Redis failed when it was last asked."""
        return self._failing

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = LOOK_SECONDS,
    ) -> AsyncGenerator[TicketLock, None]:
        """Wait for the conversation on all nodes, and hold it until the block is left."""
        async with self._local.lock(conversation_id, lock_lifetime, wait_time_in_seconds) as lock:
            ticket = secrets.token_hex(8)
            held = await self._wait(conversation_id, ticket, wait_time_in_seconds)
            if not held:
                yield lock
                return
            over = asyncio.Event()
            renewal = asyncio.ensure_future(self._renew(conversation_id, ticket, over))
            try:
                yield lock
            finally:
                over.set()
                await renewal
                await self._script(_LEAVE, conversation_id, ticket)

    async def _wait(self, conversation_id: str, ticket: str, wait_seconds: float) -> bool:
        """Wait for the first place of the queue; False where Redis cannot say: the message goes on."""
        try:
            while True:
                first = await self._queue_up(conversation_id, ticket)
                if first is None:
                    return False
                if first:
                    return True
                await asyncio.sleep(wait_seconds)
        except asyncio.CancelledError:
            await self._script(_LEAVE, conversation_id, ticket)
            raise

    async def _renew(self, conversation_id: str, ticket: str, over: asyncio.Event) -> None:
        """Keep a ticket alive until the turn is over.

        It is told so and not cancelled: `asyncio.wait_for` may swallow a cancellation, and would then go on
        for ever.
        """
        waiter = asyncio.ensure_future(over.wait())
        while not (await asyncio.wait({waiter}, timeout=RENEW_SECONDS))[0]:
            await self._queue_up(conversation_id, ticket)

    async def _queue_up(self, conversation_id: str, ticket: str) -> Any:
        return await self._script(_QUEUE_UP, conversation_id, ticket, int(TICKET_SECONDS * 1000), FORGET_MS)

    async def _script(self, script: str, conversation_id: str, *arguments: Any) -> Any:
        """Run a script on a conversation's queue and return its result, or None where Redis fails."""
        if time.monotonic() - self._failed_at < PAUSE_SECONDS:
            return None
        keys = [f"{self._prefix}{{{conversation_id}}}:{part}" for part in ("queue", "lives")]
        try:
            # A deadline of our own: the client's would be one for each attempt.
            result = await asyncio.wait_for(
                self._client().eval(script, len(keys), *keys, *arguments), REDIS_SECONDS
            )
        except (RedisError, OSError, asyncio.TimeoutError) as error:
            self._failed_at = time.monotonic()
            if not self._failing:
                logger.error(
                    "Redis fails; messages are ordered on this node alone: kind=%s", type(error).__name__
                )
            self._failing = True
            return None
        if self._failing:
            logger.warning("Redis works again")
        self._failing = False
        return result

    def _client(self) -> Any:
        loop = asyncio.get_running_loop()
        client = self._clients.get(id(loop))
        if client is None:
            client = self._clients[id(loop)] = redis.Redis.from_url(
                self._url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
            )
        return client
