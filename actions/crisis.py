"""What is said while thoughts of suicide stand, and when they are taken back."""

from __future__ import annotations

from typing import Any, Dict

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FINDINGS_SLOT, Events, danger_reminder, findings_of, introduce, say_text
from actions.talk import Talk
from bot.protocol.crisis import crisis_phrase
from bot.protocol.findings import Crisis


def say_crisis(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Utter the phrase that fits, one after another; a physical danger that stands is said after it."""
    findings = findings_of(tracker)
    crisis = findings.crisis or Crisis()
    say_text(dispatcher, crisis_phrase(crisis), *danger_reminder(findings))
    told = findings.with_changes(crisis=crisis.copy(update={"told": crisis.told + 1}))
    return [*introduce(dispatcher, tracker), SlotSet(FINDINGS_SLOT, told.as_slot())]


class ActionCrisis(Talk):
    """Answer thoughts of suicide with the crisis line and the emergency number."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_crisis"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the crisis text, then what follows it as long as they stand."""
        return say_crisis(dispatcher, tracker)


class ActionCrisisOver(Talk):
    """Take calmly that it was not meant so; the line stays open, and the conversation goes on."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_crisis_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter it; a physical danger that stands is said after it."""
        say_text(dispatcher, "crisis_over", *danger_reminder(findings_of(tracker)))
        return introduce(dispatcher, tracker)
