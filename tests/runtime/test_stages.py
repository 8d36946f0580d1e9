"""What is measured of a message holds numbers and codes, and none of its words."""

from __future__ import annotations

from typing import Callable, List, Tuple

from prometheus_client import REGISTRY, generate_latest

from bot.runtime import stages
from tests.wire.harness import Conversation

MARKER = "zebracrossing"


def value(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_every_stage_of_a_message_is_measured(talk: Callable[..., Conversation]) -> None:
    seen: List[Tuple[str, str, float]] = []
    with stages.listening(lambda *measured: seen.append(measured)):
        talk().say("my back hurts")
    names = {name for name, _, _ in seen}
    assert names == {
        *(stages.TURN, stages.LOCK, stages.READ, stages.UNDERSTANDING),
        *(stages.POLICY, stages.ACTION, stages.WRITE),
    }
    whole = sum(seconds for name, _, seconds in seen if name == stages.TURN)
    assert sum(seconds for name, _, seconds in seen if name != stages.TURN) <= whole


def test_a_level_and_its_danger_signs_are_counted(talk: Callable[..., Conversation]) -> None:
    before = (
        value("ivig_levels_total", level="emergency"),
        value("ivig_danger_signs_total", sign="tongue_swelling"),
    )
    talk().say("my tongue is swelling up")
    assert value("ivig_levels_total", level="emergency") == before[0] + 1
    assert value("ivig_danger_signs_total", sign="tongue_swelling") == before[1] + 1


def test_a_fallback_is_counted(talk: Callable[..., Conversation]) -> None:
    before = value("ivig_fallbacks_total")
    talk().say("purple monkey dishwasher seventeen lamps")
    talk().say("blah blah")
    assert value("ivig_fallbacks_total") >= before


def test_no_words_of_a_person_reach_the_metrics(talk: Callable[..., Conversation]) -> None:
    person = talk(MARKER)
    person.say(f"my back hurts near the {MARKER}, and my tongue is swelling up")
    assert MARKER not in generate_latest(REGISTRY).decode()


def test_a_failure_is_counted_by_the_part_that_failed() -> None:
    from bot.runtime.in_process_actions import log_failed_action

    before = value("ivig_failures_total", part="actions")
    try:
        raise ValueError(MARKER)
    except ValueError as error:
        log_failed_action("action_sample", error)
    assert value("ivig_failures_total", part="actions") == before + 1
