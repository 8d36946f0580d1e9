"""Settings of the assistant, read from the environment (prefix ``IVIG_``).

One place names every setting, its type and its default, so that a wrong value is reported by name.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional, Tuple

from pydantic import BaseSettings, Field, validator

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def _with_scheme(url: Optional[str], accepted: Tuple[str, ...]) -> Optional[str]:
    """Return the address if it begins as it should; the error does not repeat it (passwords)."""
    scheme, separator, rest = (url or "").partition("://")
    if url is None or (separator and rest and scheme in accepted):
        return url
    raise ValueError("it must begin with " + " or ".join(f"{name}://" for name in accepted))


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
    action_secret: Optional[str] = Field(
        default=None,
        min_length=32,
        description="Secret that the server and an action server apart share, 32 characters or more.",
    )
    action_host: str = Field(
        default="127.0.0.1", description="Address that an action server apart (`actions`) binds to."
    )
    action_port: int = Field(default=5055, ge=1, le=65535, description="Port that it binds to.")
    enable_api: bool = Field(default=False, description="Whether Rasa's own HTTP API is served.")
    open_metrics: bool = Field(
        default=False, description="Whether /metrics is for every machine that reaches the server."
    )
    reply_deadline_seconds: float = Field(default=8.0, gt=0, le=60, description="Longest wait for a reply.")
    action_deadline_seconds: float = Field(
        default=5.0, gt=0, le=60, description="Longest wait for one action."
    )

    drain_seconds: float = Field(
        default=5.0,
        ge=0,
        le=300,
        description="How long messages are still taken after SIGTERM, while /health/ready already says no.",
    )
    probe_seconds: float = Field(
        default=5.0, gt=0, le=300, description="How often a part that failed is looked at again."
    )
    tensorflow: bool = Field(
        default=False,
        description="Whether Rasa's import of TensorFlow is let happen; no component of config.yml needs it.",
    )

    database_url: Optional[str] = Field(
        default=None,
        env=("IVIG_DATABASE_URL", "DATABASE_URL"),
        description="Database of the conversations: postgresql:// or sqlite:/// (a file in state_dir).",
    )
    database_key: Optional[str] = Field(
        default=None, description="Key of the SQLite file, which is then encrypted (SQLCipher)."
    )
    database_key_file: Optional[Path] = Field(
        default=None, description="File that holds the key, instead of IVIG_DATABASE_KEY."
    )
    redis_url: Optional[str] = Field(
        default=None,
        env=("IVIG_REDIS_URL", "REDIS_URL"),
        description="Redis that keeps the order of messages over several nodes: redis:// or rediss://.",
    )
    event_broker_url: Optional[str] = Field(
        default=None,
        env=("IVIG_EVENT_BROKER_URL", "EVENT_BROKER_URL"),
        description="Where events are published, if anywhere: amqp://, amqps:// or kafka://host:port/topic.",
    )
    retention_days: int = Field(
        default=30, ge=1, le=3650, description="Days after which a quiet conversation is deleted."
    )
    live_conversations: int = Field(
        default=256, ge=1, le=100_000, description="Conversations that are kept in memory between messages."
    )

    @validator("database_url", "redis_url", "event_broker_url", "action_secret", pre=True)
    def _blank_is_unset(cls, value: Optional[str]) -> Optional[str]:
        return (value or "").strip() or None

    @validator("database_url")
    def _known_database(cls, value: Optional[str]) -> Optional[str]:
        return _with_scheme(value, ("postgresql", "postgres", "postgresql+psycopg2", "sqlite"))

    @validator("redis_url")
    def _known_lock_store(cls, value: Optional[str]) -> Optional[str]:
        return _with_scheme(value, ("redis", "rediss"))

    @validator("event_broker_url")
    def _known_broker(cls, value: Optional[str]) -> Optional[str]:
        return _with_scheme(value, ("amqp", "amqps", "kafka"))

    session_days: float = Field(default=30, gt=0, le=365, description="How long a widget's session is valid.")
    allowed_origins: Tuple[str, ...] = Field(
        default=(),
        description="Other origins whose pages may use the widget's channel, separated by commas; "
        "for example https://www.hospital.example.",
    )
    frame_ancestors: Tuple[str, ...] = Field(
        default=(), description="Origins whose pages may show ours in a frame, separated by commas."
    )
    trusted_proxies: Tuple[str, ...] = Field(
        default=(),
        description="Addresses or networks of our own reverse proxies, separated by commas: only theirs "
        "X-Forwarded-For and X-Forwarded-Proto are believed.",
    )
    messages_per_second: float = Field(
        default=2.0, gt=0, description="Lasting rate of messages in one conversation of the widget."
    )
    message_burst: int = Field(default=30, ge=1, description="Messages at once in one such conversation.")
    client_requests_per_second: float = Field(
        default=50.0, gt=0, description="Lasting rate of requests from one address, or one network of IPv6."
    )
    client_request_burst: int = Field(default=1000, ge=1, description="Requests at once from one address.")
    client_sessions_per_minute: float = Field(
        default=60.0, gt=0, description="New conversations of the widget from one address, in the long run."
    )
    client_session_burst: int = Field(
        default=300, ge=1, description="New conversations at once from one address."
    )
    client_connections: int = Field(default=512, ge=1, description="Open connections from one address.")
    connections: int = Field(default=2000, ge=1, description="Open connections in all.")
    waiting_messages: int = Field(default=512, ge=1, description="Messages that may wait for their turn.")
    event_streams: int = Field(default=1000, ge=1, description="Open event streams in all.")
    client_event_streams: int = Field(default=4, ge=1, description="Open event streams of one conversation.")
    largest_body_bytes: int = Field(
        default=262_144, ge=1024, description="Largest body of a request, in bytes."
    )
    read_deadline_seconds: float = Field(
        default=15.0, gt=0, le=300, description="Longest time that a client may take to send a request."
    )
    idle_seconds: float = Field(
        default=75.0, gt=0, le=600, description="How long a connection without a request is kept open."
    )

    @validator("allowed_origins", "frame_ancestors", each_item=True)
    def _an_origin(cls, value: str) -> str:
        if not re.fullmatch(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?", value.lower()):
            raise ValueError(
                f"{value!r} is not an origin: wanted is a scheme and a host, for example https://www.hospital.example"
            )
        return value.lower()

    @validator("trusted_proxies", each_item=True)
    def _a_network(cls, value: str) -> str:
        try:
            return str(ipaddress.ip_network(value, strict=False))
        except ValueError:
            raise ValueError(
                f"{value!r} is no address and no network: wanted is, for example, 10.0.0.5 or 10.0.0.0/8"
            ) from None

    @validator("emergency_number", "crisis_line")
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty: it is what a person in danger reads")
        return value.strip()

    class Config:
        """Where the values come from."""

        env_prefix = "IVIG_"
        frozen = True

        @classmethod
        def parse_env_var(cls, field_name: str, raw_val: str) -> Any:
            """Read a list as words between commas; a setting that is no list never comes here."""
            return tuple(word.strip() for word in raw_val.split(",") if word.strip())


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process.

    Raises:
        pydantic.ValidationError: a variable holds a value of the wrong type; it is named.
    """
    return Settings()
