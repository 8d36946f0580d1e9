"""Reads a conversation from the store that the server keeps them in."""

from __future__ import annotations

from typing import Optional

from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, settings
from bot.storage import database
from bot.storage.errors import StoreUnavailable
from bot.storage.tracker_store import ConversationStore


async def tracker_of(sender: str) -> Optional[DialogueStateTracker]:
    """Return a conversation with all its sessions, or None where the store holds none of that sender.

    Raises:
        CommandError: the database that the settings name cannot be read.
    """
    where = database.location(settings())
    store = ConversationStore(Domain.load(str(PROJECT_ROOT / "domain.yml")), url=where.url, key=where.key)
    try:
        return await store.retrieve_full_tracker(sender)
    except StoreUnavailable as error:
        raise CommandError(f"The database {where.name} cannot be read: {error}.") from error
    finally:
        store.close()
