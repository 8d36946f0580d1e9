"""The secret between the server and an action server apart: how it is sent, and whether it is right."""

from __future__ import annotations

import hmac
from typing import Dict, Optional, Sequence


def secret_headers(secret: Optional[str]) -> Dict[str, str]:
    """Return the header that carries a secret; none where there is no secret."""
    return {"Authorization": f"Bearer {secret}"} if secret else {}


def is_right(secret: str, authorization: Optional[str], tokens: Sequence[str]) -> bool:
    """Tell, in a time that does not depend on where they differ, whether a request carries the secret.

    Args:
        secret: what both sides know.
        authorization: the header of that name; our server sends ``Bearer`` and the secret.
        tokens: the values of the query's ``token``: plain `rasa run` sends that of ``endpoints.yml`` there.
    """
    scheme, _, sent = (authorization or "").partition(" ")
    offered = [sent.strip()] if scheme.lower() == "bearer" else list(tokens)
    if len(offered) != 1:
        return False
    return hmac.compare_digest(offered[0].encode("utf-8", "surrogatepass"), secret.encode("utf-8"))
