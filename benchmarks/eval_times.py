"""Measures how times, severity and the infusion status are read, on benchmarks/nlu/times_*.tsv.

    python -m benchmarks.eval_times [--split development|locked] [--list status,severity,hours]

Each line is `status;severity;hours;labels | message` (benchmarks/nlu/README.md). For each value the
share that is right is printed where the message tells it, and the lines that tell none but were given one.
Errors are listed for the development split only, so that the locked one stays unseen.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Dict, List, NamedTuple

from benchmarks.eval_nlu import NOW, same_hours, single, wilson
from bot.nlu.understanding import understand

HERE = Path(__file__).parent

MEASURES = ("status", "severity", "hours")
STATUSES = ("before", "running", "after")


class Row(NamedTuple):
    """One labelled message."""

    text: str
    gold: Dict[str, Any]


def read(split: str) -> List[Row]:
    """Return the labelled messages of a split.

    Raises:
        ValueError: a line has not four labels, or one that is not known.
    """
    path = HERE / "nlu" / f"times_{split}.tsv"
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        labels, bar, text = line.partition("|")
        parts = [part.strip() for part in labels.split(";")]
        if not bar or len(parts) != 4 or parts[0] not in (*STATUSES, "-"):
            raise ValueError(f"{path.name}:{number}: accepted is `status;severity;hours;labels | message`")
        status, severity, hours, _ = parts
        gold = {
            "status": None if status == "-" else status,
            "severity": None if severity == "-" else int(severity),
            "hours": [] if hours == "-" else [float(value) for value in hours.split(",")],
        }
        rows.append(Row(text.strip(), gold))
    return rows


def told(text: str) -> Dict[str, Any]:
    """Return what the component reads in a message."""
    result = understand(text, NOW)
    return {
        "status": single(result, "infusion_status"),
        "severity": single(result, "severity"),
        "hours": [float(entity.value) for entity in result.of("duration_hours")],
    }


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", default="development", choices=["development", "locked"])
    parser.add_argument("--list", default=",".join(MEASURES), help="errors to list, by comma")
    options = parser.parse_args()
    rows = read(options.split)
    errors: Dict[str, List[str]] = {name: [] for name in MEASURES}
    given = dict.fromkeys(MEASURES, 0)
    right = dict.fromkeys(MEASURES, 0)
    invented = dict.fromkeys(MEASURES, 0)
    for row in rows:
        found = told(row.text)
        for name in MEASURES:
            gold, value = row.gold[name], found[name]
            good = same_hours(gold, value) if name == "hours" else gold == value
            said = gold not in (None, [])
            given[name] += said
            right[name] += said and good
            invented[name] += not said and not good
            if not good:
                errors[name].append(f"{row.text[:160]} | gold {gold} found {value}")
    print(f"times_{options.split}: {len(rows)} messages")
    for name in MEASURES:
        silent = len(rows) - given[name]
        print(f"{name:9} right where told {wilson(right[name], given[name])}")
        print(f"{'':9} wrong where none   {wilson(invented[name], silent)}")
    if options.split != "development":
        return
    for name in options.list.split(","):
        print(f"== {name}: {len(errors.get(name, []))}")
        for error in errors.get(name, []):
            print("  ", error)


if __name__ == "__main__":
    main()
