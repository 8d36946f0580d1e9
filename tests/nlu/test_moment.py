"""A moment that is looked at in any way knows it."""

from datetime import datetime, timedelta
from typing import Any, Callable

import pytest

from bot.nlu.moment import WatchedMoment


@pytest.mark.parametrize(
    "use",
    [
        lambda now: now.hour,
        lambda now: now.weekday(),
        lambda now: now.replace(hour=0),
        lambda now: now - timedelta(hours=1),
        lambda now: now - datetime(2024, 1, 1),
        lambda now: datetime(2024, 1, 1) - now,
        lambda now: now + timedelta(hours=1),
        lambda now: timedelta(hours=1) + now,
        lambda now: now > datetime(2024, 1, 1),
        lambda now: datetime(2024, 1, 1) <= now,
        lambda now: now == datetime(2024, 1, 1),
        str,
        repr,
        hash,
        lambda now: f"{now}",
    ],
)
def test_every_use_is_noted(use: Callable[[WatchedMoment], Any]) -> None:
    now = WatchedMoment(2024, 3, 1, 10, 30)
    use(now)
    assert now.was_asked


def test_handing_it_on_is_no_use() -> None:
    now = WatchedMoment.now()
    handed_on = now or datetime.now()
    assert handed_on is now
    assert not now.was_asked


def test_it_reckons_as_any_moment_does() -> None:
    now = WatchedMoment(2024, 3, 1, 10, 30)
    assert now - timedelta(hours=1) == datetime(2024, 3, 1, 9, 30)
    assert now.weekday() == 4
    assert now > datetime(2024, 1, 1)
