"""Read every message into the findings, before any policy looks at it."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    FINDINGS_SLOT,
    FORM,
    Events,
    findings_of,
    observations_of,
)
from bot.protocol.engine import next_question
from bot.protocol.findings import Findings
from bot.protocol.interview import read_message
from bot.protocol.messages import answer_value
from bot.protocol.models import Question


class ActionUnderstand(Action):
    """The custom slot mapping of `findings`; Rasa runs it on every message, in a form or not."""

    computes_only = True

    def name(self) -> str:
        """Return the action's name."""
        return "action_understand"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Store the findings after the message, and the answer in the slot of the question."""
        before = findings_of(tracker)
        question = open_question(tracker, before)
        after = read_message(before, observations_of(tracker), asking=question is not None)
        if after == before:
            return []
        events: Events = [SlotSet(FINDINGS_SLOT, after.as_slot())]
        if question is not None and question.id in after.answered - before.answered:
            events.append(SlotSet(question.form_slot, answer_value(question, after)))
        if after.who != before.who:
            events.append(SlotSet("who", after.who))
        return events


def open_question(tracker: Tracker, findings: Findings) -> Optional[Question]:
    """Return the question that the person was asked last and has not answered yet."""
    if (tracker.active_loop or {}).get("name") != FORM or tracker.get_slot("requested_slot") is None:
        return None
    return next_question(findings)
