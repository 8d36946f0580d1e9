"""``GET /handoff/<sender>.html``, ``.json`` and ``.txt``: the summary of a conversation for a clinician.

They ask for what the REST channel asks for: nothing on the loopback address, elsewhere a bearer token whose
subject is the sender. Whoever holds no such token learns nothing of which conversations exist.
"""

from __future__ import annotations

import asyncio
import json
import urllib.parse
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Awaitable, Callable, Dict, Optional, Tuple

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import raw as raw_response

from bot.channels.guards import LONGEST_SENDER, IncomingMessage
from bot.channels.rest import admit
from bot.channels.turn import log_failure
from bot.handoff import Handoff, hand_over
from bot.handoff.page import content_security_policy, nothing_told_page, page, plain_text
from bot.handoff.wording import clinician
from bot.protocol.findings import Findings

FINDINGS_SLOT = "findings"
FHIR_TYPE = "application/fhir+json"
CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": f"{FHIR_TYPE}; charset=utf-8; fhirVersion=4.0",
    "txt": "text/plain; charset=utf-8",
}
# Why there is no document: the status, FHIR's word for it, and what a person reads.
REFUSALS: Dict[int, Tuple[str, str]] = {
    401: ("login", "You are not signed in."),
    404: ("not-found", "There is no such summary."),
    500: ("exception", "This did not work."),
    503: ("transient", "The assistant is still starting."),
}


@dataclass(frozen=True)
class Wanted:
    """A document that a request asks for."""

    sender: str
    kind: str


class HandoffChannel(InputChannel):
    """Serves the handoff of a conversation; it takes no messages."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "handoff"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> HandoffChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def url_prefix(self) -> str:
        """Return the place below the root: Rasa joins this to ``/webhooks/``."""
        return "/handoff"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("handoff_channel")

        # A sender may hold a slash, so the whole rest of the path is taken.
        @routes.get("/<name:path>")
        async def document(request: Request, name: str) -> HTTPResponse:
            wanted = read_name(name)
            kind = wanted.kind if wanted else "txt"
            try:
                return await _answer(request, wanted)
            except Exception as error:  # noqa: BLE001 - a refusal in the form that was asked for
                log_failure("handoff", error)
                return refuse(500, kind)

        return routes


def read_name(name: str) -> Optional[Wanted]:
    """Return what ``<sender>.html``, ``.json`` or ``.txt`` asks for, or None for any other name."""
    sender, _, kind = urllib.parse.unquote(name).rpartition(".")
    sender = sender.strip()
    if kind not in CONTENT_TYPES or not 1 <= len(sender) <= LONGEST_SENDER:
        return None
    return Wanted(sender, kind)


async def _answer(request: Request, wanted: Optional[Wanted]) -> HTTPResponse:
    """Return the document. Who may see it is settled before anything is looked up."""
    if wanted is None:
        return refuse(404, "txt")
    if admit(request, IncomingMessage(wanted.sender, "")) is None:
        return refuse(401, wanted.kind)
    return await document_of(request.app, wanted)


async def document_of(app: Sanic, wanted: Wanted) -> HTTPResponse:
    """Return the document of a conversation, or the refusal; whoever asks was admitted before."""
    agent = getattr(app.ctx, "agent", None)
    if agent is None or agent.tracker_store is None:
        return refuse(503, wanted.kind)
    tracker = await agent.tracker_store.retrieve(wanted.sender)
    if tracker is None:
        return refuse(404, wanted.kind)
    # In a thread: the first FHIR bundle imports a large library, and others must be answered meanwhile.
    return await asyncio.to_thread(_document, tracker, wanted.kind)


def _document(tracker: DialogueStateTracker, kind: str) -> HTTPResponse:
    findings = Findings.from_slot(tracker.get_slot(FINDINGS_SLOT))
    handoff = hand_over(findings, datetime.now(timezone.utc), last_message_at(tracker))
    if handoff is None:
        return nothing_told(kind)
    return respond(_RENDERERS[kind](handoff), kind)


def last_message_at(tracker: DialogueStateTracker) -> Optional[datetime]:
    """Return when the person's last message came, or None where there is none."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return datetime.fromtimestamp(event.timestamp, timezone.utc)
    return None


def _fhir(handoff: Handoff) -> str:
    from bot.handoff.fhir import bundle  # late: its library is large

    return json.dumps(bundle(handoff), ensure_ascii=False, indent=2)


_RENDERERS: Dict[str, Callable[[Handoff], str]] = {"html": page, "json": _fhir, "txt": plain_text}


def nothing_told(kind: str) -> HTTPResponse:
    """Return the answer for a conversation in which nothing was told: never an empty summary."""
    if kind == "html":
        return respond(nothing_told_page(), kind, 404)
    return refuse(404, kind, clinician("nothing_told"))


def refuse(status: int, kind: str, text: Optional[str] = None) -> HTTPResponse:
    """Return the same refusal for whoever asks, in the form that was asked for."""
    code, words = REFUSALS[status]
    words = text or words
    if kind == "json":
        from bot.handoff.fhir import operation_outcome

        return respond(json.dumps(operation_outcome(code, words)), kind, status)
    return respond(words + "\n", "txt", status)


def respond(content: str, kind: str, status: int = 200) -> HTTPResponse:
    """Return a document that no cache keeps, no page frames and no browser reads as something else."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow",
    }
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = content.encode("utf-8")
    return raw_response(body, status=status, headers=headers, content_type=CONTENT_TYPES[kind])
