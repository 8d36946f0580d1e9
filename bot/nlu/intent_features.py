"""What the intent classifier looks at.

Four views of a message, side by side in one vector:
- its sentence embedding: what it means, whatever the words;
- its words and pairs of words;
- the same with each finding replaced by a mark: "is X serious" is learned once, not for every sign;
- what the extractor found: roles of findings, answers, times.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from functools import lru_cache
from typing import Iterable, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from bot.nlu.normalize import normalize
from bot.nlu.sentence_embedding import DIMENSIONS, MOST_CHARACTERS
from bot.nlu.understanding import Entity

Vector = npt.NDArray[np.float32]

FINDINGS = ("symptom", "feature", "risk_factor")
ROLES = ("present", "absent", "possible", "conditional", "hypothetical", "historical", "someone_else")
OTHERS = ("severity", "duration_hours", "infusion_status", "who", "answer", "command")
ANSWERS = (
    *("yes", "no", "maybe", "likely_no", "unknown", "skip", "none", "all", "only", "item"),
    *("better", "same", "worse"),
)
LENGTHS = (2, 4, 12, 25)

# Words are counted in buckets (the hashing trick): no vocabulary to store, and a size that never changes.
BUCKETS = 4096
# How much each view counts; chosen by benchmarks/compare_intents.py on the development split.
EMBEDDING_WEIGHT = 2.0
FOUND_WEIGHT = 0.3
MOST_OF_ONE_ROLE = 2

_WORD = re.compile(r"\w+|[^\w\s]")
_FOUND = len(FINDINGS) * len(ROLES) + len(OTHERS) + len(ANSWERS) + len(LENGTHS) + 3
WIDTH = DIMENSIONS + 2 * BUCKETS + _FOUND


@lru_cache(maxsize=8)  # each message asks twice
def plain_text(text: str) -> str:
    """Return the part of a message that is read, its first 1,500 characters, in plain form."""
    text = text[:MOST_CHARACTERS]
    return normalize(text).text or text


def features(text: str, entities: Sequence[Entity], embedding: Vector) -> Vector:
    """Return the vector of one message.

    Args:
        text: the message.
        entities: what the extractor found in it.
        embedding: its sentence embedding (sentences.py).
    """
    plain = plain_text(text)
    text = text[:MOST_CHARACTERS]
    vector: Vector = np.concatenate(
        [
            EMBEDDING_WEIGHT * embedding,
            _buckets(_grams(plain)),
            _buckets(_grams(masked(text, entities))),
            FOUND_WEIGHT * _found(text, plain, entities),
        ]
    ).astype(np.float32)
    return vector


def masked(text: str, entities: Iterable[Entity]) -> str:
    """Return the plain text with every finding replaced by a mark of its kind."""
    parts: List[str] = []
    last = 0
    for item in sorted(entities, key=lambda item: (item.start, -item.end)):
        if item.entity not in FINDINGS or item.start < last or item.end > len(text):
            continue
        parts += [normalize(text[last : item.start]).text, f" _{item.entity}_ "]
        last = item.end
    parts.append(normalize(text[last:]).text)
    return " ".join("".join(parts).split())


def _grams(text: str) -> List[Tuple[str, ...]]:
    """Return the words of a text, and its pairs of neighbours with the edges marked."""
    words = _WORD.findall(text)
    return [(word,) for word in words] + list(zip(["^", *words], [*words, "$"], strict=True))


def _buckets(grams: Iterable[Tuple[str, ...]]) -> Vector:
    """Count grams in buckets, damped, with length one."""
    vector = np.zeros(BUCKETS, dtype=np.float32)
    # crc32, since Python's own hash differs from one process to the next.
    for bucket, count in Counter(zlib.crc32(" ".join(gram).encode()) % BUCKETS for gram in grams).items():
        vector[bucket] = 1 + math.log(count)
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


def _found(text: str, plain: str, entities: Sequence[Entity]) -> Vector:
    """Return what was found, in numbers."""
    roles = Counter((item.entity, item.role) for item in entities)
    kinds = {item.entity for item in entities}
    answers = [str(item.value) for item in entities if item.entity == "answer"]
    before = any(item.entity == "infusion_status" and item.value == "before" for item in entities)
    covered = sum(item.end - item.start for item in entities) / max(1, len(text))
    words = len(plain.split())
    return np.array(
        [
            *(min(MOST_OF_ONE_ROLE, roles[kind, role]) for kind in FINDINGS for role in ROLES),
            *(kind in kinds for kind in OTHERS),
            *(any(answer.startswith(name) for answer in answers) for name in ANSWERS),
            *(words <= LENGTHS[0], words <= LENGTHS[1], words > LENGTHS[2], words > LENGTHS[3]),
            "?" in text,
            before,
            min(1.0, covered),
        ],
        dtype=np.float32,
    )
