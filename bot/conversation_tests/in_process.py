"""The real assistant in this process: trained model, real actions, and the guards of the channel."""

from __future__ import annotations

import asyncio
from typing import Any, Awaitable, Dict, List, Mapping, Optional, TypeVar

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.guards import IncomingMessage, clean_text
from bot.channels.turn import take_turn
from bot.conversation_tests.seen import Reply

T = TypeVar("T")

DEADLINE_SECONDS = 30.0  # of a turn; a busy machine that tests must not fail a conversation


class InProcess:
    """Sends messages as the REST channel does, without HTTP."""

    def __init__(self, agent: Agent, loop: asyncio.AbstractEventLoop) -> None:
        """Take Rasa's agent, loaded with the model, and an event loop to wait in."""
        self.agent = agent
        self._loop = loop

    def send(self, sender: str, words: str) -> List[Reply]:
        """Send one message and return the replies to it."""
        message = IncomingMessage(sender, clean_text(words))
        return self.wait_for(take_turn(self.agent.handle_message, message, "rest", DEADLINE_SECONDS))

    def wait_for(self, work: Awaitable[T]) -> T:
        """Return what a coroutine comes to."""
        return self._loop.run_until_complete(work)

    def slots(self, sender: str) -> Mapping[str, Any]:
        """Return the slots of the conversation."""
        tracker = self.tracker(sender)
        return {} if tracker is None else dict(tracker.current_slot_values())

    def tracker(self, sender: str) -> Optional[DialogueStateTracker]:
        """Return the conversation's tracker, or None where there is none."""
        tracker: Optional[DialogueStateTracker] = self._loop.run_until_complete(self._store.retrieve(sender))
        return tracker

    def understood(self, words: str) -> Dict[str, Any]:
        """Return what the model makes of a text."""
        parsed: Dict[str, Any] = self._loop.run_until_complete(self.agent.parse_message(clean_text(words)))
        return parsed

    @property
    def _store(self) -> TrackerStore:
        store = self.agent.tracker_store
        if store is None:
            raise RuntimeError("the agent has no tracker store")
        return store
