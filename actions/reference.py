"""The nurse's quick reference in a conversation: who reads, what is open, and how an answer is sent."""

from __future__ import annotations

from typing import Optional

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import FORM, Events, findings_of, introduce, reminder, say, say_text
from bot.knowledge.models import Audience
from bot.knowledge.nurse import answer_to, to_keep
from bot.knowledge.reference_answer import ReferenceAnswer
from bot.protocol.messages import Message, plain_question
from bot.protocol.texts import fill

AUDIENCE_SLOT = "audience"
REFERENCE_SLOT = "reference"
RESULT_ACTION = "action_triage_result"


def audience_of(tracker: Tracker) -> Audience:
    """Return who reads the answers; a patient, where nobody said otherwise."""
    return "nurse" if tracker.get_slot(AUDIENCE_SLOT) == "nurse" else "patient"


def audience_kept(tracker: Tracker) -> Events:
    """Return the events that keep a nurse's view when all slots are reset."""
    return [SlotSet(AUDIENCE_SLOT, "nurse")] if audience_of(tracker) == "nurse" else []


def reference_or_none(dispatcher: CollectingDispatcher, tracker: Tracker) -> Optional[Events]:
    """Send the card or the calculation that a nurse's latest message asks for.

    Returns:
        The events, or None where the reader is a patient or the quick reference has no answer; nothing was
        sent then.
    """
    if audience_of(tracker) != "nurse":
        return None
    words = str((tracker.latest_message or {}).get("text") or "")
    interview = (tracker.active_loop or {}).get("name") == FORM
    answer = answer_to(words, tracker.get_slot(REFERENCE_SLOT), interview)
    if answer is None:
        return None
    findings = findings_of(tracker)
    urgent = reminder(findings)
    if urgent and tracker.latest_action_name != RESULT_ACTION:  # the result itself was said a moment ago
        say_text(dispatcher, *urgent, who=findings.who)
    send(dispatcher, answer)
    return [SlotSet(REFERENCE_SLOT, to_keep(answer)), *introduce(dispatcher, tracker)]


def send(dispatcher: CollectingDispatcher, answer: ReferenceAnswer) -> None:
    """Send an answer: its text with quick answers, its payload, and the question that it asks."""
    text = "\n".join(fill(line) for line in answer.text.split("\n"))
    say(dispatcher, Message(text=text, buttons=answer.buttons, custom=answer.payload()))
    if answer.question is not None:
        asked = {"type": "question", "slot": answer.question, "stands_for": text}
        dispatcher.utter_message(json_message={**asked, **plain_question(text, answer.buttons)})
