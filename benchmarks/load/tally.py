"""What a crowd met: times, errors, and how each conversation ended."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Counter as CounterOf
from typing import List, Set, Tuple

from benchmarks.performance.statistics import percentile


@dataclass
class Tally:
    """Counts what all people met; each of them writes from a thread of their own.

    Attributes:
        messages: (when it was sent, seconds until its reply), of each message that was answered.
        thinking: seconds that people took before a message, in all.
        errors: kinds of messages without a proper answer.
        wrong_levels: conversations with another level than their test says, with the transcript.
        differences: conversations that differ from their test in something else.
        right: how many conversations ended as their test says, by the level that it expects.
        cut: conversations that were under way when the time was over.
        triaged: numbers of the people who ended a triage with the right level.
    """

    began: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    messages: List[Tuple[float, float]] = field(default_factory=list)
    thinking: float = 0.0
    errors: CounterOf[str] = field(default_factory=Counter)
    wrong_levels: List[str] = field(default_factory=list)
    differences: List[str] = field(default_factory=list)
    right: CounterOf[str] = field(default_factory=Counter)
    cut: int = 0
    triaged: Set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def answered(self, sent_at: float, seconds: float) -> None:
        """Note a message with a proper answer."""
        with self._lock:
            self.messages.append((sent_at, seconds))
            self.ended = max(self.ended, sent_at + seconds)

    def thought(self, seconds: float) -> None:
        """Note how long somebody took before a message."""
        with self._lock:
            self.thinking += seconds

    def failed(self, kind: str) -> None:
        """Note a message without a proper answer."""
        with self._lock:
            self.errors[kind] += 1

    def differs(self, transcript: str, in_level: bool) -> None:
        """Note a conversation that went another way than its test says."""
        with self._lock:
            (self.wrong_levels if in_level else self.differences).append(transcript)

    def ended_well(self, person: int, level: str, is_triage: bool) -> None:
        """Note a conversation that ended as its test says."""
        with self._lock:
            self.right[level] += 1
            if is_triage:
                self.triaged.add(person)

    def was_cut(self) -> None:
        """Note a conversation that the end of the run cut."""
        with self._lock:
            self.cut += 1

    def seconds(self, since: float = 0.0, until: float = float("inf")) -> List[float]:
        """Return the waiting times of the messages that were sent within a time."""
        with self._lock:
            return [seconds for sent_at, seconds in self.messages if since <= sent_at < until]

    def percentile_ms(self, percent: float) -> float:
        """Return a percentile of all waiting times in milliseconds; infinite where nobody got a reply."""
        seconds = self.seconds()
        return percentile(seconds, percent) * 1000 if seconds else float("inf")
