"""Bearer tokens and which addresses need one."""

from __future__ import annotations

import jwt
import pytest

from bot.channels import tokens

SECRET = "s" * 32


def test_a_token_names_its_subject() -> None:
    assert tokens.subject(f"Bearer {tokens.issue('anna', SECRET)}", SECRET) == "anna"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer x.y.z",
        f"Basic {tokens.issue('anna', SECRET)}",
        f"Bearer {tokens.issue('anna', 't' * 32)}",
        f"Bearer {tokens.issue('anna', SECRET, lifetime_days=-1)}",
        f"Bearer {jwt.encode({'sub': 'anna', 'exp': 9_999_999_999}, '', algorithm='none')}",
        f"Bearer {jwt.encode({'sub': 'anna'}, SECRET, algorithm='HS256')}",
        f"Bearer {jwt.encode({'exp': 9_999_999_999}, SECRET, algorithm='HS256')}",
        f"Bearer {jwt.encode({'sub': '', 'exp': 9_999_999_999}, SECRET, algorithm='HS256')}",
    ],
)
def test_anything_else_proves_nothing(header: str) -> None:
    assert tokens.subject(header, SECRET) is None


@pytest.mark.parametrize("secret", [None, "", "s" * 31])
def test_a_weak_secret_admits_nobody(secret: str) -> None:
    assert (
        tokens.subject(f"Bearer {jwt.encode({'sub': 'a', 'exp': 9_999_999_999}, secret or 'x')}", secret)
        is None
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.1", "::1", "[::1]", "localhost"])
def test_loopback(host: str) -> None:
    assert tokens.is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", ""])
def test_not_loopback(host: str) -> None:
    assert not tokens.is_loopback(host)
