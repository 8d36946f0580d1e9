"""Processes under measurement: what all of one server's processes take of time and memory, from /proc."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Dict, List, Optional, Set

TICKS = os.sysconf("SC_CLK_TCK")
SECONDS_BETWEEN_SAMPLES = 0.5
STOP_SECONDS = 20.0


def descendants(pid: int) -> Set[int]:
    """Return a process and all that it started and that still run."""
    found, open_ = {pid}, [pid]
    while open_:
        parent = open_.pop()
        try:
            tasks = list(Path(f"/proc/{parent}/task").iterdir())
            children = [int(c) for task in tasks for c in (task / "children").read_text().split()]
        except OSError:
            continue
        open_ += [child for child in children if child not in found]
        found.update(children)
    return found


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process so far, its ended children included; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / TICKS


def memory_bytes(pid: int) -> int:
    """Return the proportional set size of a process: what is shared counts in parts; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


class Processes:
    """The processes of one server, started together."""

    def __init__(self) -> None:
        self._started: List[subprocess.Popen[bytes]] = []
        self._peak = 0
        self._end = threading.Event()
        self._sampler: Optional[threading.Thread] = None

    def start(self, command: List[str], cwd: Path, log: Path, environment: Dict[str, str]) -> None:
        """Start a process with its output in a file."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as file:
            self._started.append(
                subprocess.Popen(
                    command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file
                )
            )
        if self._sampler is None:
            self._sampler = threading.Thread(target=self._sample, daemon=True)
            self._sampler.start()

    def alive(self) -> bool:
        """Tell whether all of them run."""
        return all(process.poll() is None for process in self._started)

    def cpu_seconds(self) -> float:
        """Return the CPU time of all of them so far."""
        return sum(cpu_seconds(pid) for pid in self.ids())

    def memory_bytes(self) -> int:
        """Return the memory of all of them now."""
        return sum(memory_bytes(pid) for pid in self.ids())

    def peak_bytes(self) -> int:
        """Return the most memory that all of them took at a time."""
        self._peak = max(self._peak, self.memory_bytes())
        return self._peak

    def stop(self) -> None:
        """End them, by their ids."""
        self._end.set()
        for process in self._started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._started:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._sampler is not None:
            self._sampler.join()

    def ids(self) -> Set[int]:
        """Return the ids of all of them, with what they started."""
        return {pid for process in self._started for pid in descendants(process.pid)}

    def _sample(self) -> None:
        while not self._end.wait(SECONDS_BETWEEN_SAMPLES):
            self._peak = max(self._peak, self.memory_bytes())
