"""The load tool notices what it is there for: a wrong level, an error, a slow server, memory that grows."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any, Dict, List

import pytest

from benchmarks.load import __main__ as command
from benchmarks.load import flood, people
from benchmarks.load.memory import Memory, growth, resident_bytes
from benchmarks.load.pace import HUMAN, Pace
from benchmarks.load.people import Crowd, expected_level, is_triage, playable, talk
from benchmarks.load.report import lines, result
from benchmarks.load.tally import Tally
from bot.conversation_tests.loader import FOLDER, load_folder
from bot.conversation_tests.models import Case
from bot.protocol.texts import safety_text
from tests.load.fake_assistant import QUESTION, TRIAGE, Behaviour, assistant

USERS = 4
CPU = {
    "server_cpu_cores": 0,
    "tool_cpu_cores": 0,
    "load_average_before": 0,
    "load_average_after": 0,
    "cores": 2,
}


def run(behaviour: Behaviour, seconds: float = 1.5) -> Dict[str, Any]:
    with assistant(behaviour) as url:
        tally, crowd = Tally(), Crowd(url, USERS, seconds, Pace(0.01))
        talk(crowd, [TRIAGE], tally)
    return result(tally, crowd, [], False, CPU)


def missed(found: Dict[str, Any]) -> List[str]:
    return [name for name, met in found["goals"].items() if not met]


def test_a_good_server_meets_every_goal_and_each_person_is_a_client_of_their_own() -> None:
    behaviour = Behaviour()
    found = run(behaviour)
    assert missed(found) == [] and found["messages"] > 2 * USERS and found["p95_ms"] < 300
    assert found["conversations_right"]["self_care"] > USERS and found["users_triaged"] == USERS
    assert len(behaviour.clients) == (USERS if sys.platform == "linux" else 1)
    assert json.loads(json.dumps(found)) == found
    assert "MISSED" not in "\n".join(lines(found))


def test_a_wrong_level_is_noticed_with_its_conversation() -> None:
    found = run(Behaviour(level="emergency"))
    assert missed(found) == ["0 wrong levels", "each user triaged"]
    assert "level: self_care, but it is emergency" in found["transcripts"][0]
    assert found["errors"] == {} and "0 wrong levels: MISSED" in "\n".join(lines(found))


def test_no_level_at_all_is_a_wrong_level() -> None:
    found = run(Behaviour(replies=lambda said: [QUESTION]))
    assert missed(found) == ["0 wrong levels", "each user triaged"]


def test_another_difference_is_told_apart_from_a_wrong_level() -> None:
    other = {"text": "What?", "custom": {"type": "question", "slot": "onset"}}
    found = run(Behaviour(replies=lambda said: [] if said == "3" else [other]))
    assert missed(found) == ["0 other differences", "each user triaged"]


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (Behaviour(status=503), "status 503"),
        (Behaviour(replies=lambda said: [{"text": safety_text()}]), "the safety text"),
    ],
)
def test_an_error_is_noticed(behaviour: Behaviour, kind: str) -> None:
    found = run(behaviour)
    assert list(found["errors"]) == [kind] and "0 errors" in missed(found)
    assert found["wrong_levels"] == 0, "an error is not counted as a wrong level, too"


def test_a_server_that_is_gone_is_an_error() -> None:
    tally = Tally()
    talk(Crowd("http://127.0.0.1:9", USERS, 0.5, Pace(0.01)), [TRIAGE], tally)
    assert list(tally.errors) == ["ConnectionRefusedError"] and tally.messages == []
    assert tally.percentile_ms(95) == float("inf")


def test_a_slow_server_is_noticed() -> None:
    found = run(Behaviour(seconds=0.35), seconds=2.5)
    assert missed(found) == ["p95 < 300 ms"] and found["p95_ms"] >= 350


def test_a_connection_that_was_idle_for_long_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """As browsers do: the server closes it, and that is no error of the server's."""
    monkeypatch.setattr(people, "LONGEST_IDLE_SECONDS", 0.0)
    behaviour = Behaviour()
    found = run(behaviour, seconds=0.5)
    assert found["errors"] == {} and len(behaviour.ports) == found["messages"]


