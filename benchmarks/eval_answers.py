"""Measures the answers to questions against labelled ones.

    python -m benchmarks.eval_answers [--set development|locked|PATH] [--errors] [--compare]

A line of a set: id, text, audience, kind (answer, decline, calculation or card), lines (any one of which
answers), must (what the answer has to say: groups "a|b", one of each), never (what it must not say).
--compare prints the alternatives to the search that is used; --errors prints every question that went wrong.
Prints the shares with 95% Wilson intervals and the answer time. On a locked set only totals are printed.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import math
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Optional

from bot.runtime.environment import prepare

prepare()  # before anything imports numpy

import numpy as np  # noqa: E402
from sklearn.feature_extraction.text import CountVectorizer  # noqa: E402

from bot.knowledge import knowledge  # noqa: E402
from bot.knowledge.models import Answer  # noqa: E402
from bot.knowledge.questions import questions  # noqa: E402
from bot.knowledge.replies import Replies  # noqa: E402
from bot.knowledge.search import LEARNED, Search, members  # noqa: E402
from bot.knowledge.similarity import Similarity  # noqa: E402
from bot.knowledge.vectors import vectors_of  # noqa: E402
from bot.nlu.sentence_embedding import encoder  # noqa: E402
from bot.protocol.texts import fill  # noqa: E402

FOLDER = Path(__file__).parent / "answers"
SETS = {"development": FOLDER / "development.jsonl", "locked": FOLDER / "questions_locked.jsonl"}
GOALS = {
    "answered right": ">= 92%",
    "right line cited of the answered": ">= 95%",
    "declined when unanswerable": ">= 95%",
    "false refusals": "<= 4%",
    "calculations": "100%",
}

Row = dict[str, Any]


def read(name: str) -> list[Row]:
    """Return the questions of a set, by its name or its path."""
    path = SETS.get(name, Path(name))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def share(hits: int, total: int) -> str:
    """Return a share with its 95% Wilson interval."""
    if total == 0:
        return "none asked"
    part, z = hits / total, 1.96
    centre = (part + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(part * (1 - part) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{part:6.1%} [{max(0, centre - half):.1%}, {min(1, centre + half):.1%}] ({hits}/{total})"


def said(row: Row, text: str) -> bool:
    """Tell whether a text says all that it must and nothing that it must not."""
    low = text.lower()
    has_all = all(any(part.strip().lower() in low for part in group.split("|")) for group in row["must"])
    return has_all and not any(part.lower() in low for part in row["never"])


def reference_tool() -> Optional[Callable[[str], Any]]:
    """Return the function that answers calculations and cards, or None while there is none."""
    if importlib.util.find_spec("bot.knowledge.reference") is None:
        return None
    respond: Callable[[str], Any] = importlib.import_module("bot.knowledge.reference").respond
    return respond


def score_answer(row: Row, answer: Answer, counts: Counter[str]) -> str:
    """Count one answer to a question of kind answer or decline; return what is wrong with it, or nothing."""
    counts[row["kind"]] += 1
    if row["kind"] == "decline":
        counts["declined"] += not answer.answerable
        counts["declined, text as wanted"] += not answer.answerable and said(row, fill(answer.text))
        return "answered" if answer.answerable else ""
    if not answer.answerable:
        counts["refused"] += 1
        return "refused"
    counts["answered"] += 1
    gold = set(row["lines"])
    cited = bool(gold & {source.passage for source in answer.sources})
    stated = {source.passage for name in answer.statements for source in knowledge().statements[name].sources}
    right = bool(gold & stated)
    first = {source.passage for source in knowledge().statements[answer.statements[0]].sources}
    wanted = said(row, fill(answer.text))
    counts["cited"] += cited
    counts["right"] += right
    counts["first"] += bool(gold & first)
    counts["right and as wanted"] += right and wanted
    return "" if right and wanted else ("wrong" if not right else "lacks a word")


def measure(replies: Replies, rows: list[Row], errors: bool) -> Counter[str]:
    """Answer all questions of kind answer or decline, and count."""
    counts: Counter[str] = Counter()
    for row in rows:
        answer = replies.answer(row["text"], row["audience"])
        problem = score_answer(row, answer, counts)
        if errors and problem:
            print(f"{problem:13} {row['id']} {row['audience']}: {row['text']!r} -> {answer.statements}")
    return counts


def answer_times(replies: Replies, rows: list[Row]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the time for one answer, in milliseconds."""
    spent = []
    for row in rows:
        start = time.perf_counter()
        replies.answer(row["text"], row["audience"])
        spent.append(1000 * (time.perf_counter() - start))
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def report_references(rows: list[Row]) -> None:
    """Print how many calculations and cards come out right, or that nothing answers them yet."""
    respond = reference_tool()
    for kind in ("calculation", "card"):
        asked = [row for row in rows if row["kind"] == kind]
        if not asked:
            continue
        if respond is None:
            print(f"{kind}s: {len(asked)} skipped, bot/knowledge/reference.py is absent")
            continue
        right = 0
        for row in asked:
            found = respond(row["text"])
            right += found is not None and said(row, f"{found.text}")
        print(f"{kind + 's':42} {share(right, len(asked))}")


