"""The table and the plot of a run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from benchmarks.performance.nodes import PARTIES
from benchmarks.performance.statistics import median

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "performance.md"
FOLDER = DOCS / "performance"
BEGIN, END = "<!-- table: made by `make bench` -->", "<!-- end of table -->"
NONE = "-"


@dataclass(frozen=True)
class Row:
    """One measure.

    Attributes:
        title: what is measured, with its unit.
        values: the numbers of a system, one a round.
        goal: what the ratio (assistant to stock) should be, in words, and whether it is met.
        limit: the ratio that is the goal; `at_least` tells on which side of it the goal lies.
    """

    title: str
    values: Callable[[Dict[str, Any], str], List[float]]
    limit: Optional[float] = None
    at_least: bool = False


def _round(key: str) -> Callable[[Dict[str, Any], str], List[float]]:
    return lambda result, system: [part[key] for part in result["rounds_of"].get(system, ()) if key in part]


def _part(group: str, key: str, scale: float = 1.0) -> Callable[[Dict[str, Any], str], List[float]]:
    def values(result: Dict[str, Any], system: str) -> List[float]:
        part = result.get(group, {}).get(system, {})
        return [part[key] * scale] if key in part else []

    return values


ROWS = (
    Row("latency p50, one user, ms", _round("one_user_p50_ms"), 0.1),
    Row("latency p95, one user, ms", _round("one_user_p95_ms")),
    Row("CPU per message, ms", _round("cpu_ms")),
    Row("messages/s, 8 users", _round("per_second_8")),
    Row("latency p95, 8 users, ms", _round("p95_8_ms")),
    Row("messages/s, 32 users", _round("per_second_32"), 10, True),
    Row("latency p95, 32 users, ms", _round("p95_32_ms")),
    Row("start to ready, s", _round("start_s"), 0.1),
    Row("first message, ms", _round("first_message_ms")),
    Row("peak memory, all processes, MB", _round("peak_mb"), 1 / 3),
    Row("training from nothing, s", _part("training", "seconds"), 0.25),
    Row("training from nothing, CPU s", _part("training", "cpu_seconds"), 0.25),
    Row("training where nothing changed, s", _part("training", "again_s")),
    Row("model, MB", _part("training", "model_bytes", 2**-20)),
    Row("turn 5, ms", _part("long", "turn_5_ms")),
    Row("turn 100, ms", _part("long", "turn_100_ms")),
    Row("turn 500, ms", _part("long", "turn_500_ms")),
    Row("turn 4,990, ms", _part("long", "turn_4990_ms")),
    Row("memory grown in the long conversation, MB", _part("long", "grown_mb")),
    Row("message of 10,000 characters, ms", _part("bad_input", "large_message_ms")),
    Row("1,000 new senders a minute, latency p95, ms", _part("bad_input", "newcomers_p95_ms")),
    Row("1,000 new senders a minute, memory grown, MB", _part("bad_input", "grown_mb")),
)
SYSTEMS = ("assistant", "stock", "floor")


def table(result: Dict[str, Any]) -> str:
    """Return the results as a table in Markdown: medians, the spread of the rounds, and the ratio."""
    lines = [
        "| measure | assistant | stock Rasa | ratio | goal | bare Sanic |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in ROWS:
        found = {system: row.values(result, system) for system in SYSTEMS}
        if not found["assistant"]:
            continue
        cells = [_cell(found["assistant"]), _cell(found["stock"]), *_ratio(row, found), _cell(found["floor"])]
        lines.append(f"| {row.title} | " + " | ".join(cells) + " |")
    lines += ["", *_remarks(result)]
    return "\n".join(lines)


def _remarks(result: Dict[str, Any]) -> List[str]:
    machine = result["machine"]
    remarks = [
        f"{machine['cores']} cores ({machine['processor']}), {machine['memory_gib']} GiB, "
        f"{machine['system']}, Python {machine['python']}; load average before the run "
        f"{machine['load_before']}; {result['rounds']} round(s): medians, and the lowest to the highest "
        "in brackets."
    ]
    for system in ("assistant", "stock"):
        long = result.get("long", {}).get(system, {})
        if "turn_500_ms" in long:
            remarks.append(
                f"Turn 500 against turn 5, {system}: {long['turn_500_ms'] / long['turn_5_ms']:.2f} times."
            )
    theirs = result.get("training", {}).get("stock", {})
    if theirs.get("unfinished"):
        remarks.append(
            f"The stock peer's training was ended after {theirs['cpu_seconds']:.0f} CPU seconds, unfinished: "
            "what it takes is more, and the ratios are better than these."
        )
    nodes = result.get("nodes", {})
    if "nodes_2" in nodes:
        one, two = nodes["nodes_1"]["per_second"], nodes["nodes_2"]["per_second"]
        remarks.append(
            f"One node to two (PostgreSQL, Redis): {one:.0f} to {two:.0f} messages/s, {two / one:.2f} times "
            "(goal 1.7). CPU ms a message with one and with two: "
            + ", ".join(
                f"{who} {nodes['nodes_1'][f'{who}_cpu_ms']:.1f} and {nodes['nodes_2'][f'{who}_cpu_ms']:.1f}"
                for who in PARTIES
            )
            + "."
        )
    elif nodes.get("skipped"):
        remarks.append(f"One node to two: {nodes['skipped']}.")
    failed = sum(part.get("failures", 0) for parts in result["rounds_of"].values() for part in parts)
    remarks.append(f"Messages without a reply in the rounds: {failed}.")
    return [f"- {remark}" for remark in remarks]


def _cell(values: List[float]) -> str:
    if not values:
        return NONE
    if len(values) == 1:
        return _number(values[0])
    return f"{_number(median(values))} ({_number(min(values))} to {_number(max(values))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"


def _ratio(row: Row, found: Dict[str, List[float]]) -> List[str]:
    if not found["stock"] or not median(found["stock"]):
        return [NONE, NONE]
    ratio = median(found["assistant"]) / median(found["stock"])
    words = f"{ratio:.1f} times" if ratio >= 1 else f"1/{1 / ratio:.1f}" if ratio > 0 else NONE
    if row.limit is None:
        return [words, NONE]
    met = ratio >= row.limit if row.at_least else ratio <= row.limit
    goal = f">= {row.limit:.0f} times" if row.at_least else f"<= 1/{1 / row.limit:.0f}"
    return [words, f"{goal}: {'met' if met else 'missed'}"]


def publish(result: Dict[str, Any]) -> None:
    """Write the numbers and the plot into docs/performance/, and the table into docs/performance.md."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "results.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    plot(result, FOLDER / "plot.svg")
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{table(result)}\n{END}{after}", encoding="utf-8")


def plot(result: Dict[str, Any], file: Path) -> None:
    """Draw how many times better than the stock peer each goal's measure is, and the goals."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "performance"  # the same numbers give the same file
    from matplotlib import pyplot

    names, factors, goals = [], [], []
    for row in ROWS:
        ours, theirs = row.values(result, "assistant"), row.values(result, "stock")
        if row.limit is None or not ours or not theirs:
            continue
        factor = median(ours) / median(theirs)
        names.append(row.title.rsplit(",", 1)[0] if row.title.endswith((" ms", " s", " MB")) else row.title)
        factors.append(factor if row.at_least else 1 / factor)
        goals.append(row.limit if row.at_least else 1 / row.limit)
    figure, axes = pyplot.subplots(figsize=(8, 0.6 * len(names) + 1.2))
    places = range(len(names))
    axes.barh(places, factors, color="#2a6f97", label="measured")
    axes.scatter(goals, places, color="#d1495b", marker="|", s=400, linewidths=3, label="goal", zorder=3)
    axes.set_yticks(list(places), names)
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.set_xlabel("times better than stock Rasa, in the same run")
    axes.legend(loc="lower right")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)
