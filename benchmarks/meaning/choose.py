"""Shows what the limits in bot/nlu/meaning.yml cost, on messages that the network did not learn from.

python -m benchmarks.meaning.choose FEATURES.npz PREDICTIONS.npz... [--set present=0.8 --set keep=0.1]
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Dict, List, Set, Tuple

import numpy as np

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.meaning import Limits, Told, limits, weigh
from bot.nlu.meaning_model import CODES, ROLE_NAMES, Reading

# The stored findings have no place; every message counts as longer than twice a pattern.
LONG = 9
QUIET = ("absent", "hypothetical", "historical")
Pair = Tuple[str, str]


def pairs(table: np.ndarray) -> Set[Pair]:
    """Return codes with roles of a table of truth values."""
    return {(CODES[code], ROLE_NAMES[role]) for code, role in zip(*np.nonzero(table), strict=True)}


def score(results: List[Tuple[Set[Pair], Set[Pair]]]) -> Dict[str, float]:
    """Return the measures of eval_nlu.py for gold and found pairs of each message."""
    count: Counter[str] = Counter()
    for gold, found in results:
        count["right"] += len(gold & found)
        count["gold"] += len(gold)
        count["found"] += len(found)
        danger = {code for code, role in gold if role == "present" and code in DANGER_SIGNS}
        alarm = {code for code, role in found if role == "present" and code in DANGER_SIGNS}
        asked = {code for code, role in found if role == "possible" and code in DANGER_SIGNS}
        count["danger"] += len(danger)
        count["hit"] += len(danger & alarm)
        count["caught"] += len(danger & (alarm | asked))
        count["any"] += bool(danger and (alarm | asked))
        count["quiet"] += sum((code, role) in found for code in danger - alarm - asked for role in QUIET)
        count["dangerous" if danger else "calm"] += 1
        if not danger:
            count["alarms"] += bool(alarm)
            count["asked"] += bool(not alarm and any((code, "possible") not in gold for code in asked))
    return {
        "F1": 2 * count["right"] / (count["gold"] + count["found"]),
        "danger found": count["hit"] / count["danger"],
        "found or asked": count["caught"] / count["danger"],
        "message caught": count["any"] / count["dangerous"],
        "made quiet": count["quiet"],
        "false alarms": count["alarms"] / count["calm"],
        "needless questions": count["asked"] / count["calm"],
    }


def main() -> None:
    """Print the measures for the limits as they are, and with the changes asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("features", type=Path)
    parser.add_argument("predictions", type=Path, nargs="+")
    parser.add_argument("--set", action="append", default=[], help="name=value of a limit")
    options = parser.parse_args()
    stored = np.load(options.features, allow_pickle=False)
    grammar, gold, sources = stored["grammar"], stored["gold"], stored["sources"]
    held = limits().dict()
    held.update({name: float(value) for name, value in (item.split("=") for item in options.set)})
    chosen = Limits(**held)
    results: Dict[str, List[Tuple[Set[Pair], Set[Pair]]]] = {}
    for path in options.predictions:
        made = np.load(path, allow_pickle=False)
        for row, shares in zip(made["rows"], made["shares"], strict=True):
            told = [Told(code, role, 0, 1) for code, role in sorted(pairs(grammar[row]))]
            reading = Reading(shares, np.zeros(len(CODES), dtype=np.int64), np.zeros(3), np.zeros(1))
            found = {(finding.code, finding.role) for finding in weigh(told, reading, LONG, chosen)}
            for name in (str(sources[row]), "all"):
                results.setdefault(name, []).append((pairs(gold[row]), found))
            results.setdefault("all, grammar alone", []).append((pairs(gold[row]), pairs(grammar[row])))
    for name, part in results.items():
        told_of = ", ".join(f"{measure} {value:.3f}" for measure, value in score(part).items())
        print(f"{name} ({len(part)}): {told_of}")


if __name__ == "__main__":
    main()
