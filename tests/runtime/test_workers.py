"""Work runs apart from the caller's loop, in threads that are used again unless they hang."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import List

import pytest

from bot.runtime.workers import Workers


async def thread_id() -> int:
    return threading.get_ident()


async def test_one_call_after_the_other_needs_one_thread() -> None:
    workers = Workers()
    used = {await workers.run(thread_id()) for _ in range(5)}
    assert len(used) == 1 and threading.get_ident() not in used


async def test_calls_at_a_time_do_not_wait_for_one_another() -> None:
    barrier = threading.Barrier(3, timeout=10)

    async def meet() -> int:
        return barrier.wait()

    workers = Workers()
    found: List[int] = await asyncio.gather(*(workers.run(meet()) for _ in range(3)))
    assert sorted(found) == [0, 1, 2]


async def test_what_work_raises_is_raised_and_the_thread_goes_on() -> None:
    workers = Workers()

    async def fail() -> None:
        raise ValueError("as it is")

    first = await workers.run(thread_id())
    with pytest.raises(ValueError, match="as it is"):
        await workers.run(fail())
    assert await workers.run(thread_id()) == first


async def test_work_that_tries_to_end_the_process_does_not() -> None:
    workers = Workers()

    async def leave() -> None:
        raise SystemExit(3)

    with pytest.raises(RuntimeError, match="SystemExit"):
        await workers.run(leave())
    assert await workers.run(thread_id())


async def test_a_thread_that_hangs_is_given_up() -> None:
    workers = Workers()

    async def hang() -> int:
        time.sleep(0.5)
        return threading.get_ident()

    first = await workers.run(thread_id())
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(workers.run(hang()), 0.05)
    assert await workers.run(thread_id()) != first
