"""How often a client may ask: token buckets, in bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from typing import Tuple

MOST_CLIENTS = 20_000  # remembered at once; the one that was quiet longest is forgotten first


class Buckets:
    """A bucket of tokens for each client, which fills at a steady rate."""

    def __init__(self, per_second: float, burst: int, most: int = MOST_CLIENTS) -> None:
        """Make the buckets.

        Args:
            per_second: how many requests a client may make in the long run.
            burst: how many at once.
            most: how many clients are remembered.
        """
        self._per_second = per_second
        self._burst = float(burst)
        self._most = most
        self._levels: OrderedDict[str, Tuple[float, float]] = OrderedDict()

    def take(self, client: str, now: float) -> float:
        """Take a token of a client.

        Args:
            client: who asks.
            now: seconds on a clock that never goes back.

        Returns:
            0 where there was one, else the seconds until there is one.
        """
        level, since = self._levels.pop(client, (self._burst, now))
        level = min(self._burst, level + (now - since) * self._per_second)
        wait = 0.0 if level >= 1.0 else (1.0 - level) / self._per_second
        self._levels[client] = (level - (0.0 if wait else 1.0), now)
        if len(self._levels) > self._most:
            self._levels.popitem(last=False)
        return wait

    def __len__(self) -> int:
        return len(self._levels)
