"""What every action needs: the findings of the conversation, and a voice."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.protocol.crisis import LINE
from bot.protocol.engine import DANGER_LEVELS
from bot.protocol.findings import Findings
from bot.protocol.messages import Message
from bot.protocol.observations import Observations, from_entities
from bot.protocol.texts import text

Events = List[Dict[str, Any]]

FORM = "triage_form"
FINDINGS_SLOT = "findings"
INTRODUCED_SLOT = "introduced"
LOOKED_AT = "looked_at"


def findings_of(tracker: Tracker) -> Findings:
    """Return the findings that the conversation holds."""
    return Findings.from_slot(tracker.get_slot(FINDINGS_SLOT))


def observations_of(tracker: Tracker) -> Observations:
    """Return what the latest message says."""
    message = tracker.latest_message or {}
    entities, words = message.get("entities") or [], str(message.get("text") or "")
    return from_entities(entities, latest_message_id(tracker), words, intent_of(tracker), _sure(message))


def latest_message_id(tracker: Tracker) -> Optional[str]:
    """Return the id of the latest user message; the parse result itself does not carry it."""
    return next(
        (event.get("message_id") for event in reversed(tracker.events) if event.get("event") == "user"), None
    )


def intent_of(tracker: Tracker) -> str:
    """Return the classifier's intent of the latest message, or an empty string."""
    return str(((tracker.latest_message or {}).get("intent") or {}).get("name") or "")


def _sure(message: Dict[str, Any]) -> float:
    """Return how sure the classifier is of its intent."""
    return float((message.get("intent") or {}).get("confidence") or 0.0)


def answered_now(tracker: Tracker) -> bool:
    """Tell whether the latest message filled the slot of the open question."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "slot" and event.get("name") == tracker.get_slot("requested_slot"):
            return event.get("value") is not None
    return False


def say(dispatcher: CollectingDispatcher, message: Message) -> None:
    """Send one message: its text with quick answers, then its payload.

    A button's payload is its own title: what a tap sends is what a person could have typed. The payload names
    the text that it stands for, so that a client which draws it can leave that text out.
    """
    buttons = [{"title": title, "payload": title} for title in message.buttons]
    dispatcher.utter_message(text=message.text, buttons=buttons or None)
    if message.custom is not None:
        dispatcher.utter_message(json_message={**message.custom, "stands_for": message.text})


def say_text(dispatcher: CollectingDispatcher, *names: str, who: str = "self") -> None:
    """Send some phrases of texts.yml as one message."""
    dispatcher.utter_message(text="\n".join(text(name, who) for name in names))


def introduce(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Say once in a conversation what this is, that it replaces no clinician, and the emergency number."""
    if tracker.get_slot(INTRODUCED_SLOT):
        return []
    dispatcher.utter_message(text=text("intro"))
    return [SlotSet(INTRODUCED_SLOT, True)]


def reminder(findings: Findings) -> Sequence[str]:
    """Return the phrases that keep a danger level, and the crisis line, in sight, whatever comes next."""
    return (*danger_reminder(findings), *crisis_line(findings))


def crisis_line(findings: Findings) -> Sequence[str]:
    """Return the phrase that keeps the crisis line in sight."""
    return (LINE,) if findings.in_crisis or LINE in findings.notes else ()


def danger_reminder(findings: Findings) -> Sequence[str]:
    """Return the phrases that keep a physical danger in sight."""
    if findings.announced not in DANGER_LEVELS:
        return ()
    if findings.looked_at:  # who was seen is not told to call as if nobody had come
        return (LOOKED_AT,)
    return (f"still_{findings.announced}",)
