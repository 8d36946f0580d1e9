"""The pages, their files, and the health checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Awaitable, Callable, Coroutine, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels import static
from bot.channels.refusals import refusal_for
from bot.channels.turn import is_alive
from bot.faults import FAULTS

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]
# Below the patience of whoever asks (deploy/kubernetes/values.yml waits 5 s), and above what a step of a
# turn computes without a pause.
ALIVE_SECONDS = 3.0
PAGES = {"/": "index", "/chat": "index", "/nurse": "nurse"}


class PageChannel(InputChannel):
    """Serves the pages, their files and the health checks; it takes no messages of its own."""

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
        for address, name in PAGES.items():
            if address != "/":  # Rasa has a greeting of its own there, and a route cannot be given twice
                routes.add_route(
                    _sender_of_page(address), address, methods=("GET", "HEAD"), name=f"page_{name}"
                )
        for number, (address, path) in enumerate(static.public_files().items()):
            handler = _sender_of_file(path)
            routes.add_route(handler, address, methods=("GET", "HEAD"), name=f"file_{number}")

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return _health(request.app)

        @routes.get("/health/ready")
        async def ready(request: Request) -> HTTPResponse:
            return _readiness(request.app, "ready")

        @routes.get("/health/live")
        async def live(_: Request) -> HTTPResponse:
            alive = await is_alive(ALIVE_SECONDS)
            return json(
                {"status": "live" if alive else "stuck"},
                status=200 if alive else 503,
                headers={"Cache-Control": "no-store"},
            )

        @routes.get("/favicon.ico")
        async def icon(_: Request) -> HTTPResponse:
            return empty()

        routes.listener("before_server_start")(_take_root)
        return routes


def _sender_of_page(address: str) -> Handler:
    async def send(request: Request) -> HTTPResponse:
        return send_page(request, address)

    return send


def _sender_of_file(path: Path) -> Handler:
    async def send(request: Request) -> HTTPResponse:
        return static.send(request, path)

    return send


def send_page(request: Request, address: str) -> HTTPResponse:
    """Return the page at an address, or that there is none."""
    path = static.page(PAGES[address])
    return refusal_for(request.path, 404) if path is None else static.send(request, path)


async def _take_root(app: Sanic, _: Any) -> None:
    app.register_middleware(page_at_root, "request")


async def page_at_root(request: Request) -> Optional[HTTPResponse]:
    """Answer ``GET /`` with the patients' page, before Rasa's own route does."""
    if request.path == "/" and request.method in ("GET", "HEAD"):
        return send_page(request, "/")
    return None


def _health(app: Sanic) -> HTTPResponse:
    """Return what monitoring asks for: red parts by name, each with the id of its last failure in the log."""
    red = FAULTS.red()
    if not red:
        return _readiness(app, "ok")
    return json({"status": "red", "red": red}, status=503, headers={"Cache-Control": "no-store"})


def _readiness(app: Sanic, word: str) -> HTTPResponse:
    if getattr(app.ctx, "draining", False):
        word = "draining"
    elif not is_ready(app):
        word = "starting"
    status = 503 if word in ("draining", "starting") else 200
    return json({"status": word}, status=status, headers={"Cache-Control": "no-store"})


def is_ready(app: Sanic) -> bool:
    """Tell whether the model is loaded, so that messages will be answered."""
    agent = getattr(app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())
