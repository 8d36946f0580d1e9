"""Runs `rasa test` as Rasa's users know it, with its reports and confusion matrices (`make rasa-test`).

python -m benchmarks.rasa_test                      intents on held-out messages, and the test stories
python -m benchmarks.rasa_test --cross-validation   and the training data against itself, in three folds
python -m benchmarks.rasa_test --every 10           on every tenth held-out message
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import List

from benchmarks.held_out_nlu import held_out
from bot.runtime import model
from bot.runtime.console import Console
from bot.runtime.environment import DEFAULTS

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path("results")
STORIES = "tests/test_stories.yml"


def rasa_test(*arguments: str) -> int:
    """Run `rasa test` in the project's folder and return its exit code."""
    command = [sys.executable, "-m", "rasa", "test", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **DEFAULTS, "PYTHONWARNINGS": "ignore"}
    ).returncode


def main() -> int:
    """Run the tests, print the scores and return the first exit code that is not 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--cross-validation", action="store_true", help="also the training data in three folds"
    )
    parser.add_argument("--every", type=int, default=1, help="take every so manieth held-out message")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the reports")
    options = parser.parse_args()
    trained = str(model.ensure(Console.standard()))
    options.out.mkdir(parents=True, exist_ok=True)
    messages = options.out / "held_out_nlu.yml"
    messages.write_text(held_out(options.every), encoding="utf-8")
    nlu, core, cross = (str(options.out / name) for name in ("nlu", "core", "cross"))
    codes: List[int] = [
        rasa_test("nlu", "--model", trained, "--nlu", str(messages), "--out", nlu),
        rasa_test(
            "core", "--model", trained, "--stories", STORIES, "--fail-on-prediction-errors", "--out", core
        ),
    ]
    if options.cross_validation:
        codes.append(
            rasa_test("nlu", "--nlu", "data/nlu", "--cross-validation", "--folds", "3", "--out", cross)
        )
    for name in ("nlu", *(["cross"] if options.cross_validation else [])):
        report = options.out / name / "intent_report.json"
        if report.is_file():
            scores = json.loads(report.read_text(encoding="utf-8"))
            micro = scores.get("accuracy", scores.get("micro avg", {}).get("f1-score"))
            print(f"{report}: accuracy {micro:.3f}, macro F1 {scores['macro avg']['f1-score']:.3f}")
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
