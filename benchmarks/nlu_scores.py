"""What the comparison counts of what a candidate understood of the labelled messages."""

from __future__ import annotations

from typing import Any, Dict, FrozenSet, List, NamedTuple, Sequence, Tuple

import numpy as np

from benchmarks.eval_nlu import QUIET_ROLES, Pair, wilson
from bot.nlu.codes import DANGER_SIGNS

RESAMPLES = 1000


class Prediction(NamedTuple):
    """What one candidate understood of one message, and how long it took."""

    findings: FrozenSet[Pair]
    milliseconds: float


class Scores(NamedTuple):
    """What one candidate did on a split.

    Attributes:
        f1: micro F1 of (code, role).
        f1_interval: its 95 % interval, from resampled messages.
        danger_found: present danger signs that were found as present, and how many there are.
        danger_quiet: present danger signs that were missed and called absent, hypothetical or historical.
        false_alarms: messages without a present danger sign in which one was found, and how many there are.
        p50: milliseconds of a message, the median.
        p95: milliseconds of a message, the 95th percentile.
    """

    f1: float
    f1_interval: Tuple[float, float]
    danger_found: Tuple[int, int]
    danger_quiet: int
    false_alarms: Tuple[int, int]
    p50: float
    p95: float

    def row(self, name: str) -> str:
        """Return the line of the table."""
        low, high = self.f1_interval
        cells = [
            name,
            f"{self.f1:.3f} ({low:.3f} to {high:.3f})",
            wilson(*self.danger_found),
            str(self.danger_quiet),
            wilson(*self.false_alarms),
            f"{self.p50:.1f}",
            f"{self.p95:.1f}",
        ]
        return f"| {' | '.join(cells)} |"


HEADER = (
    "| candidate | (code, role) micro F1 | present danger signs found | made quiet | false alarms | p50, ms "
    "| p95, ms |\n| --- |" + " --- |" * 6
)


def _f1(counts: Sequence[int]) -> float:
    right, wrong, missed = counts
    return 2 * right / max(1, 2 * right + wrong + missed)


def score(rows: Sequence[Dict[str, Any]], predictions: Sequence[Prediction]) -> Scores:
    """Count.

    Args:
        rows: the labelled messages.
        predictions: one for each, in the same order.
    """
    counts: List[Tuple[int, int, int]] = []
    danger = found_danger = quiet = calm = alarms = 0
    for row, prediction in zip(rows, predictions, strict=True):
        gold = {(code, role) for code, role in row["symptoms"]}
        found = prediction.findings
        counts.append((len(gold & found), len(found - gold), len(gold - found)))
        present = [code for code, role in gold if role == "present" and code in DANGER_SIGNS]
        missed = [code for code in present if (code, "present") not in found]
        danger += len(present)
        found_danger += len(present) - len(missed)
        quiet += sum(any((code, role) in found for role in QUIET_ROLES) for code in missed)
        if not present:
            calm += 1
            alarms += any(code in DANGER_SIGNS and role == "present" for code, role in found)
    table = np.array(counts)
    random = np.random.default_rng(1)
    drawn = [
        _f1(table[random.integers(0, len(table), len(table))].sum(axis=0).tolist()) for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    middle, slow = np.percentile([prediction.milliseconds for prediction in predictions], [50, 95])
    return Scores(
        f1=_f1(table.sum(axis=0).tolist()),
        f1_interval=(float(low), float(high)),
        danger_found=(found_danger, danger),
        danger_quiet=quiet,
        false_alarms=(alarms, calm),
        p50=float(middle),
        p95=float(slow),
    )
