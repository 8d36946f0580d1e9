"""Real servers and real conversations for tests: what a client sees, over HTTP or in this process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

import requests

ROOT = Path(__file__).resolve().parents[2]
Reply = Dict[str, Any]
START_SECONDS = 120.0
STOP_SECONDS = 30.0
READY = "The assistant is ready"


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server of our own, started by ``python -m bot run``, and ended by its process id."""

    def __init__(self, folder: Path, arguments: Tuple[str, ...] = (), **settings: str) -> None:
        """Prepare a server.

        Args:
            folder: where it keeps conversations and logs; a second server with the same folder goes on there.
            arguments: further arguments of the command.
            settings: variables of its environment.
        """
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.lines: List[str] = []
        self._arguments = arguments
        self._settings = settings
        self._process: Optional[subprocess.Popen[str]] = None
        self._reader: Optional[threading.Thread] = None

    def start(self, announced: str = READY) -> Server:
        """Start, and wait until a line of its output holds these words."""
        command = [sys.executable, "-m", "bot", "run", "--port", str(self.port), *self._arguments]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        deadline = time.monotonic() + START_SECONDS
        while not self.has_said(announced):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError("The server did not start: " + " | ".join(self.lines))
            time.sleep(0.1)
        return self

    def has_said(self, words: str) -> bool:
        """Tell whether it has announced itself: only then is everything loaded and its log private."""
        return any(words in line for line in self.lines)

    @property
    def pid(self) -> int:
        """Return the process id of the running server."""
        assert self._process is not None
        return self._process.pid

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal and return its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(number)
        try:
            code = self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        if self._reader is not None:
            self._reader.join(STOP_SECONDS)
        return code

    def post(self, body: Any = None, **options: Any) -> requests.Response:
        """Post to the webhook: a JSON body, or whatever the options of ``requests`` say."""
        if body is not None:
            options["json"] = body
        return requests.post(f"{self.url}/webhooks/rest/webhook", timeout=30, **options)

    def parse(self, text: str) -> Dict[str, Any]:
        """Return what the NLU finds in a text (needs ``--enable-api``)."""
        response = requests.post(f"{self.url}/model/parse", json={"text": text}, timeout=30)
        response.raise_for_status()
        return dict(response.json())

    def logged(self) -> str:
        """Return all that it wrote to its logs and its console."""
        files = sorted(path for path in self.folder.rglob("*") if "logs" in path.parts and path.is_file())
        return "\n".join([*self.lines, *(path.read_text(errors="replace") for path in files)])

    def _environment(self) -> Dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("IVIG_")}
        own = {"IVIG_STATE_DIR": str(self.folder / "state"), "IVIG_LOG_DIR": str(self.folder / "logs")}
        own["IVIG_DRAIN_SECONDS"] = "0"  # nobody deals messages out here who would have to notice
        return {**inherited, **own, **self._settings}

    def _read(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))


class Conversation:
    """One person's conversation: say something, then look at the replies."""

    def __init__(self, send: Callable[[str, str], List[Reply]], sender: Optional[str] = None) -> None:
        """Begin a conversation.

        Args:
            send: takes the sender and a message, returns the replies.
            sender: the conversation's id; a new one where none is given.
        """
        self.sender = sender or uuid.uuid4().hex
        self.turns: List[Tuple[str, List[Reply]]] = []
        self._send = send

    def say(self, text: str) -> List[Reply]:
        """Send a message and return the replies to it."""
        replies = self._send(self.sender, text)
        assert isinstance(replies, list) and replies, f"no reply to {text!r}"
        self.turns.append((text, replies))
        return replies

    def press(self, title: str) -> List[Reply]:
        """Press the button with this title among those of the last replies."""
        buttons = {str(button["title"]): str(button["payload"]) for button in self.buttons()}
        return self.say(buttons[title])

    def last(self) -> List[Reply]:
        """Return the replies to the last message."""
        return self.turns[-1][1] if self.turns else []

    def text(self) -> str:
        """Return the texts of the last replies, joined."""
        return "\n".join(str(reply["text"]) for reply in self.last() if reply.get("text"))

    def buttons(self) -> List[Dict[str, Any]]:
        """Return the buttons of the last replies."""
        return [button for reply in self.last() for button in reply.get("buttons") or []]

    def customs(self, kind: str, anywhere: bool = False) -> List[Dict[str, Any]]:
        """Return the payloads of a type, of the last replies or of the whole conversation."""
        replies = [reply for _, turn in self.turns for reply in turn] if anywhere else self.last()
        return [reply["custom"] for reply in replies if (reply.get("custom") or {}).get("type") == kind]

    def result(self) -> Optional[Dict[str, Any]]:
        """Return the latest triage result of the conversation."""
        results = self.customs("triage_result", anywhere=True)
        return results[-1] if results else None

    def level(self) -> Optional[str]:
        """Return the level of the latest result."""
        result = self.result()
        return None if result is None else str(result["level"])

    def questions(self) -> List[str]:
        """Return the slots that were asked for, in order, over the whole conversation."""
        return [str(custom["slot"]) for custom in self.customs("question", anywhere=True)]

    def question(self) -> Optional[str]:
        """Return the slot that the last replies ask for."""
        asked = self.customs("question")
        return str(asked[-1]["slot"]) if asked else None

    def transcript(self) -> str:
        """Return the conversation as text, for a failing test's message."""
        lines: List[str] = []
        for words, replies in self.turns:
            lines.append(f"> {words}")
            for reply in replies:
                lines.append("  " + str(reply.get("text") or reply.get("custom") or reply))
        return "\n".join(lines)


def over_http(server: Server, sender: Optional[str] = None) -> Conversation:
    """Begin a conversation with a server."""

    def send(who: str, text: str) -> List[Reply]:
        response = server.post({"sender": who, "message": text})
        assert response.status_code == 200, response.text
        return list(response.json())

    return Conversation(send, sender)
