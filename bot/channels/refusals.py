"""What a request gets that cannot be served: in its channel's form, with what to do in an emergency."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from sanic.response import HTTPResponse, json, text

from bot.channels.turn import safety_reply
from bot.protocol.texts import safety_text

# The status of each code of docs/widget-api.md.
STATUS: Mapping[str, int] = {
    "bad_request": 400,
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "too_large": 413,
    "too_many": 429,
    "failed": 500,
    "unavailable": 503,
}
_CODES = {status: code for code, status in STATUS.items()}
_LEADS = {
    401: "You are not signed in.",
    403: "This page may not speak with the assistant.",
    404: "Not found.",
    408: "The message came too slowly.",
    413: "The message is too long.",
    429: "There were too many messages at once. Please wait a moment.",
    503: "The assistant is busy or starting.",
}
_HEADERS = {"Cache-Control": "no-store"}


def refused(code: str, headers: Optional[Dict[str, str]] = None, **more: Any) -> HTTPResponse:
    """Return an error of the widget's channel.

    Args:
        code: one of `STATUS`.
        headers: further headers.
        more: further fields.
    """
    status = STATUS[code]
    named = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    body = {"error": code, "text": safety_text(), **more}
    return json(body, status=status, headers={**_HEADERS, **named, **(headers or {})})


def refusal_for(path: str, status: int, headers: Optional[Dict[str, str]] = None) -> HTTPResponse:
    """Return a refusal in the form of the channel that a path belongs to."""
    if path.startswith("/widget/"):
        return refused(code_of(status), headers)
    lead = _LEADS.get(status, "The message could not be read." if status < 500 else "This did not work.")
    if path.startswith("/webhooks/"):
        return json([safety_reply("", lead)], status=status, headers={**_HEADERS, **(headers or {})})
    return text(f"{lead}\n{safety_text()}\n", status=status, headers={**_HEADERS, **(headers or {})})


def code_of(status: int) -> str:
    """Return the code that says the most of a status."""
    if status in _CODES:
        return _CODES[status]
    return "bad_request" if status < 500 else "failed"
