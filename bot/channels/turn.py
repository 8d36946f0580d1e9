"""One turn: hand a message to the assistant and come back with a reply, whatever happens meanwhile.

All turns run in one thread of their own, in its event loop, as Rasa expects of a single process. The server's
loop only waits for them: so the deadline holds, and other people are answered, even while a message keeps
the assistant computing.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
from functools import lru_cache
from typing import Any, Awaitable, Callable, Dict, List, Optional, Set

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.guards import IncomingMessage
from bot.protocol.texts import safety_text
from bot.storage.errors import NotSaved

logger = logging.getLogger(__name__)

Reply = Dict[str, Any]
Handler = Callable[[UserMessage], Awaitable[Any]]

# How long a turn that missed its deadline may still go on: its findings then count in the next turn. After
# that it is ended, since it holds the lock of its conversation.
GRACE_SECONDS = 20.0

# Said where the reply holds, but the conversation could not be stored.
NOT_SAVED = "I could not save this message. I may forget it. Please tell me again later."

_late_turns: Set[asyncio.Future[Any]] = set()


def safety_reply(recipient: str, lead: str = "") -> Reply:
    """Return the message that tells what to do in an emergency, after a sentence of its own where given."""
    return {"recipient_id": recipient, "text": f"{lead} {safety_text()}".strip()}


async def take_turn(
    handler: Handler, message: IncomingMessage, channel: str, deadline_seconds: float
) -> List[Reply]:
    """Return the assistant's messages; never an empty list.

    Where the assistant is silent, late or fails, the safety text is the last message. What was said before
    that is kept.
    """
    output = CollectingOutputChannel()
    user_message = UserMessage(
        message.text, output, message.sender, input_channel=channel, metadata=message.metadata
    )
    turn = asyncio.wrap_future(
        asyncio.run_coroutine_threadsafe(_run(handler, user_message), _assistant_loop())
    )
    done, _ = await asyncio.wait({turn}, timeout=deadline_seconds)
    failed, lead = not done, ""
    if not done:
        _let_finish(turn)
        log_failure("turn", None, "TurnTooLate")
    elif error := _error_of(turn):
        failed, lead = True, NOT_SAVED if isinstance(error, NotSaved) else ""
        log_failure("turn", error)
    replies = _distinct(reply for reply in list(output.messages) if _says_something(reply))
    if failed or not replies:
        replies = [reply for reply in replies if reply.get("text") != safety_text()]
        replies.append(safety_reply(message.sender, lead))
    return replies


async def _run(handler: Handler, message: UserMessage) -> None:
    await handler(message)


@lru_cache(maxsize=1)
def _assistant_loop() -> asyncio.AbstractEventLoop:
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
        if reply.get("text") == safety_text() and reply in kept:
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
    """Log that something failed: kind and place of the error, never its text, which may quote a person."""
    place = ""
    trace = error.__traceback__ if error is not None else None
    while trace is not None:
        place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    kind = kind or type(error).__name__
    logger.error("%s failed: id=%s kind=%s%s", what, secrets.token_hex(4), kind, place)
