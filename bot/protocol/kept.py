"""Keeps what the engine answered lately: one message asks the same of the same findings several times."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import Any, Callable, Dict, Hashable, List, Optional, Tuple, TypeVar

from pydantic import BaseModel

from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol

MOST_KEPT = 512
MOST_KEYS = 64

Result = TypeVar("Result")
_forget: List[Callable[[], None]] = []


def forget_all() -> None:
    """Let go of every answer, so that each is worked out anew: for whoever watches the engine at work."""
    _keys.clear()
    for forget in _forget:
        forget()


class _Asked:
    """Findings and data as a key: equal where what the engine looks at is equal and the data are the same."""

    __slots__ = ("_hash", "_values", "data", "findings", "given")

    def __init__(self, given: Findings, data: Protocol) -> None:
        # The engine never sees what the key leaves out, so no answer can depend on it.
        self.given, self.findings, self.data = given, given.with_changes(**_UNASKED), data
        # In their order, since the first doubtful sign is the one that is asked back.
        self._values: Tuple[Hashable, ...] = tuple(map(_plain, self.findings.__dict__.values()))
        self._hash = hash(self._values)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, _Asked) and self.data is other.data and self._values == other._values


# What findings hold for the wording of a reply alone.
_UNASKED: Dict[str, Any] = {
    "who": "self",
    "looked_at": False,
    "seen": (),
    "crisis": None,
    "misses": 0,
    "notes": (),
    "last_message_id": None,
}
# The keys of the findings that were asked about lately, by the id of the object; the key keeps it alive.
_keys: Dict[int, _Asked] = {}


def _key(findings: Findings, data: Protocol) -> _Asked:
    """Return the key of findings; those of one message are asked about a dozen times."""
    asked = _keys.get(id(findings))
    if asked is None or asked.given is not findings or asked.data is not data:
        if len(_keys) >= MOST_KEYS:
            _keys.clear()
        asked = _keys[id(findings)] = _Asked(findings, data)
    return asked


def _plain(value: Any) -> Hashable:
    """Return a value as one that is compared without a call of Python code."""
    kind = type(value)
    if kind is dict:
        return tuple([(key, _plain(part)) for key, part in value.items()])
    if kind is Finding:
        return tuple(value.__dict__.values())
    if kind in _PLAIN:
        plain: Hashable = value
        return plain
    if isinstance(value, BaseModel):
        return tuple(map(_plain, value.__dict__.values()))
    if kind is list:
        return tuple(map(_plain, value))
    other: Hashable = value
    return other


# Asked first, since a class that may have subclasses of any kind takes long to ask for.
_PLAIN = frozenset({bool, float, frozenset, int, Phase, Status, str, tuple, type(None)})


def kept(answer: Callable[[Findings, Protocol], Result]) -> Callable[..., Result]:
    """Return a pure function of findings and data that works out each answer once in a while.

    The data may be left out: then they are the protocol of this process.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def look_up(asked: _Asked) -> Result:
        return answer(asked.findings, asked.data)

    _forget.append(look_up.cache_clear)

    @wraps(answer)
    def answered(findings: Findings, data: Optional[Protocol] = None) -> Result:
        return look_up(_key(findings, data or protocol()))

    return answered
