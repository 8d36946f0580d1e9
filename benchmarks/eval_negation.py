"""Measures the assertion engine on the NegEx test kit (what that is, and where to get it: negation_kit.py).

    python -m benchmarks.eval_negation [--kit FILE] [--errors N]

Each sentence is read as a message is; the finding that the annotator marked becomes a mention, beside those
that the lexicon finds by itself, and the assertion engine says in which role it is told. Counted is "absent"
against the annotator's "Negated": precision, recall and F1, for the half of the kit on which wordings may be
tuned, for the half that is held out, and for both. Intervals are 95 %, from 1,000 bootstrap resamples of the
sentences. Errors are listed by kind for the first half alone, so that the other one stays unseen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Dict, List, NamedTuple, Sequence, Tuple

import numpy as np

from benchmarks.negation_kit import HELD_OUT, KIT, TUNED, Case, KitError, read_kit
from bot.nlu.assertion import assert_roles
from bot.nlu.modifiers import find_modifiers
from bot.nlu.normalize import normalize
from bot.nlu.people import owners
from bot.nlu.symptoms import Mention, find
from bot.nlu.tokens import tokenize

# No code of ours, and so no danger sign: those are asked about where a denial is doubtful.
ANCHOR = "marked_finding"
RESAMPLES = 1000


class Judged(NamedTuple):
    """A finding of the kit with the role that it was given, and the modifiers nearest before and after it."""

    case: Case
    role: str
    triggers: Tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of error; empty where there is none."""
        near = " ... ".join(self.triggers) or "no modifier"
        if self.case.negated and self.role != "absent":
            return f"missed, called {self.role} ({near})"
        if not self.case.negated and self.role == "absent":
            return f"wrongly absent ({near})"
        return ""


def role_at(sentence: str, start: int, end: int) -> Tuple[str, Tuple[str, ...]]:
    """Return the role of what stands at a place in a sentence, and the modifiers next to it.

    Args:
        sentence: any text.
        start: offset of the first character.
        end: offset after the last character.
    """
    tokens = tokenize(normalize(sentence))
    inside = [place for place, token in enumerate(tokens) if token.start < end and token.end > start]
    if not inside:
        return "present", ()
    marked = Mention(ANCHOR, inside[0], inside[-1] + 1, tuple(inside), "present")
    found = find(tokens)
    others = [mention for mention in found.mentions if not set(mention.hits) & set(inside)]
    found = found._replace(mentions=sorted([*others, marked], key=lambda m: (m.start, m.end, m.code)))
    roles = assert_roles(found, owners(found))
    spans = [(modifier.start, modifier.end) for modifier in find_modifiers(found.words)]
    before = [span for span in spans if span[1] <= marked.start][-1:]
    after = [span for span in spans if span[0] >= marked.end][:1]
    triggers = [" ".join(found.words[first:last]) for first, last in before]
    triggers += ["X", *(" ".join(found.words[first:last]) for first, last in after)]
    return roles[found.mentions.index(marked)], tuple(triggers)


def judge(case: Case) -> Judged:
    """Ask the engine for one finding; one that its sentence does not hold counts as present."""
    place = case.place()
    role, triggers = ("present", ()) if place is None else role_at(case.sentence, *place)
    return Judged(case, role, triggers)


def f1_row(judged: Sequence[Judged]) -> Tuple[float, float, float]:
    """Return precision, recall and F1 of "absent"."""
    return _shares(_counts(judged))


def _counts(judged: Sequence[Judged]) -> Tuple[int, int, int]:
    """Return how many were rightly absent, wrongly absent, and missed."""
    right = sum(item.case.negated and item.role == "absent" for item in judged)
    said = sum(item.role == "absent" for item in judged)
    return right, said - right, sum(item.case.negated for item in judged) - right


def _shares(counts: Sequence[int]) -> Tuple[float, float, float]:
    right, wrong, missed = counts
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return precision, recall, 2 * right / max(1, 2 * right + wrong + missed)


def interval(judged: Sequence[Judged]) -> Tuple[float, float]:
    """Return the 95 % interval of F1, by resampling whole sentences."""
    sentences: Dict[str, List[Judged]] = {}
    for item in judged:
        sentences.setdefault(" ".join(item.case.sentence.lower().split()), []).append(item)
    table = np.array([_counts(group) for group in sentences.values()])
    random = np.random.default_rng(1)
    drawn = (table[random.integers(0, len(table), len(table))].sum(axis=0) for _ in range(RESAMPLES))
    low, high = np.percentile([_shares(counts.tolist())[2] for counts in drawn], [2.5, 97.5])
    return float(low), float(high)


def report(judged: Sequence[Judged]) -> str:
    """Return the table of both halves and the whole."""
    lines = ["| half | findings | negated | precision | recall | F1 | accuracy |", "| --- |" + " --- |" * 6]
    parts = {half: [item for item in judged if item.case.half == half] for half in (TUNED, HELD_OUT)}
    for name, part in {**parts, "both": list(judged)}.items():
        precision, recall, f1 = f1_row(part)
        low, high = interval(part)
        right = sum(not item.kind for item in part) / len(part)
        lines.append(
            f"| {name} | {len(part)} | {sum(item.case.negated for item in part)} | {precision:.3f} | "
            f"{recall:.3f} | {f1:.3f} ({low:.3f} to {high:.3f}) | {right:.3f} |"
        )
    return "\n".join(lines)


def errors(judged: Sequence[Judged], shown: int) -> str:
    """Return the errors of the half that is tuned on, by kind, the most frequent first."""
    wrong = [item for item in judged if item.kind and item.case.half == TUNED]
    kinds = Counter(item.kind for item in wrong)
    lines = []
    for kind, count in kinds.most_common():
        lines.append(f"{count} {kind}")
        cases = [item.case for item in wrong if item.kind == kind][:shown]
        lines += [
            f"    {' '.join(case.concept.split())}: {' '.join(case.sentence.split())}" for case in cases
        ]
    return "\n".join(lines)


def main() -> int:
    """Print the measurement; return 1 where the kit is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kit", type=Path, default=KIT, help="the kit's file")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    try:
        cases = read_kit(options.kit)
    except KitError as error:
        print(error, file=sys.stderr)
        return 1
    judged = [judge(case) for case in cases]
    print(report(judged))
    if options.errors:
        print("\n" + errors(judged, options.errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
