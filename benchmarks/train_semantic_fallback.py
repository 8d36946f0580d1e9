"""Trains the linear model of bot/nlu/semantic_fallback.py and chooses its thresholds.

    python benchmarks/train_semantic_fallback.py [--only-measure]

Clauses come from the development messages, the wordings in benchmarks/nlu/fallback_wordings.yml, the training
messages in data/nlu, and the lexicon's own patterns. Their labels are the danger signs that the grammar finds
in them (the development messages' gold where there is one): the model learns what the grammar knows, and
carries it over to other words. Thresholds come from cross-validation in which whole clusters of like wordings
are left out, so that every clause is judged by a model that never saw its like. Deterministic; the locked
split is never read. Prints the digest to pin.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from pathlib import Path
from typing import Dict, FrozenSet, Iterator, List, NamedTuple, Sequence, Set, Tuple

import numpy as np
import numpy.typing as npt
import yaml
from sklearn.cluster import MiniBatchKMeans
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from bot.nlu.clauses import clauses  # noqa: E402
from bot.nlu.codes import DANGER_SIGNS  # noqa: E402
from bot.nlu.data import load  # noqa: E402
from bot.nlu.grammar import expand_forms  # noqa: E402
from bot.nlu.lexicon import ExactClass, LexiconFile  # noqa: E402
from bot.nlu.normalize import normalize  # noqa: E402
from bot.nlu.semantic_fallback import FEWEST_WORDS, NEARLY, WEIGHTS, clause_text  # noqa: E402
from bot.nlu.sentence_embedding import encoder  # noqa: E402
from bot.nlu.symptoms import find  # noqa: E402
from bot.nlu.tokens import tokenize  # noqa: E402

CODES = sorted(DANGER_SIGNS)
NONE = len(CODES)
CLUSTERS = 700
FOLDS = 5
STRENGTH = 10.0
PATTERNS_A_CODE = 60
# Share of messages without a danger sign on which the fallback may ask a needless question.
NEEDLESS = 0.02
# Shorter messages are answers, on which nothing is looked for; they would flatter the share.
FEWEST_WORDS_OF_A_STATEMENT = 4
# How much a clause of each source counts: hand-written wordings most, words drawn from patterns least.
WEIGHT = {"development": 1.0, "wordings": 3.0, "messages": 1.0, "patterns": 0.3}


class Clause(NamedTuple):
    """A clause with the danger signs that it speaks of.

    Attributes:
        text: its words.
        codes: the danger signs.
        source: a key of WEIGHT.
        message: number of the development message, else -1.
        calm: whether that message holds no present danger sign.
    """

    text: str
    codes: FrozenSet[str]
    source: str
    message: int = -1
    calm: bool = False


def cut(text: str) -> Iterator[Tuple[str, FrozenSet[str]]]:
    """Yield the clauses of a message with the danger signs that the grammar finds in each."""
    tokens = tokenize(normalize(text))
    if not tokens:
        return
    found = find(tokens)
    for start, end in clauses(found.words):
        codes = {
            mention.code
            for mention in found.mentions
            if mention.code in DANGER_SIGNS
            and sum(start <= hit < end for hit in mention.hits) * 2 >= len(mention.hits)
        }
        yield clause_text(found.words, start, end), frozenset(codes)


def development() -> Iterator[Clause]:
    """Yield the clauses of the development messages; those that the grammar misreads are left out."""
    lines = (HERE / "nlu" / "development.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        row = json.loads(line)
        gold = {code for code, _ in row["symptoms"]}
        calm = not any(role == "present" and code in DANGER_SIGNS for code, role in row["symptoms"])
        for text, codes in cut(row["text"]):
            if codes <= gold:
                yield Clause(text, codes, "development", number, calm)


def training_messages() -> Iterator[Clause]:
    """Yield the clauses of the intents' training messages."""
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            crisis = frozenset(["suicidal"] if entry["intent"] == "crisis" else [])
            for line in entry["examples"].splitlines():
                for text, codes in cut(line.strip().removeprefix("- ")):
                    yield Clause(text, codes | crisis, "messages")


def wordings() -> Iterator[Clause]:
    """Yield the hand-written wordings of each sign, and the everyday ones of none."""
    path = HERE / "nlu" / "fallback_wordings.yml"
    if not path.exists():
        return
    for code, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for text in texts:
            words = find(tokenize(normalize(text))).words
            codes = frozenset() if code == "none" else frozenset([code])
            yield Clause(" ".join(words), codes, "wordings")


def patterns() -> Iterator[Clause]:
    """Yield words drawn from the lexicon's patterns."""
    draw = random.Random(3)
    data = load("lexicon.yml", LexiconFile)
    classes: Dict[str, List[str]] = {}
    for name, entry in data.classes.items():
        if isinstance(entry, (str, ExactClass)):
            classes[name] = list(expand_forms(entry if isinstance(entry, str) else entry.exact))
    for code, rules in data.rules.items():
        plain = [rule for rule in rules if isinstance(rule, str)]
        for _ in range(PATTERNS_A_CODE if code in DANGER_SIGNS else 0):
            words = []
            for part in draw.choice(plain).split():
                if part.startswith(("..", "~")) or (part.endswith("?") and draw.random() < 0.6):
                    continue
                choice = draw.choice(part.rstrip("?").split("|"))
                phrases = (
                    classes.get(choice[1:], []) if choice.startswith("$") else [choice.replace("_", " ")]
                )
                if phrases:
                    words.append(draw.choice(phrases))
            if words:
                yield Clause(" ".join(words), frozenset([code]), "patterns")


