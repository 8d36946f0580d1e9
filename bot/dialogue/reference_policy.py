"""The policy of the nurse's view: cards and calculations, wherever no danger is told.

It stands above TriagePolicy and asks it first (`decide`), so that danger told of a patient comes first.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.decision import FORM, RESULT, Turn
from bot.dialogue.reference_decision import (
    REFERENCE,
    NurseTurn,
    after_reference,
    undoes_findings,
    wants_reference,
)
from bot.dialogue.triage_policy import PRIORITY as TRIAGE_PRIORITY
from bot.dialogue.triage_policy import turn_of
from bot.knowledge.nurse import answer_to, looks_up, tells
from bot.knowledge.reference_answer import ReferenceAnswer
from bot.protocol.findings import Findings
from bot.protocol.observations import from_entities

NURSE = "nurse"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ReferencePolicy(Policy):
    """Sends a nurse's message to the quick reference; silent for patients and wherever triage comes first."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the policy's defaults."""
        return {"priority": TRIAGE_PRIORITY + 1}

    def train(
        self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Learn nothing: what is looked up is data."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the reference, or what follows it, or nothing."""
        action, events = _next(tracker)
        if action is None or action not in domain.action_names_or_texts:
            return self._prediction(self._default_predictions(domain))
        scores = [0.0] * domain.num_actions
        scores[domain.index_for_action(action)] = 1.0
        return self._prediction(scores, optional_events=events, is_no_user_prediction=True)


def _next(tracker: DialogueStateTracker) -> Tuple[Optional[str], List[Event]]:
    """Return the action that must come now, if any, and the events that come with it."""
    message = tracker.latest_message
    if message is None or not message.text:
        return None, []
    switches = _switches(tracker, message)
    if tracker.get_slot("audience") != NURSE and not switches:
        return None, []
    done = _done_in_this_turn(tracker)
    if not done:
        turn, said_by = _look(tracker, message, switches)
        if not wants_reference(turn, said_by):
            return None, []
        return REFERENCE, [_findings_before(turn)] if undoes_findings(turn, said_by) else []
    if done[-1] == RESULT and REFERENCE not in done:
        return (REFERENCE, []) if _answer(tracker, message) is not None else (None, [])
    if done[-1] == REFERENCE:
        return _follow(tracker, message, RESULT in done), []
    return None, []


def _look(tracker: DialogueStateTracker, message: UserUttered, switches: bool) -> Tuple[Turn, NurseTurn]:
    text = message.text or ""
    stored = Findings.from_slot(tracker.get_slot("findings"))
    intent = str(message.intent.get("name") or "")
    sure = float(message.intent.get("confidence") or 0.0)
    said = from_entities(message.entities, message.message_id, text, intent, sure)
    nurse = tracker.get_slot("audience") == NURSE
    answer = _answer(tracker, message) if nurse else None
    said_by = NurseTurn(
        nurse=nurse,
        switches=switches,
        found=answer is not None,
        calculates=answer is not None and answer.calculation is not None,
        looks_up=looks_up(text),
        tells=tells(text),
    )
    return turn_of(tracker, stored, said, intent), said_by


def _answer(tracker: DialogueStateTracker, message: UserUttered) -> Optional[ReferenceAnswer]:
    interview = tracker.active_loop_name == FORM
    return answer_to(message.text or "", tracker.get_slot("reference"), interview)


def _follow(tracker: DialogueStateTracker, message: UserUttered, announced: bool) -> str:
    said = from_entities(message.entities, message.message_id, message.text or "", "")
    return after_reference(
        Findings.from_slot(tracker.get_slot("findings")),
        told_claim=said.has_claim and tells(message.text or ""),
        form_active=tracker.active_loop_name == FORM,
        announced=announced,
    )


def _findings_before(turn: Turn) -> SlotSet:
    """Return the event that takes a look-up out of the findings again."""
    before = turn.before.with_changes(last_message_id=turn.said.message_id)
    return SlotSet("findings", before.as_slot())


def _switches(tracker: DialogueStateTracker, message: UserUttered) -> bool:
    """Tell whether the latest message changes who reads: an empty slot counts as the patient."""
    stated = next((e["value"] for e in reversed(message.entities) if e.get("entity") == "audience"), None)
    if stated is None:
        return False
    return stated != _audience_before(tracker) or "view" in (message.text or "").lower()


def _audience_before(tracker: DialogueStateTracker) -> str:
    seen_message = False
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            if seen_message:
                continue
            seen_message = True
        elif seen_message and isinstance(event, SlotSet) and event.key == "audience":
            return str(event.value or "patient")
    return "patient"


def _done_in_this_turn(tracker: DialogueStateTracker) -> List[str]:
    """Return the actions since the latest message, the first of them first."""
    done: List[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name not in (None, ACTION_LISTEN_NAME):
            done.append(str(event.action_name))
    return [name for name in reversed(done) if name != "action_extract_slots"]
