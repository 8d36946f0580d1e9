"""Danger signs in words that the lexicon does not know, found by meaning.

Each clause in which the grammar found no danger sign is embedded and weighed by a linear model over the
danger signs. What it takes for a sign is only ever `possible`: the assistant then asks back. Whether the
clause denies, imagines or remembers the sign, or tells it of somebody else, the assertion engine decides as
it does for every finding. benchmarks/train_semantic_fallback.py makes the weights; they are no pickle, and
their digest is pinned.
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import FrozenSet, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from bot.nlu.answers import whole_answer
from bot.nlu.assertion import assert_roles
from bot.nlu.clauses import clauses
from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.lexicon import lexicon
from bot.nlu.people import Owners
from bot.nlu.sentence_embedding import SentenceEncoder, encoder
from bot.nlu.symptoms import Found, Mention
from bot.nlu.timetable import times

WEIGHTS = Path(__file__).with_name("semantic_fallback.npz")
WEIGHTS_SHA256 = "fd07b05971a3f559a9e5cbe9c069838219c83792144ea1414b0f5041e61afd6e"

# A clause costs 2 to 4 ms; more of them are told by so long a message that the bound is met rarely.
MOST_CLAUSES = 8
FEWEST_WORDS = 2
# A second sign is asked about, too, from this part of the first one's share.
NEARLY = 0.5
# A sign that is denied, imagined, past or somebody else's is none to ask about.
_ASKED_BACK = frozenset(["present", "possible", "conditional"])


class FallbackError(RuntimeError):
    """The weights cannot be used; the message says what is wrong and what mends it."""


class Model(NamedTuple):
    """A linear model over embeddings.

    Attributes:
        codes: the danger signs, one a row; the last row of the weights stands for "none".
        weights: a row for each code, and one for none.
        offsets: likewise.
        threshold: what the shares of all codes must add up to, so that a clause tells a danger sign.
    """

    codes: Tuple[str, ...]
    weights: npt.NDArray[np.float32]
    offsets: npt.NDArray[np.float32]
    threshold: float

    def shares(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return for each embedding the share of each code; what lacks to one is the share of none."""
        scores = vectors @ self.weights.T + self.offsets
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: npt.NDArray[np.float32] = scores / scores.sum(axis=1, keepdims=True)
        return shares[:, :-1]


class SemanticFallback:
    """Finds danger signs that were told in unknown words."""

    def __init__(self, model: Model, sentences: SentenceEncoder) -> None:
        """Take a model and the encoder that it was trained with."""
        self._model = model
        self._encoder = sentences

    def find(self, found: Found, owners: Owners) -> List[Mention]:
        """Return what may be a danger sign, each code once, with the role `possible`.

        Args:
            found: words and findings of the message.
            owners: who is spoken of at each word.
        """
        if whole_answer(found.words) is not None:
            return []
        places = doubtful_clauses(found)
        if not places:
            return []
        vectors = self._encoder.embed_all([clause_text(found.words, start, end) for start, end in places])
        told = {mention.code for mention in found.mentions}
        hits: List[Mention] = []
        for (start, end), shares in zip(places, self._model.shares(vectors), strict=True):
            if float(shares.sum()) < self._model.threshold:
                continue
            for code in self._likeliest(shares):
                if code not in told and _may_be_there(found, owners, code, start, end):
                    told.add(code)
                    hits.append(Mention(code, start, end, (), "possible"))
        return hits

    def _likeliest(self, shares: npt.NDArray[np.float32]) -> List[str]:
        """Return the likeliest sign, and the second where it is nearly as likely: chest pain or tightness."""
        first, second = np.argsort(-shares, kind="stable")[:2]
        both = shares[second] >= NEARLY * shares[first]
        return [self._model.codes[place] for place in ((first, second) if both else (first,))]


def clause_text(words: Sequence[str], start: int, end: int) -> str:
    """Return the text of a clause as the model reads it: its plain words, spelt right."""
    return " ".join(words[start:end])


