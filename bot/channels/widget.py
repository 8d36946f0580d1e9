"""The widget's channel, as docs/widget-api.md says: sessions, messages, events, erasing, the summary."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any, Awaitable, Callable, Dict, List, Optional, Set, Tuple

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from bot.channels import handoff, tokens
from bot.channels.clients import client_of
from bot.channels.conversations import Conversations, conversations_of
from bot.channels.event_stream import follow
from bot.channels.guards import Refusal, fresh_sender
from bot.channels.limits import Buckets
from bot.channels.refusals import refused
from bot.channels.secret import session_secret
from bot.channels.streams import Streams, TooManyStreams
from bot.channels.transcript import Turn, shown
from bot.channels.turn import in_turn, log_failure
from bot.channels.widget_turn import Erased, read_message, take
from bot.protocol.loader import protocol
from bot.protocol.texts import emergency_numbers, safety_text, text
from bot.settings import settings

NO_STORE = {"Cache-Control": "no-store"}
BUSY_SECONDS = "2"  # when a client may try again that came while too many waited


class WidgetChannel(InputChannel):
    """Serves whatever docs/widget-api.md lists below ``/widget/``."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "widget"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> WidgetChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def url_prefix(self) -> str:
        """Return the place below the root: Rasa joins this to ``/webhooks/``."""
        return "/widget"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("widget_channel")
        routes.listener("before_server_start")(_open)
        routes.listener("before_server_stop")(_close)
        routes.get("/settings")(widget_settings)
        routes.post("/session")(begin)
        routes.post("/messages")(receive)
        routes.get("/messages")(read)
        routes.get("/events")(events)
        routes.delete("/conversation")(erase)
        for kind in handoff.CONTENT_TYPES:
            routes.get(f"/summary.{kind}", name=f"summary_{kind}")(summary)
        return routes


class _State:
    """What one server keeps in memory for this channel; all of it is bounded, and nothing is lost with it."""

    def __init__(self, app: Sanic) -> None:
        wanted = settings()
        self._app = app
        self._conversations: Optional[Tuple[Any, Conversations]] = None
        self.messages = Buckets(wanted.messages_per_second, wanted.message_burst)
        self.sessions = Buckets(wanted.client_sessions_per_minute / 60, wanted.client_session_burst)
        self.streams = Streams(self._look, wanted.event_streams, wanted.client_event_streams)

    def agent(self) -> Any:
        """Return Rasa's agent, or None while it cannot answer."""
        agent = getattr(self._app.ctx, "agent", None)
        return agent if agent is not None and agent.is_ready() else None

    def conversations(self) -> Optional[Conversations]:
        """Return the store of conversations, or None while there is none."""
        store = getattr(getattr(self._app.ctx, "agent", None), "tracker_store", None)
        if store is None:
            return None
        if self._conversations is None or self._conversations[0] is not store:
            self._conversations = (store, conversations_of(store))
        return self._conversations[1]

    async def _look(self, mark: Optional[float]) -> Tuple[Optional[float], Set[str]]:
        conversations = self.conversations()
        if conversations is None:
            return mark, set()
        try:
            return await conversations.changed(mark)
        except Exception as error:  # noqa: BLE001 - the store may be back at the next look
            log_failure("look for changes", error)
            return mark, set()


async def _open(app: Sanic, _: Any) -> None:
    app.ctx.widget = _State(app)
    session_secret()  # a state folder that cannot be written is found out now


async def _close(app: Sanic, _: Any) -> None:
    app.ctx.widget.streams.end()


# ---- without a token -----------------------------------------------------------------------------


async def widget_settings(_: Request) -> HTTPResponse:
    """Answer ``GET /widget/settings``."""
    return json(_settings(), headers={"Cache-Control": "no-cache"})


@lru_cache(maxsize=1)
def _settings() -> Dict[str, Any]:
    return {
        "emergency_numbers": emergency_numbers(),
        "safety_text": safety_text(),
        "disclaimer": text("disclaimer"),
        "reply_deadline_ms": int(settings().reply_deadline_seconds * 1000),
        "protocol_version": protocol().version,
    }


