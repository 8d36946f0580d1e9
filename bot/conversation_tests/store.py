"""Reads a conversation from the store that the server keeps them in, through Rasa's own interface."""

from __future__ import annotations

from typing import Optional

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.settings import PROJECT_ROOT


async def tracker_of(sender: str) -> Optional[DialogueStateTracker]:
    """Return a conversation with all its sessions, or None where the store holds none of that sender.

    Raises:
        CommandError: endpoints.yml does not describe a usable store.
    """
    from bot.runtime import server

    domain = Domain.load(str(PROJECT_ROOT / "domain.yml"))
    store = TrackerStore.create(server._endpoints().tracker_store, domain)
    tracker: Optional[DialogueStateTracker] = await store.retrieve_full_tracker(sender)
    return tracker
