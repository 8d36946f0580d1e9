"""Answer a question from the documents, with the lines cited, or say that they do not hold the answer."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    Events,
    danger_reminder,
    findings_of,
    intent_of,
    introduce,
    observations_of,
    reminder,
    say,
    say_text,
)
from actions.crisis import say_crisis
from actions.reference import audience_of, reference_or_none
from bot.knowledge.models import Answer
from bot.nlu.document_index import replies
from bot.protocol.engine import CHECK_SLOT, DANGER_LEVELS, assess, next_question
from bot.protocol.findings import Findings
from bot.protocol.glossary import asked_meanings, explanation
from bot.protocol.messages import Message, result_message, steps_message
from bot.protocol.texts import fill

CALM_LEVEL = "self_care"
DENIED_GATE = "all_danger_signs_denied"
RELIEF = "ask_relief"
EMERGENCY = "ask_emergency"
LIMB_CARE = "limb_hands_off"  # not to rub or massage a limb that may hold a clot
DAILY_LIFE = "declined_daily_life"  # to eat, to sleep, to walk about


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
        question = str((tracker.latest_message or {}).get("text") or "")
        signs = [code for code in findings.signs if findings.present(code)]
        answer = replies().answer(
            question, audience_of(tracker), _met(findings), hint=intent_of(tracker), signs=signs
        )
        if findings.in_crisis and not answer.answerable:  # that the pages hold nothing is no reply to them
            return say_crisis(dispatcher, tracker)
        urgent = reminder(findings)
        if urgent:
            say_text(dispatcher, *urgent, who=findings.who)
        meant = asked_meanings(observations_of(tracker)) if tracker.active_loop else ()
        if meant:  # a word of the list that stands open: the form asks again behind it
            say(dispatcher, Message(text=explanation(meant, findings.who)))
            return introduce(dispatcher, tracker)
        if observations_of(tracker).asks_outcome:
            _say_outcome(dispatcher, tracker, findings)
            return introduce(dispatcher, tracker)
        if LIMB_CARE in answer.statements:  # what not to do holds at every level
            return _tell(answer, dispatcher, tracker)
        if danger_reminder(findings) and not findings.looked_at and _asks_what_to_do(answer, tracker):
            say(dispatcher, steps_message(findings))
            return introduce(dispatcher, tracker)
        if _asks_back(findings, tracker) and (answer.topic == EMERGENCY or _asks_what_to_do(answer, tracker)):
            say_text(dispatcher, "fear", who=findings.who)
            return introduce(dispatcher, tracker)
        return _tell(answer, dispatcher, tracker)


def _say_outcome(dispatcher: CollectingDispatcher, tracker: Tracker, findings: Findings) -> None:
    """Say what came of it so far: "am I ok?", "what now?"."""
    if findings.announced in DANGER_LEVELS:  # the reminder is said; who was looked at got what they need
        if not findings.looked_at:
            say(dispatcher, steps_message(findings))
    elif findings.announced is not None:
        say(dispatcher, result_message(assess(findings), findings))
    else:
        say_text(dispatcher, "not_yet" if tracker.active_loop else "fear", who=findings.who)


def _tell(answer: Answer, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Say an answer with its sources."""
    paragraphs = [fill(part) for part in (*answer.text.split("\n\n"), answer.source_note) if part]
    say(dispatcher, Message(text="\n".join(paragraphs), custom=answer.payload()))
    return introduce(dispatcher, tracker)


def _asks_what_to_do(answer: Answer, tracker: Tracker) -> bool:
    """Tell whether a question is about what eases, or what one may do until help is there.

    The documents answer it for a mild reaction at home: to lean back on a pillow is no advice in danger.
    """
    return (
        answer.topic == RELIEF
        or intent_of(tracker) == RELIEF
        or DAILY_LIFE in answer.statements
        or observations_of(tracker).waiting
    )


def _asks_back(findings: Findings, tracker: Tracker) -> bool:
    """Tell whether a danger sign that may be there is being asked about: what to do depends on the answer."""
    question = next_question(findings) if tracker.active_loop else None
    return question is not None and question.form_slot == CHECK_SLOT


def _met(findings: Findings) -> Tuple[str, ...]:
    """Return the gates that the interview has opened: at a calm level all danger signs were denied."""
    return (DENIED_GATE,) if findings.announced == CALM_LEVEL else ()
