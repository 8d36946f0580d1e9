"""Documents that are the same for everybody: written once, tagged, and sent again only where they changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Mapping, Optional

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import raw as raw_response

from bot.settings import settings

JSON = "application/json; charset=utf-8"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True)
class Document:
    """A body and its type."""

    body: bytes
    content_type: str = JSON

    @cached_property
    def tag(self) -> str:
        """Its entity tag: another body has another one."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


def written(content: Any) -> bytes:
    """Write JSON, with the emergency number in its place."""
    return json.dumps(_filled(content), ensure_ascii=False).encode("utf-8")


def _filled(content: Any) -> Any:
    if isinstance(content, str):
        return content.replace("{emergency_number}", settings().emergency_number)
    if isinstance(content, dict):
        return {key: _filled(value) for key, value in content.items()}
    return [_filled(part) for part in content] if isinstance(content, (list, tuple)) else content


def conditional(request: Request, document: Document) -> HTTPResponse:
    """Return a document, or that the one the client holds is still the same.

    A browser may keep it, but asks each time.
    """
    headers = {"Cache-Control": "no-cache", "ETag": document.tag}
    given = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    if "*" in given or document.tag in [tag.removeprefix("W/") for tag in given]:
        return raw_response(b"", status=304, headers={**HEADERS, **headers})
    return respond(document.body, headers=headers, content_type=document.content_type)


def respond(
    body: bytes, status: int = 200, headers: Optional[Mapping[str, str]] = None, content_type: str = JSON
) -> HTTPResponse:
    """Return a body that no page frames and no browser reads as something else; it loads our files only."""
    every = {**HEADERS, **(headers or {})}
    return raw_response(body, status=status, headers=every, content_type=content_type)
