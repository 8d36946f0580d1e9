"""The nurse's quick reference over HTTP: what the page at ``/nurse`` reads, below ``/reference``.

Public information alone: no conversation, no sender and no token has a part in it. Texts, figures, formulas
and limits come from ``bot/knowledge`` and ``bot/protocol``; nothing is said here that is not said there.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Awaitable, Callable, Coroutine, Dict, List, Mapping, Optional, Tuple

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.documents import Document, conditional, respond, written
from bot.channels.turn import log_failure
from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.calculation_form import FormError, Problem, fill_in, form
from bot.knowledge.card_sheet import all_cards, card_sheet
from bot.knowledge.cards import cards
from bot.knowledge.cited import document_notes
from bot.knowledge.lookup import LONGEST_QUERY, look_up
from bot.knowledge.quantities import registry
from bot.nlu.document_index import replies
from bot.protocol.loader import protocol
from bot.protocol.overview import overview
from bot.protocol.texts import safety_text
from bot.settings import settings

LONGEST_BODY = 2_000  # bytes; six numbers with their names take a tenth of it
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What somebody searched for, or worked out, is kept nowhere.
NOT_KEPT = {"Cache-Control": "no-store"}

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


class Refusal(Exception):
    """A request that gets no answer; the text says why and what is accepted."""

    def __init__(self, status: int, text: str, problems: Tuple[Problem, ...] = ()) -> None:
        super().__init__(text)
        self.status = status
        self.problems = problems


CODES = {400: "bad_request", 404: "not_found", 405: "not_allowed", 413: "too_large", 500: "failed"}


class ReferenceChannel(InputChannel):
    """Serves the reference behind the nurse's page; it takes no messages."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "reference"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> ReferenceChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def url_prefix(self) -> str:
        """Return the root: Rasa joins this to ``/webhooks/``."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel; every other method and place below them is refused as JSON."""
        routes = Blueprint("reference_channel")
        served: List[Tuple[str, str, Handler]] = [
            ("/reference/cards", "GET", _cards),
            ("/reference/cards/<name:str>", "GET", _card),
            ("/reference/levels", "GET", _levels),
            ("/reference/calculations", "GET", _calculations),
            ("/reference/calculations/<name:str>", "POST", _calculate),
            ("/reference/search", "GET", _search),
        ]
        for path, method, handler in served:
            allowed = ("GET", "HEAD") if method == "GET" else (method,)
            others = [other for other in METHODS if other not in allowed]
            place = path.strip("/").replace("/", "_").replace(".", "_").split("<")[0] + method
            routes.add_route(_guarded(handler), path, methods=allowed, name=place)
            routes.add_route(_not_allowed(allowed), path, methods=others, name=f"not_{place}")
        routes.add_route(_guarded(_nothing), "/reference/<rest:path>", methods=METHODS, name="no_place")
        return routes


# ---- routes --------------------------------------------------------------------------------------


async def _cards(request: Request) -> HTTPResponse:
    return conditional(request, _cards_document())


async def _card(request: Request, name: str) -> HTTPResponse:
    if name not in cards().cards:
        raise Refusal(404, f"There is no card {_short(name)!r}. Accepted: {', '.join(cards().cards)}.")
    return conditional(request, _card_document(name))


async def _levels(request: Request) -> HTTPResponse:
    return conditional(request, _levels_document())


async def _calculations(request: Request) -> HTTPResponse:
    # Whoever reads the forms will fill one in: the first calculation need not wait for the units.
    await asyncio.to_thread(registry)
    return conditional(request, _calculations_document())


async def _calculate(request: Request, name: str) -> HTTPResponse:
    accepted = calculation_data().calculations
    if name not in accepted:
        raise Refusal(404, f"There is no calculation {_short(name)!r}. Accepted: {', '.join(accepted)}.")
    values = _read_values(request.body)
    try:
        result = await asyncio.to_thread(fill_in, name, values)
    except FormError as error:
        raise Refusal(400, str(error), tuple(error.problems)) from None
    return respond(written(result), headers=NOT_KEPT)


async def _search(request: Request) -> HTTPResponse:
    query = " ".join((request.args.get("q") or "").split())
    if not query:
        raise Refusal(400, f"q is empty. Accepted: some words, up to {LONGEST_QUERY} characters.")
    if len(query) > LONGEST_QUERY:
        raise Refusal(400, f"q has {len(query)} characters. Accepted: up to {LONGEST_QUERY}.")
    found = await asyncio.to_thread(_look_up, query)
    return respond(written({"query": query, **found}), headers=NOT_KEPT)


def _look_up(query: str) -> Dict[str, Any]:
    return look_up(query, replies())


async def _nothing(request: Request, rest: str) -> HTTPResponse:
    raise Refusal(404, "There is nothing here. Accepted: /reference/cards, levels, calculations, search.")


def _not_allowed(allowed: Tuple[str, ...]) -> Handler:
    async def refuse(request: Request, **_: str) -> HTTPResponse:
        text = f"{request.method} is not accepted here. Accepted: {', '.join(allowed)}."
        return _refused(Refusal(405, text), {"Allow": ", ".join(allowed)})

    return refuse


def _guarded(handler: Handler) -> Handler:
    """Return a handler that answers in JSON whatever happens."""

    async def answer(request: Request, **parts: str) -> HTTPResponse:
        try:
            return await handler(request, **parts)
        except Refusal as refusal:
            return _refused(refusal)
        except Exception as error:  # noqa: BLE001 - a nurse reads what to do, not a trace
            log_failure("reference", error)
            return _refused(Refusal(500, f"This did not work. {safety_text()}"))

    return answer


# ---- documents -----------------------------------------------------------------------------------


def _document(content: Mapping[str, Any]) -> Document:
    """Return a document that says of which protocol, of which pages and for which emergency numbers it is."""
    head = {"protocol_version": protocol().version, "emergency_number": settings().emergency_number}
    return Document(written({**head, **document_notes(), **content}))


@lru_cache(maxsize=1)
def _cards_document() -> Document:
    return _document(all_cards())


@lru_cache(maxsize=64)
def _card_document(name: str) -> Document:
    return _document({"card": card_sheet(name)})


@lru_cache(maxsize=1)
def _levels_document() -> Document:
    return _document(overview())


@lru_cache(maxsize=1)
def _calculations_document() -> Document:
    return _document({"calculations": [form(name) for name in calculation_data().calculations]})


# ---- requests and responses ----------------------------------------------------------------------


def _read_values(body: bytes) -> Dict[str, object]:
    """Return the values of a form.

    Raises:
        Refusal: the body is too long or no JSON object.
    """
    accepted = 'Accepted: a JSON object of numbers, such as {"weight_kg": 70}.'
    if len(body) > LONGEST_BODY:
        raise Refusal(413, f"The values take {len(body)} bytes. Accepted: up to {LONGEST_BODY}.")
    try:
        # Numbers stay as they were written: 0.1 is a tenth, and an endless one is read by nobody.
        values = json.loads(body or b"{}", parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise Refusal(400, f"The values could not be read. {accepted}") from None
    if not isinstance(values, dict):
        raise Refusal(400, f"The values are no JSON object. {accepted}")
    return values


def _refused(refusal: Refusal, headers: Optional[Mapping[str, str]] = None) -> HTTPResponse:
    problems = [asdict(problem) for problem in refusal.problems]
    content = {"error": CODES[refusal.status], "text": str(refusal), "problems": problems}
    return respond(written(content), refusal.status, {**NOT_KEPT, **(headers or {})})


def _short(text: str) -> str:
    return text[:40]
