"""The secret that signs the widget's sessions: the one of the settings, else one made once and kept."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

from bot.channels import tokens
from bot.settings import settings

FILE = "session-secret"


@lru_cache(maxsize=1)
def session_secret() -> str:
    """Return the secret of this installation.

    More than one machine needs ``IVIG_TOKEN_SECRET``, the same on each; on one machine a secret is made at
    the first start and kept in the state folder, so that sessions outlive a restart.

    Raises:
        OSError: the state folder cannot be written.
        ValueError: the kept secret is too short to be one of ours.
    """
    given = settings().token_secret
    if tokens.is_strong(given):
        return str(given)
    return kept_secret(settings().state_dir / FILE)


def kept_secret(path: Path) -> str:
    """Return the secret in a file, which only its owner may read; make it where there is none.

    Raises:
        OSError: the file can neither be read nor made.
        ValueError: the file holds something too short.
    """
    if not path.exists():
        _make(path)
    secret = path.read_text(encoding="ascii").strip()
    if not tokens.is_strong(secret):
        raise ValueError(
            f"{path} must hold a secret of {tokens.SHORTEST_SECRET} characters or more: remove it, and it is "
            "made anew"
        )
    return secret


def _make(path: Path) -> None:
    """Write a new secret whole or not at all; of two processes at once the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first; its secret counts
    finally:
        draft.unlink(missing_ok=True)
