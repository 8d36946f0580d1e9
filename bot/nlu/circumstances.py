"""Whose finding it is, of what time, and under what condition."""

from __future__ import annotations

import itertools
from typing import Optional, Sequence

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.context import LEXICAL_NEGATIONS, Text, modifiers_after, modifiers_before, words_between
from bot.nlu.modifiers import Modifier
from bot.nlu.people import OTHER, SELF, THIRD
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found, Mention


def spoken_of_self(text: Text, mention: Mention) -> bool:
    """Tell whether a first person stands near before a finding."""
    return any(
        word in ("i", "my", "me", "mine") for word in text.words[max(0, mention.start - 6) : mention.end]
    )


def owner_of(text: Text, mention: Mention) -> str:
    """Return whose finding it is: "my" or "this" within or right before it make it the speaker's."""
    owner = text.owners.owner[mention.start]
    if owner == OTHER and (
        mention.code == "suicidal"
        or text.words[mention.start - 1 : mention.start] in (["this"], ["my"])
        or any(
            text.words[place] == "my" and place + 1 in mention.hits
            for place in range(mention.start, mention.end)
        )
    ):
        return SELF
    if owner not in (SELF, THIRD, OTHER) and text.words[mention.start - 1 : mention.start] == ["this"]:
        return SELF
    return owner


def of_someone_else(text: Text, mention: Mention, first_person: bool) -> Optional[str]:
    """Decide about a finding of a named relation; None where it is the patient's."""
    own = text.owners
    if own.relation == "patient":
        return None
    if _worried_for(text, mention):
        return None
    asks_for_self = own.for_self and own.relation in ("friend", "relative")
    if _told_too(text, mention) or own.in_general or asks_for_self:
        return "someone_else"
    if (
        own.relation in ("relative", "friend")
        and not _present_told(text, mention)
        and mention.code in DANGER_SIGNS
    ):
        return "possible"
    if own.set_apart:
        if mention.code in DANGER_SIGNS and not first_person and _present_told(text, mention):
            return "possible"
        return "someone_else"
    if first_person:
        return "possible" if mention.code in DANGER_SIGNS else "someone_else"
    return None


