"""Environment variables that libraries read when they are imported."""

from __future__ import annotations

import os

from bot.memory import keep_few_arenas

# One BLAS thread: more of them double the CPU cost of a message (17 against 8.4 ms, measured).
# No telemetry: nothing of a conversation, nor that there was one, leaves this machine.
DEFAULTS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "SQLALCHEMY_WARN_20": "0",
}


def prepare() -> None:
    """Set the variables, except those that somebody set on purpose."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    keep_few_arenas()
