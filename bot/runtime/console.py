"""The console: short lines for people on it, and what libraries print in a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Iterator, List, Optional, TextIO

SECONDS_BETWEEN_LINES = 15  # where no terminal can show a running count


class Console:
    """Two streams that stay with the person at the terminal when the standard ones are led into a file."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err

    @classmethod
    def standard(cls) -> Console:
        """Return a console over copies of the standard streams."""
        return cls(_copy(sys.stdout), _copy(sys.stderr))

    def say(self, text: str = "") -> None:
        """Print a line."""
        print(text, file=self._out, flush=True)

    def ask(self, prompt: str) -> None:
        """Print a prompt and stay on its line."""
        self._out.write(prompt)
        self._out.flush()

    def read_line(self) -> Optional[str]:
        """Return the next line of standard input without its end, or None at the end of input."""
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None

    def fail(self, text: str) -> None:
        """Print the one line that says what went wrong."""
        print(" ".join(text.split()), file=self._err, flush=True)

    @contextmanager
    def elapsed(self, what: str) -> Iterator[None]:
        """Show what goes on and for how long, until the block is left."""
        self.say(f"{what} ...")
        started = time.monotonic()
        done = threading.Event()
        ticker = threading.Thread(target=self._tick, args=(started, done), daemon=True)
        ticker.start()
        try:
            yield
        finally:
            done.set()
            ticker.join()
            if self._out.isatty():
                self._out.write("\r")
        self.say(f"  took {time.monotonic() - started:.0f} s")

    def _tick(self, started: float, done: threading.Event) -> None:
        terminal = self._out.isatty()
        while not done.wait(1 if terminal else SECONDS_BETWEEN_LINES):
            seconds = time.monotonic() - started
            line = f"\r  {seconds:.0f} s " if terminal else f"  still at it after {seconds:.0f} s\n"
            self._out.write(line)
            self._out.flush()


def _copy(stream: TextIO) -> TextIO:
    """Return a stream of its own to where this one leads, or the stream itself where it is no file."""
    try:
        return os.fdopen(os.dup(stream.fileno()), "w", encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return stream


def lead_output_into(path: Path) -> None:
    """Lead standard output and error into a file, also what libraries written in C print."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)


def run_into(log: IO[bytes], command: List[str], cwd: Path) -> int:
    """Run a command with its output in a file and return its exit code; it ends when we are interrupted."""
    with subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
    ) as process:
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            raise
