"""Bearer tokens: who may speak in which conversation when the server is reachable from other machines."""

from __future__ import annotations

import ipaddress
import time
from typing import Optional

import jwt

ALGORITHM = "HS256"
SHORTEST_SECRET = 32  # characters, as RFC 7518 section 3.2 asks of an HS256 key
DEFAULT_LIFETIME_DAYS = 30


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


def issue(sender: str, secret: str, lifetime_days: float = DEFAULT_LIFETIME_DAYS) -> str:
    """Return a token that lets its holder speak as ``sender`` for so many days."""
    now = int(time.time())
    claims = {"sub": sender, "iat": now, "exp": now + int(lifetime_days * 86_400)}
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def subject(authorization: Optional[str], secret: Optional[str]) -> Optional[str]:
    """Return whom an ``Authorization`` header speaks for, or None where it proves nothing."""
    if not secret or not is_strong(secret) or not authorization:
        return None
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        claims = jwt.decode(
            token.strip(), secret, algorithms=[ALGORITHM], options={"require": ["sub", "exp"]}
        )
    except jwt.InvalidTokenError:
        return None
    sub = claims["sub"]
    return sub if isinstance(sub, str) and sub else None
