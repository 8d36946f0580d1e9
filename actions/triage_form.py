"""The interview as a Rasa form whose required slots are what the engine still needs to know."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Dict, List, Type

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import Events, answered_now, findings_of, intent_of, introduce, observations_of, say
from bot.protocol.engine import form_slots, next_question
from bot.protocol.messages import question_message
from bot.protocol.observations import is_digression, is_question

ANSWER_ACTION = "action_answer"
# Who only cries for help, or asks if it is bad, reads first what to do; who is speaking comes after it.
AT_ONCE = frozenset({"cry", "first_tell"})


class ValidateTriageForm(FormValidationAction):
    """Chooses the next slot. Answers were read by `action_understand` already."""

    computes_only = True

    def name(self) -> str:
        """Return the action's name."""
        return "validate_triage_form"

    async def required_slots(
        self,
        domain_slots: List[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: Dict[str, Any],
    ) -> List[str]:
        """Return the slot of the question that matters now, or none where the level is certain."""
        question = next_question(findings_of(tracker))
        return [question.form_slot] if question else []

    async def next_requested_slot(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> Dict[str, Any]:
        """Request that slot even where it holds an earlier answer: one slot serves several questions."""
        wanted = await self.required_slots([], dispatcher, tracker, domain)
        event: Dict[str, Any] = SlotSet("requested_slot", wanted[0] if wanted else None)
        return event

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> Events:
        """Extract nothing here: `action_understand` did."""
        return []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]
    ) -> Events:
        """Report one slot as seen, so that Rasa asks again instead of rejecting the form on a missed answer.

        A change of subject reports nothing: Rasa then rejects the form and lets the rules answer first.
        """
        said = observations_of(tracker)
        aside = is_digression(intent_of(tracker)) and (is_question(said.text) or not said.signs)
        if aside and not (said.repeat or answered_now(tracker)):
            return []
        return [SlotSet("misses", findings_of(tracker).misses)]


class AskQuestion(Action, ABC):
    """Ask the question that matters now; one subclass a form slot, as Rasa finds them by name."""

    computes_only = True

    @abstractmethod
    def name(self) -> str:
        """Return the name under which the form looks for it."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the question, with its buttons and its payload."""
        findings = findings_of(tracker)
        question = next_question(findings)
        if question is None:
            return []
        at_once = bool(AT_ONCE.intersection(findings.notes))
        events = [] if at_once else introduce(dispatcher, tracker)
        if tracker.latest_action_name == ANSWER_ACTION:  # the digression was answered: no word of a miss
            findings = findings.with_changes(misses=0)
        say(dispatcher, question_message(question, findings))
        return introduce(dispatcher, tracker) if at_once else events


def _ask_action(slot: str) -> Type[AskQuestion]:
    """Make the class that asks for one form slot."""
    title = "".join(word.title() for word in slot.split("_"))
    return type(
        f"Ask{title}", (AskQuestion,), {"name": lambda self: f"action_ask_{slot}", "__module__": __name__}
    )


# Made from the protocol, so that a new question needs no code.
ASK_ACTIONS: List[Type[AskQuestion]] = [_ask_action(slot) for slot in form_slots()]
