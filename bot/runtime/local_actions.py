"""Rasa's `Action` objects for this assistant: made once, and without the costs of the wire.

Rasa makes its action objects anew for each call and hands a custom one to `RemoteAction`, which writes out
the whole conversation and the whole domain, and checks the answer against a schema that it checks first: 70 %
of a message's time. Here a custom action gets a view of the conversation, and its answer is read by the same
deserialisation as Rasa's. Where the actions run in a server apart, Rasa's own class is used.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, Dict, List, Optional, Type, Union

from rasa.core.actions.action import (
    Action,
    ActionExecutionRejection,
    ActionExtractSlots,
    RemoteAction,
    action_for_name_or_text,
)
from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.constants import (
    ACTION_EXTRACT_SLOTS,
    ACTION_LISTEN_NAME,
    ACTION_VALIDATE_SLOT_MAPPINGS,
    MAPPING_TYPE,
    REQUESTED_SLOT,
    SlotMappingType,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.runtime.in_process_actions import Declined, InProcessActions, failed
from bot.runtime.stages import ACTION, count_outcome, stage
from bot.runtime.tracker_views import snapshot, state_of


class Actions:
    """All actions of a domain, each made when it is first asked for."""

    def __init__(self, domain: Domain, endpoint: Optional[EndpointConfig]) -> None:
        """Take the model's domain and where custom actions run."""
        self._domain = domain
        self._endpoint = endpoint
        self._made: Dict[str, Action] = {}

    def named(self, name: str) -> Action:
        """Return the action of this name.

        Raises:
            ActionNotFoundException: the domain has no such action.
        """
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def at(self, index: int) -> Action:
        """Return the action at this place of the domain's list, as policies name them.

        Raises:
            IndexError: the domain has fewer actions.
        """
        if not 0 <= index < self._domain.num_actions:
            raise IndexError(f"action {index} of {self._domain.num_actions}: there is none")
        return self.named(self._domain.action_names_or_texts[index])

    def _make(self, name: str) -> Action:
        action = action_for_name_or_text(name, self._domain, self._endpoint)
        if not isinstance(self._endpoint, InProcessActions):
            return action
        # Rasa's choice stands; only these three would call a custom action over the wire.
        if type(action) is RemoteAction:
            return LocalAction(name, self._endpoint)
        if type(action) is FormAction:
            return LocalForm(name, self)
        if type(action) is ActionExtractSlots:
            return LocalExtractSlots(self)
        return action

    @property
    def endpoint(self) -> Optional[EndpointConfig]:
        """Return where custom actions run."""
        return self._endpoint


class LocalAction(Action):
    """A custom action that runs in this process."""

    def __init__(self, name: str, endpoint: InProcessActions) -> None:
        self._name = name
        self._endpoint = endpoint

    def name(self) -> str:
        """Return the action's name."""
        return self._name

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        """Run the action and return what it says and changes; the safety text where it fails.

        Raises:
            ActionExecutionRejection: the action declined to run.
        """
        call = {"next_action": self._name, "sender_id": tracker.sender_id, "tracker": state_of(tracker)}
        call["domain"] = self._endpoint.domain_of(domain)
        try:
            with stage(ACTION, self._name):
                answer = await self._endpoint.answer(call)
        except Declined as error:
            raise ActionExecutionRejection(self._name, str(error)) from error
        try:
            events = [_event(written) for written in answer.get("events", [])]
            said = await self._said(answer, output_channel, nlg, tracker)
        except Exception as error:  # noqa: BLE001 - an answer of a wrong form must not end in silence
            events = []
            said = await self._said(failed(call, error), output_channel, nlg, tracker)
        count_outcome(self._name, said)
        return [*said, *events]

    @staticmethod
    async def _said(
        answer: Dict[str, Any],
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
    ) -> List[BotUttered]:
        said: List[BotUttered] = await RemoteAction._utter_responses(
            answer.get("responses", []), output_channel, nlg, tracker
        )
        return said


