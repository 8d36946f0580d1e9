"""What is played to measure a message that nobody said before."""

from __future__ import annotations

from benchmarks.performance.uncached import conversations


def test_every_conversation_says_something_new() -> None:
    seen: set[str] = set()
    played = conversations()
    assert len(played) > 100
    for lines in played:
        assert not seen.issuperset(lines)
        seen.update(lines)
