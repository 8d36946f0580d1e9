"""The servers that are compared: the assistant, the stock peer, and a bare echo as the floor."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Dict, List

from benchmarks.performance import stock
from benchmarks.performance.processes import Processes

ROOT = stock.ROOT
START_SECONDS = 600.0
POLL_SECONDS = 0.02


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> Dict[str, str]:
    """Return this process's environment without settings of the assistant, and with some more."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("IVIG_") and name not in ("DATABASE_URL", "REDIS_URL", "SANIC_WORKERS")
    }
    return {**inherited, "RASA_TELEMETRY_ENABLED": "false", **more}


class Server(ABC):
    """A server under measurement, in a folder of its own that is empty at the start."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.processes = Processes()

    @property
    def webhook(self) -> str:
        """Return where messages go: both speak the protocol of Rasa's REST channel."""
        return f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"

    def start(self) -> float:
        """Start, wait until it is ready, and return the seconds that this took.

        Raises:
            RuntimeError: it ended, or was not ready in time; its log is named.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        started = time.monotonic()
        try:
            self._launch()
            while not self._ready():
                if not self.processes.alive() or time.monotonic() - started > START_SECONDS:
                    raise RuntimeError(f"{self.name} did not start: see {self.folder}")
                time.sleep(POLL_SECONDS)
        except BaseException:  # also where the run is interrupted: no process outlives it
            self.stop()
            raise
        return time.monotonic() - started

    def stop(self) -> None:
        """End its processes."""
        self.processes.stop()

    @abstractmethod
    def _launch(self) -> None:
        """Start its processes."""

    @abstractmethod
    def _ready(self) -> bool:
        """Tell whether it takes messages."""

    @staticmethod
    def _answers(url: str) -> bool:
        try:
            with urllib.request.urlopen(url, timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            return False


class Assistant(Server):
    """This project, as ``make run`` starts it; ready when it says so, which is after its warm-up."""

    name = "assistant"

    def __init__(self, folder: Path, models: Path, root: Path = ROOT, **settings: str) -> None:
        super().__init__(folder)
        self.root = root
        self._models = models
        self._settings = settings

    def own_settings(self) -> Dict[str, str]:
        """Return what this server's process reads from the environment."""
        return {
            "IVIG_STATE_DIR": str(self.folder / "state"),
            "IVIG_LOG_DIR": str(self.folder / "logs"),
            "IVIG_MODEL_DIR": str(self._models),
            # All of the bench's people come from one address; a refusal is quick, and no answer.
            "IVIG_CLIENT_REQUESTS_PER_SECOND": "100000",
            "IVIG_CLIENT_REQUEST_BURST": "100000",
            "PYTHONUNBUFFERED": "1",
            **self._settings,
        }

    def _command(self) -> List[str]:
        return [sys.executable, "-m", "bot", "run", "--port", str(self.port)]

    def _environment(self) -> Dict[str, str]:
        return environment(**self.own_settings())

    def _launch(self) -> None:
        log = self.folder / "console.log"
        self.processes.start(self._command(), self.root, log, self._environment())

    def _ready(self) -> bool:
        console = self.folder / "console.log"
        return console.is_file() and "The assistant is ready" in console.read_text(errors="replace")


class StockPeer(Server):
    """A stock Rasa assistant with its action server; ready when both answer: the model is loaded."""

    name = "stock"

    def __init__(self, folder: Path, model: Path) -> None:
        super().__init__(folder)
        self._model = model
        self._action_port = free_port()

    def _launch(self) -> None:
        project = self.folder / "project"
        stock.write_project(project, self._action_port)
        rasa = [sys.executable, "-m", "rasa", "run"]
        actions = [*rasa, "actions", "--actions", "stock_actions", "--port", str(self._action_port)]
        server = [*rasa, "--model", str(self._model), "--port", str(self.port), "--interface", "127.0.0.1"]
        files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
        self.processes.start(actions, project, self.folder / "actions.log", environment())
        self.processes.start([*server, *files], project, self.folder / "rasa.log", environment())

    def _ready(self) -> bool:
        return self._answers(f"http://127.0.0.1:{self._action_port}/health") and self._answers(
            f"http://127.0.0.1:{self.port}/"
        )


class Floor(Server):
    """Sanic alone, which answers what it was sent."""

    name = "floor"

    def _launch(self) -> None:
        command = [sys.executable, "-m", "benchmarks.performance.echo", str(self.port)]
        self.processes.start(command, ROOT, self.folder / "echo.log", environment())

    def _ready(self) -> bool:
        return self._answers(f"http://127.0.0.1:{self.port}/")
