"""Where a message's time goes: ``make profile`` prints each stage's milliseconds and share.

The product's own measurements (bot/runtime/stages.py) are listened to while fixed conversations are played in
this process, through the channel's guards and turns, with conversations in a SQLite file of their own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any, Dict, List, Tuple

from bot.runtime.environment import prepare

prepare()

from bot.runtime.tensorflow_stand_in import leave_tensorflow_out  # noqa: E402

ROUNDS = 5
CHANNEL, OTHER = "channel", "rest of Rasa's processor"
Stage = Tuple[str, str]


def main() -> int:
    """Print the table; return the exit code."""
    leave_tensorflow_out()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IVIG_STATE_DIR"] = folder
        print(table(measure(Path(folder))))
    return 0


def measure(folder: Path) -> List[Dict[Stage, float]]:
    """Play the conversations and return, for each message, the seconds of each stage."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    from benchmarks.performance.conversations import CONVERSATIONS
    from bot.channels.guards import IncomingMessage, clean_text
    from bot.channels.turn import take_turn
    from bot.runtime import model, stages

    agent = assistant(model.model_path())
    measured: List[Dict[Stage, float]] = []
    for number in range(ROUNDS + 1):
        for conversation in CONVERSATIONS:
            sender = uuid.uuid4().hex
            for text in conversation:
                seconds: Dict[Stage, float] = defaultdict(float)

                def add(name: str, part: str, took: float, seconds: Dict[Stage, float] = seconds) -> None:
                    seconds[name, part] += took

                with stages.listening(add):
                    started = time.perf_counter()
                    message = IncomingMessage(sender, clean_text(text))
                    asyncio.run(take_turn(agent.handle_message, message, "rest", 30.0))
                    whole = time.perf_counter() - started
                turn = seconds.pop((stages.TURN, ""))
                seconds[OTHER, ""] = turn - sum(seconds.values())
                seconds[CHANNEL, ""] = whole - turn
                if number:  # the first round fills caches
                    measured.append(seconds)
    return measured


def assistant(trained: Path) -> Any:
    """Return the agent as the server has it, with the store that the settings name.

    Raises:
        SystemExit: there is no trained model.
    """
    from bot.runtime.in_process_actions import InProcessActions
    from bot.runtime.processor import AssistantAgent
    from bot.settings import settings
    from bot.storage import database
    from bot.storage.locks import LocalLocks
    from bot.storage.migrate import migrate
    from bot.storage.tracker_store import ConversationStore

    if not trained.is_file():
        raise SystemExit("There is no trained model: `make train` makes one.")
    where = database.location(settings())
    store = ConversationStore(url=where.url)
    migrate(store.engine, where)
    agent = AssistantAgent.load(
        trained, action_endpoint=InProcessActions(), lock_store=LocalLocks(), tracker_store=store
    )
    # As the server does: Rasa's wrapper would replace a failing store by an empty one.
    agent.tracker_store = agent.processor.tracker_store = store
    return agent


def table(measured: List[Dict[Stage, float]]) -> str:
    """Return the table: means over all messages (a stage that few messages have would have no median)."""
    count = len(measured)
    total: Dict[Stage, float] = defaultdict(float)
    runs: Dict[Stage, int] = defaultdict(int)
    for seconds in measured:
        for name, took in seconds.items():
            total[name] += took
            runs[name] += 1
    whole = sum(total.values())
    middle = sorted(sum(seconds.values()) for seconds in measured)[count // 2] * 1000
    lines = [
        f"{count} messages, median {middle:.1f} ms, mean {whole / count * 1000:.1f} ms",
        f"{'stage':<52}{'ms a message':>13}{'share':>8}{'messages':>10}",
    ]
    for name, took in sorted(total.items(), key=lambda item: -item[1]):
        title = " ".join(part for part in name if part)
        share = f"{took / whole:.1%}"
        lines.append(f"{title:<52}{took / count * 1000:>13.2f}{share:>8}{runs[name] / count:>10.0%}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
