"""A small grammar over words: classes of words and phrases, and patterns of classes with gaps.

The pattern language, one pattern a string, elements parted by spaces:

    word            that word; `light_headed` is a phrase of two words
    $class          any word or phrase of a class
    a|b|$class      any of these
    element?        may be left out
    A B             B follows A, small words ("my", "really", "a bit") may stand between
    A .. B          B follows A within five words;  `..8` within eight
    A ~ B           A and B in either order within six words;  `~3` within three

A gap never passes the end of a sentence, a contrast ("but"), or on to another part of the body that is
not joined by "and" or a comma.
"""

from __future__ import annotations

import re
from typing import Dict, FrozenSet, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from bot.nlu.tokens import open_phrase

DEFAULT_GAP = 5
DEFAULT_PAIR_GAP = 6
MAX_FILLERS = 3


class Step(NamedTuple):
    """One element of a pattern.

    Attributes:
        mask: bits of the classes that fit here.
        gap: how many words may stand before it; 0 means small words only.
        optional: whether it may be left out.
    """

    mask: int
    gap: int
    optional: bool


class Pattern(NamedTuple):
    """A compiled pattern, one order of its elements."""

    number: int
    steps: Tuple[Step, ...]
    needs: Tuple[int, ...]


class Match(NamedTuple):
    """Where a pattern fits.

    Attributes:
        pattern: the number that the pattern was added under.
        start: first token.
        end: token after the last.
        hits: (start, end) of each element that was matched, in the order of the text.
    """

    pattern: int
    start: int
    end: int
    hits: Tuple[Tuple[int, int], ...]


class Chart(NamedTuple):
    """What is known of each token before patterns are tried.

    Attributes:
        at: for each token the (bits, end) of the phrases that begin there, the longest first.
        masks: for each token the bits of all of these together.
        present: the bits of all tokens together.
    """

    at: List[List[Tuple[int, int]]]
    masks: List[int]
    present: int


class Walls(NamedTuple):
    """Per token, what a gap must know to stop in time."""

    hard: Sequence[bool]
    filler: Sequence[bool]
    body: Sequence[bool]
    complete: Sequence[bool]
    joiner: Sequence[bool]
    fine: Sequence[bool]
    subject: Sequence[bool]


def expand_forms(listing: str) -> Iterator[str]:
    """Yield each phrase of a listing such as "swell/ing/s, swollen, blown up".

    Args:
        listing: phrases parted by commas; a slash adds an ending to the word before the first slash.
    """
    for entry in listing.split(","):
        phrase = " ".join(entry.split())
        if not phrase:
            continue
        head, *endings = phrase.split("/")
        yield head
        for ending in endings:
            yield head + ending


