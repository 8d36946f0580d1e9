"""The phases of a start are those of the code as it is, and each counts for itself alone."""

from __future__ import annotations

import asyncio
import importlib
from typing import List

import pytest

from benchmarks.performance.phases import PHASES, REST, Account
from benchmarks.performance.start import table


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_phase_within_another_counts_for_itself() -> None:
    clock = Clock()
    account = Account(clock)

    def inner() -> None:
        clock.now += 5

    def outer() -> None:
        clock.now += 1
        account.counting("inner", inner)()
        clock.now += 2

    clock.now = 10
    account.counting("outer", outer)()
    clock.now += 4
    assert account.total() == {REST: 14, "outer": 3, "inner": 5}


def test_a_failed_phase_ends_and_a_coroutine_counts_until_it_is_done() -> None:
    clock = Clock()
    account = Account(clock)

    def fails() -> None:
        clock.now += 1
        raise ValueError

    async def waits() -> List[int]:
        clock.now += 2
        await asyncio.sleep(0)
        clock.now += 3
        return [7]

    with pytest.raises(ValueError):
        account.counting("fails", fails)()
    assert asyncio.run(account.counting("waits", waits)()) == [7]
    assert {name: seconds for name, seconds in account.total().items() if seconds} == {
        "fails": 1,
        "waits": 5,
    }


def test_every_phase_is_a_function_of_ours() -> None:
    for module, functions in PHASES.items():
        for path in functions:
            found = importlib.import_module(module)
            for part in path.split("."):
                found = getattr(found, part)
            assert callable(found)


def test_the_table_holds_medians_and_shares() -> None:
    starts = [(2.0, {"imports": 1.0, REST: 1.0}), (3.0, {"imports": 1.5, REST: 0.5})]
    assert table("here", starts).splitlines() == [
        "here: 2 starts, medians: CPU 2.00 s, ready after 2.50 s",
        f"  {'imports':<36} 1.250 s  62.5%",
        f"  {REST:<36} 0.750 s  37.5%",
    ]
