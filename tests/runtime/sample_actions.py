"""Actions that work, fail, hang, decline, or answer nonsense, for the tests of the action endpoint."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

HANG_SECONDS = 3.0


class Works(Action):
    def name(self) -> str:
        return "sample_works"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> List[Dict[str, Any]]:
        findings = tracker.get_slot("findings")
        findings.append("changed")  # what a careless action does
        dispatcher.utter_message(text="done")
        return [SlotSet("findings", findings)]


class WorksAsCoroutine(Action):
    def name(self) -> str:
        return "sample_coroutine"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> List[Dict[str, Any]]:
        await asyncio.sleep(0)
        dispatcher.utter_message(text="done")
        return []


class Fails(Action):
    def name(self) -> str:
        return "sample_fails"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> List[Dict[str, Any]]:
        raise ValueError(f"cannot handle {tracker.latest_message}")


class Exits(Action):
    def name(self) -> str:
        return "sample_exits"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> List[Dict[str, Any]]:
        raise SystemExit(3)


class Blocks(Action):
    def name(self) -> str:
        return "sample_blocks"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> List[Dict[str, Any]]:
        time.sleep(HANG_SECONDS)
        return []


class Declines(Action):
    def name(self) -> str:
        return "sample_declines"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> List[Dict[str, Any]]:
        raise ActionExecutionRejection(self.name())


class AnswersNonsense(Action):
    def name(self) -> str:
        return "sample_nonsense"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> List[Dict[str, Any]]:
        return [SlotSet("findings", object())]


class Computes(Action):
    computes_only = True

    def name(self) -> str:
        return "sample_computes"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> List[Dict[str, Any]]:
        tracker.slots["findings"] = threading.current_thread().name
        return [SlotSet("findings", tracker.slots["findings"])]


class ComputesAndFails(Computes):
    def name(self) -> str:
        return "sample_computes_and_fails"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> List[Dict[str, Any]]:
        raise ValueError(f"cannot handle {tracker.latest_message}")


class ComputesAndExits(Computes):
    def name(self) -> str:
        return "sample_computes_and_exits"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> List[Dict[str, Any]]:
        raise SystemExit(3)


class ComputesAndWaits(Computes):
    def name(self) -> str:
        return "sample_computes_and_waits"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> List[Dict[str, Any]]:
        await asyncio.sleep(0)
        return []