async def begin(request: Request) -> HTTPResponse:
    """Answer ``POST /widget/session`` with a token for a conversation whose id nobody can guess."""
    wait = request.app.ctx.widget.sessions.take(client_of(request), time.monotonic())
    if wait:
        return refused("too_many", _retry_after(wait))
    days = settings().session_days
    token = tokens.issue(fresh_sender(), session_secret(), days, tokens.WIDGET)
    ends = datetime.fromtimestamp(int(time.time() + days * 86_400), timezone.utc)
    body = {"token": token, "expires_at": ends.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return json(body, status=201, headers=NO_STORE)


# ---- with a token --------------------------------------------------------------------------------


async def _admitted(request: Request, to_write: bool = False) -> Tuple[str, Optional[HTTPResponse]]:
    """Return whose conversation a request is about, or the refusal.

    While the store is away nobody can tell whether a conversation was erased. Nothing is read then; but what
    a person writes may hold a danger sign, and it is answered.
    """
    sender = tokens.subject(request.headers.get("authorization"), session_secret(), tokens.WIDGET)
    if sender is None:
        return "", refused("unauthorized")
    conversations = request.app.ctx.widget.conversations()
    if conversations is None:
        return "", refused("unavailable", {"Retry-After": BUSY_SECONDS})
    try:
        erased = await conversations.is_erased(sender)
    except Exception as error:  # noqa: BLE001 - the store is away
        log_failure("session", error)
        return (sender, None) if to_write else ("", refused("unavailable", {"Retry-After": BUSY_SECONDS}))
    return sender, refused("unauthorized") if erased else None


async def receive(request: Request) -> HTTPResponse:
    """Answer ``POST /widget/messages`` with the message's turn."""
    sender, refusal = await _admitted(request, to_write=True)
    if refusal is not None:
        return refusal
    state = request.app.ctx.widget
    wait = state.messages.take(sender, time.monotonic())
    if wait:
        return refused("too_many", _retry_after(wait))
    try:
        message = read_message(request.body)
    except Refusal as reason:
        return refused("bad_request", reason=str(reason))
    agent = state.agent()
    if agent is None:
        return refused("unavailable", {"Retry-After": BUSY_SECONDS})
    deadline = settings().reply_deadline_seconds
    taken = await take(agent, state.conversations(), sender, message, deadline, client_of(request))
    if taken.turn is not None:
        state.streams.tell(sender)
        return json(taken.turn, headers=NO_STORE)
    if isinstance(taken.outcome.error, Erased):
        return refused("unauthorized")
    if taken.outcome.overloaded:
        return refused("unavailable", {"Retry-After": BUSY_SECONDS})
    return refused("failed", replies=taken.replies)


async def read(request: Request) -> HTTPResponse:
    """Answer ``GET /widget/messages`` with the turns after a number."""
    sender, refusal = await _admitted(request)
    if refusal is not None:
        return refusal
    after = number_in(request.args.get("after", "0"))
    if after is None:
        return refused("bad_request", reason="after must be the number of a turn.")
    turns = await _turns(request, sender, after)
    if turns is None:
        return refused("failed")
    return json({"turns": [shown(turn, sender) for turn in turns]}, headers=NO_STORE)


async def events(request: Request) -> Optional[HTTPResponse]:
    """Answer ``GET /widget/events`` with a stream of turns."""
    sender, refusal = await _admitted(request)
    if refusal is not None:
        return refusal
    last = number_in(request.headers.get("last-event-id", ""))
    state = request.app.ctx.widget
    try:
        changed = state.streams.open(sender)
    except TooManyStreams:
        return refused("too_many", {"Retry-After": "15"})
    try:
        await follow(request, sender, state.conversations(), state.streams, changed, last)
    finally:
        state.streams.close(sender, changed)
    return None


async def erase(request: Request) -> HTTPResponse:
    """Answer ``DELETE /widget/conversation`` once nothing of the conversation is left in the store."""
    sender, refusal = await _admitted(request)
    if refusal is not None:
        return refusal
    state = request.app.ctx.widget
    agent, conversations = state.agent(), state.conversations()
    if agent is None:
        return refused("unavailable", {"Retry-After": BUSY_SECONDS})
    until = time.time() + settings().session_days * 86_400 + 1

    async def work() -> bool:
        async with agent.lock_store.lock(sender):
            await conversations.erase(sender, until)
        return True

    outcome = await in_turn(work, client_of(request), sender, settings().reply_deadline_seconds)
    state.streams.tell(sender)
    return empty(headers=NO_STORE) if outcome.value else refused("failed")


async def summary(request: Request) -> HTTPResponse:
    """Answer ``GET /widget/summary.html``, ``.txt`` or ``.json``."""
    kind = request.path.rpartition(".")[2]
    sender, refusal = await _admitted(request)
    if refusal is not None:
        return refusal
    try:
        document = await handoff.document_of(request.app, handoff.Wanted(sender, kind))
    except Exception as error:  # noqa: BLE001 - a refusal in the channel's own form
        log_failure("summary", error)
        return refused("failed")
    return document if document.status == 200 else refused("not_found")


async def _turns(request: Request, sender: str, after: int) -> Optional[List[Turn]]:
    try:
        turns: List[Turn] = await request.app.ctx.widget.conversations().turns(sender, after)
    except Exception as error:  # noqa: BLE001 - the store is away; its client will ask again
        log_failure("transcript", error)
        return None
    return turns


def number_in(words: str) -> Optional[int]:
    """Return the number of a turn that a client names, or None."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 9 else None


def _retry_after(seconds: float) -> Dict[str, str]:
    return {"Retry-After": str(max(1, int(seconds + 0.999)))}
