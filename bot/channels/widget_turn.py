"""One message of the widget: handled once for ever, by the id that its client gave it.

No second store remembers the ids. The id is the ``message_id`` of Rasa's event, and it is looked for in the
conversation's events while its lock is held: so it is found again after a restart, and on another node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Dict, Optional

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.channels.conversations import Conversations
from bot.channels.guards import Refusal, clean_text, message_text, read_object
from bot.channels.transcript import Turn, shown
from bot.channels.turn import NoFailure, Outcome, in_turn, said
from bot.storage.errors import NotSaved, StoreUnavailable

CHANNEL = "widget"
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
# How often a message that waits for the lock of its conversation, held by another node, looks again.
LOCK_POLL_SECONDS = 0.1
NO_NUMBER = 0  # the number of a turn that is not in the store yet


class Erased(NoFailure):
    """The conversation was erased; its tokens are worth nothing."""


class NotStored(Exception):
    """The message was handled, and yet the store does not hold it: it must be sent again."""


@dataclass(frozen=True)
class WidgetMessage:
    """A message that has passed the guards."""

    id: str
    text: str


def read_message(body: bytes) -> WidgetMessage:
    """Read the body of ``POST /widget/messages``.

    Raises:
        Refusal: it is not an object with an ``id`` and a ``text`` of the right form.
    """
    content = read_object(body)
    name = content.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise Refusal("The id must be a UUID, or 8 to 64 letters, digits, - and _.")
    return WidgetMessage(name, clean_text(message_text(content.get("text"))))


@dataclass
class Take:
    """How a message went.

    Attributes:
        turn: the turn as the client gets it, where there is one.
        outcome: what came of the work.
        replies: what was said where it failed.
    """

    turn: Optional[Turn]
    outcome: Outcome[Turn]
    replies: Any = ()


async def take(
    agent: Any,
    conversations: Conversations,
    sender: str,
    message: WidgetMessage,
    deadline_seconds: float,
    client: str,
) -> Take:
    """Handle a message, or find the turn that it has already had; an answer comes in time in any case."""
    output = CollectingOutputChannel()

    async def work() -> Turn:
        async with agent.lock_store.lock(sender, wait_time_in_seconds=LOCK_POLL_SECONDS):
            return await _once(agent, conversations, sender, message, output)

    outcome = await in_turn(work, client, sender, deadline_seconds)
    if outcome.value is not None:
        return Take(shown(outcome.value, sender), outcome)
    replies = said(output, sender, outcome)
    if outcome.late:
        return Take(_late(message, replies), outcome)
    waiting = conversations.waiting(sender, message.id) if isinstance(outcome.error, NotSaved) else None
    if waiting is not None:  # the advice holds, and the conversation goes on from memory
        return Take({**waiting, "replies": replies}, outcome)
    return Take(None, outcome, replies)


async def _once(
    agent: Any,
    conversations: Conversations,
    sender: str,
    message: WidgetMessage,
    output: CollectingOutputChannel,
) -> Turn:
    known = await _known(conversations, sender, message)
    if known is not None:
        return known
    await agent.processor.handle_message(
        UserMessage(message.text, output, sender, input_channel=CHANNEL, message_id=message.id)
    )
    stored = await conversations.turn(sender, message.id)
    if stored is None:
        raise NotStored
    return stored


async def _known(conversations: Conversations, sender: str, message: WidgetMessage) -> Optional[Turn]:
    """Return the turn that a message has had already, or None.

    A message that comes while the store is away is handled: it may hold a danger sign.

    Raises:
        Erased: the conversation was erased.
    """
    try:
        if await conversations.is_erased(sender):
            raise Erased
        return await conversations.turn(sender, message.id)
    except StoreUnavailable:
        return conversations.waiting(sender, message.id)


def _late(message: WidgetMessage, replies: Any) -> Dict[str, Any]:
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "seq": NO_NUMBER,
        "id": message.id,
        "text": message.text,
        "at": now,
        "replies": replies,
        "late": True,
    }
