"""An action server apart, with the same actions in this process as its spare.

A reply to a danger sign must not depend on another process being up. Where the action server fails, is late
or answers what is no answer, the action runs here instead, and for a while every action does: a turn takes
two or three of them, and each wait for a dead server would be a wait of the person's.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, Dict, Optional

from rasa.shared.core.events import deserialise_events
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.faults import FAULTS, Part

REJECTED = 400  # how an action server says that an action does not want to run now


class SparedActions(EndpointConfig):
    """Asks the action server first; where that fails, runs the action here."""

    def __init__(
        self,
        url: str,
        spare: EndpointConfig,
        deadline_seconds: float,
        rest_seconds: float = 15.0,
        headers: Optional[Dict[str, str]] = None,
    ) -> None:
        """Join a server and its spare.

        Args:
            url: the address of the action server's webhook.
            spare: runs the same actions in this process.
            deadline_seconds: the longest wait for the server; Rasa's own is 300 s.
            rest_seconds: how long nothing is asked of a server that failed.
            headers: sent with each request, for instance the secret.
        """
        super().__init__(url=url, headers=headers)
        self._spare = spare
        self._deadline_seconds = deadline_seconds
        self._rest_seconds = rest_seconds
        self._rests_until = 0.0

    async def request(
        self,
        method: str = "post",
        subpath: Any = None,
        content_type: Any = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Dict[str, Any]:
        """Run the action that the JSON body names, there or here, and return its events and responses.

        Raises:
            ClientResponseError: the action declined to run (Rasa then asks its policies for another).
        """
        call: Dict[str, Any] = kwargs["json"]
        if not self._is_resting():
            try:
                answer = await self._ask(call)
                FAULTS.worked(Part.ACTION_SERVER)
                return answer
            except ClientResponseError as error:
                if error.status == REJECTED:
                    raise
                self._rest(call, error)
            except Exception as error:  # noqa: BLE001 - whatever the server does, the action still runs
                self._rest(call, error)
        spared: Dict[str, Any] = await self._spare.request(method, subpath, content_type, compress, **kwargs)
        return spared

    def _is_resting(self) -> bool:
        """Tell whether the server failed a moment ago and nobody has found it working since (`Watch`)."""
        return time.monotonic() < self._rests_until and Part.ACTION_SERVER.value in FAULTS.red()

    async def _ask(self, call: Dict[str, Any]) -> Dict[str, Any]:
        """Return the server's answer.

        Raises:
            Exception: the server is not there, is late, or its answer is none.
        """
        asked = EndpointConfig.request(self, json=call, timeout=self._deadline_seconds)
        answer = await asyncio.wait_for(asked, self._deadline_seconds)
        if not isinstance(answer, dict):
            raise TypeError("an action must answer an object")
        events, responses = answer.get("events", []), answer.get("responses", [])
        if not isinstance(responses, list) or not all(isinstance(response, dict) for response in responses):
            raise TypeError("responses must be a list of objects")
        # What Rasa does with them after us: better to fail here, where there is a spare. Events without
        # a kind are passed over in silence.
        if len(deserialise_events(events)) != len(events):
            raise TypeError("every event must name its kind")
        return {"events": events, "responses": responses}

    def _rest(self, call: Dict[str, Any], error: Exception) -> None:
        self._rests_until = time.monotonic() + self._rest_seconds
        FAULTS.record(Part.ACTION_SERVER, str(call.get("next_action")), error)
