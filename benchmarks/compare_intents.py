"""Compares ways to name intents, on the same training data and messages, in one run.

    python -m benchmarks.compare_intents                    all candidates, on the development split
    python -m benchmarks.compare_intents --only ours        some of them, by comma
    python -m benchmarks.compare_intents --split locked     the locked split: for reports, never for choosing

Every candidate is trained on data/nlu and sees only the text of a message. Rasa's own components run in Rasa
(DIET in a short training of 30 epochs); the others run bare. Intervals are 95 %, by 1,000 bootstrap resamples
of the messages. Times are of one message at a time; a busy machine makes all of them longer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Sequence, Tuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import yaml

from bot.nlu.intent_classifier import IntentModel
from bot.nlu.intent_features import features, plain_text
from bot.nlu.sentence_embedding import encoder
from bot.nlu.sentences import sentences
from bot.nlu.understanding import understand

ROOT = Path(__file__).parent.parent
RESAMPLES = 1000
TFIDF_SCALE = 0.3

Ranking = Tuple[str, float]
Predictor = Callable[[str], Ranking]
Examples = List[Tuple[str, str]]


class Result(NamedTuple):
    """What one candidate did."""

    name: str
    intents: List[str]
    confidences: List[float]
    training: float
    milliseconds: List[float]


def training_examples() -> Examples:
    """Return the text and the intent of every example in data/nlu."""
    examples: Examples = []
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in block:
                lines = block["examples"].splitlines()
                examples += [(line[2:].strip(), block["intent"]) for line in lines if line.startswith("- ")]
    return examples


def ours(examples: Examples) -> Predictor:
    """The component of this project, with the extractor's share of the time."""
    return _regression(examples, sentences())


def two_passes(examples: Examples) -> Predictor:
    """The same with MiniLM's own embedding, a network of its own."""
    return _regression(examples, encoder())


def _regression(examples: Examples, embeddings: Any) -> Predictor:
    texts = [text for text, _ in examples]
    rows = embeddings.embed_all([plain_text(text) for text in texts])
    vectors = [features(text, understand(text).entities, row) for text, row in zip(texts, rows, strict=True)]
    model = IntentModel.fit(vectors, [intent for _, intent in examples])

    def predict(text: str) -> Ranking:
        vector = features(text, understand(text).entities, embeddings.embed(plain_text(text)))
        shares = model.probabilities(vector)
        return model.names[int(shares.argmax())], float(shares.max())

    return predict


def _linear(matrix: Any, intents: Sequence[str], view: Callable[[str], Any], weight: Any = None) -> Predictor:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=10, max_iter=100, class_weight=weight).fit(matrix, list(intents))

    def predict(text: str) -> Ranking:
        shares = fitted.predict_proba(view(text))[0]
        return str(fitted.classes_[shares.argmax()]), float(shares.max())

    return predict


def tfidf(examples: Examples) -> Predictor:
    """Character n-grams, weighted by rarity."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    matrix = grams.fit_transform([text for text, _ in examples])
    return _linear(matrix, [intent for _, intent in examples], lambda text: grams.transform([text]))


def minilm(examples: Examples, weight: Any = None) -> Predictor:
    """The sentence embedding alone."""
    matrix = encoder().embed_all([text for text, _ in examples])
    intents = [intent for _, intent in examples]
    return _linear(matrix, intents, lambda text: encoder().embed(text)[None, :], weight)


def minilm_balanced(examples: Examples) -> Predictor:
    """The sentence embedding alone, rare intents weighted up."""
    return minilm(examples, "balanced")


def minilm_tfidf(examples: Examples) -> Predictor:
    """The sentence embedding beside scaled character n-grams."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [text for text, _ in examples]
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    counted = grams.fit_transform(texts)
    matrix = hstack([csr_matrix(encoder().embed_all(texts)), TFIDF_SCALE * counted]).tocsr()

    def view(text: str) -> Any:
        both = [csr_matrix(encoder().embed(text)[None, :]), TFIDF_SCALE * grams.transform([text])]
        return hstack(both).tocsr()

    return _linear(matrix, [intent for _, intent in examples], view)


COUNTS: List[Dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4},
]


def _in_rasa(classifier: Dict[str, Any]) -> Predictor:
    """Train a pipeline of Rasa's own components in Rasa."""
    import structlog
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    # Rasa's debug log tells every message; a split that is locked must not appear anywhere.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

    folder = Path(tempfile.mkdtemp(prefix="intents-"))
    config = folder / "config.yml"
    config.write_text(
        yaml.safe_dump({"recipe": "default.v1", "language": "en", "pipeline": [*COUNTS, classifier]})
    )
    model = train_nlu(str(config), str(ROOT / "data/nlu"), str(folder))
    agent = Agent.load(model)
    loop = asyncio.new_event_loop()

    def predict(text: str) -> Ranking:
        parsed = loop.run_until_complete(agent.parse_message(text))["intent"]
        return str(parsed["name"]), float(parsed["confidence"])

    return predict


