"""Answers to whatever was asked, by grammar: yes, no, unknown, none, all, "the second one" (answers.yml)."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from bot.nlu.answer_words import Answers, answers
from bot.nlu.contradictions import answer_is_contradicted
from bot.nlu.line_answers import chosen_beside, find_line_answers
from bot.nlu.only_part import find_only_part
from bot.nlu.piece import Piece
from bot.nlu.professionals import find_look
from bot.nlu.progress import find_progress, find_sense
from bot.nlu.symptoms import Found

MAX_ITEM_WORDS = 8
# "The same as usual" is more than the same; and worse is worse, whatever stands beside it.
_EXTRA_WEIGHT = {"worse": 20, "as_usual": 4}
# What follows a "no" without a comma, up to this length, belongs to it.
SHORT_REST = 3
# What opens or closes a message and adds nothing: "so am I ok then".
_OPENINGS = frozenset(
    ["so", "ok", "okay", "well", "but", "and", "oh", "hi", "hey", "sorry", "please", "then"]
)
_CLOSINGS = frozenset(["please", "then", "doc", "doctor", "nurse", "thanks", "tho", "though", "here", "or"])
# Beside one of these, nobody says that help was called.
_NOT_CALLED = frozenset(["not", "never", "should", "if", "?", "nobody", "ago", "yesterday"])


def line_answers(words: Sequence[str]) -> List[Piece]:
    """Return the answers to single lines of a list, of a message that consists of them: "1 no, 2 yes".

    Args:
        words: the words of the message.
    """
    return find_line_answers(words, answers().lines)


def find_answers(found: Found) -> List[Piece]:
    """Return the answer and the command of a message, at most one of each, and what single questions hear.

    Only of a list each line may have an answer of its own.

    Args:
        found: words and findings of the message.
    """
    by_line = line_answers(found.words)
    if by_line:
        return by_line
    pieces = []
    command = find_look(found.words) or _command(found)
    if command is not None:
        pieces.append(command)
    chosen = chosen_beside(found.words, answers().lines)
    answer = None if chosen else _answer(found)
    pieces += chosen
    if answer is not None:
        pieces.append(_doubted(answer, found))
    if answer is None or answer.value not in ("better", "same", "worse", "as_usual"):
        pieces += find_sense(found, answers().senses, answers().senses_small)
    known = {piece.value for piece in pieces}
    pieces += [piece for piece in find_only_part(found, answers().only_part) if piece.value not in known]
    return pieces


def _doubted(answer: Piece, found: Found) -> Piece:
    """Return an answer, a "no" that others contradict as a doubtful one: "no, but my wife says I am"."""
    if answer.value in ("no", "none") and answer_is_contradicted(found.words[answer.end :]):
        return answer._replace(value="maybe")
    return answer


def whole_answer(words: Sequence[str]) -> Optional[str]:
    """Return the answer that a message consists of, or None."""
    piece = _whole(words, answers())
    return None if piece is None else str(piece.value)


def _command(found: Found) -> Optional[Piece]:
    """Find a command: a cry for help, help that was called, "start over" in a short message."""
    words = tuple(word for word in found.words if word.isalnum())
    if words in answers().cries:
        return Piece("command", "cry_for_help", None, 0, len(found.words))
    if _without_openings(found.words) in answers().asks_outcome:
        return Piece("command", "asks_outcome", None, 0, len(found.words))
    hits = answers().commands.find(found.words)
    for command, start, end in hits:
        near = {*found.words[max(0, start - 4) : end], *found.words[end : end + 2]}
        if command == "help_called" and not near & _NOT_CALLED:  # beside whatever else is told
            return Piece("command", command, None, start, end)
    hits = [hit for hit in hits if hit[0] != "help_called"]
    if found.mentions or not hits or len(found.words) > 14:
        return None
    command, start, end = hits[0]
    return Piece("command", command, None, start, end)


def _without_openings(words: Sequence[str]) -> Tuple[str, ...]:
    """Return the words of a message without signs, and without what only opens or closes it."""
    kept = [word for word in words if word[:1].isalnum() or word[:1] == "'"]
    while kept and kept[0] in _OPENINGS:
        kept.pop(0)
    while kept and kept[-1] in _CLOSINGS:
        kept.pop()
    return tuple(kept)


def _answer(found: Found) -> Optional[Piece]:
    """Find the answer: the whole message, its head, "just the rash", "the second one"."""
    data = answers()
    words = found.words
    whole = _whole(words, data)
    if whole is not None and whole.value not in ("better", "same", "worse", "likely_no"):
        return whole
    progress = find_progress(found, data.progress, data.progress_small)
    if progress is not None or whole is not None:
        return progress or whole
    only = _only(found, data)
    if only is not None:
        return only
    if not found.mentions:
        item = _item(words, data)
        if item is not None:
            return item
    head = _head(found, data)
    if head is not None:
        return head
    for value, start, end in data.embedded.find(words) if found.mentions else ():
        if not (start and words[start - 1] == "not"):
            return Piece("answer", value, None, start, end)
    return None


def _whole(words: Sequence[str], data: Answers) -> Optional[Piece]:
    """Find a phrase beside which only small words stand, the longest phrase first."""
    best: Optional[Tuple[int, int, str]] = None
    place = 0
    hits: List[Tuple[str, int, int]] = []
    while place < len(words):
        hit = data.whole.at(words, place)
        if hit is not None:
            hits.append((hit[0], place, hit[1]))
            place = hit[1]
        elif words[place] in data.small:
            place += 1
        else:
            return None
    for value, start, end in hits:
        weight = (end - start) + (3 if value not in ("yes", "no") else 0) + _EXTRA_WEIGHT.get(value, 0)
        if best is None or weight > best[0]:
            best = (weight, start, value)
    if best is None:
        return None
    start = best[1]
    end = next(hit[2] for hit in hits if hit[1] == start)
    return Piece("answer", best[2], None, start, end)


def _only(found: Found, data: Answers) -> Optional[Piece]:
    """Find "just the rash", "only my back", "none except the rash" in a short message."""
    words = found.words
    if len(words) > MAX_ITEM_WORDS + 2 or "usual" in words or not found.mentions:
        return None
    for _, start, end in data.only_words.find(words):
        lead = [
            word for word in words[:start] if word not in ("no", "yes", ",", "not", "really", "nope", "well")
        ]
        named = words[end : end + 1] in (["the"], ["my"]) or any(m.start == end for m in found.mentions)
        if not lead and named and not any(word in ("not", "bit") for word in words[end:]):
            return Piece("answer", "only", None, start, end)
    head = data.whole.at(words, 0)
    if (
        head is not None
        and head[0] == "none"
        and any(word in ("except", "apart", "but", "besides", "bar") for word in words[head[1] : head[1] + 2])
    ):
        return Piece("answer", "only", None, 0, head[1] + 1)
    return None


def _item(words: Sequence[str], data: Answers) -> Optional[Piece]:
    """Find "the second one", "number 3", "the last"."""
    if len(words) > MAX_ITEM_WORDS:
        return None
    for value, start, end in data.ordinals.find(words):
        rest = [word for index, word in enumerate(words) if not start <= index < end]
        if all(word in data.small or word in ("think", "only", "maybe", "one", "please") for word in rest):
            return Piece("answer", f"item:{value}", None, start, end)
    return None


def _head(found: Found, data: Answers) -> Optional[Piece]:
    """Find "yes, since yesterday", "no, no chest pain"; the "no" of "no chest pain" is the symptom's."""
    words = found.words
    place = 0
    while place < len(words) and words[place] in (
        "oh",
        "um",
        "uh",
        "er",
        "well",
        "erm",
        "hmm",
        ",",
        "so",
        "ah",
        "hi",
        "ok",
        "okay",
        "and",
        "right",
    ):
        place += 1
    if place >= len(words):
        return None
    hit = data.head.at(words, place)
    if hit is None:
        return None
    value, end = hit
    if place and words[place - 1] in ("um", "uh", "so"):
        return None
    if words[place : place + 2] in (["no", "way"], ["no", "wonder"]) and words[end : end + 1] == ["i"]:
        return None
    if value == "none" and end - place == 1 and words[end : end + 1] not in (["but"], ["and"], [","], ["."]):
        return None
    if value in ("better", "worse", "likely_no", "none") or words[place:end] == ["no", "no"]:
        return Piece("answer", value, None, place, end)
    following = words[end] if end < len(words) else ""
    if following in (",", ".", "!", ";", "", "-", "\u2424", ":"):
        return Piece("answer", value, None, place, end)
    if words[place] in (
        "i",
        "it",
        "he",
        "she",
        "they",
        "never",
        "not",
        "certainly",
        "absolutely",
        "definitely",
    ):
        return None
    if value == "yes" and words[place] not in ("sure", "right", "of"):
        return Piece("answer", value, None, place, end)
    if value == "no" and _speaks_of_something_else(found, end, data):
        return None
    if value == "no" and following != "good" and data.well_after_no.issuperset(found.words[end:]):
        return Piece("answer", value, None, place, end)
    if value == "no" and following in (
        "i",
        "it",
        "my",
        "he",
        "she",
        "they",
        "that",
        "there",
        "not",
        "just",
        "only",
        "but",
        "no",
        "none",
        "nothing",
        "the",
        "thank",
        "thanks",
        "never",
        "neither",
        "luckily",
        "thankfully",
    ):
        return Piece("answer", value, None, place, end)
    return None


def _speaks_of_something_else(found: Found, end: int, data: Answers) -> bool:
    """Tell whether what follows a "no" makes it no answer: "no i can not reach anyone, I am alone".

    A question about a danger sign is rather asked again than closed by such a message.
    """
    rest = found.words[end:]
    return len(rest) > SHORT_REST and not found.mentions and not data.rest_of_a_no.intersection(rest)
