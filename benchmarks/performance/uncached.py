"""What a message costs that no cache knows: the lines of the conversation tests, over the real HTTP channel.

``python -m benchmarks.performance.uncached`` prints the CPU time of a message, and ``--beside FOLDER``
compares with another checkout of this project: the two servers take turns, conversation by conversation, so
that whatever else the machine does falls on both; and every reply of the two is compared.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median
from typing import Any, Dict, List, Sequence, Tuple

import aiohttp
import yaml

from benchmarks.performance.servers import ROOT, Assistant

FOLDER = ROOT / "tests" / "conversations"


def conversations() -> List[Tuple[str, ...]]:
    """Return what the people of the conversation tests say, a message that was said before left out.

    So no answer comes from a cache that an earlier message filled, except by the few quick answers that
    this leaves: the first "no" is in, the second is not.
    """
    seen: set[str] = set()
    found: List[Tuple[str, ...]] = []
    for file in sorted(FOLDER.rglob("*.yml")):
        for case in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).get("test_cases", []):
            lines = [step.get("user") for step in case.get("steps", [])]
            new = tuple(line for line in lines if isinstance(line, str) and line.strip())
            if new and not seen.issuperset(new):
                found.append(new)
                seen.update(new)
    return found


class Beside(Assistant):
    """The assistant of some checkout."""

    def __init__(self, folder: Path, root: Path) -> None:
        super().__init__(folder, root / "models", root)
        self.seconds: List[float] = []
        self.cpu: List[float] = []
        self.replies: List[Any] = []


async def play(server: Beside, lines: Sequence[str], session: aiohttp.ClientSession) -> None:
    """Play one conversation and note what it took."""
    sender = uuid.uuid4().hex
    before = server.processes.cpu_seconds()
    for line in lines:
        started = time.perf_counter()
        async with session.post(server.webhook, json={"sender": sender, "message": line}) as response:
            replies = await response.json()
        server.seconds.append(time.perf_counter() - started)
        server.replies.append((line, [_timeless(reply) for reply in replies]))
    server.cpu.append(server.processes.cpu_seconds() - before)


def _timeless(reply: Dict[str, Any]) -> str:
    """Return a reply without its recipient, and with what the clock decides made coarse."""
    written = json.dumps({key: value for key, value in reply.items() if key != "recipient_id"})
    written = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "NOW", written)
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.0f}", written)


async def measure(servers: Sequence[Beside], most: int) -> None:
    """Play the conversations to each server in turn."""
    async with aiohttp.ClientSession() as session:
        for number, lines in enumerate(conversations()[:most]):
            for server in servers if number % 2 else servers[::-1]:
                await play(server, lines, session)


def main() -> int:
    """Print the table; return 1 where two checkouts replied differently."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, action="append", default=[], help="another checkout")
    parser.add_argument("--most", type=int, default=1000, help="at most so many conversations")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        servers = [
            Beside(Path(folder) / str(number), root.resolve())
            for number, root in enumerate([ROOT, *arguments.beside])
        ]
        try:
            starts: Dict[Path, float] = {server.root: server.start() for server in servers}
            asyncio.run(measure(servers, arguments.most))
            for server in servers:
                count = len(server.seconds)
                print(
                    f"{server.root}: {count} messages, "
                    f"CPU {sum(server.cpu) / count * 1000:.1f} ms a message, "
                    f"p50 {median(server.seconds) * 1000:.1f} ms, start {starts[server.root]:.1f} s, "
                    f"memory {server.processes.peak_bytes() / 1e6:.0f} MB"
                )
        finally:
            for server in servers:
                server.stop()
    different = 0
    for others in zip(*(server.replies for server in servers), strict=False):
        if any(other != others[0] for other in others):
            different += 1
            if different <= 5:
                print("replied differently:", others[0][0])
    print(f"{different} replies differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
