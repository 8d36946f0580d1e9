"""Answers to single lines of a list, by number or place: "1 yes 2 no", "yes to the first, no to the rest".

Only of a message that says nothing else. What is clear is told line by line, as `item:2` (there), `no:1`,
`unsure:3`, and `rest:no` for the lines that it does not name; what is not clear is "maybe", so that it is
asked once more and nothing is lost.
"""

from __future__ import annotations

from typing import Dict, FrozenSet, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from bot.nlu.numbers import number_at
from bot.nlu.phrases import PhraseTable
from bot.nlu.piece import Piece
from bot.nlu.tokens import LINE_END

# A list has fewer lines, and who answers each of them uses few words.
MOST_LINES = 20
LONGEST_MESSAGE = 60
# So many times "no" in a row is a "no" to a whole list.
MANY_TIMES = 3
# How a line may be answered; where one is answered twice, the gravest counts.
_GRAVEST_FIRST = ("item", "unsure", "no")
_CLAUSE_ENDS = frozenset([",", ".", "!", "?", ";", "and", "but", "also", LINE_END])
_MARKS = frozenset([",", ".", "!", ";", LINE_END])
_OPPOSITE = {"item": "no", "no": "item"}
REST = 0


class LineWords(NamedTuple):
    """The words of answers to single lines, from answers.yml.

    Attributes:
        answers: yes (as `item`), no and unsure.
        marks: what else is said of lines: "none", "to", "rest", "every" or "but".
        places: "the second one", as its number; -1 is the last.
        runs: "the first two", as how many; negative from the end.
        small: words that add nothing.
    """

    answers: PhraseTable[str]
    marks: PhraseTable[str]
    places: PhraseTable[int]
    runs: PhraseTable[int]
    small: FrozenSet[str]


class _Word(NamedTuple):
    """One thing that is said: an answer, some lines, or a mark."""

    kind: str
    value: str = ""
    lines: Tuple[int, ...] = ()
    counted: bool = False


class _Unclear(Exception):
    """What is said can be read in more than one way."""


def find_line_answers(words: Sequence[str], data: LineWords) -> List[Piece]:
    """Return the answers of a message that consists of answers to lines; else nothing.

    Args:
        words: the words of the message.
        data: the words of answers.yml.
    """
    said = _said(words, data) if len(words) <= LONGEST_MESSAGE else None
    if said is None:
        return []
    answers = {word.value for word in said if word.kind == "answer"}
    named = [word for word in said if word.kind == "lines"]
    if not named and not any(word.kind == "but" for word in said):
        return _repeated(said, answers, len(words))
    if _takes_back(said) and words[0] != "not":
        return []
    if not _about_lines(said, named, answers):
        return []
    return [Piece("answer", value, None, 0, len(words)) for value in _values(said)]


def chosen_beside(words: Sequence[str], data: LineWords) -> List[Piece]:
    """Return the lines that are there, or unsure, of a message that tells something else too.

    "First yes and my arm itches": a clause that consists of an answer to a line is heard. A "no" in one is
    not: that line is rather asked again.

    Args:
        words: the words of the message.
        data: the words of answers.yml.
    """
    pieces: List[Piece] = []
    for start, end in _clauses(words):
        said = _said(words[start:end], data)
        if said is None or {word.kind for word in said} - {"answer", "lines", "to"}:
            continue
        if any(word.counted for word in said) or not any(word.kind == "lines" for word in said):
            continue
        if not any(word.kind == "answer" for word in said) or _takes_back(said):
            continue
        pieces += [
            Piece("answer", value, None, start, end)
            for value in _values(said)
            if value.startswith(("item", "unsure"))
        ]
    return pieces


def _clauses(words: Sequence[str]) -> Iterator[Tuple[int, int]]:
    """Yield the first word and the one after the last of each clause."""
    start = 0
    for place, word in enumerate([*words, "."]):
        if word in _CLAUSE_ENDS:
            if place > start:
                yield start, place
            start = place + 1


def _values(said: Sequence[_Word]) -> List[str]:
    """Return what is said, line by line, or that it is not clear."""
    try:
        return _Reading().read(said)
    except _Unclear:
        return ["maybe"]


def _takes_back(said: Sequence[_Word]) -> bool:
    """Tell whether a "no" rather takes back what was understood before: "no, the second one"."""
    answers = [word.value for word in said if word.kind == "answer"]
    return answers == ["no"] and [word.kind for word in said[:2]] == ["answer", "lines"]


def _repeated(said: Sequence[_Word], answers: Set[str], length: int) -> List[Piece]:
    """Return what answers alone come to: "no no no" is a no to all, "no no yes" is not clear."""
    if any(word.kind != "answer" for word in said):
        return []
    if answers == {"no"} and len(said) >= MANY_TIMES:
        return [Piece("answer", "none", None, 0, length)]
    return [Piece("answer", "maybe", None, 0, length)] if {"item", "no"} <= answers else []


def _about_lines(said: Sequence[_Word], named: Sequence[_Word], answers: Set[str]) -> bool:
    """Tell whether the numbers are lines: "5, 6" alone, or a 6 beside a yes, is rather how bad it is."""
    if not named or (not answers and all(word.counted for word in named)):
        return bool(answers)
    if all(word.counted for word in named) and not any(word.kind in ("rest", "but") for word in said):
        return _led_to(said) or _line_by_line(said)
    whole = [word for word in said if word.kind in ("rest", "every", "none", "but")]
    return bool(answers or whole) or len({line for word in named for line in word.lines}) > 1


