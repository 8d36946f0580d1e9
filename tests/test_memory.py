"""Memory that was freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys

from bot.settings import PROJECT_ROOT

# Pieces too small to be mapped apart, with one behind them that stays: malloc keeps what is freed between.
CODE = """
from bot.memory import give_back, keep_few_arenas

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

keep_few_arenas()
pieces = [bytearray(100_000) for _ in range(500)]
last = bytearray(100_000)
del pieces
held = resident()
give_back()
print(held - resident())
"""


def test_what_was_freed_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert int(done.stdout) > 20_000_000
