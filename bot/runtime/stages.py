"""What each stage of a message costs, and what came of it, as Prometheus metrics. Numbers and codes; no text.

`stage` measures a block; `count_outcome` counts what an action said; `bot/faults.py` counts what went wrong.
``/metrics`` (`bot/channels/metrics.py`) shows the default registry of prometheus_client; ``make profile``
listens to the same measurements.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import cache
from typing import Callable, Iterator, List, Mapping, Sequence

from prometheus_client import Counter, Histogram
from rasa.shared.core.events import BotUttered, Event

# The parts of a message, in their order. `turn` holds all the others.
TURN, LOCK, READ, UNDERSTANDING, POLICY, ACTION, WRITE = (
    *("turn", "lock", "store_read", "understanding", "policy", "action", "store_write"),
)
RESULT = "triage_result"
FALLBACK_ACTION = "action_help"

BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 8.0)
SECONDS = Histogram(
    "ivig_stage_seconds", "Duration of a stage of a message.", ("stage", "part"), buckets=BUCKETS
)
LEVELS = Counter("ivig_levels", "Triage results by their level.", ("level",))
DANGER_SIGNS = Counter("ivig_danger_signs", "Danger signs in triage results, by symptom code.", ("sign",))
FALLBACKS = Counter("ivig_fallbacks", "Messages that were answered by an offer of help.")

Listener = Callable[[str, str, float], None]
_listeners: List[Listener] = []


class stage:
    """Measure a block. Small as a function's, its name; a class costs a fifth of what a generator would.

    Args:
        name: one of the stages above.
        part: the component, policy or action, where the stage has several.
    """

    __slots__ = ("_name", "_part", "_started")

    def __init__(self, name: str, part: str = "") -> None:
        self._name, self._part = name, part

    def __enter__(self) -> None:
        self._started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        seconds = time.perf_counter() - self._started
        _histogram(self._name, self._part).observe(seconds)
        for listener in _listeners:
            listener(self._name, self._part, seconds)


@cache
def _histogram(name: str, part: str) -> Histogram:
    """Return the measurements of one stage; there are as many as components, policies and actions."""
    return SECONDS.labels(name, part)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have each measurement of the block handed on: stage, part and seconds."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def count_outcome(action: str, events: Sequence[Event]) -> None:
    """Count the results that an action said, and whether it was the fallback."""
    if action == FALLBACK_ACTION:
        FALLBACKS.inc()
    for event in events:
        if not isinstance(event, BotUttered):
            continue
        result = (event.data or {}).get("custom")
        if not isinstance(result, Mapping) or result.get("type") != RESULT:
            continue
        LEVELS.labels(str(result.get("level"))).inc()
        for sign in result.get("danger_signs") or ():
            DANGER_SIGNS.labels(str(sign)).inc()
