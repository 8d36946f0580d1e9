"""Access to the database from coroutines: in threads of its own, with a deadline for each call.

A database that hangs (a stopped process, a cut cable) answers nothing at all, and no option of a driver ends
every such wait. So a call that takes too long is given up, and calls right after a failure are not even
tried: a reply has eight seconds in all.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import queue
import threading
import time
from typing import Any, Callable, Optional, Tuple, TypeVar

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
        self._threads = _Threads(THREADS)
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
        work = self._threads.submit(functools.partial(_again_once, function, *arguments))
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
        self._threads.end()

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


class _Threads:
    """A few threads that work for coroutines of any loop.

    Unlike those of `concurrent.futures` they do not keep the process from ending while one of them hangs.
    They are started on first use: a server with several workers forks before that.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._started = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._work: queue.SimpleQueue[Optional[Tuple[Callable[[], Any], asyncio.Future[Any]]]] = (
            queue.SimpleQueue()
        )

    def submit(self, function: Callable[[], Result]) -> asyncio.Future[Result]:
        """Return a future of the running loop that gets the function's result."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        with self._lock:
            if self._idle == 0 and self._started < self._most:
                self._started += 1
                threading.Thread(target=self._run, name=f"storage {self._started}", daemon=True).start()
            elif self._idle > 0:
                self._idle -= 1
        self._work.put((function, future))
        return future

    def end(self) -> None:
        """Let the threads end when they are done."""
        with self._lock:
            for _ in range(self._started):
                self._work.put(None)
            self._started = self._idle = 0

    def _run(self) -> None:
        while (item := self._work.get()) is not None:
            function, future = item
            result, error = None, None
            try:
                result = function()
            except Exception as raised:  # noqa: BLE001 - carried over to the waiting coroutine
                error = raised
            with self._lock:
                self._idle += 1
            loop = future.get_loop()
            with contextlib.suppress(RuntimeError):  # its loop has been closed meanwhile
                loop.call_soon_threadsafe(_settle, future, result, error)
            del item, function, future, result, error


def _settle(future: asyncio.Future[Any], result: Any, error: Optional[BaseException]) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
