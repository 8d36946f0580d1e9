"""Every request has an id: in its log lines, and in its answer's header, so that the two can be joined."""

from __future__ import annotations

from typing import Optional

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse

from bot import request_id


async def _begin(request: Request) -> Optional[HTTPResponse]:
    request.ctx.request_id = request_id.begin(request.headers.get(request_id.HEADER))
    return None


async def _name(request: Request, response: BaseHTTPResponse) -> None:
    named = getattr(request.ctx, "request_id", None)
    if named is not None:
        response.headers.setdefault(request_id.HEADER, named)


def give_ids(app: Sanic) -> None:
    """Give every request of an application its id, before anything else happens to it."""
    app.register_middleware(_begin, "request")
    app.register_middleware(_name, "response")