def rasa_linear(examples: Examples) -> Predictor:
    """Rasa's CountVectorsFeaturizer and LogisticRegressionClassifier."""
    return _in_rasa({"name": "LogisticRegressionClassifier"})


def rasa_diet(examples: Examples) -> Predictor:
    """Rasa's CountVectorsFeaturizer and DIETClassifier."""
    return _in_rasa({"name": "DIETClassifier", "epochs": 30, "entity_recognition": False, "random_seed": 1})


CANDIDATES: Dict[str, Callable[[Examples], Predictor]] = {
    "ours": ours,
    "two-passes": two_passes,
    "minilm": minilm,
    "minilm-balanced": minilm_balanced,
    "minilm-tfidf": minilm_tfidf,
    "tfidf": tfidf,
    "rasa-linear": rasa_linear,
    "rasa-diet": rasa_diet,
}


def measure(name: str, examples: Examples, texts: Sequence[str]) -> Result:
    """Train one candidate and let it name every message."""
    begun = time.perf_counter()
    predict = CANDIDATES[name](examples)
    training = time.perf_counter() - begun
    predict("warm up")
    intents, confidences, milliseconds = [], [], []
    for text in texts:
        begun = time.perf_counter()
        intent, confidence = predict(text)
        milliseconds.append(1000 * (time.perf_counter() - begun))
        intents.append(intent)
        confidences.append(confidence)
    return Result(name, intents, confidences, training, milliseconds)


def _macro_f1(gold: Any, named: Any, count: int) -> float:
    """Return the mean F1 of the intents that occur."""
    right = np.bincount(gold[gold == named], minlength=count)
    meant, said = np.bincount(gold, minlength=count), np.bincount(named, minlength=count)
    occurs = meant > 0
    return float(np.mean(2 * right[occurs] / (meant + said)[occurs]))


def scores(gold: Sequence[str], named: Sequence[str]) -> Dict[str, str]:
    """Return macro F1, accuracy and out-of-scope recall with their intervals."""
    labels = {label: place for place, label in enumerate(sorted({*gold, *named}))}
    meant, said = (np.array([labels[item] for item in items]) for items in (gold, named))
    outside = labels["out_of_scope"]

    def all_three(places: Any) -> Tuple[float, float, float]:
        right = meant[places] == said[places]
        scope = meant[places] == outside
        recall = float(right[scope].mean()) if scope.any() else float("nan")
        return _macro_f1(meant[places], said[places], len(labels)), float(right.mean()), recall

    random = np.random.default_rng(1)
    drawn = np.array([all_three(random.integers(0, len(meant), len(meant))) for _ in range(RESAMPLES)])
    lows, highs = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    names = ("macro F1", "accuracy", "out-of-scope recall")
    whole = all_three(np.arange(len(meant)))
    return {
        name: f"{value:.3f} ({low:.3f} to {high:.3f})"
        for name, value, low, high in zip(names, whole, lows, highs, strict=True)
    }


def _by_intent(gold: Sequence[str], named: Sequence[str]) -> List[str]:
    """Return a line for each intent with precision, recall and number."""
    lines = []
    for label in sorted(set(gold)):
        right = sum(meant == said == label for meant, said in zip(gold, named, strict=True))
        said_so, meant_so = list(named).count(label), list(gold).count(label)
        precision = right / said_so if said_so else 0.0
        lines.append(f"| {label} | {precision:.2f} | {right / meant_so:.2f} | {meant_so} |")
    return lines


def main() -> None:
    """Print the table; for this project's component also each intent, and what a threshold would refuse."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--split", choices=("development", "intents_held_out", "locked", "voices"), default="development"
    )
    parser.add_argument("--only", default=",".join(CANDIDATES), help="candidates, by comma")
    options = parser.parse_args()
    lines = (ROOT / f"benchmarks/nlu/{options.split}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["intent"] is not None]
    gold = [row["intent"] for row in rows]
    examples = training_examples()
    print(f"{len(examples)} examples, {len(rows)} messages of the {options.split} split\n")
    print("| candidate | macro F1 | accuracy | out-of-scope recall | p50, ms | p95, ms | training, s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in options.only.split(","):
        result = measure(name, examples, [row["text"] for row in rows])
        cells = scores(gold, result.intents).values()
        middle, slow = np.percentile(result.milliseconds, [50, 95])
        print(
            f"| {name} | {' | '.join(cells)} | {middle:.1f} | {slow:.1f} | {result.training:.0f} |",
            flush=True,
        )
        if name == "ours":
            mine = result
    if "ours" in options.only.split(","):
        print("\n| intent | precision | recall | messages |\n| --- | --- | --- | --- |")
        print("\n".join(_by_intent(gold, mine.intents)))
        print("\n| threshold | messages below | of them wrong |\n| --- | --- | --- |")
        for threshold in (0.2, 0.3, 0.4, 0.5):
            below = [place for place, sure in enumerate(mine.confidences) if sure < threshold]
            wrong = sum(mine.intents[place] != gold[place] for place in below)
            print(f"| {threshold} | {len(below)} | {wrong} |")


if __name__ == "__main__":
    main()
