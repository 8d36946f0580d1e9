"""Plays the table of attacks against a running server: raw bytes out, an answer in, and what it must be."""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import secrets
import socket
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

import jwt
import requests
import yaml

from bot.settings import settings

TABLE = Path(__file__).with_name("attacks.yml")
MARKER = "zebramarker"
SECRET = "attacked-" + "s" * 40
ORIGIN = "https://www.hospital.example"
LONGEST_SECONDS = 8.5
SETTINGS = {
    "IVIG_TOKEN_SECRET": SECRET,
    "IVIG_ALLOWED_ORIGINS": ORIGIN,
    "IVIG_MESSAGES_PER_SECOND": "0.2",
    "IVIG_READ_DEADLINE_SECONDS": "1.5",
    "IVIG_CLIENT_REQUEST_BURST": "5000",
    "IVIG_CLIENT_REQUESTS_PER_SECOND": "500",
}


@dataclass(frozen=True)
class Answer:
    """An answer, with its head as text."""

    status: int
    head: str
    body: str
    seconds: float


class Target:
    """The attacked server, with a conversation of the attacker's and one of somebody else's."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.mine = self.session()
        self.victim_token = self.session()
        self.victim = str(jwt.decode(self.victim_token, options={"verify_signature": False})["sub"])
        self.victim_message = str(uuid.uuid4())
        self.say(self.victim_token, f"my back hurts {MARKER}", self.victim_message)

    def session(self) -> str:
        return str(requests.post(f"{self.url}/widget/session", timeout=10).json()["token"])

    def say(self, token: str, text: str, name: str = "") -> requests.Response:
        body = {"id": name or str(uuid.uuid4()), "text": text}
        headers = {"Authorization": f"Bearer {token}"}
        return requests.post(f"{self.url}/widget/messages", json=body, headers=headers, timeout=20)

    def conversation(self, token: str) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        return requests.get(f"{self.url}/widget/messages", headers=headers, timeout=20).json()

    def words(self) -> Dict[str, str]:
        """Return what the placeholders of the table stand for."""
        return {
            "victim": self.victim,
            "victim_token": self.victim_token,
            "victim_message": self.victim_message,
            "mine": self.mine,
            "marker": MARKER,
            "large": "x" * 20_000,
            "id": str(uuid.uuid4()),
        }

    def forged(self, name: str) -> str:
        """Return a token of the table: a forged one by its name, or the words as they stand."""
        now = int(time.time())
        good = {"sub": self.victim, "aud": "ivig-widget", "iat": now, "exp": now + 600}
        head, _, signature = self.mine.split(".")
        swapped = base64.urlsafe_b64encode(json.dumps(good).encode()).decode().rstrip("=")
        none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")

        def signed(changes: Dict[str, Any], key: str = SECRET, **more: Any) -> str:
            claims = {name: value for name, value in {**good, **changes}.items() if value is not None}
            return jwt.encode(claims, key, **{"algorithm": "HS256", **more})

        makers: Dict[str, Callable[[], str]] = {
            "mine": lambda: self.mine,
            "victim": lambda: self.victim_token,
            "fresh": self.session,
            "alg_none": lambda: f"{none}.{swapped}.",
            "unsigned": lambda: f"{head}.{swapped}.",
            "swapped": lambda: f"{head}.{swapped}.{signature}",
            "empty_secret": lambda: signed({}, " "),
            "guessed_secret": lambda: signed({}, "secret" * 8),
            "ended": lambda: signed({"exp": now - 5}),
            "endless": lambda: signed({"exp": None}),
            "nobody": lambda: signed({"sub": None}),
            "number_subject": lambda: _number_subject(good),
            "rest_audience": lambda: signed({"aud": "ivig-rest"}),
            "both_audiences": lambda: signed({"aud": ["ivig-rest", "ivig-widget"]}),
            "hs512": lambda: signed({}, algorithm="HS512"),
            "not_yet": lambda: signed({"nbf": now + 600}),
            "key_in_header": lambda: signed({}, "k" * 40, headers={"jwk": {"kty": "oct", "k": "k" * 40}}),
            "long": lambda: self.mine + "A" * 6000,
        }
        return makers[name]() if name in makers else name.format(**self.words())


def _number_subject(claims: Dict[str, Any]) -> str:
    return jwt.api_jws.encode(json.dumps({**claims, "sub": 7}).encode(), SECRET, algorithm="HS256")


def read_table(path: Path = TABLE) -> List[Tuple[str, Dict[str, Any]]]:
    """Return the attacks with the heading that each stands under."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(heading, attack) for heading, attacks in table.items() for attack in attacks]


