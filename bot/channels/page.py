"""The chat page and the health check."""

from __future__ import annotations

import html
from functools import lru_cache
from pathlib import Path
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json
from sanic.response import html as html_response
from sanic.response import text as text_response

from bot.protocol.texts import safety_text
from bot.settings import settings

WEB = Path(__file__).resolve().parent.parent / "web"
ASSETS = {"chat.css": "text/css; charset=utf-8", "chat.js": "text/javascript; charset=utf-8"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class PageChannel(InputChannel):
    """Serves the page at ``/``, its two files, and ``/health``; it takes no messages of its own."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "page"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> PageChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def url_prefix(self) -> str:
        """Return the root: Rasa joins this to ``/webhooks/``."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("page_channel")

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            if is_ready(request.app):
                return json({"status": "ok"})
            return json({"status": "starting"}, status=503)

        @routes.get("/chat")
        async def chat(_: Request) -> HTTPResponse:
            return html_response(page(), headers=HEADERS)

        @routes.get("/assets/<name:str>")
        async def asset(_: Request, name: str) -> HTTPResponse:
            if name not in ASSETS:
                return text_response("Not found.", status=404)
            content = (WEB / name).read_text(encoding="utf-8")
            return text_response(content, content_type=ASSETS[name], headers=HEADERS)

        @routes.get("/favicon.ico")
        async def icon(_: Request) -> HTTPResponse:
            return empty()

        # Rasa has a greeting of its own at "/", and a route cannot be given twice.
        routes.listener("before_server_start")(_take_root)
        return routes


async def _take_root(app: Sanic, _: Any) -> None:
    app.register_middleware(page_at_root, "request")


async def page_at_root(request: Request) -> Optional[HTTPResponse]:
    """Answer ``GET /`` with the chat page, before Rasa's own route does."""
    if request.path == "/" and request.method == "GET":
        return html_response(page(), headers=HEADERS)
    return None


def is_ready(app: Sanic) -> bool:
    """Tell whether the model is loaded, so that messages will be answered."""
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())


@lru_cache(maxsize=1)
def page() -> str:
    """Return the page with the emergency number and the safety text filled in."""
    content = (WEB / "index.html").read_text(encoding="utf-8")
    deadline_ms = int(settings().reply_deadline_seconds * 1000)
    values = {
        "{{ emergency_number }}": settings().emergency_number,
        "{{ safety_text }}": safety_text(),
        "{{ reply_deadline_ms }}": str(deadline_ms),
    }
    for mark, value in values.items():
        content = content.replace(mark, html.escape(value))
    return content