def _line_by_line(said: Sequence[_Word]) -> bool:
    """Tell whether each of several rising numbers has its answer: "1 no 2 yes", but not "7, no, 8"."""
    numbers = [word.lines[0] for word in said if word.kind == "lines"]
    pairs = ["lines", "answer"] * len(numbers)
    upwards = numbers == sorted(set(numbers))
    return len(numbers) > 1 and upwards and [word.kind for word in said] == pairs


def _led_to(said: Sequence[_Word]) -> bool:
    """Tell whether a "to" leads to lines: "yes to 2"."""
    kinds = [word.kind for word in said]
    return any(kinds[place : place + 2] == ["to", "lines"] for place in range(len(kinds)))


def _said(words: Sequence[str], data: LineWords) -> Optional[List[_Word]]:
    """Return what the words say, or None where one of them says something else."""
    said: List[_Word] = []
    place = 0
    while place < len(words):
        hit = _word_at(words, place, data)
        if hit is not None:
            said.append(hit[0])
            place = hit[1]
        elif words[place] in data.small or words[place] in _MARKS:
            place += 1
        else:
            return None
    return said


def _word_at(words: Sequence[str], place: int, data: LineWords) -> Optional[Tuple[_Word, int]]:
    """Return what is said from a word on, the longest phrase, and where it ends."""
    found: List[Tuple[_Word, int]] = []
    for table, kind in ((data.answers, "answer"), (data.marks, "")):
        hit = table.at(words, place)
        if hit is not None:
            found.append((_Word(kind or hit[0], hit[0]), hit[1]))
    run = data.runs.at(words, place)
    if run is not None:
        step = 1 if run[0] > 0 else -1
        found.append((_Word("lines", lines=tuple(range(step, run[0] + step, step))), run[1]))
    at = data.places.at(words, place)
    if at is not None:
        found.append((_Word("lines", lines=(at[0],)), at[1]))
    number = number_at(words, place)
    if number is not None and number.value in range(1, MOST_LINES + 1):
        numbered = words[number.end : number.end + 1] in ([")"], [":"])
        found.append((_Word("lines", lines=(int(number.value),), counted=not numbered), number.end))
    return max(found, key=lambda hit: hit[1]) if found else None


class _Reading:
    """Reads from the left: an answer goes with the lines before it, or with those that it leads to."""

    def __init__(self) -> None:
        """Begin with no answer and no line."""
        self._told: Dict[int, str] = {}
        self._waiting: List[int] = []
        self._leading: Optional[str] = None
        self._latest: Optional[str] = None
        self._turned = False

    def read(self, said: Sequence[_Word]) -> List[str]:
        """Return the answers, line by line.

        Raises:
            _Unclear: an answer has no line, or a line no answer.
        """
        for place, word in enumerate(said):
            following = said[place + 1] if place + 1 < len(said) else _Word("end")
            after = said[place + 2] if place + 2 < len(said) else _Word("end")
            answered_next = following.kind == "answer" and after.kind != "to"
            if word.kind == "answer":
                self._answer(word.value, following)
            elif word.kind == "none":
                self._put([REST], "no")
                self._latest = "no"
            elif word.kind == "lines":
                self._lines(list(word.lines), answered_next)
            elif word.kind in ("rest", "every"):
                self._lines_left(word.kind, answered_next)
            elif word.kind == "but":
                self._turned = True
        return self._end()

    def _put(self, lines: Sequence[int], answer: str) -> None:
        for line in lines:
            self._told[line] = min(answer, self._told.get(line, answer), key=_GRAVEST_FIRST.index)

    def _answer(self, answer: str, following: _Word) -> None:
        """Take an answer: for the lines that wait for one, else for those that follow."""
        if self._waiting and following.kind != "to":
            self._put(self._waiting, answer)
            self._waiting, self._leading = [], None
        elif following.kind in ("to", "lines", "rest", "every"):
            self._leading = answer
        else:
            raise _Unclear
        self._latest, self._turned = answer, False

    def _lines(self, lines: Sequence[int], answered_next: bool) -> None:
        """Take some lines: behind a "but" they are the opposite of what was said of all."""
        if answered_next and self._leading is None:
            self._waiting += lines
        elif self._turned:
            self._put(lines, self._opposite())
        elif self._leading is not None:
            self._put(lines, self._leading)
        else:
            self._waiting += lines

    def _lines_left(self, kind: str, answered_next: bool) -> None:
        """Take the rest, or all: lines named before the rest without an answer are those that are there."""
        if kind == "rest":
            self._put(self._waiting, "item")
            self._waiting = []
            self._latest = self._latest or "item"
        if answered_next:
            self._leading = None
            self._waiting.append(REST)
        elif self._leading is not None:
            self._put([REST], self._leading)
        else:
            self._waiting.append(REST)

    def _opposite(self) -> str:
        """Return the opposite of the answer that a "but" turns; "everything but" turns a yes."""
        if self._latest is None and self._waiting == [REST]:
            self._put(self._waiting, "item")
            self._waiting, self._latest = [], "item"
        if self._latest not in _OPPOSITE:
            raise _Unclear
        return _OPPOSITE[str(self._latest)]

    def _end(self) -> List[str]:
        """Return what was told; lines without any answer in the message are those that are there."""
        if self._waiting and self._latest is None:
            self._put(self._waiting, "item")
        elif self._waiting:
            raise _Unclear
        return [
            f"rest:{answer}" if line == REST else f"{answer}:{line}"
            for line, answer in sorted(self._told.items())
        ]