class Grammar:
    """Classes, and patterns over them, compiled once and then only read."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_bit: Dict[int, List[Pattern]] = {}
        self._bits: Dict[str, int] = {}
        self._phrases: Dict[str, Dict[Tuple[str, ...], int]] = {}
        self._by_first: Dict[int, List[Pattern]] = {}
        self._ordered: Dict[str, List[Tuple[Tuple[str, ...], int]]] = {}
        self.words: Dict[str, bool] = {}

    def bit(self, name: str) -> int:
        """Return the bit of a class, made on first use."""
        if name not in self._bits:
            self._bits[name] = 1 << len(self._bits)
        return self._bits[name]

    def mask(self, names: Iterable[str]) -> int:
        """Return the bits of several classes."""
        result = 0
        for name in names:
            result |= self.bit(name)
        return result

    def add_phrase(self, name: str, phrase: str, fuzzy: bool) -> None:
        """Put a phrase into a class; `fuzzy` lets a misspelt word stand for its words."""
        words = open_phrase(phrase)
        table = self._phrases.setdefault(words[0], {})
        table[words[1:]] = table.get(words[1:], 0) | self.bit(name)
        for word in words:
            self.words[word] = self.words.get(word, False) or fuzzy

    def add_pattern(self, index: int, text: str, known: FrozenSet[str]) -> None:
        """Compile one pattern.

        Args:
            index: the number that matches of it carry.
            text: the pattern.
            known: names of the classes that may be used.

        Raises:
            ValueError: an unknown class, two `~`, or a pattern that starts with a gap or an optional element.
        """
        sides = re.split(r"\s~(\d*)\s", f" {text} ")
        if len(sides) == 1:
            orders = [self._steps(text, known, 0)]
        elif len(sides) == 3:
            gap = int(sides[1] or DEFAULT_PAIR_GAP)
            left, right = sides[0].strip(), sides[2].strip()
            orders = [
                self._steps(left, known, 0) + self._steps(right, known, gap),
                self._steps(right, known, 0) + self._steps(left, known, gap),
            ]
        else:
            raise ValueError(f"{text!r}: at most one ~ is accepted")
        for steps in orders:
            if steps[0].optional:
                raise ValueError(f"{text!r}: the first element must not be optional")
            needs = tuple(step.mask for step in steps if not step.optional)
            self._by_first.setdefault(steps[0].mask, []).append(Pattern(index, tuple(steps), needs))

    def _steps(self, text: str, known: FrozenSet[str], first_gap: int) -> List[Step]:
        """Compile a run of elements without `~`."""
        steps: List[Step] = []
        gap = first_gap
        for part in text.split():
            if part.startswith(".."):
                gap = int(part[2:] or DEFAULT_GAP)
                continue
            optional = part.endswith("?")
            steps.append(Step(self._element(part.rstrip("?"), known), gap, optional))
            gap = 0
        if not steps:
            raise ValueError(f"{text!r}: a pattern needs at least one element")
        return steps

    def _element(self, text: str, known: FrozenSet[str]) -> int:
        """Return the bits of an element."""
        result = 0
        for choice in text.split("|"):
            if choice.startswith("$"):
                if choice[1:] not in known:
                    raise ValueError(f"{choice!r} is no class; accepted are the names under `classes`")
                result |= self.bit(choice[1:])
            else:
                phrase = choice.replace("_", " ")
                self.add_phrase(f"={phrase}", phrase, fuzzy=True)
                result |= self.bit(f"={phrase}")
        return result

    def freeze(self) -> None:
        """Order what was added for reading."""
        self._ordered = {
            first: sorted(rests.items(), key=lambda item: -len(item[0]))
            for first, rests in self._phrases.items()
        }
        for mask, patterns in self._by_first.items():
            left = mask
            while left:
                bit = left & -left
                left ^= bit
                self._by_bit.setdefault(bit, []).extend(patterns)

    def chart(self, words: Sequence[str]) -> Chart:
        """Look every token up.

        Args:
            words: plain words in order.
        """
        at: List[List[Tuple[int, int]]] = []
        masks: List[int] = []
        present = 0
        for position, word in enumerate(words):
            found: List[Tuple[int, int]] = []
            mask = 0
            for rest, bits in self._ordered.get(word, ()):
                end = position + 1 + len(rest)
                if not rest or tuple(words[position + 1 : end]) == rest:
                    found.append((bits, end))
                    mask |= bits
            at.append(found)
            masks.append(mask)
            present |= mask
        return Chart(at, masks, present)

    def matches(self, chart: Chart, walls: Walls) -> List[Match]:
        """Return every match, at most one for each pattern and first token."""
        live: Dict[int, List[Pattern]] = {}
        for bit, patterns in self._by_bit.items():
            if bit & chart.present:
                kept = [p for p in patterns if all(need & chart.present for need in p.needs)]
                if kept:
                    live[bit] = kept
        live_mask = 0
        for bit in live:
            live_mask |= bit
        found: List[Match] = []
        for position, mask in enumerate(chart.masks):
            wanted = mask & live_mask
            tried = set()
            while wanted:
                bit = wanted & -wanted
                wanted ^= bit
                for pattern in live[bit]:
                    if id(pattern) in tried:
                        continue
                    tried.add(id(pattern))
                    hits = _fit(pattern.steps, chart, walls, position)
                    if hits is not None:
                        found.append(Match(pattern.number, position, hits[-1][1], hits))
        return found


def _fit(
    steps: Tuple[Step, ...], chart: Chart, walls: Walls, position: int
) -> Optional[Tuple[Tuple[int, int], ...]]:
    """Return the places of a pattern's elements, the first at `position`, or None."""
    for bits, end in chart.at[position]:
        if bits & steps[0].mask:
            rest = _fit_rest(steps, 1, chart, walls, position, end)
            if rest is not None:
                return ((position, end), *rest)
    return None


def _fit_rest(
    steps: Tuple[Step, ...], index: int, chart: Chart, walls: Walls, start: int, position: int
) -> Optional[Tuple[Tuple[int, int], ...]]:
    """Fit the elements from `index` on, the one before it ending at `position`."""
    if index == len(steps):
        return ()
    step = steps[index]
    for place in _reachable(step, chart, walls, start, position):
        for bits, end in chart.at[place]:
            if bits & step.mask:
                rest = _fit_rest(steps, index + 1, chart, walls, place, end)
                if rest is not None:
                    return ((place, end), *rest)
    if step.optional:
        return _fit_rest(steps, index + 1, chart, walls, start, position)
    return None


def _reachable(step: Step, chart: Chart, walls: Walls, start: int, position: int) -> Iterator[int]:
    """Yield the tokens from `position` on where a step may fit, nearest first, until the gap is blocked."""
    size = len(chart.masks)
    gap = step.gap or MAX_FILLERS
    from_body = any(walls.body[start:position])
    complete = False
    joined = not from_body
    used = 0
    last = min(size, position + 3 * (gap + 2))
    while position < last:
        if chart.masks[position] & step.mask and (joined or from_body or not walls.body[position]):
            yield position
        if walls.hard[position] or (step.gap == 0 and not walls.filler[position]):
            return
        if walls.fine[position] or (walls.subject[position] and complete):
            return
        if walls.body[position]:
            if not joined or complete:
                return
            joined = False
        if walls.joiner[position]:
            joined = True
        complete = complete or (from_body and walls.complete[position])
        # Commas and small words cost nothing, so that "neck, like, really really stiff" is still near.
        if not (walls.filler[position] or walls.joiner[position]):
            used += 1
            if used > gap:
                return
        position += 1
