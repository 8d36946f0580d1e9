"""The real server: HSTS behind TLS, connections of one address and in all, clients that are slow."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

import pytest

from tests.wire.harness import Server

pytestmark = [
    pytest.mark.wire,
    pytest.mark.skipif(sys.platform != "linux", reason="needs 127.0.0.0/8 as addresses of this machine"),
]

PROXY, STRANGER = "127.0.0.1", "127.0.0.2"
EACH, ALL = 6, 40
READ_SECONDS, IDLE_SECONDS = 1.5, 1.0
HSTS = "strict-transport-security"


@pytest.fixture(scope="module")
def server(trained_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(
        tmp_path_factory.mktemp("transport"),
        IVIG_TRUSTED_PROXIES=PROXY,
        IVIG_CLIENT_CONNECTIONS=str(EACH),
        IVIG_CONNECTIONS=str(ALL),
        IVIG_READ_DEADLINE_SECONDS=str(READ_SECONDS),
        IVIG_IDLE_SECONDS=str(IDLE_SECONDS),
    ).start()
    yield running
    assert "Traceback" not in running.logged()
    running.stop()


def ask(
    server: Server, path: str, client: str = PROXY, body: Optional[str] = None, **headers: str
) -> Tuple[int, Dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, 20, source_address=(client, 0))
    with contextlib.closing(connection):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET" if body is None else "POST", path, body, named)
        response = connection.getresponse()
        response.read()
        return response.status, {name.lower(): value for name, value in response.getheaders()}


MESSAGE = json.dumps({"sender": "anna", "message": "my back hurts"})
ANSWERS: List[Tuple[str, Optional[str], int]] = [
    ("/", None, 200),
    ("/widget.js", None, 200),
    ("/health", None, 200),
    ("/nothing", None, 404),
    ("/widget/messages", None, 401),
    ("/webhooks/rest/webhook", MESSAGE, 200),
    ("/webhooks/rest/webhook", "{", 400),
]


@pytest.mark.parametrize(("path", "body", "status"), ANSWERS)
def test_behind_tls_every_answer_asks_for_tls_from_now_on(
    server: Server, path: str, body: Optional[str], status: int
) -> None:
    got, headers = ask(server, path, body=body, X_Forwarded_Proto="https")
    assert got == status
    assert headers[HSTS] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(("path", "body", "status"), ANSWERS)
def test_without_tls_nobody_is_sent_to_tls(
    server: Server, path: str, body: Optional[str], status: int
) -> None:
    for client, forwarded in (
        (PROXY, {}),
        (PROXY, {"X_Forwarded_Proto": "http"}),
        (STRANGER, {"X_Forwarded_Proto": "https"}),  # anybody may write that
        (STRANGER, {"X_Forwarded_Proto": "https", "X_Forwarded_For": PROXY}),
        (STRANGER, {"Forwarded": "proto=https"}),
    ):
        got, headers = ask(server, path, client, body, **forwarded)
        assert got == status and HSTS not in headers, (client, forwarded)


def test_what_the_browser_has_already_asks_for_tls_too(server: Server) -> None:
    _, first = ask(server, "/widget.js")
    status, headers = ask(server, "/widget.js", X_Forwarded_Proto="https", If_None_Match=first["etag"])
    assert status == 304 and HSTS in headers


# ---- connections ---------------------------------------------------------------------------------


def connected(server: Server, client: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), 10, source_address=(client, 0))


def is_served(connection: socket.socket) -> bool:
    """Tell whether a request on this connection is answered, and not cut off."""
    try:
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        return connection.recv(4096).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


@contextlib.contextmanager
def held(server: Server, clients: List[str]) -> Iterator[List[socket.socket]]:
    """Hold one connection open for each of the clients named, which all have been served."""
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(contextlib.closing(connected(server, name))) for name in clients]
        assert all(map(is_served, connections))
        yield connections


def eventually(check: object, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def one_more(server: Server, client: str) -> bool:
    with contextlib.closing(connected(server, client)) as connection:
        return is_served(connection)


def test_one_address_has_so_many_connections_and_others_do_not_notice(server: Server) -> None:
    with held(server, ["127.0.0.11"] * EACH) as connections:
        assert not one_more(server, "127.0.0.11")
        assert one_more(server, "127.0.0.12")
        connections[0].close()
        assert eventually(lambda: one_more(server, "127.0.0.11")), "a place that is free again is given again"


def test_the_proxy_of_ours_speaks_for_many_and_is_not_one_address(server: Server) -> None:
    with held(server, [PROXY] * (EACH * 2)):
        assert one_more(server, PROXY)


def test_there_are_so_many_connections_in_all(server: Server) -> None:
    crowd = [f"127.0.1.{number % (ALL // 4) + 1}" for number in range(ALL)]
    assert eventually(lambda: one_more(server, "127.0.2.1"))
    with held(server, crowd) as connections:
        assert not one_more(server, "127.0.2.1")
        connections[0].close()
        assert eventually(lambda: one_more(server, "127.0.2.1"))


def test_a_connection_without_a_request_is_closed(server: Server) -> None:
    with contextlib.closing(connected(server, "127.0.0.21")) as silent:
        started = time.monotonic()
        while silent.recv(65536):
            continue
        assert READ_SECONDS * 0.5 < time.monotonic() - started < READ_SECONDS + 4
    with held(server, ["127.0.0.21"]) as (idle,):
        started = time.monotonic()
        while idle.recv(65536):
            continue
        assert time.monotonic() - started < IDLE_SECONDS + READ_SECONDS + 4


SLOW = {
    "head": (b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n"),
    "body": (b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n", b" "),
    "chunks": (
        b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\n \r\n",
    ),
}


def drip(server: Server, client: str, kind: str) -> float:
    """Send a request a few bytes at a time and return after how many seconds the server ended it."""
    head, drop = SLOW[kind]
    started = time.monotonic()
    with contextlib.closing(connected(server, client)) as connection:
        connection.settimeout(0.1)
        with contextlib.suppress(ConnectionError):
            connection.sendall(head)
            while time.monotonic() - started < 15:
                with contextlib.suppress(socket.timeout):
                    if not connection.recv(65536):
                        break
                connection.sendall(drop)
    return time.monotonic() - started


@pytest.mark.parametrize("kind", list(SLOW))
def test_a_slow_request_is_ended_by_one_clock(server: Server, kind: str) -> None:
    assert READ_SECONDS * 0.9 < drip(server, "127.0.0.31", kind) < READ_SECONDS + 4


def test_slow_clients_keep_nobody_waiting(server: Server) -> None:
    threads = [
        threading.Thread(target=drip, args=(server, f"127.0.3.{number % 8 + 1}", kind))
        for number in range(8)
        for kind in SLOW
    ]
    for thread in threads:
        thread.start()
    try:
        started = time.monotonic()
        status, _ = ask(server, "/webhooks/rest/webhook", "127.0.4.1", MESSAGE)
        assert status == 200 and time.monotonic() - started < 8
        assert any(thread.is_alive() for thread in threads), "they were there meanwhile"
    finally:
        for thread in threads:
            thread.join()
