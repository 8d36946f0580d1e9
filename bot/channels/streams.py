"""The open event streams of this process: who listens, and who is told that a conversation changed."""

from __future__ import annotations

import asyncio
from typing import Awaitable, Callable, Dict, Optional, Set, Tuple

Look = Callable[[Optional[float]], Awaitable[Tuple[Optional[float], Set[str]]]]
# One question to the store for all streams finds what another node, or the assistant on its own, added.
LOOK_SECONDS = 2.0


class TooManyStreams(Exception):
    """This conversation, or everybody together, has as many open streams as may be."""


class Streams:
    """Wakes the streams of a conversation; all of it happens in the server's loop."""

    def __init__(self, look: Look, most: int, most_each: int) -> None:
        """Make the register.

        Args:
            look: asks the store for a mark of now, and for who may have new events since an earlier one.
            most: open streams in all.
            most_each: open streams of one conversation.
        """
        self._look = look
        self._most = most
        self._most_each = most_each
        self._open: Dict[str, Set[asyncio.Event]] = {}
        self._looking: Optional[asyncio.Task[None]] = None
        self.closing = False

    def __len__(self) -> int:
        return sum(map(len, self._open.values()))

    def open(self, sender: str) -> asyncio.Event:
        """Return an event that is set whenever the conversation may have changed.

        Raises:
            TooManyStreams: there are as many as may be.
        """
        own = self._open.get(sender, set())
        if self.closing or len(own) >= self._most_each or len(self) >= self._most:
            raise TooManyStreams
        changed = asyncio.Event()
        self._open.setdefault(sender, own).add(changed)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look_around())
        return changed

    def close(self, sender: str, changed: asyncio.Event) -> None:
        """Forget a stream that has ended."""
        own = self._open.get(sender, set())
        own.discard(changed)
        if not own:
            self._open.pop(sender, None)

    def tell(self, sender: str) -> None:
        """Wake the streams of a conversation."""
        for changed in self._open.get(sender, ()):
            changed.set()

    def end(self) -> None:
        """Have every stream end, and open no more: the server stops."""
        self.closing = True
        if self._looking is not None:
            self._looking.cancel()
        for sender in list(self._open):
            self.tell(sender)

    async def _look_around(self) -> None:
        mark: Optional[float] = None
        while self._open:
            mark, changed = await self._look(mark)
            for sender in changed:
                self.tell(sender)
            await asyncio.sleep(LOOK_SECONDS)
