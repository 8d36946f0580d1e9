"""Numbers that say how bad it is by where they stand: beside a complaint, or alone in a clause."""

from __future__ import annotations

from typing import FrozenSet, List, NamedTuple, Optional, Sequence, Tuple

from bot.nlu.numbers import number_at
from bot.nlu.symptoms import CONTRASTS, Found
from bot.nlu.tokens import LINE_END

WORST = 10.0
_OVER_THE_TOP = 20.0
# So many small words may stand between a complaint and its number ("my head's been about an eight").
_MOST_BETWEEN = 5
# In so short a message a number alone in its clause is an answer.
_SHORT = 8
_TAKING = frozenset(["took", "take", "taken", "gave", "given", "swallowed"])
# What was taken hurts no more than its numbers say how bad it is: "2 tablets instead of 1".
_OF_A_DRUG = frozenset(["overdose", "extra_dose"])
_STOPS = frozenset([",", ".", "!", "?", ";", ":", "(", ")", LINE_END, "/", "-", "&"])
_RANGES = (
    ("-",),
    ("to",),
    ("or",),
    ("maybe",),
    (",", "maybe"),
    ("or", "maybe"),
    ("maybe", "an"),
    ("even",),
    ("going", "on"),
    ("or", "a"),
    ("or", "an"),
    ("to", "a"),
    ("to", "an"),
    ("up", "to"),
    # Two of one complaint: "2 at rest, 7 when I move".
    ("at", "rest"),
    ("at", "rest", ","),
    ("at", "rest", "and"),
    ("lying", "down"),
    ("lying", "down", ","),
    ("sitting", "still", ","),
)


class Vocabulary(NamedTuple):
    """Words of severity.yml that tell what a number stands for.

    Attributes:
        units: what a number may count.
        fillers: small words around a number that makes up a clause.
        between: small words between a complaint and its number.
        complaints: words for what hurts, beside those of the lexicon.
        labels: nouns that a number names ("bed 7").
        persons: after one of these a number alone is an age.
        after: words that may follow a number that counts nothing.
        past: words that make a number one of the past.
    """

    units: FrozenSet[str]
    fillers: FrozenSet[str]
    between: FrozenSet[str]
    complaints: FrozenSet[str]
    labels: FrozenSet[str]
    persons: FrozenSet[str]
    after: FrozenSet[str]
    past: FrozenSet[str]


class Rating(NamedTuple):
    """A number that tells how bad it is.

    Attributes:
        value: 0 to 10.
        start: first token.
        end: token after the last.
        past: whether it tells how bad it was.
    """

    value: float
    start: int
    end: int
    past: bool


def range_at(words: Sequence[str], place: int) -> Optional[Tuple[float, int]]:
    """Return the upper value and the end of a number or a range of numbers at a token.

    Args:
        words: the words of the message.
        place: first token.
    """
    first = number_at(words, place)
    if first is None or (
        place and words[place - 1] in ("/", "-", "to", "or") and place > 1 and number_at(words, place - 2)
    ):
        return None
    value, end = first.value, first.end
    if place and words[place - 1] == "between" and words[end : end + 1] == ["and"]:
        second = number_at(words, end + 1)
        if second is not None and second.value <= WORST:
            return max(value, second.value), second.end
    for joint in _RANGES:
        if tuple(words[end : end + len(joint)]) == joint:
            second = number_at(words, end + len(joint))
            if second is not None and second.value <= WORST:
                return max(value, second.value), second.end
    return value, end


def ratings(found: Found, vocabulary: Vocabulary) -> List[Rating]:
    """Return the numbers that stand where patients put a rating.

    Args:
        found: words and findings of the message.
        vocabulary: words of severity.yml.
    """
    words = found.words
    counted = {place for m in found.mentions if m.code in _OF_A_DRUG for place in m.hits}
    hits = {place for mention in found.mentions for place in mention.hits} - counted
    complaint = [
        place in hits or found.walls.body[place] or word in vocabulary.complaints
        for place, word in enumerate(words)
    ]
    about_complaint = any(complaint)
    above = "out" in words and any(word in ("ten", "10") for word in words)
    result: List[Rating] = []
    place = 0
    while place < len(words):
        upper = range_at(words, place)
        if upper is None or place in counted:
            place += 1
            continue
        value, end = upper
        if value <= (_OVER_THE_TOP if above else WORST) and not _names_or_counts(
            words, place, end, vocabulary
        ):
            told = about_complaint or above or bool(result) or len(words) <= _SHORT
            if _alone(words, place, end, complaint, told, vocabulary) or (
                value <= WORST
                and _goes_on(words, end, vocabulary)
                and (
                    _beside(words, place, complaint, vocabulary)
                    or (about_complaint and words[place - 1 : place] in (["a"], ["an"]))
                    or (about_complaint and _rises_to(words, place))
                )
            ):
                past = _is_past(words, place, vocabulary) and not _rises_to(words, place)
                result.append(Rating(min(value, WORST), place, end, past))
        place = max(end, place + 1)
    return result


