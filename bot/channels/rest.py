"""The REST channel: ``POST /webhooks/rest/webhook``, as Rasa's own, but guarded and never silent."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, List, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.channels import tokens
from bot.channels.clients import client_of
from bot.channels.guards import IncomingMessage, Refusal, read_request
from bot.channels.refusals import refusal_for
from bot.channels.turn import Reply, log_failure, safety_reply, take_turn
from bot.settings import settings


class RestChannel(InputChannel):
    """Takes ``{"sender", "message", "metadata"}`` and answers a list of messages, never an empty one."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name, which is also its place below ``/webhooks/``."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> RestChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("rest_channel")

        @routes.get("/")
        async def status(_: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                message = read_request(request.body)
            except Refusal as refusal:
                return answer([safety_reply("", str(refusal))], 400)
            allowed = admit(request, message)
            if allowed is None:
                return answer([safety_reply(message.sender, "You are not signed in.")], 401)
            deadline = settings().reply_deadline_seconds
            return answer(await take_turn(on_new_message, allowed, self.name(), deadline, client_of(request)))

        routes.listener("before_server_start")(_answer_errors)
        return routes


async def _answer_errors(app: Sanic, _: Any) -> None:
    """Let errors below this channel's address be answered in its form too (too large, wrong method)."""
    app.error_handler.add(Exception, _failed)


async def _failed(request: Optional[Request], error: Exception) -> HTTPResponse:
    status = error.status_code if isinstance(error, SanicException) else 500
    if status >= 500 and status != 503:  # a client that was too slow is no failure of ours
        log_failure("request", error)
    return refusal_for(request.path if request is not None else "/webhooks/", status)


def answer(replies: List[Reply], status: int = 200) -> HTTPResponse:
    """Return the messages as a response that no cache keeps."""
    return json(replies, status=status, headers={"Cache-Control": "no-store"})


def admit(request: Request, message: IncomingMessage) -> Optional[IncomingMessage]:
    """Return the message where its sender may speak, else None.

    On the loopback address everybody may. Elsewhere a bearer token must name the sender; a message without
    a sender is taken as its holder's.
    """
    if not needs_token(request.app):
        return message
    subject = tokens.subject(request.headers.get("authorization"), settings().token_secret)
    if subject is None:
        return None
    if not message.sender_given:
        return IncomingMessage(subject, message.text, message.metadata)
    return message if subject == message.sender else None


def needs_token(app: Sanic) -> bool:
    """Tell whether the server is bound to an address that other machines can reach."""
    return not tokens.is_loopback(app.state.host or "")
