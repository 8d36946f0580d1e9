"""Memory that was freed goes back to the system; the cycles of a start are not looked for again and again."""

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


LOADING = """
import gc
from bot.memory import begin_loading, end_loading

begin_loading()
print(gc.isenabled())
kept = [[] for _ in range(10_000)]
end_loading()
print(gc.isenabled(), gc.get_freeze_count() >= 10_000)
"""


def test_what_a_start_made_is_left_alone_and_what_comes_later_is_collected() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADING],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["False", "True", "True"]
