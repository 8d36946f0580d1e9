"""Hand the conversation over to a clinician: the summary in plain words, and the `handoff` payload."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Dict, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FORM, Events, findings_of, introduce, reminder, say, say_text
from bot.handoff import hand_over
from bot.handoff.patient import nothing_told_text, patient_text
from bot.protocol.messages import Message


class ActionHandoff(Action):
    """Say the summary of what was told; where nothing was told yet, ask what is the matter."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_handoff"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the summary; a danger level that stands is repeated first."""
        findings = findings_of(tracker)
        urgent = reminder(findings)
        if urgent:
            say_text(dispatcher, *urgent, who=findings.who)
        handoff = hand_over(findings, datetime.now(timezone.utc), last_message_at(tracker))
        if handoff is None:
            asking = (tracker.active_loop or {}).get("name") == FORM  # the form asks by itself
            dispatcher.utter_message(text=nothing_told_text(findings.who, ask=not asking))
        else:
            say(dispatcher, Message(text=patient_text(handoff), custom=handoff.payload()))
        return introduce(dispatcher, tracker)


def last_message_at(tracker: Tracker) -> Optional[datetime]:
    """Return when the person's last message came, or None where the tracker does not say."""
    for event in reversed(tracker.events):
        if event.get("event") == "user" and event.get("timestamp") is not None:
            return datetime.fromtimestamp(float(event["timestamp"]), timezone.utc)
    return None
