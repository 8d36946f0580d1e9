"""What Rasa's own users would run works here as they know it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Rasa command in the project's folder."""
    environment = {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    command = [sys.executable, "-m", "rasa", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280)


def test_rasa_data_validate_has_nothing_to_warn_of() -> None:
    done = rasa("data", "validate", "--fail-on-warnings")
    assert done.returncode == 0, done.stderr[-3000:]
    warned = [line for line in done.stderr.splitlines() if " WARNING " in line or "UserWarning" in line]
    assert not warned


def test_rasa_test_runs_the_test_stories(trained_model: Path, tmp_path: Path) -> None:
    stories = "tests/test_stories.yml"
    done = rasa(
        "test", "core", "--model", str(trained_model), "--stories", stories,
        "--fail-on-prediction-errors", "--out", str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "F1-Score:         1.000" in done.stderr, done.stderr[-3000:]
