"""Custom actions inside the server's process, or apart from it, with a deadline and a catch-all.

Rasa hands each custom action to an ``EndpointConfig``. The ones here never raise on a failing action: the
person then reads what to do in an emergency instead of nothing.
"""

from __future__ import annotations

import asyncio
import json
from abc import abstractmethod
from typing import Any, Coroutine, Dict, Optional
from urllib.parse import urlsplit

from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.faults import FAULTS, Part
from bot.plain_json import dumps, loads
from bot.protocol.texts import safety_text
from bot.runtime.action_secret import secret_headers
from bot.runtime.errors import CommandError
from bot.runtime.spare_actions import REJECTED, SparedActions
from bot.runtime.workers import Workers
from bot.settings import settings

ActionCall = Dict[str, Any]


class Declined(Exception):
    """An action does not want to run now; Rasa then asks its policies for another."""


class GuardedActions(EndpointConfig):
    """An action endpoint whose every answer comes in time and holds something to say."""

    def __init__(self, url: Optional[str] = None, deadline_seconds: Optional[float] = None) -> None:
        super().__init__(url=url)
        self.deadline_seconds = deadline_seconds or settings().action_deadline_seconds

    async def request(
        self,
        method: str = "post",
        subpath: Optional[str] = None,
        content_type: Optional[str] = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Dict[str, Any]:
        """Run the action that the JSON body names and return its events and responses.

        Raises:
            ClientResponseError: the action declined to run (Rasa then asks its policies for another).
        """
        call: ActionCall = kwargs["json"]
        try:
            return await self.answer(call)
        except Declined as error:
            body = json.dumps({"action_name": call.get("next_action"), "error": str(error)})
            raise ClientResponseError(REJECTED, "rejected", body) from error

    async def answer(self, call: ActionCall) -> Dict[str, Any]:
        """Run the action that a call names and return its events and responses.

        Raises:
            Declined: the action does not want to run now. Nothing else: a failure is answered.
        """
        try:
            answer = await self._in_time(call)
            if not isinstance(answer, dict):
                raise TypeError("an action must answer an object")
            FAULTS.worked(Part.ACTIONS)
            return answer
        except Declined:
            raise
        except Exception as error:  # noqa: BLE001 - whatever an action raises, the person gets an answer
            return failed(call, error)

    async def _in_time(self, call: ActionCall) -> Any:
        return await asyncio.wait_for(self._run(call), self.deadline_seconds)

    @abstractmethod
    async def _run(self, call: ActionCall) -> Any:
        """Run one action and return its answer."""


class InProcessActions(GuardedActions):
    """Runs the actions of a package in this process, in threads of their own.

    The thread is what makes the deadline hold: an action that blocks would otherwise stop the whole server.
    An action whose class says `computes_only` runs in the caller's thread: it does no more than ask the
    protocol's engine, which the policy does there as well, and two hand-overs between threads cost more than
    it does. Waiting for anything is an error in it.
    """

    def __init__(self, package: str = "actions", deadline_seconds: Optional[float] = None) -> None:
        super().__init__(deadline_seconds=deadline_seconds)
        self.executor = ActionExecutor()
        self._workers = Workers()
        self._domain: tuple[Optional[Domain], Dict[str, Any]] = (None, {})
        try:
            self.executor.register_package(package)
        except (Exception, SystemExit) as error:
            raise CommandError(
                f"The custom actions in '{package}' could not be loaded ({type(error).__name__})."
            ) from error

    async def _in_time(self, call: ActionCall) -> Any:
        action = self.executor.actions.get(call.get("next_action"))
        if getattr(getattr(action, "__self__", None), "computes_only", False):
            return _at_once(self._execute(_with_own_parts(call)))
        return await super()._in_time(call)

    async def _run(self, call: ActionCall) -> Any:
        return await self._workers.run(self._execute(_isolated(call)))

    async def _execute(self, call: ActionCall) -> Any:
        try:
            # Through JSON, as over the wire: what an action keeps hold of is not what the tracker holds.
            return _through_json(await self.executor.run(call))
        except ActionExecutionRejection as rejection:
            raise Declined(rejection.message) from rejection

    def domain_of(self, domain: Domain) -> Dict[str, Any]:
        """Return a domain as an action call holds it, written out once."""
        known, written = self._domain
        if known is not domain:
            written = domain.as_dict()
            self._domain = (domain, written)
        return written


def action_endpoint() -> EndpointConfig:
    """Return the endpoint that the settings ask for: the actions in here, or a server with them as spare.

    Raises:
        CommandError: the actions could not be loaded, or the server apart is given two kinds of credentials.
    """
    url = settings().action_endpoint
    here = InProcessActions()
    if not url:
        return here
    headers = secret_headers(settings().action_secret)
    if headers and urlsplit(url).username is not None:
        raise CommandError("Give IVIG_ACTION_SECRET or credentials within IVIG_ACTION_ENDPOINT, not both.")
    return SparedActions(url, here, settings().action_deadline_seconds, headers=headers)


def _at_once(work: Coroutine[Any, Any, Any]) -> Any:
    """Return the result of a coroutine that waits for nothing.

    Raises:
        RuntimeError: it would wait, or tried to end the process; the text names how.
    """
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    except (Exception, asyncio.CancelledError):
        raise
    except BaseException as error:
        raise RuntimeError(type(error).__name__) from error
    work.close()
    raise RuntimeError("an action that only computes must wait for nothing")


def _with_own_parts(call: ActionCall) -> ActionCall:
    """Return the call with slots that may be set without setting the tracker's; their values are shared."""
    tracker = dict(call.get("tracker") or {})
    for key in ("slots", "latest_message", "active_loop"):
        if key in tracker:
            tracker[key] = dict(tracker[key] or {})
    return {**call, "tracker": tracker}


def _isolated(call: ActionCall) -> ActionCall:
    """Return the call with its own slots: an action that changes a list must not change the tracker's."""
    tracker = dict(call.get("tracker") or {})
    for key in ("slots", "latest_message", "active_loop"):
        if key in tracker:
            tracker[key] = _through_json(tracker[key])
    return {**call, "tracker": tracker}


def _through_json(value: Any) -> Any:
    return loads(dumps(value))


def failed(call: ActionCall, error: Exception) -> Dict[str, Any]:
    """Log that an action failed, and answer with the safety text."""
    log_failed_action(call.get("next_action"), error)
    return {"events": [], "responses": [{"text": safety_text()}]}


def log_failed_action(name: Optional[str], error: Exception) -> None:
    """Log and count that an action failed, without a word of the conversation."""
    FAULTS.record(Part.ACTIONS, str(name), error)
