"""Which pages may speak with the assistant: our own, and those of the listed origins (CORS)."""

from __future__ import annotations

from typing import Dict, Optional

from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

from bot.channels.clients import foreign_origin
from bot.channels.refusals import refusal_for
from bot.settings import settings

SHARED = ("/widget/", "/widget.js")  # what pages of other origins may use
METHODS = "GET, POST, DELETE"
REQUEST_HEADERS = "authorization, content-type, last-event-id"
PREFLIGHT_SECONDS = "600"


def is_preflight(request: Request) -> bool:
    """Tell whether a browser asks, for a page of another origin, what that page may send."""
    return request.method == "OPTIONS" and "access-control-request-method" in request.headers


def preflight(request: Request) -> HTTPResponse:
    """Answer a preflight: yes to our own pages and to those of the listed origins."""
    if not is_allowed(request):
        return refusal_for(request.path, 403)
    headers = {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": REQUEST_HEADERS,
        "Access-Control-Max-Age": PREFLIGHT_SECONDS,
    }
    return empty(headers=headers)


def is_allowed(request: Request) -> bool:
    """Tell whether the page behind a request may send it; what is no browser names no page."""
    origin = foreign_origin(request)
    if origin is None:
        return True
    return request.path.startswith(SHARED) and origin in settings().allowed_origins


def sharing_headers(request: Request) -> Dict[str, str]:
    """Return the headers that let a listed page read an answer; none for any other page."""
    if not request.path.startswith(SHARED):
        return {}
    origin: Optional[str] = foreign_origin(request)
    if origin is None or origin not in settings().allowed_origins:
        return {"Vary": "Origin"}
    return {
        "Access-Control-Allow-Origin": origin,
        "Vary": "Origin",
    }


def drop_rasas_headers(response: BaseHTTPResponse) -> None:
    """Take back what Rasa's own CORS adds to every answer: there are no cookies, and no such header."""
    response.headers.pop("Access-Control-Allow-Credentials", None)
    if response.headers.get("Access-Control-Expose-Headers") == "filename":
        del response.headers["Access-Control-Expose-Headers"]
    if "Access-Control-Allow-Origin" in response.headers:
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
