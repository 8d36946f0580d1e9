"""What is broken right now: every failure gets an id in the log, and its part stays red until it works again.

`GET /health` shows the red parts. A log line names the kind and the place of an error, never its text, which
may quote a person.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from enum import Enum
from typing import Callable, Dict, Optional, Tuple

from prometheus_client import Counter

FAILURES = Counter("ivig_failures", "Failures, by the part that failed.", ("part",))

logger = logging.getLogger(__name__)


class Part(str, Enum):
    """A part of the assistant that can fail by itself."""

    MODEL = "model"
    TURNS = "turns"
    REQUESTS = "requests"  # whatever is no turn: a page, a summary
    ACTIONS = "actions"
    ACTION_SERVER = "action_server"
    STORE = "store"  # the database answers
    SAVING = "saving"  # what is said is written


# One odd message, or one odd request, is no broken server for ever: without another failure it is forgiven.
FORGIVEN_AFTER_SECONDS = {Part.TURNS: 300.0, Part.REQUESTS: 60.0}


class Faults:
    """The parts that failed last time they were used, each with the id of that failure in the log."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing red; the clock counts seconds."""
        self._red: Dict[Part, Tuple[str, float]] = {}
        self._lock = threading.Lock()
        self._clock = clock

    def record(self, part: Part, what: str, error: Optional[BaseException] = None, kind: str = "") -> str:
        """Log a failure, turn its part red, and return the failure's id.

        Args:
            part: what failed.
            what: a constant of the code that says where, for example the name of an action.
            error: what was raised, where something was.
            kind: a name for the failure where nothing was raised.
        """
        incident = secrets.token_hex(4)
        with self._lock:
            self._red[part] = (incident, self._clock())
        FAILURES.labels(part.value).inc()
        named = kind or type(error).__name__
        logger.error("%s failed: id=%s what=%s kind=%s%s", part.value, incident, what, named, place_of(error))
        return incident

    def worked(self, part: Part) -> None:
        """Say that a part has just done its work: it is no longer red."""
        with self._lock:
            was_red = self._red.pop(part, None)
        if was_red is not None:
            logger.warning("%s works again: id=%s", part.value, was_red[0])

    def red(self) -> Dict[str, str]:
        """Return the parts that are red, each with the id of its last failure."""
        with self._lock:
            now = self._clock()
            return {
                part.value: incident
                for part, (incident, at) in self._red.items()
                if now - at < FORGIVEN_AFTER_SECONDS.get(part, float("inf"))
            }


FAULTS = Faults()


def place_of(error: Optional[BaseException]) -> str:
    """Return where an error was raised, as `` at file:line``; empty where nothing was."""
    place = ""
    trace = error.__traceback__ if error is not None else None
    while trace is not None:
        place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
