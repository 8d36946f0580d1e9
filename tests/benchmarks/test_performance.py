"""The benchmark's own machinery, with small loads; what it measures is no matter of tests."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any, Dict

import pytest
import yaml

from benchmarks.performance import load, report, stock
from benchmarks.performance.bench import Run
from benchmarks.performance.conversations import CONVERSATIONS, LONG_CYCLE, first_messages
from benchmarks.performance.servers import Floor
from benchmarks.performance.statistics import median, percentile
from tests.wire.harness import Server


def test_percentiles_are_those_of_the_nearest_rank() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert (percentile(values, 50), percentile(values, 95), percentile(values, 1)) == (3.0, 5.0, 1.0)
    assert (median(values), median(values[:4])) == (3.0, 3.0)
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_an_endless_conversation_begins_where_it_is_told() -> None:
    assert first_messages(2, start=1) == list(CONVERSATIONS[1][:2])
    assert len(set(LONG_CYCLE)) == len(LONG_CYCLE)


def test_the_stock_peer_is_made_of_this_projects_sentences_rules_and_questions(tmp_path: Path) -> None:
    from rasa.shared.core.domain import Domain
    from rasa.shared.importers.importer import TrainingDataImporter

    stock.write_project(tmp_path)
    files = TrainingDataImporter.load_from_config(
        str(tmp_path / "config.yml"), str(tmp_path / "domain.yml"), [str(tmp_path / "data")]
    )
    ours = yaml.safe_load((stock.ROOT / "domain.yml").read_text(encoding="utf-8"))
    domain: Domain = files.get_domain()
    assert len(domain.intents) >= len(ours["intents"])
    assert set(domain.responses) >= {f"utter_ask_{slot}" for slot in stock.FORM_SLOTS}
    rules = [name for name in domain.user_actions if name.startswith("action_")]
    assert {"action_answer", "action_triage_result"} <= set(rules)
    assert (tmp_path / "config.yml").read_text() == (stock.TEMPLATE / "config.yml").read_text()


def test_the_floor_answers_a_crowd_and_leaves_no_process_behind(tmp_path: Path) -> None:
    floor = Floor(tmp_path / "floor")
    assert floor.start() > 0
    try:
        crowd = load.users([floor.webhook], 8, 0.5)
        newcomers = load.newcomers(floor.webhook, 600, 1.0)
        assert crowd.failures == newcomers.failures == 0
        assert len(crowd.seconds) > 8 and len(newcomers.seconds) == 10
        assert floor.processes.cpu_seconds() > 0 and floor.processes.peak_bytes() > 2**20
    finally:
        floor.stop()
    assert not floor.processes.alive()


@pytest.mark.wire
def test_the_assistant_answers_every_message_of_the_benchmark(server: Server) -> None:
    webhook = f"{server.url}/webhooks/rest/webhook"
    sent = load.one_user(webhook, CONVERSATIONS[:2])
    assert sent.failures == 0 and len(sent.seconds) == 20


@pytest.mark.wire
def test_a_late_turn_costs_about_what_an_early_one_does(server: Server) -> None:
    """Rasa's own store makes turn 60 three times as dear as turn 5; the bench measures turn 500."""
    cycle = len(LONG_CYCLE)
    words = [LONG_CYCLE[turn % cycle] for turn in range(7 * cycle)]
    sent = load.long_conversation(f"{server.url}/webhooks/rest/webhook", words)
    early, late = min(sent.seconds[cycle // 2 : cycle]), min(sent.seconds[-cycle // 2 :])
    assert sent.failures == 0
    assert late < 4 * early


def test_a_finished_part_is_not_measured_again(tmp_path: Path) -> None:
    calls = []

    def part() -> Dict[str, Any]:
        calls.append(1)
        return {"ms": 1.5}

    assert Run(tmp_path).part("one", part) == Run(tmp_path).part("one", part) == {"ms": 1.5}
    assert len(calls) == 1


ROUND = {
    **{"one_user_p50_ms": 10.0, "one_user_p95_ms": 20.0, "cpu_ms": 8.0, "per_second_8": 90.0},
    **{"p95_8_ms": 50.0, "per_second_32": 100.0, "p95_32_ms": 90.0, "start_s": 3.0},
    **{"first_message_ms": 12.0, "peak_mb": 400.0, "failures": 0},
}
RESULT: Dict[str, Any] = {
    "machine": {
        **{"cores": 2, "processor": "some", "memory_gib": 8.0, "system": "Linux"},
        **{"python": "3.10", "load_before": 0.1},
    },
    "rounds": 2,
    "rounds_of": {
        "assistant": [ROUND, {**ROUND, "one_user_p50_ms": 12.0}],
        "stock": [{**ROUND, "one_user_p50_ms": 120.0, "per_second_32": 15.0}] * 2,
        "floor": [ROUND],
    },
    "training": {"assistant": {"seconds": 10.0, "model_bytes": 2**20}, "stock": {"seconds": 100.0}},
    "long": {"assistant": {"turn_5_ms": 10.0, "turn_500_ms": 11.0}},
    "bad_input": {},
    "nodes": {"skipped": "no database"},
}


def test_the_table_tells_medians_spread_ratio_and_whether_the_goal_is_met() -> None:
    lines = report.table(RESULT).splitlines()
    latency = next(line for line in lines if line.startswith("| latency p50, one user"))
    assert "11.0 (10.0 to 12.0)" in latency and "1/10.9" in latency and "met" in latency
    throughput = next(line for line in lines if line.startswith("| messages/s, 32 users"))
    assert "6.7 times" in throughput and "missed" in throughput
    assert any("1.10 times" in line for line in lines)


def test_the_page_and_its_plot_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(report, "PAGE", page)
    monkeypatch.setattr(report, "FOLDER", tmp_path / "performance")
    report.publish(copy.deepcopy(RESULT))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n") and text.endswith("after\n")
    assert "old" not in text and "| latency p50" in text
    assert (tmp_path / "performance/plot.svg").stat().st_size > 1000


def test_a_training_that_takes_too_long_is_ended_and_says_so(tmp_path: Path) -> None:
    endless = [sys.executable, "-c", "while True: pass"]
    measured = stock.run_measured(endless, tmp_path, tmp_path / "log", most_cpu_seconds=1)
    assert measured["unfinished"] and 0.9 < measured["cpu_seconds"] < 3


def test_a_training_that_ends_in_time_is_no_lower_bound(tmp_path: Path) -> None:
    assert "unfinished" not in stock.run_measured([sys.executable, "-c", ""], tmp_path, tmp_path / "log", 60)


def test_a_training_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="log"):
        stock.run_measured([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, tmp_path / "log", 60)
