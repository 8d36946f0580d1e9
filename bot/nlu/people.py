"""Whose symptom it is: the writer's, the patient's a caregiver writes for, or a stranger's."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from bot.nlu.data import StrictModel, load
from bot.nlu.grammar import expand_forms
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found
from bot.nlu.tokens import LINE_END

OTHER = "other"
SELF = "self"
THIRD = "third"
# The patient of whom only "he" or "she" is said; apart from `who`, since later "she" may be the nurse.
SUBJECT = "subject"
UNNAMED = "patient"


class PeopleFile(StrictModel):
    """The content of people.yml."""

    relations: Dict[str, str]
    others: str
    possessive: str
    contrast: str
    general: str
    self: str
    on_behalf: str
    observers: str
    self_denials: str
    about_self: str
    somebody_else: str
    put_right: str
    for_self: str


class People(NamedTuple):
    """people.yml, ready for use."""

    persons: PhraseTable[str]
    contrast: PhraseTable[bool]
    general: PhraseTable[bool]
    self_words: PhraseTable[bool]
    observers: frozenset[str]
    self_denials: PhraseTable[bool]
    about_self: PhraseTable[bool]
    somebody_else: PhraseTable[bool]
    put_right: frozenset[str]
    for_self: PhraseTable[bool]


class Owners(NamedTuple):
    """Who is spoken of at each token, and how sure that is.

    Attributes:
        owner: per token: "self", a relation, "third" (he, she, no name) or "other".
        relation: the relation that a caregiver may be writing for, if one is named.
        relation_span: first token and token after the last of its first mention.
        set_apart: the writer sets herself apart from that relation.
        in_general: what is said of the relation is long past or general.
        for_self: the writer asks whether she may get what somebody else had.
    """

    owner: List[str]
    relation: Optional[str]
    relation_span: Tuple[int, int]
    set_apart: bool
    in_general: bool
    for_self: bool


@lru_cache(maxsize=1)
def people() -> People:
    """Return people.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("people.yml", PeopleFile)
    persons: List[Tuple[str, str]] = [
        (phrase, relation) for relation, listing in data.relations.items() for phrase in expand_forms(listing)
    ]
    persons += [(phrase, OTHER) for phrase in expand_forms(data.others)]
    return People(
        persons=PhraseTable(persons),
        contrast=PhraseTable((phrase, True) for phrase in expand_choices(data.contrast)),
        general=PhraseTable((phrase, True) for phrase in expand_choices(data.general)),
        self_words=PhraseTable((phrase, True) for phrase in expand_choices(data.self)),
        observers=frozenset(expand_forms(data.observers)),
        about_self=PhraseTable((phrase, True) for phrase in expand_choices(data.about_self)),
        self_denials=PhraseTable((phrase, True) for phrase in expand_choices(data.self_denials)),
        somebody_else=PhraseTable((phrase, True) for phrase in expand_choices(data.somebody_else)),
        put_right=frozenset(word.strip('"') for word in expand_choices(data.put_right)),
        for_self=PhraseTable((phrase, True) for phrase in expand_choices(data.for_self)),
    )


_POSSESSIVES = frozenset(
    [
        "my",
        "our",
        "me",
        "the",
        "his",
        "her",
        "their",
        "a",
        "an",
        "your",
        "this",
        "that",
        "some",
        "wife",
        "husband",
    ]
)
_THIRD_PERSON = frozenset(["he", "she", "his", "her", "him", "hers", "himself", "herself", "they", "their"])
_SELF_SUBJECTS = frozenset(["i", "myself", "mine"])
_BETWEEN_MY_AND_PERSON = 4


