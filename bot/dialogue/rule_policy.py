"""Rasa's RulePolicy, without the work whose result it would throw away.

Rasa's own writes out the states of the whole conversation and compares them with every rule before it looks
whether a form is running, which settles the prediction alone. Here the form is looked at first, and states
that lie further back than the longest rule are not compared. Every prediction is the same;
tests/dialogue/test_rule_policy.py compares them.
"""

from __future__ import annotations

from functools import cached_property
from typing import Dict, List, Optional, Set, Tuple

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class LeanRulePolicy(RulePolicy):
    """Predicts what RulePolicy predicts."""

    def _predict(
        self, tracker: DialogueStateTracker, domain: Domain
    ) -> Tuple[PolicyPrediction, Optional[str]]:
        default_action, _ = self._find_action_from_default_actions(tracker)
        action, source = self._find_action_from_loop_happy_path(tracker)
        if default_action is None and action is not None and source is not None:
            scores = self._prediction_result(action, tracker, domain)
            return self._rule_prediction(scores, source, is_no_user_prediction=True), source
        predicted: Tuple[PolicyPrediction, Optional[str]] = super()._predict(tracker, domain)
        return predicted

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> Tuple[Optional[str], Optional[str], bool]:
        if use_text_for_last_user_input and not self._may_match_text:
            return None, None, False
        found: Tuple[Optional[str], Optional[str], bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    @cached_property
    def _may_match_text(self) -> bool:
        """Tell whether any rule could apply right after a message whatever its intent."""
        rules = [*self.lookup[RULES], *self.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]]
        return any(_takes_any_intent(self._rule_key_to_state(key)[-1]) for key in rules)

    def _get_possible_keys(self, lookup: Dict[str, str], states: List[State]) -> Set[str]:
        possible = set(lookup)
        longest = max((len(self._rule_key_to_state(key)) for key in possible), default=0)
        for turns_back, state in enumerate(reversed(states[-longest:] if longest else [])):
            possible = {key for key in possible if self._is_rule_applicable(key, turns_back, state)}
            if not possible:
                break
        return possible


def _takes_any_intent(state: State) -> bool:
    previous = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return not state.get(USER, {}).get(INTENT) and previous in (None, ACTION_LISTEN_NAME)
