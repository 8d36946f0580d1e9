"""Plain terms for matchers of fixed phrases, from the patterns of our lexicon.

A pattern such as "$neck ~ $stiff" gives the phrases of both classes beside each other, in both orders, and
with the small words that patients put between ("neck is stiff"). Gaps, optional words, patterns with a role
of their own and the guessing of misspelt words have no counterpart in a list.
"""

from __future__ import annotations

import itertools
import re
from typing import Dict, Iterator, List, Tuple

from bot.nlu.codes import FEATURES, SYMPTOMS
from bot.nlu.data import load
from bot.nlu.grammar import expand_forms
from bot.nlu.lexicon import ExactClass, LexiconFile

# A class's first phrases are its commonest; more of them would only make a list of millions.
PHRASES_OF_A_CLASS = 12
TERMS_OF_A_PATTERN = 600
JOINTS = (" is ", " feels ")
# The lexicon has contractions opened; the peers read what was typed.
CONTRACTED = (("can not", "can't"), ("could not", "couldn't"), ("do not", "don't"), ("is not", "isn't"))


def lexicon_terms() -> List[Tuple[str, str]]:
    """Return code and phrase of every term, each phrase with one code alone."""
    data = load("lexicon.yml", LexiconFile)
    classes = {
        name: list(expand_forms(entry if isinstance(entry, str) else entry.exact))[:PHRASES_OF_A_CLASS]
        for name, entry in data.classes.items()
        if isinstance(entry, (str, ExactClass))
    }
    terms: Dict[str, str] = {}
    for code, rules in data.rules.items():
        if code not in SYMPTOMS | FEATURES:
            continue
        for rule in rules:
            if isinstance(rule, str):
                for phrase in itertools.islice(_phrases(rule, classes), TERMS_OF_A_PATTERN):
                    terms.setdefault(phrase, code)
    for phrase, code in list(terms.items()):
        for opened, contracted in CONTRACTED:
            if opened in phrase:
                terms.setdefault(phrase.replace(opened, contracted), code)
    return [(code, phrase) for phrase, code in terms.items()]


def _phrases(pattern: str, classes: Dict[str, List[str]]) -> Iterator[str]:
    """Yield the phrases of one pattern."""
    sides = re.split(r"\s~\d*\s", pattern)
    runs = [list(_run(side, classes)) for side in sides]
    if not all(runs):
        return
    for words in itertools.product(*runs):
        yield " ".join(words)
    if len(runs) == 2:
        for first, second in itertools.product(*runs):
            yield f"{second} {first}"
        for joint in JOINTS:
            for first, second in itertools.product(*runs):
                yield first + joint + second


def _run(side: str, classes: Dict[str, List[str]]) -> Iterator[str]:
    """Yield the phrases of elements that follow each other; none where an element is no fixed phrase."""
    options: List[List[str]] = []
    for part in side.split():
        if part.startswith("..") or part.endswith("?"):
            continue
        words: List[str] = []
        for choice in part.split("|"):
            words += classes.get(choice[1:], []) if choice.startswith("$") else [choice.replace("_", " ")]
        options.append(words)
    for choice_of_words in itertools.product(*options):
        yield " ".join(choice_of_words)
