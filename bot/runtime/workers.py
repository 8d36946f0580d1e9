"""Threads that run coroutines apart from the caller's event loop, each with a loop of its own.

A thread for each call would cost more than most actions do. So a worker that has finished is used again; one
that misses its caller's deadline is given up, since nobody knows when it will be free.
"""

from __future__ import annotations

import asyncio
import threading
from typing import Any, Coroutine, List

NAME = "action"


class Workers:
    """As many workers as there are calls at a time."""

    def __init__(self) -> None:
        self._idle: List[_Worker] = []

    async def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine in a worker and return its result; what it raises is raised here.

        Raises:
            RuntimeError: it tried to end the process; the text names how.
        """
        worker = self._idle.pop() if self._idle else _Worker()
        try:
            result = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_kept_in(work), worker.loop))
        except asyncio.CancelledError:
            worker.give_up()
            raise
        except Exception:
            self._idle.append(worker)
            raise
        self._idle.append(worker)
        return result


class _Worker:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self._serve, name=NAME, daemon=True).start()

    def _serve(self) -> None:
        try:
            self.loop.run_forever()
        finally:
            self.loop.close()

    def give_up(self) -> None:
        """Let the thread end as soon as what it runs lets it."""
        self.loop.call_soon_threadsafe(self.loop.stop)


async def _kept_in(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine that must not end the thread."""
    try:
        return await work
    except (Exception, asyncio.CancelledError):
        raise
    except BaseException as error:
        raise RuntimeError(type(error).__name__) from error
