"""``GET /metrics``: times, levels, danger signs, fallbacks and failures for Prometheus; never a text."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, Optional

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.channels import tokens
from bot.channels.refusals import refusal_for
from bot.faults import FAULTS, Part
from bot.settings import settings

RED = Gauge("ivig_red", "1 where a part failed when it was last used.", ("part",))


class MetricsChannel(InputChannel):
    """Serves the metrics; it takes no messages."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "metrics"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> MetricsChannel:
        """Make the channel from its entry in ``credentials.yml``, which holds nothing."""
        return cls()

    def url_prefix(self) -> str:
        """Return the place below the root: Rasa joins this to ``/webhooks/``."""
        return "/metrics"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("metrics_channel")

        @routes.get("/")
        async def metrics(request: Request) -> HTTPResponse:
            if not may_read(request):
                return refusal_for(request.path, 403)
            red = FAULTS.red()
            for part in Part:
                RED.labels(part.value).set(part.value in red)
            headers = {"Cache-Control": "no-store"}
            return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST, headers=headers)

        return routes


def may_read(request: Request) -> bool:
    """Tell whether the metrics are for this reader: for this machine, or for all where the setting says so.

    A proxy of ours speaks for others, so a request that came through one is not this machine's.
    """
    if settings().open_metrics:
        return True
    return tokens.is_loopback(request.ip or "") and "x-forwarded-for" not in request.headers
