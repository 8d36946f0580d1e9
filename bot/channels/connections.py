"""Bounds on connections: how many, and how long one may take to send a request.

Sanic's own clock starts anew with every byte, so that a client which sends a byte now and then would never be
late. This one runs from the beginning of the request to the end of its body.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Optional
from typing import Counter as CounterOf

from sanic.exceptions import InvalidUsage, PayloadTooLarge
from sanic.request import Request

from bot.channels.clients import counted, is_proxy

GRACE_SECONDS = 1.0  # for the refusal of a request that did not come in time
_LENGTH = re.compile(r"[0-9]{1,12}")


@dataclass(eq=False)
class _Connection:
    client: str
    task: Optional[asyncio.Task[Any]]
    clock: Optional[asyncio.TimerHandle] = field(default=None)
    expired: bool = False


def check_head(headers: Any, largest: int) -> None:
    """Refuse a head whose body cannot be told for certain.

    A negative length would keep Sanic 21.12 reading for ever, and the whole server with it; two lengths, or a
    length beside a coding, would let a proxy and us see different requests.

    Raises:
        InvalidUsage: the length of the body is not given once and plainly.
        PayloadTooLarge: the body is longer than it may be.
    """
    lengths = headers.getall("content-length", [])
    codings = headers.getall("transfer-encoding", [])
    if codings and (lengths or codings != ["chunked"]):
        raise InvalidUsage("The length of the body is not plain.")
    if len(lengths) > 1 or not all(_LENGTH.fullmatch(length) for length in lengths):
        raise InvalidUsage("The length of the body is not a number.")
    if lengths and int(lengths[0]) > largest:
        raise PayloadTooLarge("The body is too large.")


class Connections:
    """Counts the open connections, and ends one whose request does not come."""

    def __init__(self, most: int, most_each: int, read_seconds: float, idle_seconds: float) -> None:
        """Make the register.

        Args:
            most: open connections in all.
            most_each: open connections of one address; our own proxies are not counted.
            read_seconds: how long a client may take to send a request, head and body.
            idle_seconds: how long a connection may be idle between two requests.
        """
        self._most = most
        self._most_each = most_each
        self._read_seconds = read_seconds
        self._idle_seconds = idle_seconds
        self._each: CounterOf[str] = Counter()
        self._count = 0

    def begin(self, conn_info: Any) -> None:
        """Take a new connection, or end it at once where there are too many."""
        address = str(conn_info.client_ip or "")
        connection = _Connection("" if is_proxy(address) else counted(address), asyncio.current_task())
        conn_info.ctx.guarded = connection
        self._count += 1
        self._each[connection.client] += 1
        crowded = connection.client and self._each[connection.client] > self._most_each
        if self._count > self._most or crowded:
            raise asyncio.CancelledError
        self._wind(connection, self._read_seconds)

    @staticmethod
    def body_read(request: Request) -> None:
        """Stop the clock: the whole request has come."""
        connection = getattr(getattr(request.conn_info, "ctx", None), "guarded", None)
        if connection is not None and connection.clock is not None and not connection.expired:
            connection.clock.cancel()
            connection.clock = None

    def answered(self, request: Request) -> None:
        """Time the next request on the same connection."""
        connection = getattr(getattr(request.conn_info, "ctx", None), "guarded", None)
        if connection is not None and not connection.expired:
            self._wind(connection, self._idle_seconds + self._read_seconds)

    def complete(self, conn_info: Any) -> None:
        """Forget a connection that has ended."""
        connection = getattr(conn_info.ctx, "guarded", None) if conn_info is not None else None
        if connection is None:
            return
        conn_info.ctx.guarded = None
        if connection.clock is not None:
            connection.clock.cancel()
        self._count -= 1
        self._each[connection.client] -= 1
        self._each += Counter()  # forgets who has none left

    def _wind(self, connection: _Connection, seconds: float) -> None:
        if connection.clock is not None:
            connection.clock.cancel()
        if connection.task is not None:
            loop = asyncio.get_running_loop()
            connection.clock = loop.call_later(seconds, self._expire, connection)

    def _expire(self, connection: _Connection) -> None:
        """Have the request refused; then close, as Sanic would go on reading the rest of its body."""
        connection.expired = True
        if connection.task is not None:
            connection.task.cancel()
            loop = asyncio.get_running_loop()
            connection.clock = loop.call_later(GRACE_SECONDS, connection.task.cancel)
