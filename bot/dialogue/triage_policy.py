"""The policy that outranks all others: a message with a danger sign is triaged at once.

It reads the message's entities itself, so that it does not depend on an action having stored them. A form's
prediction is beaten only by a prediction that is itself "no user" with a higher priority (Rasa 3.6,
`DefaultPolicyPredictionEnsemble`), and it must close the form in the same breath.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import decision
from bot.protocol.after_result import plain_refusal
from bot.protocol.findings import Findings
from bot.protocol.interview import read_message
from bot.protocol.observations import Observations, from_entities, is_question

PRIORITY = 100


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class TriagePolicy(Policy):
    """Danger first, then the interview; silent wherever the rules may choose."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the policy's defaults."""
        return {"priority": PRIORITY}

    def train(
        self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Learn nothing: what the policy does is the protocol's data."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predict the action that must come now, or nothing."""
        action = self._action(tracker)
        if action is None or action not in domain.action_names_or_texts:
            return self._prediction(self._default_predictions(domain))
        return self._prediction(
            self._one_hot(action, domain),
            optional_events=_closing_events(action, tracker),
            is_no_user_prediction=True,
        )

    @staticmethod
    def _one_hot(action: str, domain: Domain) -> List[float]:
        scores = [0.0] * domain.num_actions
        scores[domain.index_for_action(action)] = 1.0
        return scores

    @staticmethod
    def _action(tracker: DialogueStateTracker) -> Optional[str]:
        latest = tracker.latest_action_name
        message = tracker.latest_message
        if message is None or isinstance(tracker.events[-1], ActionExecutionRejected):
            return (
                None  # the form declined a change of subject: its rule answers it, then the form asks again
            )
        stored = Findings.from_slot(tracker.get_slot("findings"))
        intent = str(message.intent.get("name") or "")
        sure = float(message.intent.get("confidence") or 0.0)
        said = from_entities(message.entities, message.message_id, message.text or "", intent, sure)
        if latest != ACTION_LISTEN_NAME:
            return decision.follow_up(str(latest), stored, said, tracker.active_loop_name is not None)
        return decision.decide(turn_of(tracker, stored, said, intent))


def turn_of(
    tracker: DialogueStateTracker, stored: Findings, said: Observations, intent: str
) -> decision.Turn:
    """Compare the findings before and after the message; an action may have stored the latter already."""
    asking = tracker.active_loop_name == decision.FORM and tracker.get_slot(REQUESTED_SLOT) is not None
    before = _before_message(tracker) if stored.last_message_id == said.message_id else stored
    return decision.Turn(
        before=before,
        after=read_message(stored, said, asking),
        said=plain_refusal(before, said),
        intent=intent,
        is_question=is_question(said.text),
        form_active=tracker.active_loop_name == decision.FORM,
    )


def _before_message(tracker: DialogueStateTracker) -> Findings:
    """Return the findings as they stood when the person last pressed send."""
    seen_message = False
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            seen_message = True
        elif seen_message and isinstance(event, SlotSet) and event.key == "findings":
            return Findings.from_slot(event.value)
    return Findings()


def _closing_events(action: str, tracker: DialogueStateTracker) -> List[Event]:
    """Close the form when something else takes over, or it would swallow the next message."""
    if action in (decision.RESULT, decision.CRISIS, decision.START_OVER) and tracker.active_loop_name:
        return [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)]
    return []
