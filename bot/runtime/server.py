"""Start Rasa with our channels and the actions in the same process."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from bot.channels import tokens
from bot.memory import end_loading
from bot.runtime.console import Console, lead_output_into
from bot.runtime.errors import CommandError
from bot.runtime.tensorflow_stand_in import leave_tensorflow_out
from bot.settings import settings

BACKLOG = 100  # connections that wait, as Rasa has it


@dataclass(frozen=True)
class Address:
    """Where the server listens, and the names under which people reach it."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the address for this machine's browser."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def check_address(address: Address) -> None:
    """Check, before any long work, that the server may and can listen there.

    Raises:
        CommandError: the port is taken, the address is not of this machine, or it is open to others
            and no secret for tokens is set.
    """
    if not tokens.is_loopback(address.host) and not tokens.is_strong(settings().token_secret):
        raise CommandError(
            f"{address.host} can be reached from other machines: set IVIG_TOKEN_SECRET to a secret of "
            f"{tokens.SHORTEST_SECRET} characters or more, or use 127.0.0.1."
        )
    check_port(address, f"`make run PORT={address.port + 1}`")


def check_port(address: Address, example: str) -> None:
    """Check that something can listen there.

    Raises:
        CommandError: the port is taken, or the address is not of this machine; the example shows another.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise CommandError(
                f"Port {address.port} on {address.host} cannot be used ({error.strerror}): "
                f"stop what uses it, or choose another, for example {example}."
            ) from error


def api_token(address: Address) -> Optional[str]:
    """Return the token that Rasa's own HTTP API asks for; None on the loopback address without one.

    Raises:
        CommandError: the API would be open to other machines without a token.
    """
    token = os.environ.get("IVIG_API_TOKEN") or None
    if token is None and tokens.is_loopback(address.host):
        return None
    if not tokens.is_strong(token):
        raise CommandError(
            f"Rasa's HTTP API gives access to every conversation: set IVIG_API_TOKEN to a secret of "
            f"{tokens.SHORTEST_SECRET} characters or more."
        )
    return token


def serve(console: Console, address: Address, model: Path, enable_api: bool) -> None:
    """Serve until interrupted.

    Raises:
        CommandError: the server could not start.
    """
    token = api_token(address) if enable_api else None
    leave_tensorflow_out(only_serves=not enable_api)
    log_dir = settings().log_dir
    # Opened before Rasa is imported, for what its libraries print while they are imported.
    lead_output_into(log_dir / "output.log")
    from bot.runtime import private_log

    log = private_log.configure(log_dir)
    console.say("Starting the assistant ...")
    start = _Start(console, address, log)
    from bot.runtime import stores
    from bot.runtime.application import application, workers
    from bot.runtime.drain import Drain
    from bot.runtime.watch import Watch

    endpoints, store = stores.endpoints(console)
    watch = Watch(model, store.hand_to)
    app = application(
        str(model),
        address.port,
        endpoints,
        enable_api,
        token,
        listeners=[
            (store.attach, "after_server_start"),
            (watch.attach, "after_server_start"),
            (Drain(settings().drain_seconds).attach, "after_server_start"),
            (start.check_and_announce, "after_server_start"),
            (watch.detach, "before_server_stop"),
            (store.detach, "after_server_stop"),
        ],
    )
    app.run(host=address.host, port=address.port, backlog=BACKLOG, workers=workers(endpoints))
    if start.error is not None:
        raise start.error
    if not start.announced:
        raise CommandError(f"The server could not start; the reason is at the end of {log}.")
    console.say("Stopped.")


class _Start:
    """Watches the start: announces the address once the assistant answers, or keeps why it cannot."""

    def __init__(self, console: Console, address: Address, log: Path) -> None:
        self._console = console
        self._address = address
        self._log = log
        self.announced = False
        self.error: Optional[CommandError] = None

    async def check_and_announce(self, app: Any, _: Any) -> None:
        """Say where the assistant is, or stop the server."""
        from bot.runtime import private_log
        from bot.runtime.application import warm_up

        private_log.gather_loggers()
        agent = getattr(app.ctx, "agent", None)
        ready = agent is not None and agent.is_ready()
        if ready:
            await warm_up(agent)
        end_loading()
        if not await self._answers():
            self.error = CommandError(f"The server does not answer; see the end of {self._log}.")
            app.stop()
            return
        private_log.start_serving()
        self.announced = True
        url = self._address.url
        if ready:
            self._console.say("The assistant is ready. Stop it with Ctrl-C.")
        else:
            self._console.fail(
                "The assistant is up without its model, which could not be loaded: people read "
                f"what to do in an emergency. `make train` makes it anew; the reason is in {self._log}."
            )
        self._console.say(f"  Patients:  {url}/")
        self._console.say(f"  Nurses:    {url}/nurse")
        self._console.say(f"  REST:      {url}/webhooks/rest/webhook")
        self._console.say(f"  Handoff:   {url}/handoff/SENDER.html (or .json for FHIR, .txt)")
        self._console.say(f"  Log:       {self._log}")

    async def _answers(self) -> bool:
        import aiohttp

        try:
            timeout = aiohttp.ClientTimeout(total=10)
            address = f"{self._address.url}/health/live"
            async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False