def collect() -> List[Clause]:
    """Return all clauses, those outside the development messages once each."""
    rows = list(development())
    seen: Set[str] = {row.text for row in rows}
    for row in (*wordings(), *training_messages(), *patterns()):
        if row.text not in seen:
            seen.add(row.text)
            rows.append(row)
    return rows


Matrix = npt.NDArray[np.float32]


def fit(rows: Sequence[Clause], vectors: Matrix, labels: npt.NDArray[np.bool_]) -> Tuple[Matrix, Matrix]:
    """Return weights and offsets of the softmax over the codes and none; of two codes each counts half."""
    places, targets, weights = [], [], []
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        codes = np.flatnonzero(label)
        for code in codes if len(codes) else [NONE]:
            places.append(index)
            targets.append(int(code))
            weights.append(WEIGHT[row.source] / max(1, len(codes)))
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(vectors[places], targets, sample_weight=weights)
    if len(model.classes_) != NONE + 1:
        raise ValueError("a danger sign has no clause to learn from")
    return model.coef_.astype(np.float32), model.intercept_.astype(np.float32)


def shares(vectors: Matrix, weights: Matrix, offsets: Matrix) -> Matrix:
    """Return the share of each code."""
    scores = vectors @ weights.T + offsets
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (scores / scores.sum(axis=1, keepdims=True))[:, :NONE]


def left_out(rows: Sequence[Clause], vectors: Matrix, labels: npt.NDArray[np.bool_]) -> Matrix:
    """Return the shares of each clause by a model that saw no clause of its cluster."""
    groups = MiniBatchKMeans(CLUSTERS, random_state=0, n_init=1, batch_size=2048).fit_predict(vectors)
    result = np.zeros((len(vectors), NONE), dtype=np.float32)
    for train, test in GroupKFold(FOLDS).split(vectors, labels, groups):
        seen = [rows[place] for place in train]
        result[test] = shares(vectors[test], *fit(seen, vectors[train], labels[train]))
    return result


def threshold(rows: List[Clause], scores: Matrix, labels: npt.NDArray[np.bool_], needless: float) -> float:
    """Return the one threshold at which this share of the calm messages would be asked needlessly."""
    calm: Dict[int, float] = {row.message: 0.0 for row in rows if row.calm and row.message >= 0}
    words: Dict[int, int] = {}
    for row, score, label in zip(rows, scores, labels, strict=True):
        words[row.message] = words.get(row.message, 0) + len(row.text.split())
        if row.message in calm and not label.any() and len(row.text.split()) >= FEWEST_WORDS:
            calm[row.message] = max(calm[row.message], float(score.sum()))
    told = [score for message, score in calm.items() if words[message] >= FEWEST_WORDS_OF_A_STATEMENT]
    return sorted(told, reverse=True)[int(needless * len(told))]


def report(rows: List[Clause], scores: Matrix, labels: npt.NDArray[np.bool_]) -> None:
    """Print, for several shares of needless questions, how many left-out wordings are found.

    Once for the clauses of the development messages, the lexicon's findings taken away, and once for those
    hand-written wordings that the lexicon does not know.
    """
    own = np.array([row.source == "development" and bool(row.codes) for row in rows])
    unknown = np.array(
        [row.source == "wordings" and bool(row.codes) and not known(row.text, row.codes) for row in rows]
    )
    best = np.argsort(-scores, axis=1, kind="stable")[:, :2]
    for needless in (0.01, 0.02, 0.03, 0.05):
        limit = threshold(rows, scores, labels, needless)
        told = []
        for part in (own, unknown):
            hit = scores[part].sum(axis=1) >= limit
            first, second = best[part].T
            line = np.arange(len(hit))
            nearly = scores[part][line, second] >= NEARLY * scores[part][line, first]
            right = labels[part][line, first] | (labels[part][line, second] & nearly)
            told.append(f"{(hit & right).mean():.3f} (any sign {hit.mean():.3f})")
        print(
            f"needless {needless:.3f}: threshold {limit:.3f}, left-out clauses {told[0]}, "
            f"wordings unknown to the lexicon {told[1]}"
        )


def known(text: str, codes: FrozenSet[str]) -> bool:
    """Tell whether the grammar finds one of the signs."""
    return bool(codes & {mention.code for mention in find(tokenize(normalize(text))).mentions})


def main() -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only-measure", action="store_true", help="write nothing")
    options = parser.parse_args()
    rows = collect()
    labels = np.array([[code in row.codes for code in CODES] for row in rows])
    vectors = encoder().embed_all([row.text for row in rows])
    scores = left_out(rows, vectors, labels)
    print(f"{len(rows)} clauses, {int(labels.any(axis=1).sum())} of them with a danger sign")
    report(rows, scores, labels)
    if options.only_measure:
        return
    weights, offsets = fit(rows, vectors, labels)
    limit = threshold(rows, scores, labels, NEEDLESS)
    np.savez(WEIGHTS, codes=np.array(CODES), weights=weights, offsets=offsets, threshold=np.float32(limit))
    print(f"threshold {limit:.3f}; SHA-256 {hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
