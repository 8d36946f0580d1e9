"""The nurse's view: its cards and calculations, and the word that switches it on and off."""

from __future__ import annotations

import threading
from typing import Any, Dict

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.conversation import Events, findings_of, introduce, reminder, say_text
from actions.reference import REFERENCE_SLOT, audience_of, reference_or_none
from bot.knowledge.audience import audience_in
from bot.knowledge.cards import cards
from bot.knowledge.nurse import menu
from bot.knowledge.quantities import registry
from bot.protocol.observations import is_question


class ActionReference(Action):
    """Answer from the quick reference, else from the documents; say when the view has changed."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_reference"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the card, the calculation, the change of view, or the ordinary answer."""
        referred = reference_or_none(dispatcher, tracker)
        if referred is not None:
            return referred
        audience, texts = audience_of(tracker), cards().texts
        if _stated(tracker) == audience and not is_question(_words(tracker)):
            findings = findings_of(tracker)
            urgent = reminder(findings)
            if urgent:
                say_text(dispatcher, *urgent, who=findings.who)
            if audience == "nurse":  # loading the units takes long: not while the first calculation waits
                threading.Thread(target=registry, daemon=True).start()
            said = f"{texts.nurse_on}\n{menu()}" if audience == "nurse" else texts.patient_on
            dispatcher.utter_message(text=said)
            return [SlotSet(REFERENCE_SLOT, None), *introduce(dispatcher, tracker)]
        events: Events = await ActionAnswer().run(dispatcher, tracker, domain)
        if audience != "nurse":
            dispatcher.utter_message(text=texts.for_nurses)
        return events


def _stated(tracker: Tracker) -> Any:
    """Return for whom the latest message says that its writer reads, if it says so."""
    return audience_in(_words(tracker))


def _words(tracker: Tracker) -> str:
    return str((tracker.latest_message or {}).get("text") or "")
