"""What can go wrong between a conversation and its database. No text here quotes a person."""

from __future__ import annotations


class StorageError(Exception):
    """Something about the storage of conversations went wrong."""


class StoreUnavailable(StorageError):
    """The database did not do its work in time: down, hanging, full or unreadable."""


class NotSaved(StorageError):
    """A turn was handled, but is not in the database.

    What it said stays in memory, as far as that goes, and is written with the next turn that can be.
    """


class ConversationMovedOn(NotSaved):
    """Somebody else wrote to (or erased) the conversation since it was read; this turn was not written."""


class AlreadyHandled(NotSaved):
    """A message with this id is in the conversation already; it is not written a second time."""
