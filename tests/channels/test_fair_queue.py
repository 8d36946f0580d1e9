"""Turns go round: who floods waits behind itself."""

from __future__ import annotations

import asyncio
from typing import List, Tuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.channels.fair_queue import FairQueue, Overloaded


async def stay(
    queue: FairQueue, client: str, conversation: str, log: List[str], seconds: float = 0.0
) -> None:
    async with queue.turn(client, conversation):
        log.append(f"{client}/{conversation}")
        await asyncio.sleep(seconds)


async def test_a_flood_of_one_client_does_not_keep_another_waiting() -> None:
    queue, log = FairQueue(slots=2, slots_each=1), []
    flood = [asyncio.create_task(stay(queue, "flood", str(n), log, 0.001)) for n in range(50)]
    await asyncio.sleep(0)
    await stay(queue, "anna", "1", log)
    assert len(log) <= 3, "anna is served at once, whatever waits"
    await asyncio.gather(*flood)


async def test_a_conversation_has_one_turn_at_a_time_in_order() -> None:
    queue, now, seen = FairQueue(), 0, []

    async def turn(number: int) -> None:
        nonlocal now
        async with queue.turn("anna", "1"):
            now += 1
            assert now == 1
            await asyncio.sleep(0)
            seen.append(number)
            now -= 1

    await asyncio.gather(*(turn(number) for number in range(20)))
    assert seen == list(range(20))


async def test_where_too_many_wait_the_one_with_the_most_loses_its_newest() -> None:
    queue, log = FairQueue(slots=1, slots_each=1, longest=4), []
    flood = [asyncio.create_task(stay(queue, "flood", str(n), log)) for n in range(5)]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await stay(queue, "flood", "6", log)
    await stay(queue, "anna", "1", log)
    results = await asyncio.gather(*flood, return_exceptions=True)
    assert [isinstance(result, Overloaded) for result in results] == [False] * 4 + [True]
    assert queue.waiting() == 0


async def test_whoever_leaves_while_waiting_or_in_its_turn_makes_room() -> None:
    queue, log = FairQueue(slots=1, slots_each=1), []
    inside = asyncio.create_task(stay(queue, "anna", "1", log, 60))
    waiting = asyncio.create_task(stay(queue, "ben", "1", log, 60))
    await asyncio.sleep(0)
    for task in (waiting, inside):
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await asyncio.wait_for(stay(queue, "clara", "1", log), 1)
    assert log == ["anna/1", "clara/1"] and queue.waiting() == 0


@settings(max_examples=50, deadline=None, phases=[Phase.generate])
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.booleans()), max_size=40),
    st.integers(1, 4),
)
def test_everybody_is_served_once_and_nothing_is_left(jobs: List[Tuple[str, str, bool]], slots: int) -> None:
    async def play() -> None:
        queue, log = FairQueue(slots=slots, slots_each=max(1, slots - 1)), []
        tasks = [asyncio.create_task(stay(queue, client, talk, log)) for client, talk, _ in jobs]
        await asyncio.sleep(0)
        for task, (_, _, leaves) in zip(tasks, jobs, strict=True):
            if leaves:
                task.cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 1)
        assert queue.waiting() == 0 and not queue._busy and not queue._running
        assert len(log) >= sum(not leaves for *_, leaves in jobs)

    asyncio.run(play())
