"""The stock assistant's actions, as its action server runs them: they say a text and decide a level.

They do far less than the assistant's own (no findings, no protocol, no search), so that what the benchmark
compares is the machinery around them.
"""

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

Events = List[Dict[str, Any]]

TEXTS = {
    "action_answer": "Many people have back pain after an infusion. Rest, drink and tell your team.\n"
    "Sources: Why Does IVIG Therapy Cause Back Pain? (web article; lines 9, 25).",
    "action_greet": "Hello. Tell me what you feel, in plain words.",
    "action_help": "Tell me what you feel, in plain words. In an emergency call 911.",
    "action_thanks": "You are welcome.",
    "action_goodbye": "Take care.",
    "action_handoff": "Here is a summary for your clinician.",
    "action_pushback": "I hear you. The advice stands.",
    "action_fear": "That is frightening. Let us go through it step by step.",
    "action_crisis": "Please call 988 now. You are not alone.",
    "action_reference": "Slow the rate by half and tell the prescriber.",
}


class SayText(Action):
    """Says one text."""

    action_name = ""

    def name(self) -> str:
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        dispatcher.utter_message(text=TEXTS[self.action_name])
        return []


def _say_action(name: str) -> Type[SayText]:
    title = "".join(word.title() for word in name.split("_"))
    return type(title, (SayText,), {"action_name": name, "__module__": __name__})


SAY_ACTIONS = [_say_action(name) for name in TEXTS]


class ValidateTriageForm(FormValidationAction):
    """Takes every answer as it is."""

    def name(self) -> str:
        return "validate_triage_form"

    def validate_danger_signs(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> Dict[str, Any]:
        return {"danger_signs": value}


class ActionTriageResult(Action):
    """Says a level by three of the slots."""

    def name(self) -> str:
        return "action_triage_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        calm = all(
            str(tracker.get_slot(slot) or "").lower().startswith(("no", "none"))
            for slot in ("danger_signs", "neck_stiffness", "danger_signs_more")
        )
        level = "self_care" if calm else "urgent"
        text = "You can care for this at home." if calm else "Get medical help now, without waiting."
        dispatcher.utter_message(text=text, json_message={"type": "triage_result", "level": level})
        return [{"event": "slot", "name": slot, "value": None} for slot in ("danger_signs", "severity")]