def report(rows: list[Row], errors: bool) -> None:
    """Print all numbers of one set."""
    replies = Replies(Search(knowledge(), questions(), encoder()))
    asked = [row for row in rows if row["kind"] in ("answer", "decline")]
    replies.answer("what is this", "patient")  # the first answer also loads what is loaded late
    counts = measure(replies, asked, errors)
    lines = [
        ("answered right", counts["right"], counts["answer"]),
        ("  with the most direct statement first", counts["first"], counts["answer"]),
        ("  and all words wanted, none unwanted", counts["right and as wanted"], counts["answer"]),
        ("right line cited of the answered", counts["cited"], counts["answered"]),
        ("declined when unanswerable", counts["declined"], counts["decline"]),
        ("  and all words wanted, none unwanted", counts["declined, text as wanted"], counts["decline"]),
        ("false refusals", counts["refused"], counts["answer"]),
    ]
    for name, hits, total in lines:
        goal = f"   goal {GOALS[name]}" if name in GOALS else ""
        print(f"{name:42} {share(hits, total)}{goal}")
    report_references(rows)
    middle, high = answer_times(replies, asked)
    print(f"{'answer time':42} p50 {middle:.1f} ms, p95 {high:.1f} ms   goal p95 <= 25 ms")


class Bm25:
    """Okapi BM25 over words, each score a share of what the question could reach."""

    def __init__(self, texts: list[str]) -> None:
        self._counter = CountVectorizer(token_pattern=r"\w+")
        counts = self._counter.fit_transform(texts).toarray().astype(np.float32)
        length = counts.sum(axis=1, keepdims=True)
        found = (counts > 0).sum(axis=0)
        self._idf = np.log(1 + (len(texts) - found + 0.5) / (found + 0.5)).astype(np.float32)
        self._weights = self._idf * counts * 2.5 / (counts + 1.5 * (0.25 + 0.75 * length / length.mean()))
        self._texts = texts

    def to_all(self, question: str) -> Any:
        asked = self._counter.transform([question]).toarray()[0] > 0
        most = float(self._idf[asked].sum()) * 2.5 or 1.0
        return (self._weights[:, asked].sum(axis=1) / most).astype(np.float32)

    def among_all(self) -> Any:
        rows = np.stack([self.to_all(text) for text in self._texts])
        return (rows + rows.T) / 2


def compare(rows: list[Row]) -> None:
    """Print how the search does with other ways to compare texts, none of them with a threshold."""
    known, asked, model = knowledge(), questions(), encoder()
    texts = [member.text for member in members(known, asked)]
    vectors = vectors_of(texts, model)
    ways: dict[str, Any] = {
        "BM25": Bm25(texts),
        "words (TF-IDF)": Similarity(texts, vectors, model, (0.0, 1.0, 0.0)),
        "words and letters (TF-IDF)": Similarity(texts, vectors, model, (0.0, 0.5, 0.5)),
        "meaning (MiniLM)": Similarity(texts, vectors, model, (1.0, 0.0, 0.0)),
        "meaning 0.8, words and letters 0.2": Similarity(texts, vectors, model, (0.8, 0.1, 0.1)),
        "meaning 0.6, words and letters 0.4": Similarity(texts, vectors, model, (0.6, 0.2, 0.2)),
        "meaning 0.4, words and letters 0.6": Similarity(texts, vectors, model, (0.4, 0.3, 0.3)),
    }
    print(f"{'':46} right   first   declined  false refusals")
    for name, way in ways.items():
        for learned in (0.0, LEARNED, 2.0):
            search = Search(known, asked, model, vectors, way, learned)
            counts = measure(Replies(search, near_enough=0.0), rows, errors=False)
            shares = [counts[key] / counts["answer"] for key in ("right", "first", "refused")]
            declined = counts["declined"] / counts["decline"]
            label = f"{name}, learned {learned:g}" if learned else name
            print(f"{label:46} {shares[0]:.3f}   {shares[1]:.3f}   {declined:.3f}     {shares[2]:.3f}")


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", default="development", help="development, locked, or a path")
    parser.add_argument("--errors", action="store_true", help="print every question that went wrong")
    parser.add_argument("--compare", action="store_true", help="print the alternatives to the search")
    arguments = parser.parse_args()
    if arguments.errors and "locked" in arguments.set:
        parser.error("a locked set stays unseen: only its totals are printed")
    rows = read(arguments.set)
    if arguments.compare:
        compare([row for row in rows if row["kind"] in ("answer", "decline")])
    else:
        report(rows, arguments.errors)


if __name__ == "__main__":
    main()