def _present_told(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is told in the present or as just happened."""
    nearby = text.words[max(0, mention.start - 5) : mention.end + 5]
    return any(
        word in text.rules.present_verbs or word in ("just", "ago", "yesterday", "ivig", "infusion", "drip")
        for word in nearby
    )


def _told_too(text: Text, mention: Mention) -> bool:
    """Tell whether "too" or "as well" ends what is said: "my mum gets migraines too"."""
    following = list(text.words[mention.end : mention.end + 2])
    return following[:1] == ["too"] and (
        len(following) == 1 or following[1] in HARD_STOPS or following[1] in CONTRASTS or following[1] == ","
    )


def _worried_for(text: Text, mention: Mention) -> bool:
    """Tell whether the writer names only her worry beside the finding of a relation."""
    later = text.words[mention.end : mention.end + WORRY_REACH]
    if not any(a == "for" and b in ("him", "her", "them") for a, b in itertools.pairwise(later)):
        return False
    return not any(m.code != mention.code and text.owners.owner[m.start] == SELF for m in text.mentions)


def is_historical(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is of another time."""
    if "again" in text.words[mention.end : mention.end + 3]:
        return False
    for modifier in modifiers_before(text, mention, 24):
        is_current = modifier.start < mention.start and modifier.sense("current") is not None
        if is_current and not _current_is_past(text, modifier):
            return False
        if modifier.sense("historical") is None:
            continue
        if modifier.start >= mention.start:
            return True
        if _since(text, modifier):
            continue
        between = words_between(text, modifier.end, mention.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            continue
        return _past_holds(text, modifier, mention, between)
    for modifier in modifiers_after(text, mention, 9):
        between = words_between(text, mention.end, modifier.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            return False
        if modifier.sense("current") is not None:
            return False
        if modifier.sense("historical") is None or (
            _since(text, modifier) and not _told_in_past(text, mention, modifier)
        ):
            continue
        if (
            any(text.mention_at.get(place) is not None for place in range(mention.end, modifier.start))
            and "and" not in between
        ):
            return False
        clause = text.words[max(0, mention.start - 5) : mention.end]
        present = [w for w in clause if w in ("is", "are", "am", "'s", "can", "hurts", "now", "feels")]
        return not present
    return False


def comes_again(found: Found, mention: Mention) -> bool:
    """Tell whether a past finding is said to be back: "I had a rash last time and now I have one again"."""
    later = found.words[mention.end : mention.end + 20]
    if "again" not in later or any(m.start >= mention.end and m.code != mention.code for m in found.mentions):
        return False
    before = later[: later.index("again")]
    return (
        any(word in ("now", "today", "tonight", "this") for word in later)
        and "not" not in before
        and "never" not in before
    )


def _current_is_past(text: Text, modifier: Modifier) -> bool:
    """Tell whether a word of now is part of a word of the past ("since" in "ever since" is not)."""
    return text.words[modifier.start] in ("since", "again")


def _since(text: Text, modifier: Modifier) -> bool:
    """Tell whether a time is a beginning ("since last week") or only dates the infusion."""
    before = text.words[max(0, modifier.start - 2) : modifier.start]
    return (
        any(word in ("since", "from", "for", "over", "than", "after") for word in before[-1:])
        or "since" in before
    )


def _told_in_past(text: Text, mention: Mention, modifier: Modifier) -> bool:
    """Tell whether "after round one" stands in a sentence of the past: "had a stiff neck after round one"."""
    if text.words[modifier.start - 1] != "after":
        return False
    return any(word in text.rules.past_verbs for word in text.words[max(0, mention.start - 5) : mention.end])


def _past_holds(text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]) -> bool:
    """Tell whether a time in the past governs a finding after it."""
    rules = text.rules
    own = list(between[-4:]) + list(text.words[mention.start : mention.end])
    clause_start = max((index for index, word in enumerate(between) if word in (",", "and")), default=-1)
    clause = list(between[clause_start + 1 :]) + list(text.words[mention.start : mention.end])
    if clause_start >= 0 and any(
        word in ("is", "are", "am", "'s", "has", "have", "can", "do", "does", "hurts", "will")
        for word in clause
    ):
        return False
    if any(word in ("is", "are", "am", "hurts") for word in own) or ("can" in own and "not" in own):
        return False
    told = clause if clause_start >= 0 else list(between) + list(text.words[mention.start : mention.end])
    ever = any(word in rules.past_verbs or word.endswith("ed") for word in told)
    if text.words[modifier.start] in ("h", "h/o", "pmh", "pmhx", "hx", "history", "past"):
        return True
    noun = modifier.end == mention.start or len(between) <= 3
    return ever or noun


def is_conditional(text: Text, mention: Mention) -> bool:
    """Tell whether a finding comes only under a condition."""
    if _of_every_moment(text, mention):
        return False
    for modifier in modifiers_before(text, mention, 12):
        between = words_between(text, modifier.end, mention.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            continue
        if modifier.sense("conditional") is not None:
            return True
        if modifier.sense("when") is not None and modifier.end <= mention.start and _gets(between):
            return True
    for modifier in modifiers_after(text, mention, 5):
        between = words_between(text, mention.end, modifier.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            break
        if modifier.sense("conditional") is not None:
            return True
        only = "only" in text.words[max(0, mention.start - 3) : mention.start]
        if only and (modifier.sense("when") is not None or modifier.sense("if") is not None):
            return True
        if modifier.sense("when") is not None and _gets(text.words[max(0, mention.start - 4) : mention.end]):
            return True
    return False


def _of_every_moment(text: Text, mention: Mention) -> bool:
    """Tell whether the condition is breathing or the like, which is no condition, or "even when"."""
    nearby = (
        text.words[place]
        for place in range(max(0, mention.start - 9), min(len(text.words), mention.end + 9))
        if place not in mention.hits or text.words[place] in ("breathe", "breathing", "inhale")
    )
    if "recurrent" in text.codes:
        return True
    if mention.code in ("dizziness", "syncope") and any(text.words[hit] in _DARKENS for hit in mention.hits):
        return True
    return any(word in _EVERY_MOMENT for word in nearby) or _swallows_negation(text, mention)


WORRY_REACH = 30


_EVERY_MOMENT = frozenset(
    ["breathe", "breath", "breathing", "inhale", "swallow", "swallowing", "even", "press", "since"]
)


# "Each time I stand up everything goes black" tells of a near faint that is there.
_DARKENS = frozenset(["black", "blackness", "dark"])


def _swallows_negation(text: Text, mention: Mention) -> bool:
    """Tell whether a "not" is part of a finding ("does not fade")."""
    return any(text.words[hit] in LEXICAL_NEGATIONS for hit in mention.hits)


def _gets(words: Sequence[str]) -> bool:
    """Tell whether a habit is told ("I get", "it goes")."""
    return any(
        word in ("get", "gets", "go", "goes", "faint", "swells", "slurs", "tingle", "leak", "start")
        for word in words
    )