def doubtful_clauses(found: Found) -> List[Tuple[int, int]]:
    """Return the clauses, as first token and the one after the last, that may tell a sign in unknown words.

    Those are the ones without a danger sign of the grammar's and with a word that nothing has explained yet;
    where there are too many, the ones that speak of the body come first.
    """
    taken = bytearray(len(found.words))
    known = bytearray(len(found.words))
    for mention in found.mentions:
        if mention.code in DANGER_SIGNS:
            for hit in mention.hits:
                taken[hit] = 1
        for hit in mention.hits:
            known[hit] = 1
    plain = _plain_words()
    kept: List[Tuple[int, int]] = []
    for start, end in clauses(found.words):
        if end - start < FEWEST_WORDS or any(taken[start:end]):
            continue
        unexplained = sum(
            1
            for place in range(start, end)
            if not known[place] and found.words[place] not in plain and found.words[place][0].isalpha()
        )
        # Beside a finding one odd word is its colour: "my lower back is killing me".
        if unexplained > int(any(known[start:end])):
            kept.append((start, end))
    if len(kept) > MOST_CLAUSES:
        ranked = sorted(kept, key=lambda span: -sum(found.walls.body[span[0] : span[1]]))
        kept = sorted(ranked[:MOST_CLAUSES])
    return kept


@lru_cache(maxsize=1)
def _plain_words() -> FrozenSet[str]:
    """Return the words that tell nothing of the body: small words, times and the infusion."""
    data = times()
    return (
        lexicon().fillers - {"weird", "strange", "funny", "gone", "weak", "sudden", "suddenly", "slowly"}
    ) | frozenset([*data.units, *data.infusion, *data.weekdays, *_TALK.split()])


_TALK = (
    "i you he she we they please hello hi hey thanks thank and or but if to at for from with by no not "
    "yes as do does did will would can could should must may might today yesterday tomorrow morning "
    "night evening afternoon ago started finished ended mum mom dad wife husband son daughter mother "
    "father nurse doctor help than ok okay fine what when where why how who which about since after "
    "before during until while because so think know want need take took give gave say said tell told "
    "ask asked call called home hospital clinic bed chair water tea drink drank eat ate sleep slept "
    "last next first second time times one two three four "
)


def _may_be_there(found: Found, owners: Owners, code: str, start: int, end: int) -> bool:
    """Tell whether the assertion engine lets a clause stand, judged from its first and its last word."""
    others = [mention for mention in found.mentions if not start <= mention.start < end]

    def judged(place: int) -> str:
        # Each alone: a finding hides the words that it is made of, here the "if" of "what if", from another.
        anchor = Mention(code, place, place + 1, (place,), "present")
        mentions = sorted([*others, anchor], key=lambda mention: (mention.start, mention.end, mention.code))
        return assert_roles(found._replace(mentions=mentions), owners)[mentions.index(anchor)]

    # Whose it is, the beginning of a clause tells: in "I woke up with people round me" it is mine.
    whose = {"someone_else"} if start != end - 1 else set()
    return judged(start) in _ASKED_BACK and judged(end - 1) in _ASKED_BACK | whose


def read_model(path: Path = WEIGHTS, expected: Optional[str] = WEIGHTS_SHA256) -> Model:
    """Read the weights.

    Args:
        path: the file.
        expected: its SHA-256; None accepts any, for training only.

    Raises:
        FallbackError: the file is missing, is another one, or does not hold what it must.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FallbackError(f"{path.name}: cannot be read ({error.strerror}); check it out again") from error
    actual = hashlib.sha256(content).hexdigest()
    if expected is not None and actual != expected:
        raise FallbackError(
            f"{path.name}: refused, its SHA-256 is {actual} but {expected} is expected; "
            "check it out again, or train anew as docs/nlu.md tells"
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        model = Model(
            codes=tuple(str(code) for code in arrays["codes"]),
            weights=arrays["weights"],
            offsets=arrays["offsets"],
            threshold=float(arrays["threshold"]),
        )
    unknown = set(model.codes) - DANGER_SIGNS
    if unknown or len(model.weights) != len(model.codes) + 1:
        raise FallbackError(
            f"{path.name}: codes {sorted(unknown)} are no danger signs, or weights are missing"
        )
    return model


@lru_cache(maxsize=1)
def semantic_fallback() -> SemanticFallback:
    """Return the one fallback of this process, loaded when it is first asked for.

    Raises:
        FallbackError: the weights cannot be used.
        EmbeddingError: the sentence model cannot be used.
    """
    return SemanticFallback(read_model(), encoder())
