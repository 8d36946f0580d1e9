"""Turns the labelled messages into what the network learns from (first of two steps; README.md).

    python -m benchmarks.meaning.prepare OUT.npz

Runs in the assistant's own environment: normalization, spelling, the grammar's findings and the states of
MiniLM's first layer are exactly those that the assistant will hand to the network. The test splits
are read for measuring only; the second step trains on none of them.
"""

from __future__ import annotations

import argparse
import json
import random
from datetime import datetime
from pathlib import Path
from typing import Iterator, List, NamedTuple, Optional, Tuple

import numpy as np
import yaml

from bot.nlu.codes import FEATURES, ROLES, SYMPTOMS
from bot.nlu.intent_features import plain_text
from bot.nlu.meaning_model import CODES, ROLE_NAMES, STATUSES, FirstLayer, windows
from bot.nlu.normalize import normalize
from bot.nlu.sentence_embedding import encoder
from bot.nlu.symptoms import find
from bot.nlu.tokens import tokenize
from bot.nlu.understanding import understand

NLU = Path(__file__).parents[1] / "nlu"
INTENTS = Path(__file__).parents[2] / "data/nlu"
NOW = datetime(2025, 6, 18, 14, 0)
SPLITS = ("development", "blind2", "blind3", "blind4", "locked")
CODES_OF = SYMPTOMS | FEATURES
# Two messages in one teach that a sign counts whatever stands around it. So many, of at most so many words.
JOINED = 2_500
LONGEST_JOINED = 100
JOINTS = (". ", " ", ", ", " and ", " but ", "\n", "... ", ". Also ")

Pair = Tuple[str, str]


class Row(NamedTuple):
    """A labelled message.

    Attributes:
        source: the file that it comes from.
        text: the message.
        pairs: codes with their roles, or None where they were not labelled.
        status: infusion status, "-" for none, or None where it was not labelled.
    """

    source: str
    text: str
    pairs: Optional[List[Pair]]
    status: Optional[str]


class LabelError(ValueError):
    """A line is labelled wrongly; the message names file, line, value and what is accepted."""


