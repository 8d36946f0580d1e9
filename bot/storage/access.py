"""Access to the database from coroutines: in threads of its own, with a deadline for each call.

A database that hangs (a stopped process, a cut cable) answers nothing at all, and no option of a driver ends
every such wait. So a call that takes too long is given up, and calls right after a failure are not even
tried: a reply has eight seconds in all.
"""

from __future__ import annotations

import asyncio
import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Optional, TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.faults import FAULTS, Part
from bot.storage.errors import StorageError, StoreUnavailable

Result = TypeVar("Result")

DEADLINE_SECONDS = 2.0
LONG_DEADLINE_SECONDS = 60.0
PAUSE_SECONDS = 1.0  # after a failure nobody knocks again for so long
THREADS = 8


class Access:
    """Runs functions on the database for coroutines of any event loop."""

    def __init__(
        self, deadline_seconds: float = DEADLINE_SECONDS, pause_seconds: float = PAUSE_SECONDS
    ) -> None:
        self._deadline = deadline_seconds
        self._pause = pause_seconds
        self._executor: Optional[ThreadPoolExecutor] = None
        self._lock = threading.Lock()
        self._failed_at = float("-inf")
        self._failing = False

    @property
    def is_failing(self) -> bool:
        """Tell whether the last call failed."""
        return self._failing

    async def run(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Run a function in a thread and return its result.

        Raises:
            StoreUnavailable: the database failed, or did not answer in time, or has just failed.
            StorageError: what the function itself says about the data.
        """
        return await self._run(self._deadline, function, *arguments)

    async def run_long(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Run what may take its time and keeps nobody waiting for a reply: erasing, purging.

        Raises:
            StoreUnavailable: as `run`.
            StorageError: as `run`.
        """
        return await self._run(LONG_DEADLINE_SECONDS, function, *arguments)

    async def _run(self, deadline: float, function: Callable[..., Result], *arguments: Any) -> Result:
        if time.monotonic() - self._failed_at < self._pause:
            raise StoreUnavailable("the database failed a moment ago")
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._threads(), functools.partial(_again_once, function, *arguments))
        try:
            result = await asyncio.wait_for(asyncio.shield(work), deadline)
        except StoreUnavailable:
            raise
        except StorageError:
            self._succeeded()
            raise
        except asyncio.TimeoutError as error:
            work.add_done_callback(_forget)
            self._note_failure("Timeout")
            raise StoreUnavailable("the database did not answer in time") from error
        except (SQLAlchemyError, OSError) as error:
            self._note_failure(type(error).__name__)
            # Not chained: a driver's error quotes the statement with its values.
            raise StoreUnavailable(f"the database failed ({type(error).__name__})") from None
        self._succeeded()
        return result

    def close(self) -> None:
        """End the threads once their work is done."""
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None

    def _threads(self) -> ThreadPoolExecutor:
        # Made on first use: a server with several workers forks before that.
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(THREADS, thread_name_prefix="storage")
            return self._executor

    def _note_failure(self, kind: str) -> None:
        self._failed_at = time.monotonic()
        if not self._failing:
            FAULTS.record(Part.STORE, "conversations", kind=kind)
        self._failing = True

    def _succeeded(self) -> None:
        if self._failing:
            FAULTS.worked(Part.STORE)
        self._failing = False
        self._failed_at = float("-inf")


def _again_once(function: Callable[..., Result], *arguments: Any) -> Result:
    """Call a function; once more where its connection was dead, as a restarted server leaves it."""
    try:
        return function(*arguments)
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
    return function(*arguments)


def _forget(work: asyncio.Future[Any]) -> None:
    """Take note of a late result, so that nothing complains that nobody did."""
    if not work.cancelled():
        work.exception()
