"""Answer a question from the documents, with the lines cited, or say that they do not hold the answer."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Events, findings_of, intent_of, introduce, reminder, say, say_text
from actions.reference import audience_of, reference_or_none
from bot.nlu.document_index import replies
from bot.protocol.findings import Findings
from bot.protocol.messages import Message
from bot.protocol.texts import fill

CALM_LEVEL = "self_care"
DENIED_GATE = "all_danger_signs_denied"


class ActionAnswer(Action):
    """Answer the latest message by what it asks; its intent is no more than a hint."""

    def __init__(self) -> None:
        """Build the index now: the action is registered before anybody waits for an answer."""
        replies()

    def name(self) -> str:
        """Return the action's name."""
        return "action_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the answer with its sources; a danger level that stands is repeated first."""
        referred = reference_or_none(dispatcher, tracker)
        if referred is not None:
            return referred
        findings = findings_of(tracker)
        urgent = reminder(findings)
        if urgent:
            say_text(dispatcher, *urgent, who=findings.who)
        question = str((tracker.latest_message or {}).get("text") or "")
        answer = replies().answer(question, audience_of(tracker), _met(findings), hint=intent_of(tracker))
        paragraphs = [fill(part) for part in (*answer.text.split("\n\n"), answer.source_note) if part]
        say(dispatcher, Message(text="\n".join(paragraphs), custom=answer.payload()))
        return introduce(dispatcher, tracker)


def _met(findings: Findings) -> Tuple[str, ...]:
    """Return the gates that the interview has opened: at a calm level all danger signs were denied."""
    return (DENIED_GATE,) if findings.announced == CALM_LEVEL else ()
