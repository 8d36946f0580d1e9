"""Whether a finding is there: ConText in the manner of medspaCy, built for patients' sentences.

Each finding is weighed against the modifiers near it (modifiers.yml). Where a danger sign's assertion is
uncertain the answer is "possible", so that it is asked about.
"""

from __future__ import annotations

from typing import List, Sequence

from bot.nlu.circumstances import is_conditional, is_historical, of_someone_else, owner_of, spoken_of_self
from bot.nlu.claims import (
    ASKED_BACK,
    CLAIMED,
    asks_around,
    claim_of,
    of_the_own_body,
    statements,
    told_beside_question,
)
from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.context import LEXICAL_NEGATIONS, Text, prepare
from bot.nlu.contradictions import is_contradicted
from bot.nlu.denial import denied_before, is_affirmed, not_sure_of_denial
from bot.nlu.denial_after import denied_after
from bot.nlu.hypotheses import is_unsure, what_if_role
from bot.nlu.lasting import PROGRESSION, Course, course_of, is_news, lasting_role
from bot.nlu.people import OTHER, SELF, THIRD, Owners
from bot.nlu.symptoms import CONTRASTS, Found, Mention


def assert_roles(found: Found, owners: Owners) -> List[str]:
    """Return the role of each mention, LASTING or CLAIMED or the like, in the order of `found.mentions`.

    Args:
        found: the mentions and words.
        owners: who is spoken of at each word.
    """
    text = prepare(found, owners)
    course = course_of(text)
    first_person = any(
        owners.owner[mention.start] == SELF and spoken_of_self(text, mention) for mention in found.mentions
    )
    roles = [_role(text, mention, first_person, course) for mention in found.mentions]
    seen = [_seen_by_others(text, *told) for told in zip(found.mentions, roles, strict=True)]
    starts = statements(text)
    return [
        _claimed(text, mention, role, starts, first_person, course)
        for mention, role in zip(found.mentions, seen, strict=True)
    ]


# What a finding is that nobody is said to have.
_NOBODYS = ("hypothetical", "someone_else")


def _claimed(
    text: Text, mention: Mention, role: str, starts: Sequence[int], first_person: bool, course: Course
) -> str:
    """Return the role of a finding that a question names and that is claimed as well."""
    if role == "present" and text.words[mention.end : mention.end + 1] == ["?"]:
        return claim_of(text, mention, starts) or role  # "shortness of breath? That is what I have"
    others = role == "someone_else" or text.owners.owner[mention.start] == OTHER
    if role not in _NOBODYS or (others and not asks_around(text, mention)):
        return role
    if role == "hypothetical" and starts:
        alone = told_beside_question(text, mention, starts)
        if alone is not None:
            told = _role(alone, mention, first_person, course)
            return {"present": CLAIMED, "possible": ASKED_BACK}.get(told, told)
    if mention.role == "absent":
        return role
    claimed = claim_of(text, mention, starts)
    if claimed is not None:
        return claimed
    own = role == "hypothetical" and mention.code in DANGER_SIGNS and of_the_own_body(text, mention)
    return ASKED_BACK if own else role


def _seen_by_others(text: Text, mention: Mention, role: str) -> str:
    """Return the role of a finding, or possible where others see the danger sign that is denied."""
    denied = role == "absent" and mention.code in DANGER_SIGNS
    if denied and (is_contradicted(text, mention) or _half_taken_back(text, mention)):
        return "possible"
    return role


_BARELY = frozenset(["only", "just", "barely", "hardly", "scarcely", "struggling", "struggle", "shallow"])


def _half_taken_back(text: Text, mention: Mention) -> bool:
    """Tell whether "but only just" follows what is said to be well: "I can breathe but only just"."""
    following = list(text.words[mention.end : mention.end + 4])
    if mention.role != "absent" or not CONTRASTS.intersection(following[:2]):
        return False
    return any(word in _BARELY for word in following) and text.mention_at.get(mention.end + 1) is None


def _role(text: Text, mention: Mention, first_person: bool, course: Course) -> str:
    """Weigh one finding."""
    danger = mention.code in DANGER_SIGNS
    if is_affirmed(text, mention):
        return mention.role
    owner = owner_of(text, mention)
    if owner == OTHER:
        return "hypothetical" if what_if_role(text, mention) == "hypothetical" else "someone_else"
    if owner not in (SELF, THIRD):
        other = of_someone_else(text, mention, first_person)
        if other is not None:
            return other
    what_if = what_if_role(text, mention)
    if what_if is not None:
        return what_if
    denied = denied_before(text, mention)
    if denied == "no":
        denied = denied_after(text, mention)
    if mention.role == "absent":
        inside = (
            text.words[place] for place in range(mention.start, mention.end) if place not in mention.hits
        )
        before = text.words[mention.start - 1 : mention.start]
        if mention.code == PROGRESSION and is_news(text, mention, course):
            return "possible"
        return (
            "present" if before == ["not"] or any(word in LEXICAL_NEGATIONS for word in inside) else "absent"
        )
    if denied == "absent":
        return "possible" if danger and not_sure_of_denial(text, mention) else "absent"
    past = is_historical(text, mention)
    if denied == "unsure" and not past:
        return "possible" if danger else "absent"
    if is_unsure(text, mention):
        return "possible"
    if past:
        return "historical"
    if is_conditional(text, mention):
        return "conditional"
    if danger:
        return lasting_role(text, mention, course) or mention.role
    return mention.role
