"""The custom actions in a server apart: Rasa SDK's application, behind a secret that the SDK does not know.

Whoever reaches this server reads whatever a call holds, and a call holds a whole conversation. So it listens
on the loopback address unless a secret is set, and with a secret it asks for it before it reads a body.
"""

from __future__ import annotations

import logging
from typing import Any, Optional

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels import tokens
from bot.channels.connections import check_head
from bot.faults import place_of
from bot.runtime.action_secret import is_right
from bot.runtime.console import Console, lead_output_into
from bot.runtime.errors import CommandError
from bot.runtime.server import Address, check_port
from bot.settings import settings

HEALTH = "/health"  # needs no secret: it says nothing
LARGEST_CALL_BYTES = 16 * 1024 * 1024  # a call holds the conversation and the domain

logger = logging.getLogger(__name__)


def check_address(address: Address, secret: Optional[str]) -> None:
    """Check, before any work, that the actions may and can be served there.

    Raises:
        CommandError: other machines could reach it and there is no secret, or the port cannot be used.
    """
    if secret is None and not tokens.is_loopback(address.host):
        raise CommandError(
            f"{address.host} can be reached from other machines: set IVIG_ACTION_SECRET to a secret of "
            f"{tokens.SHORTEST_SECRET} characters or more, here and at the server, or use 127.0.0.1."
        )
    check_port(address, f"`actions --port {address.port + 1}`")


def application(package: str, secret: Optional[str]) -> Sanic:
    """Return Rasa SDK's application for a package's actions, which asks for the secret where there is one.

    Raises:
        CommandError: the actions could not be loaded.
    """
    from rasa_sdk.endpoint import create_app

    try:
        app: Sanic = create_app(package, cors_origins="")
    except (Exception, SystemExit) as error:
        raise CommandError(
            f"The custom actions in '{package}' could not be loaded ({type(error).__name__})."
        ) from error
    app.config.REQUEST_MAX_SIZE = LARGEST_CALL_BYTES

    # Signals come before the body is read; the SDK's route is asked only then.
    async def head_read(request: Request) -> None:
        check_head(request.headers, LARGEST_CALL_BYTES)
        if secret is not None and request.path != HEALTH and not _may_ask(request, secret):
            raise SanicException("The secret is missing or wrong.", status_code=401)

    app.signal("http.lifecycle.request")(head_read)
    app.error_handler.add(Exception, _failed)
    return app


def serve(console: Console, address: Address, package: str = "actions") -> None:
    """Serve the actions until interrupted.

    Raises:
        CommandError: they could not be loaded, or the server could not start.
    """
    from bot.runtime import private_log

    lead_output_into(settings().log_dir / "actions-output.log")
    log = private_log.configure(settings().log_dir, "actions.log")
    app = application(package, settings().action_secret)
    started = []

    async def announce(_: Any, __: Any) -> None:
        private_log.start_serving()
        started.append(True)
        console.say("The actions are ready. Stop them with Ctrl-C.")
        console.say(f"  Webhook:   {address.url}/webhook (IVIG_ACTION_ENDPOINT of the server)")
        console.say(f"  Log:       {log}")

    app.register_listener(announce, "after_server_start")
    app.run(host=address.host, port=address.port, access_log=False, motd=False)
    if not started:
        raise CommandError(f"The actions could not be served; the reason is at the end of {log}.")
    console.say("Stopped.")


def _may_ask(request: Request, secret: str) -> bool:
    return is_right(secret, request.headers.get("authorization"), request.args.getlist("token") or [])


async def _failed(request: Request, error: Exception) -> HTTPResponse:
    """Answer a failure by its kind alone: the SDK's own handler sends the whole call back, and logs it."""
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500:
        logger.error("an action failed: kind=%s%s", type(error).__name__, place_of(error))
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return json({"error": type(error).__name__}, status=status, headers=headers)
