"""Looks at every part that is red until it works again: nobody has to find that out by writing."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import Any, Callable, Optional

import aiohttp

from bot.faults import FAULTS, Part
from bot.memory import end_loading
from bot.runtime.action_secret import secret_headers
from bot.settings import settings

PROBE_DEADLINE_SECONDS = 3.0
REFUSED = (401, 403)


class Watch:
    """Probes red parts of one server; a model that could not be loaded is loaded as soon as that works."""

    def __init__(self, model: Path, hand_stores_to: Callable[[Any], None]) -> None:
        """Remember where the model is, and who gives a loaded agent its store."""
        self._model = model
        self._hand_stores_to = hand_stores_to
        self._watching: Optional[asyncio.Task[None]] = None

    async def attach(self, app: Any, _: Any) -> None:
        """Begin to watch."""
        self._watching = asyncio.ensure_future(self._watch(app))

    async def detach(self, _: Any, __: Any) -> None:
        """End watching."""
        if self._watching is not None:
            self._watching.cancel()

    async def _watch(self, app: Any) -> None:
        while True:
            await asyncio.sleep(settings().probe_seconds)
            red = FAULTS.red()
            if Part.MODEL.value in red:
                await self._load(app)
            if Part.ACTION_SERVER.value in red and settings().action_endpoint:
                await self._ask_actions(settings().action_endpoint or "")
            if Part.STORE.value in red or Part.SAVING.value in red:
                await self._ask_store(app)

    async def _load(self, app: Any) -> None:
        from bot.runtime.application import load_into, warm_up

        agent = getattr(app.ctx, "agent", None)
        if agent is not None and await asyncio.to_thread(load_into, agent, self._model):
            self._hand_stores_to(agent)
            await warm_up(agent)
            gc.collect()  # conversations have come and gone since the start
            end_loading()

    @staticmethod
    async def _ask_actions(webhook: str) -> None:
        root = webhook.rpartition("/")[0]
        timeout = aiohttp.ClientTimeout(total=PROBE_DEADLINE_SECONDS)
        headers = secret_headers(settings().action_secret)
        try:
            async with aiohttp.ClientSession(timeout=timeout, headers=headers) as session:
                async with session.get(f"{root}/health") as health:
                    lives = health.status == 200
                async with session.get(f"{root}/actions") as actions:  # unlike its health, behind the secret
                    lets_us_in = actions.status not in REFUSED
            if lives and lets_us_in:
                FAULTS.worked(Part.ACTION_SERVER)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return  # still away: it stays red

    @staticmethod
    async def _ask_store(app: Any) -> None:
        agent = getattr(app.ctx, "agent", None)
        probe = getattr(getattr(agent, "tracker_store", None), "probe", None)
        if probe is not None:
            await probe()
