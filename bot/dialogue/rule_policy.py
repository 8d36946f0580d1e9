"""Rasa's RulePolicy, without the work whose result it would throw away.

Rasa's own writes out the states of the whole conversation and compares them with every rule before it looks
whether a form is running, which settles the prediction alone. Here the form is looked at first; states that
lie further back than the longest rule are neither written out nor compared, nor are others compared with
rules that follow another action. Every prediction is the same; tests/dialogue/test_rule_policy.py compares
them.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Dict, List, NamedTuple, Optional, Set, Tuple

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

KINDS = (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)


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

    def _prediction_states(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        use_text_for_last_user_input: bool = False,
        rule_only_data: Optional[Dict[str, Any]] = None,
    ) -> List[State]:
        if all(kind in self.lookup for kind in KINDS):  # else the rules are just being learned
            tracker = recent(tracker, max(self._endings(self.lookup[kind]).longest for kind in KINDS))
        states: List[State] = super()._prediction_states(
            tracker, domain, use_text_for_last_user_input, rule_only_data
        )
        return states

    @cached_property
    def _may_match_text(self) -> bool:
        """Tell whether any rule could apply right after a message whatever its intent."""
        rules = [*self.lookup[RULES], *self.lookup[RULES_FOR_LOOP_UNHAPPY_PATH]]
        return any(_takes_any_intent(self._rule_key_to_state(key)[-1]) for key in rules)

    def _get_possible_keys(self, lookup: Dict[str, str], states: List[State]) -> Set[str]:
        if not states:
            return set(lookup)
        ending = self._endings(lookup)
        said_last = _previous_action(states[-1])
        possible = {*ending.by_action.get(said_last, ()), *ending.by_action.get(None, ())}
        for turns_back, state in enumerate(reversed(states[-ending.longest :] if ending.longest else [])):
            possible = {key for key in possible if self._is_rule_applicable(key, turns_back, state)}
            if not possible:
                break
        return possible

    def _endings(self, lookup: Dict[str, str]) -> _Endings:
        """Return some rules by the action that they end with, worked out once for each kind of rule."""
        known = self._known_endings.get(id(lookup))
        if known is None or known.lookup is not lookup or known.size != len(lookup):
            by_action: Dict[Optional[str], List[str]] = {}
            for key in lookup:
                states = self._rule_key_to_state(key)
                by_action.setdefault(_previous_action(states[-1]) if states else None, []).append(key)
            longest = max((len(self._rule_key_to_state(key)) for key in lookup), default=0)
            known = self._known_endings[id(lookup)] = _Endings(lookup, len(lookup), by_action, longest)
        return known

    @cached_property
    def _known_endings(self) -> Dict[int, _Endings]:
        return {}


def recent(tracker: DialogueStateTracker, turns: int) -> DialogueStateTracker:
    """Return a tracker whose last states are those of a conversation, and which has few others.

    Args:
        tracker: the conversation.
        turns: how many states must be the same, counted from the last.
    """
    events = tracker.applied_events()
    actions = [place for place, event in enumerate(events) if isinstance(event, ActionExecuted)]
    if len(actions) <= turns + 1:
        return tracker
    # One state more than asked for: the first of all has no action before it, as if a conversation began.
    begin = actions[-turns - 1]
    last_said = next((place for place in range(begin, -1, -1) if isinstance(events[place], UserUttered)), 0)
    short = _Applied(tracker.sender_id, [slot for slot in tracker.slots.values() if slot.has_features()])
    short.events.extend(
        event
        for place, event in enumerate(events)
        if (event.key in short.slots if isinstance(event, SlotSet) else place >= begin)
        or not isinstance(event, (ActionExecuted, BotUttered, SlotSet, UserUttered))
        or place == last_said
    )
    return short


class _Applied(DialogueStateTracker):
    """A tracker of events that all count."""

    def applied_events(self) -> List[Event]:
        """Return its events (see parent class)."""
        return list(self.events)


class _Endings(NamedTuple):
    """Rules by the action before their last turn (None: whatever it was), and the longest one's length.

    The rules and how many they were tell whether this still fits: training takes some away.
    """

    lookup: Dict[str, str]
    size: int
    by_action: Dict[Optional[str], List[str]]
    longest: int


def _previous_action(state: State) -> Optional[str]:
    name = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return name if isinstance(name, str) and name != SHOULD_NOT_BE_SET else None


def _takes_any_intent(state: State) -> bool:
    previous = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return not state.get(USER, {}).get(INTENT) and previous in (None, ACTION_LISTEN_NAME)
