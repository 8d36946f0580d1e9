"""Asks medspaCy or negspaCy about messages; runs in the environment of peers-requirements.txt, not in ours.

    python peer_worker.py medspacy|negspacy

Reads JSON lines and answers each with one. The first line holds the terms, [[code, phrase], ...]; with
terms the peer's own matcher finds the targets, without them each message brings its targets. A message is
{"text": ..., "targets": [[start, end], ...]}, its answer {"found": [[code or number of target, role]],
"ms": ...}.

medspaCy (Eyre and others, AMIA 2021, https://github.com/medspacy/medspacy) runs as its own loader sets it
up, on a blank English pipeline; negspaCy (https://github.com/jenojp/negspacy) with its clinical terms.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import time
from typing import Any, Dict, Iterator, List, Sequence, Tuple

# PyRuSH would log every message.
os.environ["LOGURU_LEVEL"] = "CRITICAL"

# What a flag of medspaCy means in our roles; the first that is set counts.
ROLE_OF_FLAG = (
    ("is_family", "someone_else"),
    ("is_negated", "absent"),
    ("is_hypothetical", "hypothetical"),
    ("is_historical", "historical"),
    ("is_uncertain", "possible"),
    ("negex", "absent"),
)


def role_of(span: Any) -> str:
    """Return our role for what a peer says of a target."""
    return next((role for flag, role in ROLE_OF_FLAG if getattr(span._, flag, False)), "present")


def layers(spans: Sequence[Tuple[int, int]]) -> List[List[int]]:
    """Return the numbers of the spans in groups, within which no span overlaps another."""
    groups: List[List[int]] = []
    for number in sorted(range(len(spans)), key=lambda item: spans[item]):
        for group in groups:
            if spans[group[-1]][1] <= spans[number][0]:
                group.append(number)
                break
        else:
            groups.append([number])
    return groups


def medspacy(terms: Sequence[Tuple[str, str]]) -> Any:
    """Return medspaCy's pipeline."""
    loader = importlib.import_module("medspacy")
    names = ["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"]
    pipeline = loader.load(medspacy_enable=names if terms else [names[0], names[2]])
    if terms:
        rule = importlib.import_module("medspacy.target_matcher").TargetRule
        pipeline.get_pipe(names[1]).add([rule(phrase, code) for code, phrase in terms])
    return pipeline


def negspacy(terms: Sequence[Tuple[str, str]]) -> Any:
    """Return negspaCy in a blank pipeline."""
    importlib.import_module("negspacy.negation")
    pipeline = importlib.import_module("spacy").blank("en")
    pipeline.add_pipe("sentencizer")
    if terms:
        ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([{"label": code, "pattern": phrase} for code, phrase in terms])
    words = importlib.import_module("negspacy.termsets").termset("en_clinical").get_patterns()
    pipeline.add_pipe("negex", config={"neg_termset": words})
    return pipeline


PEERS = {"medspacy": medspacy, "negspacy": negspacy}


def own_targets(pipeline: Any, text: str) -> List[Tuple[str, str]]:
    """Return the code and the role of what the peer finds by itself."""
    return [(span.label_, role_of(span)) for span in pipeline(text).ents]


def given_targets(pipeline: Any, text: str, targets: Sequence[Tuple[int, int]]) -> List[Tuple[int, str]]:
    """Return the number and the role of each target that was given."""
    *earlier, (_, judge) = pipeline.pipeline
    doc = pipeline.make_doc(text)
    for _, component in earlier:
        doc = component(doc)
    spans = [doc.char_span(start, end, label="target", alignment_mode="expand") for start, end in targets]
    found = []
    for group in layers([(span.start, span.end) for span in spans]):
        doc.ents = [spans[number] for number in group]
        doc = judge(doc)
        found += [(number, role_of(span)) for number, span in zip(group, doc.ents, strict=True)]
    return found


def answers(peer: str, lines: Iterator[str]) -> Iterator[Dict[str, Any]]:
    """Yield an answer to each line; the first one says that the peer is there, or why not."""
    terms = [(code, phrase) for code, phrase in json.loads(next(lines))]
    try:
        pipeline = PEERS[peer](terms)
    except Exception as error:  # noqa: BLE001 - whatever keeps a peer from starting is told in the table
        yield {"error": f"{type(error).__name__}: {error}"}
        return
    yield {"ready": True}
    for line in lines:
        message = json.loads(line)
        begun = time.perf_counter()
        found: Sequence[Tuple[Any, str]]
        if terms:
            found = own_targets(pipeline, message["text"])
        else:
            found = given_targets(pipeline, message["text"], message["targets"])
        yield {"found": found, "ms": 1000 * (time.perf_counter() - begun)}


def main() -> None:
    """Answer what comes in."""
    answer_to = sys.stdout
    # What a peer prints must not stand between the answers.
    with contextlib.redirect_stdout(sys.stderr):
        for answer in answers(sys.argv[1], iter(sys.stdin)):
            print(json.dumps(answer), file=answer_to, flush=True)


if __name__ == "__main__":
    main()
