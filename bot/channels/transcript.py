"""A conversation as the turns that its events tell of; pure functions over Rasa's events.

Nothing is stored beside the events: whoever reads them, after a reload, a restart or on another node, sees
the same turns under the same numbers.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple

from bot.protocol.texts import safety_text

Event = Mapping[str, Any]
Turn = Dict[str, Any]
LISTEN = "action_listen"
EXTERNAL = "EXTERNAL: "  # how Rasa marks what it did not hear from a person


def turns_of(events: Iterable[Tuple[int, Event]], recipient: str = "", after: int = 0) -> List[Turn]:
    """Return the turns of a conversation, oldest first.

    Args:
        events: the events with their numbers, in the store's order; of actions only ``action_listen`` counts.
        recipient: the conversation's id, for the replies' ``recipient_id``.
        after: the number of a turn: these are the events that came after its first one.

    The number of a turn is the one of its first event: it counts up, though not by one.
    A turn begins with what the person says. What the assistant says once it listens again is a turn of its
    own, without an id.
    """
    turns: List[Turn] = []
    listening = after == 0
    for number, event in events:
        kind = event.get("event")
        if kind == "user":
            turns.append(_begun(event, number))
            listening = False
        elif kind == "bot":
            if listening:
                turns.append(_own(event, number))
                listening = False
            if turns:  # else it belongs to the turn that was asked from
                turns[-1]["replies"].extend(replies_of(event, recipient))
        elif kind == "action" and event.get("name") == LISTEN:
            listening = True
    return [turn for turn in turns if turn["id"] is not None or turn["replies"]]


def find(turns: Iterable[Turn], message_id: str) -> Optional[Turn]:
    """Return the turn of a message, or None."""
    return next((turn for turn in turns if turn["id"] == message_id), None)


def shown(turn: Turn, recipient: str) -> Turn:
    """Return a turn as a client gets it: never without a reply."""
    if turn["replies"]:
        return turn
    return {**turn, "replies": [{"recipient_id": recipient, "text": safety_text()}]}


def _begun(event: Event, number: int) -> Turn:
    text = str(event.get("text") or "")
    own = text.startswith(EXTERNAL) or bool((event.get("metadata") or {}).get("is_external"))
    return {
        "seq": number,
        "id": None if own else event.get("message_id"),
        "text": None if own else text,
        "at": _moment(event),
        "replies": [],
    }


def _own(event: Event, number: int) -> Turn:
    return {"seq": number, "id": None, "text": None, "at": _moment(event), "replies": []}


def _moment(event: Event) -> str:
    moment = datetime.fromtimestamp(float(event.get("timestamp") or 0.0), timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def replies_of(event: Event, recipient: str) -> List[Dict[str, Any]]:
    """Return one utterance as the messages that Rasa's collecting channel makes of it."""
    data = event.get("data") or {}
    text, buttons = event.get("text"), data.get("buttons") or data.get("quick_replies")
    contents: List[Dict[str, Any]] = []
    if buttons:
        contents.append({"text": text, "buttons": buttons})
    elif text:
        contents.extend({"text": part} for part in str(text).strip().split("\n\n"))
    contents.extend({name: data[name]} for name in ("custom", "image", "attachment") if data.get(name))
    return [{"recipient_id": recipient, **content} for content in contents]
