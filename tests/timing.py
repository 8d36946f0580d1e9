"""How long something takes, told so that a slow machine does not count: in units of a fixed piece of work."""

from __future__ import annotations

import re
import time
from typing import Callable

ROUNDS = 20
_WORDS = re.compile(r"[a-z]+|\d+")
_TEXT = "my neck is stiff and my head hurts so bad since 2 days that i can not look at the light " * 4


def cpu_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the CPU time of the fastest of some rounds, so that a busy machine does not count either."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def units(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return how many times the fixed piece of work some work costs.

    Both are timed in turns, so that a processor that changes its pace changes it for both.
    """
    ratios = []
    for _ in range(3):
        ratios.append(cpu_seconds(work, rounds) / cpu_seconds(_fixed_work, rounds))
    return min(ratios)


def _fixed_work() -> int:
    """Do what understanding does most of: patterns, strings, dictionaries and small objects."""
    seen: dict[str, int] = {}
    for number in range(4):
        for word in _WORDS.findall(_TEXT):
            key = f"{word[:3]}{number}"
            seen[key] = seen.get(key, 0) + len(word)
    return sum(sorted(seen.values()))
