"""Where the server keeps conversations and the order of messages, as the settings say."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from typing import Any, Optional, Tuple

from sqlalchemy.exc import SQLAlchemyError

from bot.runtime.console import Console
from bot.runtime.errors import CommandError
from bot.settings import PROJECT_ROOT, Settings, settings
from bot.storage import database
from bot.storage.errors import StoreUnavailable

logger = logging.getLogger(__name__)

PURGE_SECONDS = 86_400.0
OPEN_SECONDS = 5.0  # between attempts to open a database that was not there at the start
LOOK_SECONDS = 60.0  # between looks for conversations that were erased elsewhere


def endpoints(console: Console) -> Tuple[Any, Stores]:
    """Return what ``endpoints.yml`` names, with our actions and our stores, and the stores.

    Raises:
        CommandError: a setting does not fit another, or the database refuses.
    """
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.utils.io import read_config_file
    from rasa.utils.endpoints import EndpointConfig

    from bot.runtime.in_process_actions import action_endpoint

    # As `AvailableEndpoints.read_endpoints`, which reads and checks the file for each of its seven parts.
    content = read_config_file(PROJECT_ROOT / "endpoints.yml")
    nlg, nlu, models = (
        EndpointConfig.from_dict(content[name]) if content.get(name) is not None else None
        for name in ("nlg", "nlu", "models")
    )
    stores = Stores(settings())
    stores.prepare(console)
    found = AvailableEndpoints(
        nlg=nlg,
        nlu=nlu,
        action=action_endpoint(),
        model=models,
        tracker_store=stores.conversations,
        lock_store=stores.locks,
        event_broker=None,  # the store publishes by itself, off the path of a reply
    )
    return found, stores


class Stores:
    """The conversations, the locks and the event feed of one server."""

    def __init__(self, config: Settings) -> None:
        from bot.storage.broker import EventFeed
        from bot.storage.locks import LocalLocks, SharedLocks
        from bot.storage.nodes import Place
        from bot.storage.tracker_store import ConversationStore

        self.where = database.location(config)
        self._retention_days = config.retention_days
        _check_workers(self.where.is_sqlite, config.redis_url)
        self.feed = EventFeed(config.event_broker_url) if config.event_broker_url else None
        self.conversations = ConversationStore(
            url=self.where.url, key=self.where.key, event_broker=self.feed, live=config.live_conversations
        )
        self.locks = SharedLocks(config.redis_url) if config.redis_url else LocalLocks()
        self._shared = config.redis_url is not None
        self._place = Place()
        self._opened = False
        self._upkeep: Optional[asyncio.Task[None]] = None

    def prepare(self, console: Console) -> None:
        """Take the place at the database and bring it up to date.

        A PostgreSQL that is not there yet does not keep the server from starting: the order in which machines
        start must not matter. Until it is there, people get replies that are marked as not saved.

        Raises:
            CommandError: another server has the place, or the database refuses.
        """
        try:
            self._open()
        except StoreUnavailable as error:
            console.fail(f"{error} The server starts all the same; what is said is not kept until then.")
        finally:
            self.conversations.engine.dispose()  # what workers inherit must not be an open connection

    def _open(self) -> None:
        from bot.storage.migrate import migrate

        engine = self.conversations.engine
        migrate(engine, self.where)
        try:
            self._place.take(engine, self.where, self._shared)
        except SQLAlchemyError as error:
            raise StoreUnavailable(f"The database {self.where.name} cannot be used now.") from error
        self._opened = True

    async def attach(self, app: Any, _: Any) -> None:
        """Begin to serve: Rasa's agent gets the store itself, and old conversations are purged from now on.

        Rasa wraps every store so that a failing one is replaced by an empty one in memory, without a word:
        the person's findings would be gone. Ours goes on from memory by itself, and says what was not saved.
        """
        self.hand_to(getattr(app.ctx, "agent", None))
        self._upkeep = asyncio.ensure_future(self._keep_up())

    def hand_to(self, agent: Any) -> None:
        """Give the store itself to an agent that has a model."""
        if agent is not None and agent.processor is not None:
            agent.tracker_store = self.conversations
            agent.processor.tracker_store = self.conversations

    async def detach(self, _: Any, __: Any) -> None:
        """End serving."""
        if self._upkeep is not None:
            self._upkeep.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._upkeep
            self._upkeep = None
        if self.feed is not None:
            self.feed.close()
        self.conversations.close()
        self._place.leave()

    async def _keep_up(self) -> None:
        """Purge at the start and then daily; notice what was erased by others."""
        purged_at, looked_at = float("-inf"), time.time()
        while True:
            try:
                if not self._opened:
                    await asyncio.to_thread(self._open)
                if time.monotonic() - purged_at > PURGE_SECONDS:
                    gone = await self.conversations.purge(self._retention_days)
                    purged_at = time.monotonic()
                    logger.info("purged: conversations=%d", gone)
                looking_at = time.time()
                await self.conversations.forget_erased(looked_at - LOOK_SECONDS)
                looked_at = looking_at
            except StoreUnavailable:
                logger.warning("upkeep waits for the database")
            except CommandError:
                logger.error("the database cannot be used by this server; `python -m bot migrate` says why")
            await asyncio.sleep(LOOK_SECONDS if self._opened else OPEN_SECONDS)


def _check_workers(sqlite: bool, redis_url: Optional[str]) -> None:
    workers = int(os.environ.get("SANIC_WORKERS", "1") or 1)
    if workers > 1 and (sqlite or redis_url is None):
        missing = " and ".join(
            name for name, absent in (("DATABASE_URL", sqlite), ("REDIS_URL", redis_url is None)) if absent
        )
        raise CommandError(
            f"SANIC_WORKERS={workers} needs a database and locks that the workers share: set {missing} "
            "(PostgreSQL, Redis), or leave SANIC_WORKERS unset."
        )
