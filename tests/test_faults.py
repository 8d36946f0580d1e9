"""Which parts are red, and when they no longer are."""

from __future__ import annotations

from typing import Callable, List

import pytest

from bot.faults import FORGIVEN_AFTER_SECONDS, Faults, Part


@pytest.fixture
def now() -> List[float]:
    return [1000.0]


@pytest.fixture
def faults(now: List[float]) -> Faults:
    return Faults(clock=lambda: now[0])


def raised() -> ValueError:
    try:
        raise ValueError("what the patient said")
    except ValueError as error:
        return error


def test_a_part_is_red_from_its_failure_until_it_works(faults: Faults) -> None:
    incident = faults.record(Part.STORE, "conversations", raised())
    assert faults.red() == {"store": incident}
    faults.worked(Part.ACTIONS)
    assert faults.red() == {"store": incident}
    faults.worked(Part.STORE)
    assert faults.red() == {}


def test_the_log_names_id_kind_and_place_and_no_word(
    faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    incident = faults.record(Part.TURNS, "turn", raised())
    assert (
        f"id={incident}" in caplog.text and "ValueError" in caplog.text and "test_faults.py:" in caplog.text
    )
    assert "patient" not in caplog.text


@pytest.mark.parametrize("part", list(Part))
def test_only_odd_messages_and_requests_are_forgiven_with_time(
    faults: Faults, now: List[float], part: Part
) -> None:
    faults.record(part, "anything", kind="Odd")
    now[0] += 1e6
    assert (faults.red() == {}) == (part in FORGIVEN_AFTER_SECONDS)


def test_a_part_that_works_when_nothing_is_red_says_nothing(
    faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    worked: Callable[[Part], None] = faults.worked
    worked(Part.MODEL)
    assert caplog.text == ""
