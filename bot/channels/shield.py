"""What every request passes, whatever it asks for: limits, origins, and the headers of each answer."""

from __future__ import annotations

import time
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot.channels.clients import client_of, is_tls
from bot.channels.connections import Connections, check_head
from bot.channels.limits import Buckets
from bot.channels.origins import drop_rasas_headers, is_allowed, is_preflight, preflight, sharing_headers
from bot.channels.refusals import refusal_for
from bot.channels.request_ids import give_ids
from bot.settings import settings

# For every answer; an answer's own header of that name wins.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ONE_YEAR = "max-age=31536000; includeSubDomains"


class ShieldChannel(InputChannel):
    """Stands before the other channels; it takes no messages of its own."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "shield"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> ShieldChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def url_prefix(self) -> str:
        """Return the root: Rasa joins this to ``/webhooks/``."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return no routes, but what watches over those of the others."""
        guards = Blueprint("shield_channel")
        wanted = settings()
        connections = Connections(
            wanted.connections,
            wanted.client_connections,
            wanted.read_deadline_seconds,
            wanted.idle_seconds,
        )

        # Sanic sets attributes on these, so they are functions and not methods.
        async def begin(conn_info: Any) -> None:
            connections.begin(conn_info)

        async def head_read(request: Request) -> None:
            check_head(request.headers, wanted.largest_body_bytes)

        async def answered(request: Request, response: Any) -> None:
            connections.answered(request)
            drop_rasas_headers(response)

        async def complete(conn_info: Any) -> None:
            connections.complete(conn_info)

        guards.signal("http.lifecycle.begin")(begin)
        guards.signal("http.lifecycle.request")(head_read)
        guards.signal("http.lifecycle.response")(answered)
        guards.signal("http.lifecycle.complete")(complete)
        guards.listener("before_server_start")(_stand_guard)
        return guards


async def _stand_guard(app: Sanic, _: Any) -> None:
    """Set the server's own bounds, and stand before every route."""
    wanted = settings()
    app.config.REQUEST_MAX_SIZE = wanted.largest_body_bytes
    app.config.REQUEST_TIMEOUT = int(wanted.read_deadline_seconds + 1)
    app.config.KEEP_ALIVE_TIMEOUT = int(wanted.idle_seconds)
    app.ctx.request_buckets = Buckets(wanted.client_requests_per_second, wanted.client_request_burst)
    give_ids(app)
    app.register_middleware(check, "request")
    app.register_middleware(add_headers, "response")


async def check(request: Request) -> Optional[HTTPResponse]:
    """Turn a request away that comes too often or from a page that may not send it."""
    Connections.body_read(request)
    wait = request.app.ctx.request_buckets.take(client_of(request), time.monotonic())
    if wait:
        return refusal_for(request.path, 429, {"Retry-After": str(int(wait + 1))})
    return None if is_preflight(request) or is_allowed(request) else refusal_for(request.path, 403)


async def add_headers(request: Request, response: BaseHTTPResponse) -> Optional[HTTPResponse]:
    """Add the headers that every answer has, HSTS where the client speaks TLS, and those of sharing.

    A preflight is answered here: Rasa's own CORS answers it before any route or guard of ours is asked.
    """
    answered = preflight(request) if is_preflight(request) else None
    sent = answered or response
    for name, value in {**HEADERS, **sharing_headers(request)}.items():
        sent.headers.setdefault(name, value)
    if is_tls(request):
        sent.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    return answered
