"""Rasa's agent and message processor with our graph runner and our action objects.

What a message does is Rasa's: the methods below differ from their parents in where an action object comes
from, and leave out copies that Rasa makes for its debug log alone.
"""

from __future__ import annotations

import os
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple, Union

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator, TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.exceptions import ActionLimitReached, ModelNotFound
from rasa.model import get_latest_model
from rasa.shared.core.constants import ACTION_EXTRACT_SLOTS, ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecutionRejected, Event, Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.runtime.graph_runner import DirectGraphRunner
from bot.runtime.in_process_actions import log_failed_action
from bot.runtime.local_actions import Actions, LocalForm
from bot.runtime.stages import LOCK, READ, TURN, WRITE, stage
from bot.runtime.tracker_views import snapshot


class AssistantProcessor(MessageProcessor):
    """Takes a message through the model."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = Actions(self.domain, self.action_endpoint)
        self._domain_is_empty = not self.domain or self.domain.is_empty()

    @staticmethod
    def _load_model(model_path: Union[str, Path]) -> Tuple[str, ModelMetadata, GraphRunner]:
        archive = model_path if os.path.isfile(model_path) else get_latest_model(model_path)
        if not archive:
            raise ModelNotFound(f"No model found at path '{model_path}'.")
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), Path(archive), LocalModelStorage, DirectGraphRunner
            )
        return os.path.basename(archive), metadata, runner

    def _get_action(self, action_name: str) -> Action:
        return self.actions.named(action_name)

    async def _update_tracker_session(
        self,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        # A message within the session is the usual case, and the last events tell it; Rasa replays all.
        latest = _latest_message_since_restart(tracker)
        limit = self.domain.session_config.session_expiration_time * 60
        if latest is None or (limit and time.time() - latest.timestamp > limit):
            await super()._update_tracker_session(tracker, output_channel, metadata)

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        """Return the tracker of a conversation (see parent class)."""
        with stage(READ):
            tracker: DialogueStateTracker = await super().get_tracker(conversation_id)
        return tracker

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """Store what happened (see parent class)."""
        with stage(WRITE):
            await super().save_tracker(tracker)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fill slots from the latest message (see parent class)."""
        action = self.actions.named(ACTION_EXTRACT_SLOTS)
        events = await action.run(output_channel, self.nlg, tracker, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        tracker.update_with_events(events, self.domain)
        return tracker

    def predict_next_with_tracker_if_should(
        self, tracker: DialogueStateTracker
    ) -> Tuple[Action, PolicyPrediction]:
        """Return the next action and why (see parent class).

        Raises:
            ActionLimitReached: too many actions followed one message.
        """
        may_go_on = self.should_predict_another_action(tracker.latest_action_name)
        if self.is_action_limit_reached(tracker, may_go_on):
            raise ActionLimitReached("The limit of actions to predict has been reached.")
        prediction = self._predict_next_with_tracker(tracker)
        return self.actions.at(prediction.max_confidence_index), prediction

    async def parse_message(
        self,
        message: UserMessage,
        tracker: Optional[DialogueStateTracker] = None,
        only_output_properties: bool = True,
    ) -> Dict[str, Any]:
        """Understand a message (see parent class)."""
        if self.http_interpreter:
            understood: Dict[str, Any] = await super().parse_message(message, tracker, only_output_properties)
            return understood
        if tracker is None:
            tracker = DialogueStateTracker.from_events(message.sender_id, [])
        parsed: Dict[str, Any] = self._parse_message_with_graph(message, tracker, only_output_properties)
        self._update_full_retrieval_intent(parsed)
        self._check_for_unseen_features(parsed)
        return parsed

    def _check_for_unseen_features(self, parse_data: Dict[str, Any]) -> None:
        # Rasa makes an empty domain for each message, to compare.
        if not self._domain_is_empty:
            intent = parse_data["intent"]["name"]
            entities = {item["entity"] for item in parse_data["entities"] or ()}
            if (intent and intent not in self.domain.intents) or entities - set(self.domain.entities):
                super()._check_for_unseen_features(parse_data)  # it warns

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        attempt = snapshot(tracker)  # an action that declines must leave no trace
        attempt.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, attempt, self.domain)
        except ActionExecutionRejection:
            declined = ActionExecutionRejected(
                action.name(), prediction.policy_name, prediction.max_confidence
            )
            tracker.update(declined)
            return bool(self.should_predict_another_action(action.name()))
        except Exception as error:  # noqa: BLE001 - the turn goes on, and what was said before is not lost
            log_failed_action(action.name(), error)
            events = []
        self._log_action_on_tracker(tracker, action, events, prediction)
        if isinstance(action, LocalForm) and _waits(action, events, tracker):
            # Every policy predicts it after a form that has just asked, so that none needs to be run.
            tracker.trigger_followup_action(ACTION_LISTEN_NAME)
        if any(isinstance(event, UserUttered) for event in events or ()):
            tracker = await self.run_action_extract_slots(output_channel, tracker)
        await self.execute_side_effects(events or [], tracker, output_channel)
        return bool(self.should_predict_another_action(action.name()))

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: Optional[List[Event]],
        prediction: PolicyPrediction,
    ) -> None:
        happened = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in happened):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(happened, self.domain)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Log nothing: slots hold what a person told."""


def _waits(form: LocalForm, events: Sequence[Event], tracker: DialogueStateTracker) -> bool:
    """Tell whether a form has asked its question and now waits for the person."""
    asked = any(isinstance(event, SlotSet) and event.key == REQUESTED_SLOT for event in events)
    if not asked or tracker.get_slot(REQUESTED_SLOT) is None:
        return False
    return tracker.active_loop_name == form.name() and tracker.followup_action is None


def _latest_message_since_restart(tracker: DialogueStateTracker) -> Optional[UserUttered]:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return event
        if isinstance(event, Restarted):
            return None
    return None


class AssistantAgent(Agent):
    """Rasa's agent with the processor above."""

    @classmethod
    def load(cls, model_path: Union[str, Path], **options: Any) -> AssistantAgent:
        """Return an agent with a model; the options are those of Rasa's `Agent`.

        Raises:
            ModelNotFound: there is no model at the path.
        """
        fingerprint = options.get("fingerprint")
        agent = cls(**options)
        agent.load_model(model_path, fingerprint)
        return agent

    async def handle_message(self, message: UserMessage) -> Optional[List[Dict[str, Any]]]:
        """Handle a message, after the earlier ones of its conversation (see parent class)."""
        if not self.is_ready():
            return None
        with stage(TURN):
            turns = AsyncExitStack()
            with stage(LOCK):
                await turns.enter_async_context(self.lock_store.lock(message.sender_id))
            try:
                replies: Optional[List[Dict[str, Any]]] = await self.processor.handle_message(message)
            finally:
                await turns.aclose()
        return replies

    def load_model(self, model_path: Union[str, Path], fingerprint: Optional[str] = None) -> None:
        """Load a model (see parent class).

        Raises:
            ModelNotFound: there is no model at the path.
        """
        self.processor = AssistantProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
            http_interpreter=self.http_interpreter,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses if self.domain else {}
