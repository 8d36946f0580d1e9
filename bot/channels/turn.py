"""One turn: hand a message to the assistant and come back with a reply, whatever happens meanwhile.

All turns run in one thread of their own, in its event loop, as Rasa expects of a single process. The server's
loop only waits for them: so the deadline holds, and other people are answered, even while a message keeps
the assistant computing.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Awaitable, Callable, Dict, Generic, List, Optional, Set, TypeVar

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.fair_queue import FairQueue, Overloaded
from bot.channels.guards import IncomingMessage
from bot.faults import FAULTS, Part
from bot.protocol.texts import safety_text
from bot.settings import settings
from bot.storage.errors import NotSaved, StorageError

Reply = Dict[str, Any]
Handler = Callable[[UserMessage], Awaitable[Any]]
T = TypeVar("T")

# How long a turn that missed its deadline may still go on: its findings then count in the next turn. After
# that it is ended, since it holds the lock of its conversation.
GRACE_SECONDS = 20.0

# Said where the reply holds, but the conversation could not be stored.
NOT_SAVED = "I could not save this message. I may forget it. Please tell me again later."


class NoFailure(Exception):
    """Ends the work of a turn without anything being broken."""


_late_turns: Set[asyncio.Future[Any]] = set()


def safety_reply(recipient: str, lead: str = "") -> Reply:
    """Return the message that tells what to do in an emergency, after a sentence of its own where given."""
    return {"recipient_id": recipient, "text": f"{lead} {safety_text()}".strip()}


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """How some work of the assistant went.

    Attributes:
        late: it was not done in time, and goes on.
        value: what it returned, where it was done.
        error: what it raised, where it failed.
    """

    late: bool = False
    value: Optional[T] = None
    error: Optional[BaseException] = None

    @property
    def overloaded(self) -> bool:
        """Tell whether it was turned away because too many wait."""
        return isinstance(self.error, Overloaded)


async def in_turn(
    work: Callable[[], Awaitable[T]], client: str, conversation: str, deadline_seconds: float
) -> Outcome[T]:
    """Do some work of the assistant when its conversation has its turn, in the assistant's own thread.

    Args:
        work: a coroutine function.
        client: who asks: the turns go round among the clients.
        conversation: the id of the conversation, which has one turn at a time.
        deadline_seconds: how long is waited. Later work goes on for a while, and so counts in the next turn.
    """
    turn = asyncio.wrap_future(
        asyncio.run_coroutine_threadsafe(_run(work, client, conversation), assistant_loop())
    )
    done, _ = await asyncio.wait({turn}, timeout=deadline_seconds)
    if not done:
        _let_finish(turn)
        log_failure("turn", None, "TurnTooLate")
        return Outcome(late=True)
    error = _error_of(turn)
    if error is None:
        FAULTS.worked(Part.TURNS)
        return Outcome(value=turn.result())
    if not isinstance(error, NoFailure):
        log_failure("turn", error)
    return Outcome(error=error)


async def take_turn(
    handler: Handler, message: IncomingMessage, channel: str, deadline_seconds: float, client: str = ""
) -> List[Reply]:
    """Return the assistant's messages; never an empty list.

    Where the assistant is silent, late or fails, the safety text is the last message. What was said before
    that is kept.
    """
    output = CollectingOutputChannel()
    user_message = UserMessage(
        message.text, output, message.sender, input_channel=channel, metadata=message.metadata
    )
    outcome = await in_turn(lambda: handler(user_message), client, message.sender, deadline_seconds)
    return said(output, message.sender, outcome)


def said(output: CollectingOutputChannel, recipient: str, outcome: Outcome[Any]) -> List[Reply]:
    """Return what was said so far; with the safety text where it failed or where nothing was said."""
    failed = outcome.late or outcome.error is not None
    lead = NOT_SAVED if isinstance(outcome.error, NotSaved) else ""
    replies = _distinct(reply for reply in list(output.messages) if _says_something(reply))
    if failed or not replies:
        replies = [reply for reply in replies if reply.get("text") != safety_text()]
        replies.append(safety_reply(recipient, lead))
    return replies


async def is_alive(within_seconds: float) -> bool:
    """Tell whether the assistant's thread does what it is told, within some seconds.

    A computation that never ends would keep it busy for ever: people would read the safety text and nothing
    else, until whoever watches this process starts it anew.
    """
    told = asyncio.run_coroutine_threadsafe(_nothing(), assistant_loop())
    done, _ = await asyncio.wait({asyncio.wrap_future(told)}, timeout=within_seconds)
    return bool(done)


async def _nothing() -> None:
    """Do nothing, in the assistant's thread."""


async def _run(work: Callable[[], Awaitable[T]], client: str, conversation: str) -> T:
    async with _queue().turn(client, conversation):
        return await work()


@lru_cache(maxsize=1)
def _queue() -> FairQueue:
    return FairQueue(longest=settings().waiting_messages)


@lru_cache(maxsize=1)
def assistant_loop() -> asyncio.AbstractEventLoop:
    """Return the event loop of the turns; its thread ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="assistant", daemon=True).start()
    return loop


def _error_of(turn: asyncio.Future[Any]) -> Optional[BaseException]:
    return asyncio.CancelledError() if turn.cancelled() else turn.exception()


def _says_something(reply: Reply) -> bool:
    text = reply.get("text")
    has_text = isinstance(text, str) and bool(text.strip())
    return has_text or any(reply.get(key) for key in ("buttons", "custom", "image", "attachment"))


def _distinct(replies: Any) -> List[Reply]:
    """Drop a repetition of the safety text: more than one action may have failed in one turn."""
    kept: List[Reply] = []
    for reply in replies:
        if reply in kept and reply.get("text") == safety_text():
            continue
        kept.append(reply)
    return kept


def _let_finish(turn: asyncio.Future[Any]) -> None:
    _late_turns.add(turn)
    limit = asyncio.get_running_loop().call_later(GRACE_SECONDS, turn.cancel)

    def finished(late: asyncio.Future[Any]) -> None:
        limit.cancel()
        _late_turns.discard(late)
        error = _error_of(late)
        if error is not None:
            log_failure("turn", error)

    turn.add_done_callback(finished)


def log_failure(what: str, error: Optional[BaseException], kind: str = "") -> None:
    """Log that something failed: kind and place of the error, never its text, which may quote a person.

    What the storage raises it has recorded by itself: then the store is what is broken.
    """
    if isinstance(error, StorageError):
        return
    FAULTS.record(Part.TURNS if what == "turn" else Part.REQUESTS, what, error, kind)
