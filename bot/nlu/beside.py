"""Threads in which a network runs beside what else a message needs; it computes without Python's lock."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

# More than two would take cores from other conversations, and one message has two networks to run.
MOST_THREADS = 2


@lru_cache(maxsize=1)
def threads() -> ThreadPoolExecutor:
    """Return the threads of this process, which start when they are first needed."""
    return ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="network")
