"""Custom actions inside the server's process, or apart from it, with a deadline and a catch-all.

Rasa hands each custom action to an ``EndpointConfig``. The ones here never raise on a failing action: the
person then reads what to do in an emergency instead of nothing.
"""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import secrets
import threading
from abc import abstractmethod
from typing import Any, Dict, Optional

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.protocol.texts import safety_text
from bot.runtime.errors import CommandError
from bot.settings import settings

logger = logging.getLogger(__name__)

ActionCall = Dict[str, Any]
REJECTED = 400  # how an action server says that an action does not want to run now


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
            answer = await asyncio.wait_for(self._run(call), self.deadline_seconds)
            if not isinstance(answer, dict):
                raise TypeError("an action must answer an object")
            return answer
        except ClientResponseError as error:
            if error.status == REJECTED:
                raise
            return _failed(call, error)
        except Exception as error:  # noqa: BLE001 - whatever an action raises, the person gets an answer
            return _failed(call, error)

    @abstractmethod
    async def _run(self, call: ActionCall) -> Any:
        """Run one action and return its answer."""


class InProcessActions(GuardedActions):
    """Runs the actions of a package in this process, each call in a thread of its own.

    The thread is what makes the deadline hold: an action that blocks would otherwise stop the whole server.
    """

    def __init__(self, package: str = "actions", deadline_seconds: Optional[float] = None) -> None:
        super().__init__(deadline_seconds=deadline_seconds)
        self.executor = ActionExecutor()
        try:
            self.executor.register_package(package)
        except (Exception, SystemExit) as error:
            raise CommandError(
                f"The custom actions in '{package}' could not be loaded ({type(error).__name__})."
            ) from error

    async def _run(self, call: ActionCall) -> Any:
        loop = asyncio.get_running_loop()
        result: asyncio.Future[Any] = loop.create_future()
        isolated = _isolated(call)

        def settle(answer: Any, error: Optional[BaseException]) -> None:
            if result.done():
                return
            if error is None:
                result.set_result(answer)
            else:
                result.set_exception(error)

        def work() -> None:
            answer, error = None, None
            try:
                # Through JSON, as over the wire: what an action keeps hold of is not what the tracker holds.
                answer = json.loads(json.dumps(asyncio.run(self.executor.run(isolated))))
            except ActionExecutionRejection as rejection:
                error = _as_rasa_expects(rejection)
            except BaseException as raised:  # noqa: BLE001 - carried over to the waiting coroutine
                error = raised if isinstance(raised, Exception) else RuntimeError(type(raised).__name__)
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, answer, error)

        threading.Thread(target=work, name=f"action {call.get('next_action')}", daemon=True).start()
        return await result


class ActionServer(GuardedActions):
    """Runs the actions in an action server apart (``rasa run actions``)."""

    async def _run(self, call: ActionCall) -> Any:
        return await EndpointConfig.request(self, json=call, timeout=self.deadline_seconds)


def action_endpoint() -> GuardedActions:
    """Return the endpoint that the settings ask for: an action server apart, or the actions in here.

    Raises:
        CommandError: the actions could not be loaded.
    """
    url = settings().action_endpoint
    return ActionServer(url) if url else InProcessActions()


def _isolated(call: ActionCall) -> ActionCall:
    """Return the call with its own slots: an action that changes a list must not change the tracker's."""
    tracker = dict(call.get("tracker") or {})
    for key in ("slots", "latest_message", "active_loop"):
        if key in tracker:
            tracker[key] = copy.deepcopy(tracker[key])
    return {**call, "tracker": tracker}


def _as_rasa_expects(rejection: ActionExecutionRejection) -> ClientResponseError:
    body = json.dumps({"action_name": rejection.action_name, "error": rejection.message})
    return ClientResponseError(REJECTED, "rejected", body)


def _failed(call: ActionCall, error: Exception) -> Dict[str, Any]:
    """Log that an action failed, without a word of the conversation, and answer with the safety text."""
    logger.error(
        "action failed: id=%s action=%s kind=%s%s",
        secrets.token_hex(4),
        call.get("next_action"),
        type(error).__name__,
        _place(error),
    )
    return {"events": [], "responses": [{"text": safety_text()}]}


def _place(error: Exception) -> str:
    trace = error.__traceback__
    place = ""
    while trace is not None:
        place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