def owners(found: Found) -> Owners:
    """Follow who is spoken of through a message.

    Args:
        found: the mentions and words of the message.
    """
    words = found.words
    data = people()
    persons = {start: (value, end) for value, start, end in data.persons.find(words)}
    starts = {mention.start for mention in found.mentions}
    owner: List[str] = []
    current = SELF
    last_third: Optional[str] = None
    relation: Optional[str] = None
    span = (0, 0)
    position = 0
    while position < len(words):
        word = words[position]
        if position in persons:
            person, end = persons[position]
            if not _is_person(words, position, end):
                owner.append(current)
                position += 1
                continue
            if _owns_next_person(words, end, persons):
                person = OTHER if person != SELF else person
                while end < len(words) and end not in persons and words[end] in ("'s", "next", "other"):
                    end += 1
                if end in persons:
                    end = persons[end][1]
            current = last_third = person
            if person != OTHER and relation is None:
                relation, span = person, (position, end)
            owner.extend([current] * (end - position))
            position = end
            continue
        if (
            word in _SELF_SUBJECTS
            or (word == "my" and _near_mention(position, starts) and not _before_person(position, persons))
            or (word == "me" and position + 1 in starts and current != OTHER)
        ):
            current = SELF
        elif word in _THIRD_PERSON:
            current = last_third or THIRD
        elif (word in HARD_STOPS or word == LINE_END or word in CONTRASTS) and current == OTHER:
            current = SELF
        owner.append(current)
        position += 1
    return Owners(
        owner=owner,
        relation=relation,
        relation_span=span,
        set_apart=bool(data.contrast.find(words)),
        in_general=bool(data.general.find(words)),
        for_self=bool(data.for_self.find(words)),
    )


def _is_person(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a word for a relation is used as one ("my nan", "mum's", not "i am a patient")."""
    before = words[start - 1] if start else ""
    if _introduces_herself(words, start, end):
        return False
    if words[start] in ("someone", "somebody"):
        return before not in ("like", "though", "if", "as", "is")
    if words[start] in ("dog", "cat", "man", "woman", "person"):
        return before in _POSSESSIVES
    if words[start] in ("patient", "resident", "client", "pt"):
        return before not in ("a", "an", "am", "be", "so", "very", "as", "being", "other", "another")
    if words[start] in (
        "ma",
        "pa",
        "da",
        "pop",
        "boy",
        "man",
        "girl",
        "kid",
        "lad",
        "baby",
        "pops",
        "love",
        "bro",
        "sis",
        "mate",
        "pal",
        "buddy",
        "nan",
        "kid",
        "old",
        "hub",
    ):
        return before in _POSSESSIVES or (
            start == 0 and end < len(words) and words[end] in ("is", "'s", "has", "can", "was", "had")
        )
    return True


def _introduces_herself(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the writer says who she is to the patient: "mum here", "I'm his wife", "mum of a boy"."""
    before = words[max(0, start - 3) : start]
    if before[:2] == ["i", "am"] and before[2:] != ["my"]:
        return True
    following = words[end] if end < len(words) else ""
    owned = bool(before) and before[-1] in ("my", "our", "his", "her", "their", "the")
    return not owned and following in ("here", "of")


def _owns_next_person(words: Sequence[str], end: int, persons: Dict[int, Tuple[str, int]]) -> bool:
    """Tell whether "'s" and another person follow: "my son's friend"."""
    if end >= len(words) or words[end] != "'s":
        return False
    return any(place in persons for place in range(end + 1, min(end + 3, len(words)))) and not any(
        word in ("is", "has", "been", "got", "a") for word in words[end + 1 : end + 2]
    )


def _near_mention(position: int, starts: set[int]) -> bool:
    """Tell whether a finding begins soon after a "my"."""
    return any(place in starts for place in range(position, position + 4))


def _before_person(position: int, persons: Dict[int, Tuple[str, int]]) -> bool:
    """Tell whether a person follows a "my": "my poor old dad"."""
    return any(place in persons for place in range(position + 1, position + 1 + _BETWEEN_MY_AND_PERSON))


def denied_for_self(found: Found) -> int:
    """Return the first token of a denial such as "I don't have it" or "mine is normal", or -1."""
    hits = people().self_denials.find(found.words)
    return hits[0][1] if hits else -1
