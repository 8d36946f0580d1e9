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

from bot.channels.static import matches
from bot.settings import settings

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Document:
    """A body of JSON."""

    body: bytes

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
    if matches(request.headers.get("if-none-match", ""), document.tag):
        return raw_response(b"", status=304, headers=headers)
    return respond(document.body, headers=headers)


def respond(body: bytes, status: int = 200, headers: Optional[Mapping[str, str]] = None) -> HTTPResponse:
    """Return a body of JSON."""
    return raw_response(body, status=status, headers=dict(headers or {}), content_type=JSON)
