"""The small talk around the triage; none of it ever hides a danger level that was announced."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Dict, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import (
    FINDINGS_SLOT,
    INTRODUCED_SLOT,
    LOOKED_AT,
    Events,
    crisis_line,
    findings_of,
    introduce,
    observations_of,
    reminder,
    say,
    say_text,
)
from actions.reference import audience_kept
from bot.protocol import after_result
from bot.protocol.crisis import LINE
from bot.protocol.findings import Findings


class Talk(Action, ABC):
    """Say some phrases; after a danger level, repeat what to do first."""

    phrases: Tuple[str, ...] = ()
    greets = False
    computes_only = True

    @abstractmethod
    def name(self) -> str:
        """Return the action's name."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter the reminder, if there is one, else the phrases."""
        findings = findings_of(tracker)
        events = introduce(dispatcher, tracker) if self.greets else []
        urgent = reminder(findings)
        say_text(dispatcher, *(urgent or self.phrases), who=findings.who)
        return events or introduce(dispatcher, tracker)


class ActionGreet(Talk):
    """Welcome the person and say what to write."""

    phrases = ("greeting",)
    greets = True

    def name(self) -> str:
        """Return the action's name."""
        return "action_greet"


class ActionHelp(Talk):
    """Answer what was not understood with what can be done here, and the emergency number."""

    phrases = ("not_understood", "help")

    def name(self) -> str:
        """Return the action's name."""
        return "action_help"


class ActionThanks(Talk):
    """Answer thanks."""

    phrases = ("thanks",)

    def name(self) -> str:
        """Return the action's name."""
        return "action_thanks"


class ActionGoodbye(Talk):
    """Say goodbye, with what to watch for."""

    phrases = ("goodbye",)

    def name(self) -> str:
        """Return the action's name."""
        return "action_goodbye"


class ActionFear(Talk):
    """Answer the fear of dying without a promise, and ask what the person feels."""

    phrases = ("fear",)

    def name(self) -> str:
        """Return the action's name."""
        return "action_fear"


class ActionHelpCalled(Talk):
    """Say what to do until the help that was called comes."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_help_called"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter what to do while waiting; no reminder to call, which was done."""
        findings = findings_of(tracker)
        say_text(dispatcher, "crisis_called" if findings.in_crisis else "help_called", who=findings.who)
        return introduce(dispatcher, tracker)


class ActionLookedAt(Talk):
    """Acknowledge that professionals looked, and say when to call again; the level stays as it is."""

    phrases = (LOOKED_AT,)

    def name(self) -> str:
        """Return the action's name."""
        return "action_looked_at"


class ActionAfterResult(Talk):
    """Help with what stands in the way of the help that was advised; the level stays as it is."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_after_result"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Utter what fits; the crisis line stays in sight where thoughts of suicide were told."""
        findings = findings_of(tracker)
        asking = bool(tracker.active_loop)
        names = after_result.phrases(findings, observations_of(tracker), asking)
        if not names:
            say_text(dispatcher, *reminder(findings), who=findings.who)
            return introduce(dispatcher, tracker)
        say(dispatcher, after_result.after_result_message((*names, *crisis_line(findings)), findings))
        return introduce(dispatcher, tracker)


class ActionPushback(Talk):
    """Stand by the advice when someone argues against it."""

    phrases = ("advice_stands",)

    def name(self) -> str:
        """Return the action's name."""
        return "action_pushback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Acknowledge, then repeat the advice."""
        findings = findings_of(tracker)
        urgent = reminder(findings)
        argued = () if findings.looked_at else ("pushback",)
        say_text(dispatcher, *((*argued, *urgent) if urgent else self.phrases), who=findings.who)
        return introduce(dispatcher, tracker)


class ActionStartOver(Talk):
    """Forget the answers and begin anew."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_start_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> Events:
        """Reset every slot; the introduction was said and stays said, a nurse stays a nurse."""
        crisis = findings_of(tracker).crisis
        say_text(dispatcher, "start_over", *((LINE,) if crisis else ()))
        kept = [SlotSet(INTRODUCED_SLOT, bool(tracker.get_slot(INTRODUCED_SLOT)))]
        if crisis is not None:  # a plan that is told later must still be heard as one
            aside = Findings(crisis=crisis.copy(update={"aside": True}))
            kept.append(SlotSet(FINDINGS_SLOT, aside.as_slot()))
        return [AllSlotsReset(), *kept, *audience_kept(tracker)]
