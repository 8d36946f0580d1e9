"""A server's memory over time, and whether it stays flat."""

from __future__ import annotations

import os
import threading
import time
from typing import Callable, List, Optional, Sequence, Tuple

Sample = Tuple[float, int]  # seconds since the beginning, bytes

SECONDS_BETWEEN = 5.0
# Flat: in 30 minutes the line through the samples after the warm-up rises by less than this part of
# their mean.
MOST_GROWTH = 0.05
GROWTH_SECONDS = 1800.0
FEWEST_SAMPLES = 10


def resident_bytes(pid: int) -> int:
    """Return the resident set of a process; 0 where it is gone."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def growth(samples: Sequence[Sample], warm_up_seconds: float) -> Optional[float]:
    """Return by what part of its mean the memory grows in 30 minutes, by least squares after the warm-up.

    None where there are too few samples after it.
    """
    kept = [(at, size) for at, size in samples if at >= warm_up_seconds]
    if len(kept) < FEWEST_SAMPLES:
        return None
    mean_at = sum(at for at, _ in kept) / len(kept)
    mean = sum(size for _, size in kept) / len(kept)
    spread = sum((at - mean_at) ** 2 for at, _ in kept)
    slope = sum((at - mean_at) * (size - mean) for at, size in kept) / spread
    return slope * GROWTH_SECONDS / mean


class Memory:
    """Takes a sample now and then, in a thread of its own."""

    def __init__(self, look: Callable[[], int], seconds_between: float = SECONDS_BETWEEN) -> None:
        """Take what returns the bytes of the moment."""
        self.samples: List[Sample] = []
        self._look = look
        self._between = seconds_between
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _sample(self) -> None:
        began = time.monotonic()
        while True:
            self.samples.append((time.monotonic() - began, self._look()))
            if self._end.wait(self._between):
                return
