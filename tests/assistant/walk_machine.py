"""The real assistant as a machine with states: what was said before is kept, and can be gone on from twice.

Rasa writes a conversation out after each message and reads it back by playing every event again. A walk goes
on from one conversation in twenty ways, so it keeps the conversation itself and hands out copies of it.
"""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any, Coroutine, Iterable, List, Optional, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.guards import IncomingMessage, clean_text
from bot.channels.turn import Outcome, log_failure, said
from bot.conversation_tests.in_process import DEADLINE_SECONDS, InProcess
from bot.conversation_tests.seen import Reply, Turn
from bot.protocol.observations import Observations, from_entities
from bot.runtime.in_process_actions import InProcessActions
from bot.runtime.tracker_views import snapshot
from bot.runtime.workers import Workers

SENDER = "walker"


class OneConversation(TrackerStore):
    """A tracker store that holds one conversation, as it is."""

    def __init__(self, domain: Optional[Domain]) -> None:
        super().__init__(domain)
        self.held: Optional[DialogueStateTracker] = None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Hold the conversation."""
        self.held = tracker

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Return the conversation that is held."""
        return self.held

    async def keys(self) -> Iterable[str]:
        """Return the id of the conversation that is held."""
        return [SENDER]


class _Here(Workers):
    """Runs actions where they are called: no thread waits for another, and on a busy machine that is most."""

    async def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine and return its result."""
        return await work


class Machine:
    """The trained model, the real policies and the real actions; each text is understood once.

    No component that understands a message sees the conversation (config.yml), so its reading can be kept.
    """

    def __init__(self, assistant: InProcess) -> None:
        """Take the assistant; it must not be used otherwise until `close`."""
        self._assistant = assistant
        self._agent: Agent = assistant.agent
        self._before = self._agent.tracker_store
        self._store = OneConversation(self._agent.domain)
        self._use(self._store)
        self._actions = self._agent.action_endpoint
        assert isinstance(self._actions, InProcessActions)
        self._kept = (self._actions.deadline_seconds, self._actions._workers)
        self._actions.deadline_seconds, self._actions._workers = DEADLINE_SECONDS, _Here()
        self._understood = lru_cache(maxsize=None)(assistant.understood)

    def close(self) -> None:
        """Give the agent its own tracker store and deadline back."""
        self._use(self._before)
        self._actions.deadline_seconds, self._actions._workers = self._kept

    def _use(self, store: Any) -> None:
        self._agent.tracker_store = store
        processor = self._agent.processor
        assert processor is not None
        processor.tracker_store = store

    def say(self, before: Optional[DialogueStateTracker], words: str) -> Tuple[Turn, DialogueStateTracker]:
        """Return the replies to a message, and the conversation after it; the one before it stays as it was.

        Args:
            before: the conversation so far; None for a new one.
            words: the message.
        """
        sent = IncomingMessage(SENDER, clean_text(words))
        parsed = self._understood(sent.text)
        self._store.held = None if before is None else snapshot(before)

        message = UserMessage(sent.text, CollectingOutputChannel(), SENDER, input_channel="rest")
        message.parse_data = copy.deepcopy(parsed)
        replies = self._assistant.wait_for(self._replies(message))
        assert self._store.held is not None
        return Turn(words, replies), self._store.held

    async def _replies(self, message: UserMessage) -> List[Reply]:
        """Return what a channel would send (`turn.take_turn`, without its thread and its deadline)."""
        try:
            outcome: Outcome[Any] = Outcome(value=await self._agent.handle_message(message))
        except Exception as error:  # noqa: BLE001 - the person gets the safety text; the walk says so
            log_failure("turn", error)
            outcome = Outcome(error=error)
        return said(message.output_channel, SENDER, outcome)

    def observed(self, words: str) -> Observations:
        """Return what the assistant reads in a message."""
        parsed = self._understood(clean_text(words))
        intent = str((parsed.get("intent") or {}).get("name") or "")
        return from_entities(parsed.get("entities") or [], None, str(parsed.get("text") or ""), intent)
