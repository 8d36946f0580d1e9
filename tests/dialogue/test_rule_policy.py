"""The lean rule policy predicts what Rasa's own predicts, wherever a conversation stands."""

from __future__ import annotations

import asyncio
from typing import Any, List

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy

from bot.dialogue.rule_policy import LeanRulePolicy
from bot.runtime.tracker_views import snapshot

CONVERSATIONS = [
    ["hi", "what causes the pain?", "my back hurts", "none of these", "can i take ibuprofen?", "thanks"],
    ["my back hurts since yesterday", "no", "it ended yesterday", "what is ivig?", "no", "no", "3", "no"],
    ["blah blah", "I feel awful", "I'm scared", "none of these", "purple lamps", "I don't know", "bye"],
    ["my back hurts", "my tongue is swelling up", "no it is not", "thanks", "start over", "hello", "no"],
    ["nurse view", "what is the rate for a fever?", "patient view", "my head hurts", "no", "6", "better"],
]


@pytest.fixture
def rules(agent: Any) -> LeanRulePolicy:
    nodes = agent.processor.graph_runner._nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, LeanRulePolicy))


def told(prediction: PolicyPrediction) -> Any:
    return (
        *(prediction.probabilities, prediction.events, prediction.optional_events),
        *(prediction.is_no_user_prediction, prediction.is_end_to_end_prediction, prediction.hide_rule_turn),
    )


@pytest.mark.parametrize("words", CONVERSATIONS, ids=lambda words: words[0])
def test_every_prediction_is_that_of_rasas_own(
    agent: Any,
    rules: LeanRulePolicy,
    words: List[str],
    private_loop: asyncio.AbstractEventLoop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0
    lean = LeanRulePolicy._predict

    def both(self: LeanRulePolicy, tracker: Any, domain: Any) -> Any:
        nonlocal compared
        found = lean(self, snapshot(tracker), domain)
        self.__class__ = RulePolicy  # type: ignore[assignment]
        try:
            expected, _ = RulePolicy._predict(self, snapshot(tracker), domain)
        finally:
            self.__class__ = LeanRulePolicy
        assert told(found[0]) == told(expected)
        compared += 1
        return found

    monkeypatch.setattr(LeanRulePolicy, "_predict", both)
    for text in words:
        message = UserMessage(text, None, f"rules {words[0]}")
        private_loop.run_until_complete(agent.handle_message(message))
    assert compared >= 2 * len(words)