def test_people_read_decide_and_type() -> None:
    def mean(reply: str, message: str, tapped: bool = False) -> float:
        chance = random.Random(1)
        return sum(HUMAN.seconds(reply, message, tapped, chance) for _ in range(4000)) / 4000

    assert mean("", "no", tapped=True) == pytest.approx(1.0, rel=0.05)
    assert mean("", "x" * 30) == pytest.approx(1 + 30 / 3.02, rel=0.05)
    assert mean("", "x" * 10_000) == pytest.approx(61, rel=0.05), "that much is pasted"
    assert mean("word " * 20, "", tapped=True) == pytest.approx(1 + 20 / 3.97, rel=0.05)
    assert mean("word " * 500, "", tapped=True) == pytest.approx(11, rel=0.05)


def test_every_conversation_test_but_the_known_failures_is_played_and_most_end_in_a_level() -> None:
    cases = [case for _, case in load_folder(FOLDER)]
    played = playable(cases)
    assert {case.test_case for case in cases if not case.xfail} == {case.test_case for case in played}
    assert not any(step.slot_was_set for case in played for step in case.steps)
    assert sum(map(is_triage, played)) > len(played) / 2
    assert {expected_level(case) for case in played if is_triage(case)} >= {
        "emergency",
        "self_care",
        "same_day",
    }


def test_without_a_triage_nothing_is_measured() -> None:
    chat = Case.parse_obj({"test_case": "only a question", "steps": [{"user": "hi", "bot": "hello"}]})
    with pytest.raises(ValueError, match="none of the conversations expects a level"):
        talk(Crowd("http://127.0.0.1:9", 1, 0.1), [chat], Tally())


def test_memory_that_grows_is_told_from_memory_that_is_flat() -> None:
    flat = [(second, 500_000_000 + second % 7) for second in range(0, 1800, 5)]
    warming_up = [(at, size - (300_000_000 if at < 600 else 0)) for at, size in flat]
    leak = [(at, size + int(at) * 50_000) for at, size in flat]
    assert growth(flat, 600) == pytest.approx(0, abs=0.001)
    assert growth(warming_up, 600) == pytest.approx(0, abs=0.001)
    grown = growth(leak, 600)
    assert grown is not None and grown > 0.1
    assert growth(flat[:3], 0) is None
    tally, crowd = Tally(), Crowd("http://127.0.0.1:9", 1, 1800)
    assert result(tally, crowd, leak, True, CPU)["goals"]["memory flat"] is False
    assert result(tally, crowd, flat, True, CPU)["goals"]["memory flat"] is True
    assert "memory flat" not in result(tally, crowd, leak, False, CPU)["goals"]


def test_memory_is_looked_at_now_and_then() -> None:
    import os
    import time

    with Memory(lambda: resident_bytes(os.getpid()), 0.01) as memory:
        time.sleep(0.2)
    assert len(memory.samples) > 3 and min(size for _, size in memory.samples) > 10**7


@pytest.mark.wire
@pytest.mark.skipif(sys.platform != "linux", reason="needs 127.0.0.0/8 as addresses of this machine")
def test_a_flood_is_measured_with_and_without_it(trained_model: Path, tmp_path: Path) -> None:
    """Not how long people wait: this machine has other things to do."""
    out = tmp_path / "flood.json"
    flood.main(["--rounds", "1", "--conversations", "2", "--out", str(out)])
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["wrong_levels"] == 0 and found["messages_each"] == 2 * 3 * flood.PEOPLE
    assert found["flood_statuses"]["200"] > 0 and set(found["flood_statuses"]) <= {"200", "429", "503"}
    assert found["alone_p95_ms"] > 0 and 0 < found["beside_p95_ms"] < 8000


@pytest.mark.wire
def test_the_command_plays_against_the_real_server(trained_model: Path, tmp_path: Path) -> None:
    """Not its speed: this machine has other things to do."""
    out = tmp_path / "load.json"
    command.main(["--users", "3", "--minutes", "0.2", "--slowness", "0.05", "--out", str(out)])
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["errors"] == {} and found["wrong_levels"] == found["other_differences"] == 0, found[
        "transcripts"
    ]
    assert found["users_triaged"] == 3 and found["memory_mb"][0][1] > 50
