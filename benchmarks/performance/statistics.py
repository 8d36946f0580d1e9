"""Percentiles of what was measured."""

from __future__ import annotations

import math
from typing import Dict, Sequence


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many percent of the values do not exceed (nearest rank).

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values were measured")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the two in the middle.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values were measured")
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def milliseconds(name: str, seconds: Sequence[float]) -> Dict[str, float]:
    """Return median and 95th percentile of some durations, in milliseconds."""
    return {
        f"{name}_p50_ms": percentile(seconds, 50) * 1000,
        f"{name}_p95_ms": percentile(seconds, 95) * 1000,
    }
