"""Say the level, as soon as it is certain."""

from __future__ import annotations

from typing import Any, Dict

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    FINDINGS_SLOT,
    LOOKED_AT,
    Events,
    findings_of,
    intent_of,
    introduce,
    say,
    say_text,
)
from bot.protocol.engine import Assessment, assess
from bot.protocol.findings import Findings, StepWalk
from bot.protocol.messages import result_message


class ActionTriageResult(Action):
    """Send the `triage_result`, or say that the advice stands where nothing changed."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_triage_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the result first, then who is speaking; remember what was announced."""
        findings = findings_of(tracker)
        assessment = assess(findings)
        if assessment.level is None:
            say_text(dispatcher, "nothing_reported", who=findings.who)
            return introduce(dispatcher, tracker)
        if findings.looked_at:
            say_text(dispatcher, LOOKED_AT, who=findings.who)
            return introduce(dispatcher, tracker)
        if _already_said(assessment, findings):
            say_text(dispatcher, _closing_phrase(findings), who=findings.who)
            return introduce(dispatcher, tracker)
        if intent_of(tracker) == "pushback" and assessment.is_danger:
            say_text(dispatcher, "pushback", who=findings.who)
        say(dispatcher, result_message(assessment, findings))
        events = introduce(dispatcher, tracker)
        announced = findings.with_changes(
            announced=assessment.level,
            announced_rules=assessment.rules,
            misses=0,
            walk=StepWalk() if not findings.walk.done else findings.walk,
        )
        return [*events, SlotSet(FINDINGS_SLOT, announced.as_slot()), SlotSet("level", assessment.level)]


def _already_said(assessment: Assessment, findings: Findings) -> bool:
    """Danger is said every time it comes up; a calm level only when it or its reasons are new."""
    if assessment.is_danger:
        return False
    return findings.announced == assessment.level and set(assessment.rules) <= set(findings.announced_rules)


def _closing_phrase(findings: Findings) -> str:
    given = [note for note in findings.notes if note.startswith("give_time")]
    if given:  # there is no further step to say it with
        return given[0]
    if findings.walk.eased:
        return "eased"
    return "walk_done" if findings.walk.done else "advice_stands"
