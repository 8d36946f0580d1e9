"""Notes the CPU time of a start's phases within the server's own process (see start.py).

It imports little: whatever it imports would be counted, and missing from the imports of the server.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import json
import os
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any, Callable, Dict, List

FILE_VARIABLE = "BENCH_START_FILE"
READY = "The assistant is ready"
IMPORTS, REST = "imports", "interpreter, Sanic, the rest"
# The functions that are the phases, by module.
PHASES: Dict[str, Dict[str, str]] = {
    "bot.commands.run": {"_check_protocol": "data: protocol and statements"},
    "bot.runtime.model": {"ensure": "whether the model fits its inputs"},
    "bot.nlu.sentence_embedding": {"encoder": "network: sentences"},
    "bot.nlu.meaning_model": {"meaning_model": "network: meaning"},
    "bot.nlu.document_index": {"replies": "data: questions and their index"},
    "bot.nlu.extractor": {"PatientLanguageExtractor.create": "data: words and grammar"},
    "bot.runtime.stores": {"Stores.prepare": "database"},
    "bot.runtime.application": {
        "application": "channels",
        "load_into": "model: archive, graph, domain",
        "warm_up": "warm-up",
    },
}


class Account:
    """Counts CPU time for the phase that runs; a phase that begins within another interrupts it."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.seconds: Dict[str, float] = defaultdict(float)
        self._clock = clock
        self._open: List[str] = [REST]
        self._counted = 0.0

    def begin(self, phase: str) -> None:
        """Begin a phase."""
        self._count()
        self._open.append(phase)

    def end(self) -> None:
        """End the phase that began last."""
        self._count()
        self._open.pop()

    def total(self) -> Dict[str, float]:
        """Return the seconds of each phase so far."""
        self._count()
        return dict(self.seconds)

    def counting(self, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, counted as a phase until it returns, or its coroutine does."""

        @functools.wraps(function)
        def counted(*arguments: Any, **options: Any) -> Any:
            self.begin(phase)
            try:
                result = function(*arguments, **options)
            finally:
                self.end()
            return self._awaited(phase, result) if hasattr(result, "__await__") else result

        return counted

    async def _awaited(self, phase: str, work: Any) -> Any:
        self.begin(phase)
        try:
            return await work
        finally:
            self.end()

    def _count(self) -> None:
        now = self._clock()
        self.seconds[self._open[-1]] += now - self._counted
        self._counted = now


class Watch:
    """Counts imports, and the functions of `PHASES` as soon as their modules are there."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._waiting = dict(PHASES)
        self._depth = 0

    def install(self) -> None:
        """Watch the imports of this process from now on."""
        builtins.__import__ = self._watched(builtins.__import__)
        importlib.import_module = self._watched(importlib.import_module)

    def _watched(self, load: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(load)
        def watched(name: str, *arguments: Any, **options: Any) -> Any:
            if name in sys.modules and not self._waiting:
                return load(name, *arguments, **options)
            outermost, self._depth = self._depth == 0, self._depth + 1
            if outermost:
                self._account.begin(IMPORTS)
            try:
                return load(name, *arguments, **options)
            finally:
                self._depth -= 1
                if outermost:
                    self._account.end()
                self._wrap()

        return watched

    def _wrap(self) -> None:
        for name in list(self._waiting):
            module = sys.modules.get(name)
            spec = getattr(module, "__spec__", None)
            if module is not None and spec is not None and not getattr(spec, "_initializing", False):
                for path, phase in self._waiting.pop(name).items():
                    self._wrap_one(module, path, phase)

    def _wrap_one(self, owner: Any, path: str, phase: str) -> None:
        *classes, name = path.split(".")
        for part in classes:
            owner = getattr(owner, part)
        held = vars(owner)[name]
        if isinstance(held, classmethod):
            setattr(owner, name, classmethod(self._account.counting(phase, held.__func__)))
        else:
            setattr(owner, name, self._account.counting(phase, held))


def serve(checkout: str) -> int:
    """Run a checkout's command line; write the phases to a file when it says that it is ready."""
    sys.path[0] = checkout
    target = Path(os.environ.pop(FILE_VARIABLE))
    account = Account()
    Watch(account).install()
    from bot.runtime.environment import prepare

    prepare()
    from bot.cli import main as serve
    from bot.runtime.console import Console

    say = Console.say

    def noted(self: Console, text: str = "") -> None:
        if READY in text:
            draft = target.with_suffix(".draft")
            draft.write_text(json.dumps(account.total()))
            draft.replace(target)
        say(self, text)

    Console.say = noted  # type: ignore[method-assign]
    return serve()
