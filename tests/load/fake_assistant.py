"""An assistant of a few lines that asks one thing, then gives a level; it can be slow, broken or wrong."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, Iterator, List

from bot.conversation_tests.models import Case

TRIAGE = Case.parse_obj(
    {
        "test_case": "a calm triage",
        "level": "self_care",
        "steps": [{"user": "my back hurts", "asks": "severity"}, {"user": "3", "level": "self_care"}],
    }
)
QUESTION = {"text": "How bad is it?", "custom": {"type": "question", "slot": "severity"}}


def result(level: str) -> Dict[str, Any]:
    return {"custom": {"type": "triage_result", "level": level, "rules": [], "danger_signs": [], "steps": []}}


@dataclass
class Behaviour:
    """How the fake assistant behaves: the level that it gives, its status, its pace, its answers so far."""

    level: str = "self_care"
    status: int = 200
    seconds: float = 0.0
    replies: Callable[[str], List[Dict[str, Any]]] = field(default=lambda _: [])
    clients: set = field(default_factory=set)  # type: ignore[type-arg]
    ports: set = field(default_factory=set)  # type: ignore[type-arg]


@contextlib.contextmanager
def assistant(behaviour: Behaviour) -> Iterator[str]:
    """Serve on the loopback address and yield the server's address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
            behaviour.clients.add(self.client_address[0])
            behaviour.ports.add(self.client_address)
            time.sleep(behaviour.seconds)
            known = behaviour.replies(said) or [result(behaviour.level) if said == "3" else QUESTION]
            body = json.dumps(known).encode()
            self.send_response(behaviour.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
