"""The end of a server that is told to go: first it says so, then it takes no more, then it ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from typing import Any

logger = logging.getLogger(__name__)


class Drain:
    """On SIGTERM readiness says no at once; messages are still taken for a while, then the server stops.

    Whoever deals messages out (a load balancer, Kubernetes) needs that while to notice. A second SIGTERM, or
    Ctrl-C, ends the server without it; turns under way are finished all the same.
    """

    def __init__(self, seconds: float) -> None:
        """Take how long messages are still taken."""
        self._seconds = seconds

    async def attach(self, app: Any, loop: asyncio.AbstractEventLoop) -> None:
        """Take SIGTERM over from Sanic, which has just set its own handler."""
        if os.name != "nt":  # Windows has no SIGTERM that an event loop could see
            loop.add_signal_handler(signal.SIGTERM, self._begin, app, loop)

    def _begin(self, app: Any, loop: asyncio.AbstractEventLoop) -> None:
        if getattr(app.ctx, "draining", False):
            app.stop()
            return
        app.ctx.draining = True
        logger.info("draining: seconds=%g", self._seconds)
        loop.call_later(self._seconds, app.stop)
