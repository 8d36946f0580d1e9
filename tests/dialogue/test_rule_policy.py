"""The lean rule policy predicts what Rasa's own predicts, wherever a conversation stands."""

from __future__ import annotations

import asyncio
from typing import Any, List

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME

from bot.dialogue.rule_policy import LeanRulePolicy
from bot.runtime import processor
from bot.runtime.processor import _waits
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
    assert compared >= len(words)


@pytest.mark.parametrize("words", CONVERSATIONS, ids=lambda words: words[0])
def test_after_a_form_that_asked_every_policy_predicts_to_listen(
    agent: Any,
    words: List[str],
    private_loop: asyncio.AbstractEventLoop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: List[str] = []

    def ask_the_policies(form: Any, events: Any, tracker: Any) -> bool:
        if _waits(form, events, tracker):
            prediction = agent.processor._predict_next_with_tracker(snapshot(tracker))
            waited.append(agent.processor.actions.at(prediction.max_confidence_index).name())
        return False

    monkeypatch.setattr(processor, "_waits", ask_the_policies)
    for text in words:
        message = UserMessage(text, None, f"waits {words[0]}")
        private_loop.run_until_complete(agent.handle_message(message))
    assert waited and set(waited) == {ACTION_LISTEN_NAME}


def test_predicting_looks_at_no_slot_that_is_not_there(
    agent: Any, private_loop: asyncio.AbstractEventLoop, caplog: pytest.LogCaptureFixture
) -> None:
    for text in [text for words in CONVERSATIONS for text in words]:
        message = UserMessage(text, None, "no complaint of Rasa's")
        private_loop.run_until_complete(agent.handle_message(message))
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
