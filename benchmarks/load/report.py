"""What a run came to: numbers for people and for machines, and whether the goals were met."""

from __future__ import annotations

import os
import time
from typing import Any, Dict, List, Optional

from benchmarks.load.memory import GROWTH_SECONDS, MOST_GROWTH, Sample, growth
from benchmarks.load.people import Crowd
from benchmarks.load.tally import Tally
from benchmarks.performance.statistics import percentile

GOAL_P95_MS = 300.0
WARM_UP = 1 / 3  # of a run: what memory does before that is not judged
TRANSCRIPTS_KEPT = 20
MB = 1024 * 1024


def goals(tally: Tally, users: int, grown: Optional[float], is_soak: bool) -> Dict[str, bool]:
    """Return each goal and whether it was met; memory is judged in a soak alone."""
    met = {
        f"p95 < {GOAL_P95_MS:.0f} ms": tally.percentile_ms(95) < GOAL_P95_MS,
        "0 errors": not tally.errors,
        "0 wrong levels": not tally.wrong_levels,
        "0 other differences": not tally.differences,
        "each user triaged": len(tally.triaged) == users,
    }
    if is_soak:
        met["memory flat"] = grown is not None and grown < MOST_GROWTH
    return met


def result(
    tally: Tally, crowd: Crowd, memory: List[Sample], is_soak: bool, more: Dict[str, Any]
) -> Dict[str, Any]:
    """Return everything that is known of a run, ready for JSON.

    Args:
        tally: what the people met.
        crowd: who they were.
        memory: of the server, over time.
        is_soak: whether memory has to be flat.
        more: further facts, for instance the load of the machine.
    """
    duration = max(tally.ended - tally.began, 1e-9)
    sent = len(tally.messages)
    grown = growth(memory, crowd.seconds * WARM_UP)
    return {
        "users": crowd.users,
        "seconds": round(duration, 1),
        "slowness": crowd.pace.slowness,
        "seed": crowd.seed,
        "messages": sent,
        "messages_per_second": round(sent / duration, 2),
        "mean_seconds_between": round(tally.thinking / max(sent, 1), 2),
        **{f"p{percent}_ms": _milliseconds(tally.percentile_ms(percent)) for percent in (50, 95, 99, 100)},
        "errors": dict(tally.errors),
        "conversations_right": dict(sorted(tally.right.items())),
        "conversations_cut": tally.cut,
        "users_triaged": len(tally.triaged),
        "wrong_levels": len(tally.wrong_levels),
        "other_differences": len(tally.differences),
        "transcripts": [*tally.wrong_levels, *tally.differences][:TRANSCRIPTS_KEPT],
        "memory_mb": [[round(at), round(size / MB, 1)] for at, size in memory],
        "memory_growth_in_30_min": None if grown is None else round(grown, 4),
        "goals": goals(tally, crowd.users, grown, is_soak),
        **more,
    }


def _milliseconds(value: float) -> Optional[float]:
    return None if value == float("inf") else round(value, 1)


def lines(found: Dict[str, Any]) -> List[str]:
    """Return a result as lines for people."""
    said = [
        f"{found['users']} users for {found['seconds'] / 60:.1f} min, who take "
        f"{found['mean_seconds_between']} s on average before a message "
        f"(a real person's pace times {found['slowness']:g})",
        f"{found['messages']} messages, {found['messages_per_second']} messages/s; reply after p50 "
        f"{found['p50_ms']}, p95 {found['p95_ms']}, p99 {found['p99_ms']}, at the most {found['p100_ms']} ms",
        f"errors: {sum(found['errors'].values())} {found['errors'] or ''}".rstrip(),
        f"conversations as their test says, by the level expected: {found['conversations_right']}; "
        f"{found['conversations_cut']} cut by the end",
        f"{found['users_triaged']} users ended a triage with the right level; "
        f"wrong levels: {found['wrong_levels']}, other differences: {found['other_differences']}",
        f"CPU: {found['server_cpu_cores']} of {found['cores']} cores for the server, "
        f"{found['tool_cpu_cores']} for this tool; load average {found['load_average_before']} before, "
        f"{found['load_average_after']} after",
    ]
    sizes = [size for _, size in found["memory_mb"]]
    if sizes:
        said.append(
            f"memory: {sizes[0]} MB at first, {max(sizes)} MB at the most, {sizes[-1]} MB at last; "
            + _growth(found)
        )
    said.append("; ".join(f"{name}: {'met' if met else 'MISSED'}" for name, met in found["goals"].items()))
    return said


def _growth(found: Dict[str, Any]) -> str:
    grown = found["memory_growth_in_30_min"]
    if grown is None:
        return "too few samples to tell whether it grows"
    minutes = GROWTH_SECONDS / 60
    return f"after the first third {grown * 100:+.1f} % in {minutes:.0f} min (flat: below {MOST_GROWTH:.0%})"


class Progress:
    """Says each minute how it goes."""

    def __init__(self, tally: Tally, memory: List[Sample]) -> None:
        self._tally = tally
        self._memory = memory
        self._since = time.monotonic()
        self._began = self._since

    def line(self) -> str:
        """Return what happened since the last line."""
        now = time.monotonic()
        seconds = self._tally.seconds(self._since, now)
        rate = len(seconds) / max(now - self._since, 1e-9)
        slow = f"{percentile(seconds, 95) * 1000:.0f} ms" if seconds else "-"
        self._since = now
        size = self._memory[-1][1] / MB if self._memory else 0
        return (
            f"  {(now - self._began) / 60:4.1f} min: {rate:5.1f} messages/s, p95 {slow}, {size:.0f} MB, "
            f"{sum(self._tally.errors.values())} errors, {len(self._tally.wrong_levels)} wrong levels, "
            f"load average {os.getloadavg()[0]:.1f}"
        )
