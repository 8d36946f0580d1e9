"""Who is counted as one client, how often it may ask, and that counting takes bounded memory."""

from __future__ import annotations

from typing import List

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.clients import address_behind, counted
from bot.channels.limits import Buckets
from bot.settings import Settings


def test_a_burst_then_the_rate() -> None:
    buckets = Buckets(per_second=2, burst=3)
    assert [buckets.take("anna", 0.0) for _ in range(3)] == [0, 0, 0]
    assert buckets.take("anna", 0.0) == pytest.approx(0.5)
    assert buckets.take("ben", 0.0) == 0
    assert buckets.take("anna", 0.5) == 0


def test_a_refused_request_costs_nothing() -> None:
    buckets = Buckets(per_second=1, burst=1)
    buckets.take("anna", 0.0)
    assert all(buckets.take("anna", 0.5) for _ in range(100))
    assert buckets.take("anna", 1.0) == 0


def test_many_clients_take_bounded_memory() -> None:
    buckets = Buckets(per_second=1, burst=1, most=100)
    for number in range(10_000):
        buckets.take(str(number), float(number))
    assert len(buckets) == 100


@given(st.lists(st.floats(0, 1, allow_nan=False), max_size=200), st.integers(1, 10), st.integers(1, 10))
def test_no_more_pass_than_the_burst_and_the_rate_allow(pauses: List[float], rate: int, burst: int) -> None:
    buckets, now, passed = Buckets(rate, burst), 0.0, 0
    for pause in pauses:
        now += pause
        passed += buckets.take("anna", now) == 0
    assert passed <= burst + now * rate + 1e-6


PROXY = ("10.0.0.0/8",)


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", ["1.2.3.4"], "203.0.113.9"),  # not our proxy: it may say what it likes
        ("10.0.0.5", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.5", ["1.2.3.4, 198.51.100.7"], "198.51.100.7"),  # the client wrote the first one itself
        ("10.0.0.5", ["198.51.100.7, 10.0.0.6"], "198.51.100.7"),  # two proxies of ours
        ("10.0.0.5", ["1.2.3.4", "198.51.100.7"], "198.51.100.7"),  # the header given twice
        ("10.0.0.5", [], "10.0.0.5"),
        ("10.0.0.5", ["nonsense"], "nonsense"),
    ],
)
def test_only_our_own_proxies_are_believed(peer: str, forwarded: List[str], expected: str) -> None:
    assert address_behind(peer, forwarded, PROXY) == expected


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_network_of_ipv6_is_one_client(address: str, client: str) -> None:
    assert counted(address) == client


def test_lists_are_set_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVIG_ALLOWED_ORIGINS", "https://A.example , http://b.example:8080,")
    monkeypatch.setenv("IVIG_TRUSTED_PROXIES", "10.0.0.5, fd00::/8")
    settings = Settings()
    assert settings.allowed_origins == ("https://a.example", "http://b.example:8080")
    assert settings.trusted_proxies == ("10.0.0.5/32", "fd00::/8")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALLOWED_ORIGINS", "*", "'*' is not an origin"),
        ("ALLOWED_ORIGINS", "www.hospital.example", "is not an origin"),
        ("ALLOWED_ORIGINS", "https://a.example/path", "is not an origin"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *", "is not an origin"),
        ("TRUSTED_PROXIES", "nginx", "no address and no network"),
        ("MESSAGE_BURST", "0", "greater than or equal to 1"),
        ("MESSAGES_PER_SECOND", "-1", "greater than 0"),
        ("LARGEST_BODY_BYTES", "many", "integer"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(f"IVIG_{name}", value)
    with pytest.raises(ValueError, match=said) as refused:
        Settings()
    assert name.lower() in str(refused.value)
