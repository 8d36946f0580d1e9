"""Who is next: turns go round among the clients, and round among the conversations of each.

A client that floods waits behind itself: whoever else writes is served next. A conversation has one turn at a
time, in the order in which its messages came.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import AsyncIterator, Deque, Optional, Set, Tuple
from typing import Counter as CounterOf

Key = Tuple[str, str]  # client, conversation


class Overloaded(Exception):
    """So many turns wait that this one cannot."""


@dataclass(eq=False)
class _Waiting:
    key: Key
    turn: asyncio.Future[None]


class FairQueue:
    """Hands out a bounded number of turns at once; lives in one event loop."""

    def __init__(self, slots: int = 8, slots_each: int = 4, longest: int = 512) -> None:
        """Make a queue.

        Args:
            slots: turns at once.
            slots_each: turns at once of one client; fewer than ``slots``, so that one alone never holds all.
            longest: how many may wait in all; of more, the client with the most waiting loses its newest.
        """
        self._slots = slots
        self._slots_each = slots_each
        self._longest = longest
        self._busy: Set[Key] = set()
        self._running: CounterOf[str] = Counter()
        self._waiting: OrderedDict[str, OrderedDict[str, Deque[_Waiting]]] = OrderedDict()
        self._count = 0

    @asynccontextmanager
    async def turn(self, client: str, conversation: str) -> AsyncIterator[None]:
        """Wait for the turn of a conversation, and hold it for the time of the block.

        Raises:
            Overloaded: too many wait, most of them of this client.
        """
        waiting = _Waiting((client, conversation), asyncio.get_running_loop().create_future())
        self._make_room(client)
        self._add(waiting)
        self._serve()
        try:
            await waiting.turn
        except BaseException:
            if waiting.turn.done() and not waiting.turn.cancelled() and waiting.turn.exception() is None:
                self._end(waiting.key)
            else:
                self._remove(waiting)
            raise
        try:
            yield
        finally:
            self._end(waiting.key)

    def waiting(self) -> int:
        """Return how many wait."""
        return self._count

    def _make_room(self, client: str) -> None:
        if self._count < self._longest:
            return
        crowd = max(self._waiting, key=self._length)
        if self._length(crowd) <= self._length(client):
            raise Overloaded
        conversations = self._waiting[crowd]
        newest = max(reversed(conversations.values()), key=len)[-1]
        self._remove(newest)
        newest.turn.set_exception(Overloaded())

    def _length(self, client: str) -> int:
        return sum(map(len, self._waiting.get(client, {}).values()))

    def _add(self, waiting: _Waiting) -> None:
        client, conversation = waiting.key
        self._waiting.setdefault(client, OrderedDict()).setdefault(conversation, deque()).append(waiting)
        self._count += 1

    def _remove(self, waiting: _Waiting) -> None:
        client, conversation = waiting.key
        conversations = self._waiting.get(client)
        queue = conversations.get(conversation) if conversations is not None else None
        if conversations is None or queue is None or waiting not in queue:
            return
        queue.remove(waiting)
        self._count -= 1
        if not queue:
            del conversations[conversation]
        if not conversations:
            del self._waiting[client]

    def _end(self, key: Key) -> None:
        self._busy.discard(key)
        self._running[key[0]] -= 1
        self._running += Counter()  # forgets who has none left
        self._serve()

    def _serve(self) -> None:
        while len(self._busy) < self._slots:
            waiting = self._next()
            if waiting is None:
                return
            client, conversation = waiting.key
            self._remove(waiting)
            if waiting.turn.done():  # whoever waited has gone in this very moment
                continue
            self._to_the_end(client, conversation)
            self._busy.add(waiting.key)
            self._running[client] += 1
            waiting.turn.set_result(None)

    def _to_the_end(self, client: str, conversation: str) -> None:
        conversations = self._waiting.get(client)
        if conversations is None:
            return
        self._waiting.move_to_end(client)
        if conversation in conversations:
            conversations.move_to_end(conversation)

    def _next(self) -> Optional[_Waiting]:
        for client, conversations in self._waiting.items():
            if self._running[client] >= self._slots_each:
                continue
            for conversation, queue in conversations.items():
                if (client, conversation) not in self._busy:
                    return queue[0]
        return None
