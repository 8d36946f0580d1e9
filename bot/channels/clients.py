"""Who asks: the address of a client, behind our own proxies too, and the origin of the page that it shows."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Optional, Sequence, Tuple, Union

from sanic.request import Request

from bot.settings import settings

Network = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]
WIDTH_OF_IPV6 = 64  # bits: what one household or one attacker has for the asking


def client_of(request: Request) -> str:
    """Return whom limits count: an address, or the network of an IPv6 address."""
    return counted(address_behind(_peer(request), request.headers.getall("x-forwarded-for", [])))


def address_behind(peer: str, forwarded: Sequence[str], trusted: Optional[Tuple[str, ...]] = None) -> str:
    """Return the address that our own proxies saw.

    Args:
        peer: the address of the connection.
        forwarded: the values of ``X-Forwarded-For``; each proxy adds whom it saw at the end.
        trusted: networks of our own proxies; the settings' where not given.

    A header that comes from elsewhere, or was there before our proxies, may say anything: it is not read.
    """
    networks = _networks(settings().trusted_proxies if trusted is None else trusted)
    seen = [part.strip() for value in forwarded for part in value.split(",")]
    address = peer
    while seen and _within(address, networks):
        address = seen.pop()
    return address


@lru_cache(maxsize=1024)
def counted(address: str) -> str:
    """Return an IPv4 address as it is, an IPv6 address as its network, and anything else as one client."""
    try:
        known = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, WIDTH_OF_IPV6), strict=False))


def is_proxy(address: str) -> bool:
    """Tell whether an address is one of our own proxies'."""
    return _within(address, _networks(settings().trusted_proxies))


def is_tls(request: Request) -> bool:
    """Tell whether the client speaks TLS: with us, or with a proxy of ours."""
    if request.conn_info is not None and request.conn_info.ssl:
        return True
    return is_proxy(_peer(request)) and request.headers.get("x-forwarded-proto", "").lower() == "https"


def foreign_origin(request: Request) -> Optional[str]:
    """Return the origin of the page behind a request where it is not our own, else None."""
    origin = request.headers.get("origin")
    if origin is None:
        return None
    host = request.headers.get("host", "").lower()
    return None if host and origin.lower() in (f"http://{host}", f"https://{host}") else origin.lower()


def _peer(request: Request) -> str:
    return str(request.conn_info.client_ip or "") if request.conn_info is not None else ""


@lru_cache(maxsize=8)
def _networks(names: Tuple[str, ...]) -> Tuple[Network, ...]:
    return tuple(ipaddress.ip_network(name, strict=False) for name in names)


@lru_cache(maxsize=1024)
def _within(address: str, networks: Tuple[Network, ...]) -> bool:
    try:
        known = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return False
    return any(known in network for network in networks)
