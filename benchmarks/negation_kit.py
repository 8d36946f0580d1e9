"""Reads the NegEx test kit: 2,376 findings in sentences of hospital reports, each affirmed or negated.

The kit goes with NegEx (W. W. Chapman and others, J Biomed Inform 34:301-310, 2001,
https://doi.org/10.1006/jbin.2001.1029) and is published in https://github.com/chapmanbe/negex, where
negex.python/Annotations-1-120.txt is the copy read here. A physician labelled the findings of 120 reports,
which were de-identified by machine. The packages that hold the kit are under the Apache License 2.0 and the
Python licence; whether that was meant of hospital sentences, too, is not said. So they are not part of this
repository, and the command says where to get them.
"""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import List, NamedTuple, Optional, Tuple

KIT = Path(__file__).parent / "negex" / "Annotations-1-120.txt"
KIT_URL = "https://raw.githubusercontent.com/chapmanbe/negex/master/negex.python/Annotations-1-120.txt"
KIT_SHA256 = "7e844c5ea0a0ef0d16f1308fa1074c00e0fb31cfbe38a61999d34a56a2d98dc7"
TUNED, HELD_OUT = "tuned on", "held out"


class KitError(Exception):
    """The kit is not there, or is another file than the one that was measured."""


class Case(NamedTuple):
    """One finding of the kit.

    Attributes:
        concept: the finding as the annotator marked it.
        sentence: the sentence it stands in; the finding is in capitals there.
        negated: what the annotator said.
    """

    concept: str
    sentence: str
    negated: bool

    @property
    def half(self) -> str:
        """Which half of the kit it is in; all findings of one sentence are in the same."""
        plain = " ".join(self.sentence.lower().split())
        return TUNED if hashlib.sha256(plain.encode()).digest()[0] % 2 == 0 else HELD_OUT

    def place(self) -> Optional[Tuple[int, int]]:
        """Return where the finding stands in the sentence, or None where it does not.

        The finding in capitals comes before any other of the same words. Of a finding that goes on after
        the sentence was cut, the part inside is taken.
        """
        words = [re.escape(word) for word in self.concept.split()]
        for count in range(len(words), 0, -1):
            # A single word is no sure sign of a longer finding.
            if count == 1 < len(words):
                break
            pattern = r"\s+".join(words[:count])
            capitals = re.compile(pattern.upper().replace(r"\S+", r"\s+"))
            hit = capitals.search(self.sentence) or re.search(pattern, self.sentence, re.IGNORECASE)
            if hit is not None:
                return hit.span()
        return None


def read_kit(path: Path = KIT) -> List[Case]:
    """Return the findings of the kit.

    Args:
        path: where the file is.

    Raises:
        KitError: no file is there, or its digest is not the one of the kit.
    """
    if not path.is_file():
        raise KitError(
            f"{path} is not there. The kit is not part of this repository; fetch it with\n"
            f"  curl -L --create-dirs -o {path} {KIT_URL}"
        )
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != KIT_SHA256:
        raise KitError(f"{path} is not the kit that is measured here (its SHA-256 is not {KIT_SHA256}).")
    return parse_kit(content.decode("ascii"))


def parse_kit(text: str) -> List[Case]:
    """Return the findings of a text in the kit's format: tab-separated, quoted, one line of headings."""
    rows = list(csv.reader(text.splitlines(), delimiter="\t"))[1:]
    return [Case(concept, sentence, label == "Negated") for _, concept, sentence, label in rows]
