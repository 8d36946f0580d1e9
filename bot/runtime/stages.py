"""What each stage of a message costs, and what came of it, as Prometheus metrics. Numbers and codes; no text.

`stage` measures a block; `count_outcome` counts what an action said; `bot/faults.py` counts what went wrong.
``/metrics`` (`bot/channels/metrics.py`) shows the default registry of prometheus_client; ``make profile``
listens to the same measurements.
"""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from contextlib import contextmanager
from itertools import accumulate
from typing import Callable, Dict, Iterator, List, Mapping, Sequence, Tuple

from prometheus_client import REGISTRY, Counter
from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector
from rasa.shared.core.events import BotUttered, Event

# The parts of a message, in their order. `turn` holds all the others.
TURN, LOCK, READ, UNDERSTANDING, POLICY, ACTION, WRITE = (
    *("turn", "lock", "store_read", "understanding", "policy", "action", "store_write"),
)
RESULT = "triage_result"
FALLBACK_ACTION = "action_help"

BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 8.0)
LEVELS = Counter("ivig_levels", "Triage results by their level.", ("level",))
DANGER_SIGNS = Counter("ivig_danger_signs", "Danger signs in triage results, by symptom code.", ("sign",))
FALLBACKS = Counter("ivig_fallbacks", "Messages that were answered by an offer of help.")

Listener = Callable[[str, str, float], None]
_listeners: List[Listener] = []


class _Durations(Collector):
    """The histogram of all stages. A message is measured some thirty times, so each must cost little.

    Prometheus's own `Histogram` takes a lock for each of two numbers and asks for its labels; here a stage
    counts into a list, and the totals are made when somebody looks.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Dict[Tuple[str, str], List[int]] = {}
        self._sums: Dict[Tuple[str, str], float] = {}

    def observe(self, name: str, part: str, seconds: float) -> None:
        """Count one duration of a stage."""
        key = (name, part)
        with self._lock:
            counts = self._counts.get(key)
            if counts is None:
                counts = self._counts[key] = [0] * (len(BUCKETS) + 1)
                self._sums[key] = 0.0
            counts[bisect_left(BUCKETS, seconds)] += 1
            self._sums[key] += seconds

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """Yield the histogram, as Prometheus reads it."""
        family = HistogramMetricFamily(
            "ivig_stage_seconds", "Duration of a stage of a message.", labels=("stage", "part")
        )
        with self._lock:
            measured = [(key, list(counts), self._sums[key]) for key, counts in self._counts.items()]
        limits = [*(str(limit) for limit in BUCKETS), "+Inf"]
        for key, counts, total in sorted(measured):
            family.add_metric(key, list(zip(limits, accumulate(counts), strict=True)), sum_value=total)
        yield family


_DURATIONS = _Durations()
REGISTRY.register(_DURATIONS)


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
        _DURATIONS.observe(self._name, self._part, seconds)
        for listener in _listeners:
            listener(self._name, self._part, seconds)


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
