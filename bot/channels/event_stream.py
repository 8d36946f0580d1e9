"""``GET /widget/events``: the turns of one conversation as server-sent events."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Optional

from sanic.request import Request

from bot.channels.conversations import Conversations
from bot.channels.streams import Streams
from bot.channels.transcript import Turn, shown
from bot.channels.turn import log_failure

HEARTBEAT_SECONDS = 15.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # nginx must not hold events back
COMMENT = ": still here\n\n"


async def follow(
    request: Request,
    sender: str,
    conversations: Conversations,
    streams: Streams,
    changed: asyncio.Event,
    last: Optional[int],
) -> None:
    """Send each turn after a number until the client leaves, the conversation is erased, or the server stops.

    Args:
        request: the request to answer.
        sender: the conversation.
        conversations: where its turns stand.
        streams: tells when the server stops.
        changed: is set whenever the conversation may have changed.
        last: the number of the last turn that the client has; None for all that there are now.
    """
    if last is None:
        last = await conversations.last_number(sender)
    response = await request.respond(content_type="text/event-stream; charset=utf-8", headers=HEADERS)
    await response.send(COMMENT)
    wait_first = False
    while not streams.closing:
        if wait_first and not await _wait(changed):
            await response.send(COMMENT)
            if not await _still_there(conversations, sender):
                return
            continue
        wait_first = True
        changed.clear()
        turns = await _turns(conversations, sender, last)
        if turns is None:  # the store is away: the next heartbeat or change looks again
            continue
        for turn in turns:
            last = turn["seq"]
            await response.send(event(turn, sender))
        if not turns and not await _still_there(conversations, sender):
            return


def event(turn: Turn, sender: str) -> str:
    """Return a turn as one event; JSON holds no line break, so nothing in it can begin another."""
    data = json.dumps(shown(turn, sender), separators=(",", ":"))
    return f"event: turn\nid: {turn['seq']}\ndata: {data}\n\n"


async def _wait(changed: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(changed.wait(), HEARTBEAT_SECONDS)
    except asyncio.TimeoutError:
        return False
    return True


async def _turns(conversations: Conversations, sender: str, last: int) -> Any:
    try:
        return await conversations.turns(sender, last)
    except Exception as error:  # noqa: BLE001 - the stream outlives a store that is away for a while
        log_failure("events", error)
        return None


async def _still_there(conversations: Conversations, sender: str) -> bool:
    """Tell whether the conversation was not erased; while the store is away it counts as there."""
    try:
        return not await conversations.is_erased(sender)
    except Exception as error:  # noqa: BLE001 - the stream outlives a store that is away for a while
        log_failure("events", error)
        return True
