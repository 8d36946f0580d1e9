"""Who the patient is, where a message says so: the writer, a relation, or somebody without a name."""

from __future__ import annotations

import itertools
from typing import List, Optional, Sequence

from bot.nlu.mentions import Found, Mention
from bot.nlu.people import SELF, SUBJECT, THIRD, UNNAMED, Owners, people
from bot.nlu.piece import Piece


def find_who(found: Found, own: Owners, roles: Sequence[str]) -> List[Piece]:
    """Return who the patient is, where the message says so.

    Args:
        found: words and findings.
        own: what `owners` returned.
        roles: the role of each finding.
    """
    words = found.words
    meant = put_right(words, own)
    if meant is not None:
        return [Piece("who", meant, None, 0, len(words))]
    about_self = people().about_self.find(words)
    if about_self and len(words) <= 20:
        return [Piece("who", SELF, None, about_self[0][1], about_self[0][2])]
    if own.relation is not None:
        start, end = own.relation_span
        relation = [Piece("who", own.relation, None, start, end)]
        theirs = [
            role
            for mention, role in zip(found.mentions, roles, strict=False)
            if (
                own.owner[mention.start] == own.relation
                or _of_relation(words, mention.start, start)
                or _done_to(words, mention, start)
            )
            and "me" not in words[mention.start : mention.end]
        ]
        if own.relation == "patient" and roles and set(roles) != {"hypothetical"}:
            return relation
        told = any(role not in ("someone_else", "hypothetical") for role in theirs)
        return relation if told or _on_behalf(words, own) else []
    if _of_one_unnamed(found, own, roles):
        return [Piece(SUBJECT, UNNAMED, None, 0, len(words))]
    content = [place for place, word in enumerate(words) if word not in _SMALL]
    if content and not found.mentions:
        hit = people().self_words.at(words, content[0])
        if hit is not None and hit[1] >= content[-1] + 1:
            return [Piece("who", SELF, None, content[0], hit[1])]
    return []


def _of_relation(words: Sequence[str], mention: int, person: int) -> bool:
    """Tell whether a part of the body is said to be a relation's: "the chest of my wife is tight"."""
    return mention < person <= mention + 4 and words[person - 2 : person] in (["of", "my"], ["of", "our"])


def _done_to(words: Sequence[str], mention: Mention, person: int) -> bool:
    """Tell whether a relation is who can not be woken, or was given too much: "I can not wake dad"."""
    if mention.code in _DOSES and mention.start < person < mention.end and words[mention.start] in _GIVING:
        return True
    before = [word for word in words[max(0, person - 4) : person] if word not in _BEFORE_PERSON]
    near = mention.start < person <= mention.end + NEAR_WAKING
    return mention.code in _ASLEEP and near and before[-1:] in _WAKING


def who_of(own: Owners, heard: Sequence[int]) -> List[Piece]:
    """Return the relation that signs belong to which the grammar did not find, by their words."""
    if own.relation is None or own.set_apart or own.in_general:
        return []
    if not any(own.owner[word] == own.relation for word in heard):
        return []
    return [Piece("who", own.relation, None, *own.relation_span)]


def put_right(words: Sequence[str], own: Owners) -> Optional[str]:
    """Return who is ill where a whole message puts that right: "it's her, not me", "not me, my husband".

    Its "no" or "not" answers no question.
    """
    data = people()
    spoken = [word for word in words if word[:1].isalnum() or word[:1] == "'"]
    if spoken[:1] in (["no"], ["sorry"]):
        spoken = spoken[1:]
    if data.somebody_else.whole(spoken):
        return UNNAMED
    if own.relation is None or not any(
        pair in (("not", "me"), ("i", "mean"), ("i", "meant")) for pair in itertools.pairwise(spoken)
    ):
        return None
    start, end = own.relation_span
    beside = [*words[:start], *words[end:]]
    return own.relation if data.put_right.issuperset(w for w in beside if w[:1].isalnum()) else None


def _of_one_unnamed(found: Found, own: Owners, roles: Sequence[str]) -> bool:
    """Tell whether all that a message tells is of a he or she without a name: "he had ivig, his back hurts".

    Where the writer speaks of herself too, "she" may as well be the nurse.
    """
    if not (_FIRST_PERSON | people().observers).isdisjoint(found.words):
        return False
    return "present" in roles and all(own.owner[mention.start] == THIRD for mention in found.mentions)


# Signs of somebody who does not wake; so far behind one the person may stand.
_ASLEEP = frozenset(["hard_to_wake", "drowsiness", "syncope"])
NEAR_WAKING = 3
_DOSES = frozenset(["extra_dose", "overdose"])
_GIVING = frozenset(["gave", "given", "giving", "by", "accidentally", "mistakenly"])
_WAKING = (["wake"], ["waken"], ["rouse"], ["awaken"], ["waking"], ["rousing"])
_BEFORE_PERSON = frozenset(["my", "our", "the", "up", "poor", "old"])
_FIRST_PERSON = frozenset(["i", "my", "me", "mine", "myself", "we", "our"])
_SMALL = frozenset(
    [
        ".",
        ",",
        "!",
        "?",
        "just",
        "yes",
        "it",
        "is",
        "'s",
        "the",
        "patient",
        "one",
        "only",
        "no",
        "well",
        "oh",
        "with",
        "and",
    ]
)


def _on_behalf(words: Sequence[str], own: Owners) -> bool:
    """Tell whether a short message names the patient ("it's for my mum", "my son")."""
    start, end = own.relation_span
    before = words[max(0, start - 6) : start]
    if own.set_apart or any(word in people().observers for word in words[end : end + 2]):
        return False
    if any(word in ("for", "about", "behalf", "caring") for word in before[-3:]) or own.relation == "patient":
        return not words[0].startswith("what")
    rest = [word for word in words[end:] if word not in _SMALL]
    return (
        len(words) <= 10
        and not any(word in ("i", "me", "not", "can") for word in words[:start])
        and _only_details(rest)
    )


_DETAILS = frozenset(
    [
        "who",
        "aged",
        "age",
        "years",
        "year",
        "old",
        "has",
        "had",
        "having",
        "is",
        "on",
        "gets",
        "ivig",
        "infusion",
        "drip",
        "treatment",
        "yesterday",
        "today",
        "now",
        "she",
        "he",
        "her",
        "his",
        "getting",
    ]
)


def _only_details(rest: Sequence[str]) -> bool:
    """Tell whether only an age or the infusion follows a relation: "my son, 8 years old"."""
    return all(word in _DETAILS or word[0].isdigit() for word in rest)
