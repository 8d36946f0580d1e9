"""Attacks that are more than one request. Each returns what it got, and what is wrong with that."""

from __future__ import annotations

import contextlib
import socket
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import List, Optional, Tuple

import requests

from bot.settings import settings
from tests.attacks.attack import Target, random_token

Verdict = Tuple[str, Optional[str]]


def guess_tokens(target: Target) -> Verdict:
    """Try many tokens."""
    statuses = set()
    for _ in range(100):
        headers = {"Authorization": f"Bearer {random_token()}"}
        statuses.add(requests.get(f"{target.url}/widget/messages", headers=headers, timeout=10).status_code)
    return "100 × 401", None if statuses == {401} else f"got {statuses}"


def erased_token(target: Target) -> Verdict:
    """Use the token of a conversation that was erased."""
    token = target.session()
    target.say(token, "my back hurts")
    headers = {"Authorization": f"Bearer {token}"}
    erased = requests.delete(f"{target.url}/widget/conversation", headers=headers, timeout=20).status_code
    after = [
        requests.get(f"{target.url}/widget/messages", headers=headers, timeout=10).status_code,
        requests.get(f"{target.url}/widget/summary.html", headers=headers, timeout=10).status_code,
        requests.get(f"{target.url}/widget/events", headers=headers, timeout=10).status_code,
        target.say(token, "hi").status_code,
    ]
    return f"{erased}, then {after}", None if (erased, set(after)) == (
        204,
        {401},
    ) else "the token still works"


def html_in_summary(target: Target) -> Verdict:
    """Put markup into a message and read the printable summary."""
    token = target.session()
    target.say(token, "<script>alert(1)</script> my back hurts <img src=x onerror=alert(1)>")
    headers = {"Authorization": f"Bearer {token}"}
    page = requests.get(f"{target.url}/widget/summary.html", headers=headers, timeout=20)
    shown = "<script" in page.text or "onerror=" in page.text
    policy = page.headers.get("Content-Security-Policy", "")
    wrong = "markup is shown as markup" if shown else None if "script-src" not in policy else "allows scripts"
    return str(page.status_code), wrong or (None if page.status_code == 200 else "no summary")


def forged_addresses(target: Target) -> Verdict:
    """Claim another address with each request: no proxy of ours is in between, so it is not believed."""
    statuses = []
    for number in range(3):
        headers = {"X-Forwarded-For": f"198.51.100.{number}", "Forwarded": "for=198.51.100.1"}
        statuses.append(
            requests.get(f"{target.url}/widget/settings", headers=headers, timeout=10).status_code
        )
    return str(statuses), None if statuses == [200, 200, 200] else "unexpected"


def _dripped(target: Target, head: bytes, drop: bytes, pause: float) -> Tuple[int, float]:
    """Send a beginning, then a few bytes now and then, until the server ends it; return its status."""
    started, answer = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", target.port), 10) as connection:
        connection.settimeout(pause)
        connection.sendall(head)
        while time.monotonic() - started < 10:
            try:
                with contextlib.suppress(socket.timeout):
                    received = connection.recv(65536)
                    answer += received
                    if not received:
                        break
                connection.sendall(drop)
            except OSError:  # ended by the server, with or without a word
                break
    status = int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0
    return status, time.monotonic() - started


def slow_body(target: Target) -> Verdict:
    """Send a body byte by byte: Sanic's own clock would start anew with each."""
    head = b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    status, seconds = _dripped(target, head, b"x", 0.2)
    return f"{status} after {seconds:.1f} s", None if seconds < 5 else "it may go on"


def slow_head(target: Target) -> Verdict:
    """Send a head byte by byte."""
    status, seconds = _dripped(target, b"GET / HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n", 0.2)
    return f"{status} after {seconds:.1f} s", None if seconds < 5 else "it may go on"


def many_streams(target: Target) -> Verdict:
    """Open event streams until there are no more."""
    token, held, statuses = target.session(), [], []
    request = f"GET /widget/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n"
    try:
        for _ in range(settings().client_event_streams + 3):
            connection = socket.create_connection(("127.0.0.1", target.port), 10)
            held.append(connection)
            connection.sendall(request.encode())
            statuses.append(int(connection.recv(4096).split(b" ", 2)[1]))
    finally:
        for connection in held:
            connection.close()
    wanted = [200] * settings().client_event_streams + [429] * 3
    return f"{statuses.count(200)} streams, then 429", None if statuses == wanted else f"got {statuses}"


def flood_of_messages(target: Target) -> Verdict:
    """Send messages faster than a person can, in one conversation."""
    token = target.session()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: target.say(token, "hello"), range(settings().message_burst + 20)))
    statuses: List[int] = [answer.status_code for answer in answers]
    refused = [answer for answer in answers if answer.status_code == 429]
    wrong = None if refused and set(statuses) <= {200, 429} else f"got {set(statuses)}"
    if any("Retry-After" not in answer.headers for answer in refused):
        wrong = "does not say when to try again"
    return f"{statuses.count(200)} × 200, {len(refused)} × 429", wrong


def one_id_at_once(target: Target) -> Verdict:
    """Send one message many times at once."""
    token, name = target.session(), str(uuid.uuid4())
    with ThreadPoolExecutor(8) as pool:
        turns = [answer.json() for answer in pool.map(lambda _: target.say(token, "hi", name), range(12))]
    same = all(turn == turns[0] for turn in turns) and len(target.conversation(token)["turns"]) == 1
    return "one turn", None if same else "handled more than once"
