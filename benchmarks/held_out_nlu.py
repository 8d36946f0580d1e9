"""The development split as Rasa's NLU test data, for `rasa test nlu` (`make rasa-test`).

The model was not trained on these messages (tests/benchmarks/test_training_data.py). Rasa's report ignores
the roles of entities, so intents alone are written; `make eval-nlu` measures the symptoms and assertions.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import DefaultDict, List

import yaml

SPLIT = Path(__file__).parent / "nlu" / "development.jsonl"
MARKS = frozenset("[](){}")  # Rasa reads these in an example as marks of an entity


def held_out(every: int = 1, split: Path = SPLIT) -> str:
    """Return the split's messages by intent, in Rasa's YAML.

    Args:
        every: 1 for all messages, 10 for each tenth.
        split: the file of the messages.
    """
    by_intent: DefaultDict[str, List[str]] = defaultdict(list)
    for line in split.read_text(encoding="utf-8").splitlines()[::every]:
        message = json.loads(line)
        text = " ".join(message["text"].split())
        if message.get("intent") and text and not set(text) & MARKS:
            by_intent[message["intent"]].append(text)
    entries = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in sorted(by_intent.items())
    ]
    data = {"version": "3.1", "nlu": entries}
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
