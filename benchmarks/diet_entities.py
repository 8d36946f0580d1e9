"""Rasa's stock DIET classifier as a finder of symptoms.

DIET: Bunk and others, 2020, https://arxiv.org/abs/2004.09936. It learns from the development messages.
Their labels have no places, so each (code, role) stands where our component finds that code; labels that it
does not find are left out. A code is an entity, its assertion the entity's role; of entities that overlap
the longer one is kept, and what a code implies (severe headache: headache) is added to what DIET finds, as
our component does it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence

from benchmarks.eval_nlu import NOW, Pair
from bot.nlu.lexicon import lexicon
from bot.nlu.understanding import Entity, understand

# The features that `rasa init` writes.
PIPELINE: List[Dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
# As many as in compare_intents; stock are 100, which take an hour on one core.
EPOCHS = 30


def example(row: Dict[str, Any]) -> Dict[str, Any]:
    """Return a labelled message as an example of Rasa's JSON training data."""
    gold = {(code, role) for code, role in row["symptoms"]}
    placed = [item for item in understand(row["text"], NOW).entities if (item.value, item.role) in gold]
    kept: List[Entity] = []
    for item in sorted(placed, key=lambda each: (each.start - each.end, each.start)):
        if all(item.end <= other.start or item.start >= other.end for other in kept):
            kept.append(item)
    entities = [
        {
            "start": item.start,
            "end": item.end,
            "value": row["text"][item.start : item.end],
            "entity": item.value,
            "role": item.role,
        }
        for item in sorted(kept, key=lambda each: each.start)
    ]
    return {"text": row["text"], "intent": row["intent"] or "none", "entities": entities}


def findings(entities: Sequence[Dict[str, Any]]) -> frozenset[Pair]:
    """Return the (code, role) pairs of the entities of a parsed message; without a role one is present."""
    found = {(str(item["entity"]), str(item.get("role", "present"))) for item in entities}
    implies = lexicon().implies
    return frozenset(found | {(implies[code], role) for code, role in found if code in implies})


def train_diet(rows: Sequence[Dict[str, Any]], epochs: int = EPOCHS) -> Callable[[str], frozenset[Pair]]:
    """Train DIET and return what finds the pairs of a message.

    Args:
        rows: labelled messages.
        epochs: how often it sees each.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    import structlog
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    # Rasa's debug log tells every message; a split that is locked must not appear anywhere.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    # The CRF is quadratic in its tags: with a beginning and an inside to each code an epoch takes minutes.
    classifier = {"name": "DIETClassifier", "epochs": epochs, "random_seed": 1, "BILOU_flag": False}
    loop = asyncio.new_event_loop()
    with tempfile.TemporaryDirectory(prefix="diet-") as name:
        folder = Path(name)
        (folder / "config.yml").write_text(
            json.dumps({"recipe": "default.v1", "language": "en", "pipeline": [*PIPELINE, classifier]})
        )
        examples = [example(row) for row in rows]
        (folder / "nlu.json").write_text(json.dumps({"rasa_nlu_data": {"common_examples": examples}}))
        model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.json"), str(folder))
        agent = Agent.load(model)

    def find(text: str) -> frozenset[Pair]:
        return findings(loop.run_until_complete(agent.parse_message(text))["entities"])

    return find
