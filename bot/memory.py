"""What the C library keeps of memory that nobody uses any more."""

from __future__ import annotations

import ctypes

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
ARENAS = 2


def keep_few_arenas() -> None:
    """Let threads share their heaps: each of their own would keep its largest message's memory."""
    limit = getattr(ctypes.CDLL(None), "mallopt", None)
    if limit is not None:
        limit(_ARENA_MAX, ARENAS)


def give_back() -> None:
    """Return freed memory to the system, after something large was loaded. Only glibc can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