def rows() -> Iterator[Row]:
    """Yield every labelled message.

    Raises:
        LabelError: a line has no such form, or a code or role that does not exist.
    """
    for split in SPLITS:
        for line in (NLU / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            pairs = [(str(code), str(role)) for code, role in row["symptoms"]]
            yield Row(split, row["text"], pairs, row["infusion_status"] or "-")
    for code, texts in yaml.safe_load((NLU / "fallback_wordings.yml").read_text(encoding="utf-8")).items():
        for text in texts:
            yield Row("wordings", text, [] if code == "none" else [(code, "present")], None)
    for path in sorted((NLU / "training").glob("*.txt")):
        yield from written(path)
    for path in (NLU / "times_development.tsv", NLU / "training/times.tsv"):
        yield from _timed(path)
    for path in sorted(INTENTS.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = block["examples"].splitlines() if "intent" in block else []
            yield from (
                Row("intents", line[2:].strip(), None, None) for line in lines if line.startswith("- ")
            )


def written(path: Path) -> Iterator[Row]:
    """Yield the messages of one writer.

    Raises:
        LabelError: as `rows`.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        labels, text = _halves(path, number, line)
        status, findings = _status(path, number, labels)
        yield Row(path.stem, text, _pairs(path, number, findings), status)


def _timed(path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        labels, text = _halves(path, number, line)
        fields = [field.strip() for field in labels.split(";")]
        if len(fields) != 4 or fields[0] not in (*STATUSES, "-"):
            raise LabelError(
                f"{path.name}:{number}: {labels!r}; accepted: status;severity;hours;code=role,..."
            )
        yield Row("times", text, _pairs(path, number, fields[3]), fields[0])


def joined(messages: List[Row]) -> Iterator[Row]:
    """Yield pairs of training messages as one message, with the findings of both.

    Messages of one writer, and of two, by chance that is the same in each run.
    """
    chance = random.Random(0)
    short = [
        row for row in messages if row.pairs is not None and len(row.text.split()) <= LONGEST_JOINED // 2
    ]
    for _ in range(JOINED):
        one, other = chance.sample(short, 2)
        text = one.text.rstrip(".") + chance.choice(JOINTS) + other.text
        yield Row("joined", text, sorted({*(one.pairs or []), *(other.pairs or [])}), None)


def _halves(path: Path, number: int, line: str) -> Tuple[str, str]:
    labels, bar, text = line.partition("|")
    if not bar or not text.strip():
        raise LabelError(f"{path.name}:{number}: {line[:40]!r}; accepted: labels | message")
    return labels.strip(), text.strip()


def _status(path: Path, number: int, labels: str) -> Tuple[Optional[str], str]:
    """Return the infusion status that the first label tells, if it tells any, and the other labels."""
    first, _, others = labels.partition(",")
    name, _, value = first.strip().partition("=")
    if name != "status":
        return None, labels
    if value not in (*STATUSES, "-"):
        raise LabelError(f"{path.name}:{number}: {first!r}; accepted: status=before, running, after or -")
    return value, others


def _pairs(path: Path, number: int, labels: str) -> List[Pair]:
    pairs: List[Pair] = []
    for label in (part.strip() for part in labels.split(",") if part.strip() not in ("", "-")):
        code, _, role = label.partition("=")
        if code not in CODES_OF or role not in ROLES:
            raise LabelError(f"{path.name}:{number}: {label!r}; accepted: a symptom or feature code=a role")
        pairs.append((code, role))
    return pairs


def main() -> None:
    """Write the features of all messages, each window of a long message a row of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    first = FirstLayer()
    states, lengths, sources, texts, message = [], [], [], [], []
    gold, labelled, grammar, gold_status, grammar_status = [], [], [], [], []
    every = list(rows())
    for index, row in enumerate([*every, *joined([row for row in every if row.source in _writers()])]):
        tokens = tokenize(normalize(row.text))
        if not tokens:
            continue
        words = find(tokens).words
        understood = understand(row.text, NOW)
        found = [
            (str(item.value), str(item.role))
            for item in understood.entities
            if item.entity in ("symptom", "feature")
        ]
        told = understood.of("infusion_status")
        # Few messages are longer than a window; those are trained on by their first one only if it is all.
        span = windows(len(words))
        if len(span) > 1:
            continue
        state = first.states(words)
        states.append(state.astype(np.float16))
        lengths.append(len(state))
        sources.append(row.source)
        texts.append(row.text)
        message.append(index)
        gold.append(_table(row.pairs or []))
        labelled.append(row.pairs is not None)
        grammar.append(_table(found))
        gold_status.append(-2 if row.status is None else _place(row.status))
        grammar_status.append(_place(str(told[0].value)) if told else -1)
    np.savez(
        options.out,
        states=np.concatenate(states),
        lengths=np.array(lengths),
        sources=np.array(sources),
        texts=np.array(texts),
        message=np.array(message),
        # What the sentence model makes of it: the network learns to say that, too.
        sentences=encoder().embed_all([plain_text(text) for text in texts]).astype(np.float16),
        gold=np.stack(gold),
        labelled=np.array(labelled),
        grammar=np.stack(grammar),
        gold_status=np.array(gold_status),
        grammar_status=np.array(grammar_status),
        codes=np.array(CODES),
        roles=np.array(ROLE_NAMES),
        statuses=np.array(STATUSES),
    )
    print(f"{len(texts)} messages, {np.mean(lengths):.1f} pieces each")


def _writers() -> List[str]:
    return [path.stem for path in (NLU / "training").glob("*.txt")]


def _table(pairs: List[Pair]) -> np.ndarray:
    table = np.zeros((len(CODES), len(ROLE_NAMES)), dtype=np.bool_)
    for code, role in pairs:
        if code in CODES:
            table[CODES.index(code), ROLE_NAMES.index(role)] = True
    return table


def _place(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else -1


if __name__ == "__main__":
    main()
