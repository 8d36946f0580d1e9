"""Settings of the assistant, read from the environment (prefix ``IVIG_``).

One place names every setting, its type and its default, so that a wrong value is reported by name.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Optional

from pydantic import BaseSettings, Field, validator

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Typed settings; each field can be set by the environment variable ``IVIG_<FIELD NAME>``."""

    emergency_number: str = Field(
        default="911 (US/Canada), 112 (EU), 999 (UK)",
        description="What people are told to call in an emergency. Shown word for word.",
    )
    crisis_line: str = Field(
        default="988 (US/Canada), 116 123 (UK, Ireland)",
        description="Who to call with thoughts of suicide. Shown word for word.",
    )
    host: str = Field(default="127.0.0.1", description="Address that the server binds to.")
    port: int = Field(default=5005, ge=1, le=65535, description="Port that the server binds to.")
    state_dir: Path = Field(
        default=PROJECT_ROOT / ".state", description="Folder of the conversations (SQLite)."
    )
    log_dir: Path = Field(default=PROJECT_ROOT / "logs", description="Folder of the log files.")
    model_dir: Path = Field(default=PROJECT_ROOT / "models", description="Folder of the trained models.")
    token_secret: Optional[str] = Field(
        default=None,
        description="Secret of the bearer tokens, 32 characters or more; needed off the loopback address.",
    )
    action_endpoint: Optional[str] = Field(
        default=None, description="URL of an action server apart; without it the actions run in this process."
    )
    enable_api: bool = Field(default=False, description="Whether Rasa's own HTTP API is served.")
    reply_deadline_seconds: float = Field(default=8.0, gt=0, le=60, description="Longest wait for a reply.")
    action_deadline_seconds: float = Field(
        default=5.0, gt=0, le=60, description="Longest wait for one action."
    )

    tensorflow: bool = Field(
        default=False,
        description="Whether Rasa's import of TensorFlow is let happen; no component of config.yml needs it.",
    )

    @validator("emergency_number", "crisis_line")
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty: it is what a person in danger reads")
        return value.strip()

    class Config:
        """Where the values come from."""

        env_prefix = "IVIG_"
        frozen = True


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process.

    Raises:
        pydantic.ValidationError: a variable holds a value of the wrong type; it is named.
    """
    return Settings()
