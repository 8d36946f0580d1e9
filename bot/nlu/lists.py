"""Lists of what is not there: "no fever, chills or rash".

Whether a list shares one denial is told by its "or", by the wording of the denial, and by what stands between
its items (the scopes of NegEx, W. W. Chapman and others, https://doi.org/10.1006/jbin.2001.1029).
"""

from __future__ import annotations

from typing import Sequence

from bot.nlu.context import LEXICAL_NEGATIONS, Text, turns
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
