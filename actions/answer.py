"""Answer a question from the documents, with the lines cited, or say that they do not hold the answer."""

from __future__ import annotations

from typing import Any, Dict

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Events, findings_of, intent_of, introduce, reminder, say, say_text
from actions.reference import audience_of, reference_or_none
from bot.knowledge.answers import answer_for, topics
from bot.protocol.messages import Message
from bot.protocol.texts import fill

DECLINED_TOPIC = "out_of_scope"
# A person in pain reads two statements at the most; lists that must be whole are exempt.
LIMIT = 2
WHOLE_TOPICS = frozenset({"ask_danger_signs", "ask_source"})


class ActionAnswer(Action):
    """Answer the intent of the latest message; whatever has no topic of its own is declined."""

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
        intent = intent_of(tracker)
        topic = intent if intent in topics() else DECLINED_TOPIC
        answer = answer_for(topic, audience_of(tracker), limit=None if topic in WHOLE_TOPICS else LIMIT)
        paragraphs = [fill(part) for part in (*answer.text.split("\n\n"), answer.source_note) if part]
        sources = [source.dict() for source in answer.sources]
        payload = {"type": "answer", "answerable": answer.answerable, "sources": sources}
        say(dispatcher, Message(text="\n".join(paragraphs), custom=payload))
        return introduce(dispatcher, tracker)
