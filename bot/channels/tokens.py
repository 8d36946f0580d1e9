"""Bearer tokens: who may speak in which conversation.

Those of the REST channel are handed out by whoever runs the server (`python -m bot token`); those of the
widget by the server itself, one a conversation. Their audiences differ: one never passes for the other.
"""

from __future__ import annotations

import ipaddress
import time
from typing import Any, Optional

import jwt

ALGORITHM = "HS256"
SHORTEST_SECRET = 32  # characters, as RFC 7518 section 3.2 asks of an HS256 key
DEFAULT_LIFETIME_DAYS = 30
REST = "ivig-rest"
WIDGET = "ivig-widget"


def is_loopback(host: str) -> bool:
    """Tell whether an address to bind to can be reached from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_strong(secret: Optional[str]) -> bool:
    """Tell whether a secret is long enough to sign tokens with."""
    return secret is not None and len(secret) >= SHORTEST_SECRET


def issue(
    sender: str, secret: str, lifetime_days: float = DEFAULT_LIFETIME_DAYS, audience: str = REST
) -> str:
    """Return a token that lets its holder speak as ``sender`` for so many days, on one channel."""
    now = int(time.time())
    claims = {"sub": sender, "aud": audience, "iat": now, "exp": now + int(lifetime_days * 86_400)}
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def subject(authorization: Optional[str], secret: Optional[str], audience: str = REST) -> Optional[str]:
    """Return whom an ``Authorization`` header speaks for on a channel, or None where it proves nothing.

    A token without an audience is one of the REST channel: another tool with the secret may make it.
    """
    if not secret or not is_strong(secret) or not authorization:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        claims = jwt.decode(
            token.strip(),
            secret,
            algorithms=[ALGORITHM],
            options={"require": ["sub", "exp"], "verify_aud": False},
        )
    except (jwt.InvalidTokenError, ValueError):
        return None
    return _text(claims["sub"]) if claims.get("aud", REST) == audience else None


def _text(sub: Any) -> Optional[str]:
    return sub if isinstance(sub, str) and sub else None