def _alone(
    words: Sequence[str],
    place: int,
    end: int,
    complaint: Sequence[bool],
    told: bool,
    vocabulary: Vocabulary,
) -> bool:
    """Tell whether a number makes up its clause, or opens the message."""
    start = _clause_start(words, place, vocabulary)
    if start < 0 or _is_age(words, start, vocabulary):
        return False
    if place and (words[place - 1] in ("since", "until", "till") or words[place - 1 : place] == ["at"]):
        return False
    if start == 0 and _goes_on(words, end, vocabulary):
        # "One leg is fat": a number in words opens a statement more often than an answer.
        return _is_end(words, end) or words[end] not in ("of", "only") or words[place][:1].isdigit()
    if not told and words[place - 1] not in ("still", "now"):
        return False
    while (
        end < len(words) and (words[end] in vocabulary.fillers or complaint[end]) and not _is_end(words, end)
    ):
        end += 1
    return _is_end(words, end) or words[end] in ("and", "so")


def _is_past(words: Sequence[str], place: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a word of the same clause puts a number into the past: "was five"."""
    for word in reversed(words[max(0, place - 4) : place]):
        if word in _STOPS:
            return False
        if word in vocabulary.past:
            return True
    return False


def _rises_to(words: Sequence[str], place: int) -> bool:
    """Tell whether a number is where another one went: "from 3 this morning to 8 now"."""
    return (
        place > 1
        and words[place - 1] == "to"
        and any(
            word == "from" and number_at(words, index) is not None
            for index, word in enumerate(words[max(0, place - 7) : place - 1], max(0, place - 7) + 1)
        )
    )


def _is_end(words: Sequence[str], end: int) -> bool:
    """Tell whether a clause ends at a token, small words aside."""
    return end >= len(words) or words[end] in _STOPS - {"/", "-"} or words[end] in CONTRASTS


def _goes_on(words: Sequence[str], end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether what follows a number is nothing that it counts."""
    if _is_end(words, end) or _in_a_part(words, end):
        return True
    return words[end] in vocabulary.after and words[end] not in vocabulary.units


def _in_a_part(words: Sequence[str], end: int) -> bool:
    """Tell whether "in my head", "in the last hour" follows a number, and not "in a row"."""
    return words[end] == "in" and words[end + 1 : end + 2] not in (["a"], ["bed"], ["total"], [])


def _names_or_counts(words: Sequence[str], place: int, end: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a number names something ("bed 7") or counts something ("7 days")."""
    before = words[place - 1] if place else ""
    before2 = words[place - 2] if place > 1 else ""
    if before in vocabulary.labels or (before in ("is", "no", ".") and before2 in vocabulary.labels):
        return True
    if before in ("/", "-", "£", "$", "+", "x", "#") or before[:1].isdigit():
        return True
    if before2[:1].isdigit() and (before == ":" or before in vocabulary.units):
        # "10:00", "6 foot 1".
        return True
    if before == "at" and any(word in _TAKING for word in words[max(0, place - 4) : place]):
        # "Took two paracetamol at six".
        return True
    if before in ("'s", "is") and before2 in ("he", "she") and len(words) > _SHORT:
        # "He's 8 and he says his tummy is sore".
        return True
    if (
        words[place] == "one"
        and end == place + 1
        and before not in ("a", "is", "'s", "at", ",", ".", "like")
        and len(words) > 2
    ):
        return True
    if (before == "of" and before2 == "scale") or (
        before in ("from", "of") and words[end - 1] in ("ten", "10")
    ):
        return True
    following = words[end] if end < len(words) else ""
    if following and _in_a_part(words, end):
        return False
    if following in ("/", ":", "%", "+") or (following == "." and words[place : place + 1] == ["no"]):
        return True
    return following in vocabulary.units and following not in ("ish", "of")


def _clause_start(words: Sequence[str], place: int, vocabulary: Vocabulary) -> int:
    """Return where the clause of a number starts, -1 where it holds more than small words before it."""
    start = place
    while start and words[start - 1] not in _STOPS and words[start - 1] not in CONTRASTS:
        if words[start - 1] not in vocabulary.fillers or place - start > _MOST_BETWEEN + 2:
            return -1
        start -= 1
    return start


def _is_age(words: Sequence[str], start: int, vocabulary: Vocabulary) -> bool:
    """Tell whether a number follows a person: "my daughter, 9, is sick"."""
    return start > 1 and words[start - 1] == "," and words[start - 2] in vocabulary.persons


def _beside(words: Sequence[str], place: int, complaint: Sequence[bool], vocabulary: Vocabulary) -> bool:
    """Tell whether a complaint stands before a number, small words aside."""
    index = place - 1
    while index >= 0 and place - index <= _MOST_BETWEEN:
        if complaint[index]:
            return True
        if words[index] not in vocabulary.between and words[index] not in (":", "="):
            return False
        index -= 1
    return False