class LocalForm(FormAction):
    """Rasa's form; the actions that it calls are ours."""

    def __init__(self, name: str, actions: Actions) -> None:
        super().__init__(name, actions.endpoint)
        self._actions = actions

    async def validate_slots(
        self,
        slot_candidates: Dict[str, Any],
        tracker: DialogueStateTracker,
        domain: Domain,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
    ) -> List[Union[SlotSet, Event]]:
        """Run the form's validation action, where the domain has one (see parent class)."""
        validation = f"validate_{self.name()}"
        if validation not in domain.action_names_or_texts:
            return []
        candidates: List[Event] = [SlotSet(slot, value) for slot, value in slot_candidates.items()]
        with_candidates = self._temporary_tracker(tracker, candidates, domain)
        action = self._actions.named(validation)
        events: List[Event] = await action.run(output_channel, nlg, with_candidates, domain)
        return events

    async def _validate_if_required(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
    ) -> List[Event]:
        """Validate what fills the asked slot (see parent class; it copies the message for its debug log)."""
        answered = tracker.latest_action_name == ACTION_LISTEN_NAME and not tracker.is_active_loop_interrupted
        events: List[Event]
        if not tracker.active_loop or answered:
            events = await self.validate(tracker, domain, output_channel, nlg)
        else:
            events = await self.validate_slots({}, tracker, domain, output_channel, nlg)
        return events

    async def _ask_for_slot(
        self,
        domain: Domain,
        nlg: NaturalLanguageGenerator,
        output_channel: OutputChannel,
        slot_name: str,
        tracker: DialogueStateTracker,
    ) -> List[Event]:
        asking = self._name_of_utterance(domain, slot_name)
        if not asking:
            return []
        events: List[Event] = await self._actions.named(asking).run(output_channel, nlg, tracker, domain)
        return events

    def _temporary_tracker(
        self, current_tracker: DialogueStateTracker, additional_events: List[Event], domain: Domain
    ) -> DialogueStateTracker:
        tracker = snapshot(current_tracker)
        tracker.update(SlotSet(REQUESTED_SLOT, self.get_slot_to_fill(current_tracker)))
        tracker.update(ActionExecuted(self.name()))
        for event in additional_events:
            tracker.update(event)
        return tracker

    async def _activate_loop(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        events: List[Event] = self._default_activation_events()
        with_loop = snapshot(tracker)
        with_loop.update_with_events(events, domain)
        return [*events, *await self.activate(output_channel, nlg, with_loop, domain)]

    async def activate(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        """Fill and validate what is known when the form begins (see parent class)."""
        extracted = await self._actions.named(ACTION_EXTRACT_SLOTS).run(output_channel, nlg, tracker, domain)
        tracker.update_with_events(extracted, domain)
        known = {
            slot: tracker.get_slot(slot)
            for slot in self.required_slots(domain)
            if not self._should_request_slot(tracker, slot)
        }
        validated = await self.validate_slots(known, tracker, domain, output_channel, nlg)
        settled = {event.key for event in validated if isinstance(event, SlotSet)}
        rest = [event for event in extracted if isinstance(event, SlotSet) and event.key not in settled]
        return [*validated, *rest]


class LocalExtractSlots(ActionExtractSlots):
    """Rasa's filling of slots; the custom actions of the mappings are ours."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions.endpoint)
        self._actions = actions
        self._domain: Optional[Domain] = None
        self._fillable: Optional[Domain] = None

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        """Fill slots from the latest message (see parent class).

        Rasa asks of each slot whether each of its mappings applies. A custom mapping without an action fills
        nothing, and most of this assistant's slots have no other.
        """
        if self._domain is not domain:
            self._domain, self._fillable = domain, _with_fillable_slots(domain)
        events: List[Event] = await super().run(output_channel, nlg, tracker, self._fillable)
        return events

    async def _run_custom_action(
        self,
        custom_action: str,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> List[Event]:
        whole = domain if self._domain is None else self._domain
        try:
            events = await self._actions.named(custom_action).run(output_channel, nlg, tracker, whole)
        except ActionExecutionRejection:
            return []
        return [event for event in events if isinstance(event, (SlotSet, BotUttered))]


def _with_fillable_slots(domain: Domain) -> Domain:
    """Return the domain with the slots alone that a message may fill."""
    if ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:  # it rebuilds the conversation with all slots
        return domain
    other = copy.copy(domain)
    other.slots = [
        slot
        for slot in domain.slots
        if any(mapping != {MAPPING_TYPE: str(SlotMappingType.CUSTOM)} for mapping in slot.mappings)
    ]
    return other


def _event(written: Dict[str, Any]) -> Event:
    """Return an event that an action answered (`Event.from_parameters`, which looks up the class each time).

    Raises:
        ValueError: there is no event of this name.
    """
    event: Event = _event_class(str(written.get("event")))._from_parameters(written)
    return event


@cache
def _event_class(name: str) -> Type[Event]:
    found: Optional[Type[Event]] = Event.resolve_by_type(name)
    if found is None:
        raise ValueError(f"an action answered an event {name!r}, which Rasa does not know")
    return found