def request_of(attack: Dict[str, Any], target: Target) -> bytes:
    """Return the bytes of an attack's request."""
    words = target.words()

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            return value.format(**words)
        return {name: fill(part) for name, part in value.items()} if isinstance(value, dict) else value

    body = b""
    if "json" in attack:
        body = json.dumps(fill(attack["json"])).encode()
    elif "raw" in attack:
        body = fill(attack["raw"]).encode("utf-8", "surrogatepass")
    elif "repeat" in attack:
        body = (fill(attack["repeat"][0]) * attack["repeat"][1]).encode()
    elif "digits" in attack:
        body = b'{"sender": "digits", "message": ' + b"7" * attack["digits"] + b"}"
    elif "hex" in attack:
        body = bytes.fromhex(attack["hex"])
    headers = {"Host": f"127.0.0.1:{target.port}", "Connection": "close"}
    if body:
        headers["Content-Type"] = "application/json"
    if body and not attack.get("unsized"):
        headers["Content-Length"] = str(len(body))
    if "as" in attack:
        headers["Authorization"] = f"Bearer {target.forged(attack['as'])}"
    headers.update(fill(attack.get("headers", {})))
    lines = [f"{fill(attack['send'])} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body


def exchange(port: int, sent: bytes, timeout: float = 9.0) -> Answer:
    """Send bytes and return the answer; its status is 0 where the connection was closed without one."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout) as connection:
        with contextlib.suppress(OSError):  # the server may answer and close before it has read all
            connection.sendall(sent)
        response = http.client.HTTPResponse(connection)
        try:
            response.begin()
            head = "\n".join(f"{name}: {value}" for name, value in response.getheaders())
            is_stream = "text/event-stream" in head
            body = b"" if is_stream else response.read()
        except (OSError, http.client.HTTPException):
            return Answer(0, "", "", time.monotonic() - started)
    return Answer(response.status, head, body.decode("utf-8", "replace"), time.monotonic() - started)


def judge(attack: Dict[str, Any], answer: Answer, target: Target) -> Optional[str]:
    """Return what is wrong with an answer, or None."""
    wanted = attack["gets"] if isinstance(attack["gets"], list) else [attack["gets"]]
    whole = f"{answer.head}\n{answer.body}"
    words = target.words()
    if answer.status not in wanted:
        return f"wanted {wanted}"
    if answer.seconds > LONGEST_SECONDS:
        return f"took {answer.seconds:.1f} s"
    if "Traceback" in whole or 'File "' in whole:
        return "shows a traceback"
    if answer.status >= 400 and settings().emergency_number not in answer.body.replace("\\/", "/"):
        return "does not tell what to do in an emergency"
    for part in attack.get("never", []):
        if part.format(**words) in whole:
            return f"holds {part}"
    for part in attack.get("has", []):
        if part.format(**words) not in whole:
            return f"lacks {part}"
    return None


def play(attack: Dict[str, Any], target: Target) -> Tuple[str, Optional[str]]:
    """Play one attack; return what it got, and what is wrong with that."""
    if "play" in attack:
        from tests.attacks import plays

        return getattr(plays, attack["play"])(target)
    answer = exchange(target.port, request_of(attack, target))
    return str(answer.status), judge(attack, answer, target)


def random_token() -> str:
    """Return what looks like a token."""
    return ".".join(secrets.token_urlsafe(size) for size in (20, 80, 32))
