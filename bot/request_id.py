"""The id of the request that is being answered: it joins the lines of one request in the log."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from typing import Optional

HEADER = "X-Request-ID"
# What a proxy before us may send; anything else could smuggle words or line breaks into a log.
_ACCEPTED = re.compile(r"[A-Za-z0-9_-]{8,64}")

_current: ContextVar[Optional[str]] = ContextVar("request_id", default=None)


def begin(offered: Optional[str] = None) -> str:
    """Begin a request in this context and return its id: the offered one where it is fit, else a new one."""
    fit = offered is not None and _ACCEPTED.fullmatch(offered) is not None
    request_id = offered if fit and offered is not None else secrets.token_hex(8)
    _current.set(request_id)
    return request_id


def current() -> Optional[str]:
    """Return the id of the request that this code runs for, or None where it runs for none."""
    return _current.get()
