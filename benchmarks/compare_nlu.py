"""Compares understanding with what else there is, on the same messages, in one run.

    python -m benchmarks.compare_nlu [--split NAME ...] [--only NAMES] [--epochs N]

The candidates: our component, and its grammar without the network; the assertion of medspaCy (ConText)
and of negspaCy (NegEx), on the findings that our lexicon marks, so that assertion alone is compared; both
from end to end, finding fixed phrases from our lexicon (lexicon_terms.py) by themselves; and Rasa's stock
DIET (diet_entities.py), trained on the development messages. negspaCy knows only present and absent; no
peer knows "conditional". What a pattern of our lexicon says by itself ("breathing is fine") counts for the
peers, too, where they find nothing else.

Our component was made with the development messages and DIET is trained on them: that split compares
nothing fairly. Of each split only totals are printed. Intervals are 95 %; times are of one message at a
time, our marking included where a peer gets our findings.
"""

from __future__ import annotations

import argparse
import os
import time
from functools import lru_cache
from typing import Any, Callable, Dict, List, Sequence

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.diet_entities import EPOCHS, train_diet
from benchmarks.eval_nlu import NOW, findings, read
from benchmarks.lexicon_terms import lexicon_terms
from benchmarks.nlu_scores import HEADER, Prediction, score
from benchmarks.peer_environment import PeerError, ask_peer, peer_python
from bot.nlu.codes import FEATURES, SYMPTOMS
from bot.nlu.meaning import Reader
from bot.nlu.meaning_model import meaning_model
from bot.nlu.normalize import normalize
from bot.nlu.symptoms import find
from bot.nlu.tokens import tokenize
from bot.nlu.understanding import understand

SPLITS = ("development", "blind2", "locked", "blind3", "blind4")

Rows = Sequence[Dict[str, Any]]


def timed(rows: Rows, look: Callable[[str], Any]) -> List[Prediction]:
    """Ask for each message in turn, after one to warm up."""
    look("my back hurts, it feels odd")
    predictions = []
    for row in rows:
        begun = time.perf_counter()
        found = look(row["text"])
        predictions.append(Prediction(frozenset(found), 1000 * (time.perf_counter() - begun)))
    return predictions


def ours(rows: Rows, reader: Reader | None) -> List[Prediction]:
    """The component of this project."""
    return timed(rows, lambda text: findings(understand(text, NOW, reader)))


def marked(text: str) -> List[Dict[str, Any]]:
    """Return the findings of our lexicon with their place in the text and what their pattern says."""
    tokens = tokenize(normalize(text))
    if not tokens:
        return []
    return [
        {"code": item.code, "role": item.role, "span": [tokens[item.start].start, tokens[item.end - 1].end]}
        for item in find(tokens).mentions
        if item.code in SYMPTOMS | FEATURES
    ]


def assertion_of(peer: str, rows: Rows) -> List[Prediction]:
    """A peer's assertion of the findings that our lexicon marks."""
    marks, milliseconds = [], []
    marked("my back hurts, it feels odd")
    for row in rows:
        begun = time.perf_counter()
        marks.append(marked(row["text"]))
        milliseconds.append(1000 * (time.perf_counter() - begun))
    messages = [
        {"text": row["text"], "targets": [mark["span"] for mark in found]}
        for row, found in zip(rows, marks, strict=True)
    ]
    predictions = []
    answers = ask_peer(peer_python(), peer, [], messages)
    for answer, found, spent in zip(answers, marks, milliseconds, strict=True):
        pairs = set()
        for number, role in answer["found"]:
            pairs.add((found[number]["code"], found[number]["role"] if role == "present" else role))
        predictions.append(Prediction(frozenset(pairs), answer["ms"] + spent))
    return predictions


def end_to_end(peer: str, rows: Rows) -> List[Prediction]:
    """A peer that finds fixed phrases by itself."""
    messages = [{"text": row["text"], "targets": []} for row in rows]
    answers = ask_peer(peer_python(), peer, lexicon_terms(), messages)
    return [
        Prediction(frozenset((code, role) for code, role in answer["found"]), answer["ms"])
        for answer in answers
    ]


@lru_cache(maxsize=1)
def trained_diet(epochs: int) -> Callable[[str], Any]:
    """Rasa's DIET, trained once for all splits."""
    return train_diet(read("development"), epochs)


def candidates(epochs: int) -> Dict[str, Callable[[Rows], List[Prediction]]]:
    """Return what is compared, by name."""
    return {
        "ours": lambda rows: ours(rows, meaning_model()),
        "our grammar alone": lambda rows: ours(rows, None),
        "medspaCy on our findings": lambda rows: assertion_of("medspacy", rows),
        "negspaCy on our findings": lambda rows: assertion_of("negspacy", rows),
        "medspaCy with a term list": lambda rows: end_to_end("medspacy", rows),
        "negspaCy with a term list": lambda rows: end_to_end("negspacy", rows),
        "Rasa DIET": lambda rows: timed(rows, trained_diet(epochs)),
    }


def line(name: str, look: Callable[[Rows], List[Prediction]], rows: Rows) -> str:
    """Return a candidate's line of the table, or why there is none."""
    try:
        return score(rows, look(rows)).row(name)
    except PeerError as error:
        return f"| {name} | not measured: {error} |" + " |" * 5


def main() -> None:
    """Print the table, each line as soon as it is known."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", nargs="+", default=["development"], choices=SPLITS, help="one or more")
    parser.add_argument("--only", default="", help="candidates whose names hold one of these, by comma")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="epochs of DIET")
    options = parser.parse_args()
    wanted = [part.strip().lower() for part in options.only.split(",")]
    for split in options.split:
        rows = read(split)
        print(f"{split}: {len(rows)} messages\n\n{HEADER}", flush=True)
        for name, look in candidates(options.epochs).items():
            if any(part in name.lower() for part in wanted):
                print(line(name, look, rows), flush=True)
        print()


if __name__ == "__main__":
    main()
