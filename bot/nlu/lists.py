"""Lists of what is not there: "no fever, chills or rash".

Whether a list shares one denial is told by its "or", by the wording of the denial, and by what stands between
its items (the scopes of NegEx, W. W. Chapman and others, https://doi.org/10.1006/jbin.2001.1029).
"""

from __future__ import annotations

from typing import Sequence

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.context import LEXICAL_NEGATIONS, Text, is_clause, turns
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END

_LIST_SIGNS = frozenset([",", "/", "or", "nor", "and", "&", "+", LINE_END])


def adjacent_denials(text: Text, mention: Mention) -> bool:
    """Two denials cancel each other only where they stand in one statement, not in a list.

    "No fever no rash" and "don't have rash don't have fever" are lists: a finding or a "no" parts the two.
    """
    first = max(0, mention.start - 7)
    places = [place for place in range(first, mention.end) if text.words[place] in LEXICAL_NEGATIONS]
    if len(places) < 2 or text.words[places[-1]] in ("no", "nor"):
        return False
    between = text.words[places[-2] + 1 : places[-1]]
    if not between and text.words[places[-1]] == text.words[places[-2]]:
        return False
    return (
        len(between) <= 3
        and not any(word in _LIST_SIGNS or word in ("any", "no") for word in between)
        and not turns(between)
        and not any(text.mention_at.get(place) is not None for place in range(places[-2] + 1, places[-1]))
    )


def joined_by_or(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether "or" stands among some words."""
    return any(word in ("or", "nor", "/") for word in words[max(0, start) : end])


def or_follows(text: Text, mention: Mention) -> bool:
    """Tell whether a list with "or" goes on after a finding: "not dizzy, sick or short of breath"."""
    for word in text.words[mention.end : mention.end + 6]:
        if word in ("or", "nor"):
            return True
        if word in HARD_STOPS or word in CONTRASTS or word in text.rules.subjects:
            return False
    return False


# Denials that govern names of findings, and so lists of them.
NOUN_KINDS = frozenset(["noun", "note"])
# How far one denial reaches over a list, and how many words an item of it may have, small ones aside.
LIST_REACH = 40
_ITEM_WORDS = 5
_SEPARATORS = frozenset([",", "/", "or", "nor", "and", "&", "+"])
_VERBS = frozenset(
    ["is", "are", "am", "was", "were", "be", "has", "have", "had", "'s", "will", "would", "can"]
)


def begins_statement(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is the subject of a statement of its own: "no fever, rash is all over"."""
    following = text.words[mention.end : mention.end + 1]
    return bool(following) and following[0] in _VERBS


def list_reaches(text: Text, start: int, kind: str, mention: Mention) -> str:
    """Tell whether a denial reaches a finding over a list whose items the lexicon may not know.

    "No rales, rhonchi or wheeze" shares its "no", for there is an "or"; what notes say ("denies", "negative
    for") is shared by all that follows. A danger sign over unknown words is never surely denied.

    Args:
        text: the message.
        start: the token after the denial.
        kind: how the denial governs a list; only "noun" and "note" do.
        mention: the finding, after the denial.

    Returns:
        absent, unsure or no.
    """
    if kind not in NOUN_KINDS or not start <= mention.start <= start + LIST_REACH:
        return "no"
    words = text.words
    between = words[start : mention.start]
    if turns(between) or ":" in between or is_clause(text, mention):
        return "no"
    shared = joined_by_or(words, start, mention.start) or or_follows(text, mention)
    if not shared and (kind != "note" or begins_statement(text, mention)):
        return "no"
    if words[mention.end : mention.end + 1] == ["now"]:
        return "no"
    rules = text.rules
    ends = rules.breakers | rules.subjects | rules.things | rules.present_verbs | rules.past_verbs
    item = 0
    for word in between:
        item = 0 if word in _SEPARATORS else item + (word not in rules.bridge)
        if word in ends or word in ("my", "our") or item > _ITEM_WORDS:
            return "no"
    return "unsure" if mention.code in DANGER_SIGNS else "absent"
