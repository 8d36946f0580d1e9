"""The command line: one clear line and an exit code where something is wrong."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import Any, Tuple

import pytest

from bot.channels import tokens
from bot.runtime.errors import CommandError
from bot.runtime.server import Address, api_token, check_address
from bot.settings import Settings
from tests.wire.harness import ROOT

SECRET = "s" * 32


def bot(*arguments: str, **environment: str) -> Tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def assert_one_line(result: Tuple[int, str, str], *words: str) -> None:
    code, _, err = result
    assert code == 1
    assert len(err.splitlines()) == 1, err
    for word in words:
        assert word in err


def test_a_busy_port_is_one_clear_line_before_any_work() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert_one_line(bot("run", "--port", str(port)), str(port), "PORT=")


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    code, _, err = bot("run", "--port", port)
    assert code == 2 and "is not a port" in err


def test_a_wrong_setting_is_named() -> None:
    assert_one_line(bot("run", IVIG_PORT="many"), "IVIG_PORT")


def test_an_open_address_needs_a_secret() -> None:
    assert_one_line(bot("run", "--host", "0.0.0.0"), "IVIG_TOKEN_SECRET")
    assert_one_line(bot("run", "--host", "0.0.0.0", IVIG_TOKEN_SECRET="short"), "IVIG_TOKEN_SECRET")


def test_an_address_of_another_machine_is_one_clear_line() -> None:
    assert_one_line(bot("run", "--host", "192.0.2.1", IVIG_TOKEN_SECRET=SECRET), "192.0.2.1")


def test_a_token_can_be_had() -> None:
    code, out, _ = bot("token", "anna", IVIG_TOKEN_SECRET=SECRET)
    assert code == 0
    assert tokens.subject(f"Bearer {out.strip()}", SECRET) == "anna"


def test_no_token_without_a_secret_or_a_sender() -> None:
    assert_one_line(bot("token", "anna"), "IVIG_TOKEN_SECRET")
    assert_one_line(bot("token", " ", IVIG_TOKEN_SECRET=SECRET), "sender")
    assert_one_line(bot("token", "anna", "--days", "0", IVIG_TOKEN_SECRET=SECRET), "--days")


def test_without_a_command_the_usage_is_shown() -> None:
    code, _, err = bot()
    assert code == 2 and "usage" in err


@pytest.mark.parametrize(
    ("host", "token", "expected"),
    [("127.0.0.1", None, None), ("127.0.0.1", SECRET, SECRET), ("0.0.0.0", SECRET, SECRET)],
)
def test_the_api_on_loopback_needs_no_token(
    host: str, token: Any, expected: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IVIG_API_TOKEN", raising=False)
    if token:
        monkeypatch.setenv("IVIG_API_TOKEN", token)
    assert api_token(Address(host, 5005)) == expected


@pytest.mark.parametrize("token", [None, "short"])
def test_the_api_elsewhere_needs_a_strong_one(token: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IVIG_API_TOKEN", raising=False)
    if token:
        monkeypatch.setenv("IVIG_API_TOKEN", token)
    with pytest.raises(CommandError, match="IVIG_API_TOKEN"):
        api_token(Address("0.0.0.0", 5005))


def test_the_shown_address_can_be_opened() -> None:
    assert Address("127.0.0.1", 5006).url == "http://127.0.0.1:5006"
    assert Address("0.0.0.0", 5006).url == "http://127.0.0.1:5006"
    assert Address("::1", 5006).url == "http://[::1]:5006"


def test_a_strong_secret_opens_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.runtime.server.settings", lambda: Settings(token_secret=SECRET))
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        port = probe.getsockname()[1]
    check_address(Address("0.0.0.0", port))
