"""Which words about an infusion are no statement about the patient's infusion of now.

Questions, habits ("every drip"), what-ifs, denials, the treatment as a whole, and other people's infusions.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import FrozenSet, Optional, Sequence, Tuple

from bot.nlu.grammar import Match
from bot.nlu.numbers import number_at
from bot.nlu.symptoms import HARD_STOPS, Found
from bot.nlu.timetable import Times, sentence, times
from bot.nlu.tokens import LINE_END

NOT = frozenset(["not", "never", "nothing", "without", "cannot", "stop"])
HABIT = frozenset(["every", "each", "whenever", "always", "usually", "normally"])
_COMPARISON = frozenset(["than", "different"])
_EARLIER = frozenset(["than", "from", "was", "were", "had", "started", "even", "since", "long", "already"])
_NOT_NOW = frozenset(["hypothetical", "historical", "someone_else"])
# Matches that begin so date something, whatever is denied before them: "I can't sleep since Monday's drip".
_DATING = frozenset(["since", "after", "post", "following", "from", "at", "in", "on", "with", "now", "still"])
_CLAUSE = frozenset([",", "-", ":", "so", "hi", "please", "(", "hello"])


def denied(words: Sequence[str], match: Match, kind: str) -> bool:
    """Tell whether a "not" stands before a match, or in one that knows of none.

    Args:
        words: the words of the message.
        match: the match.
        kind: what its pattern tells.
    """
    if kind == "before":
        # "No different from before the infusion", "I had it before the infusion" tell of the past.
        earlier = words[max(0, match.start - 5) : match.start]
        if words[match.start] == "before":
            return any(word in _EARLIER for word in earlier)
        return any(word in ("since", "after") for word in words[max(0, match.start - 2) : match.start])
    first = words[match.start]
    if kind in ("after", "dated"):
        if first not in _DATING and first not in times().weekdays:
            near = words[max(0, match.start - 2) : match.end]
            return any(word in NOT for word in near if word != "stop")
        return any(word in NOT for word in words[match.start : match.end])
    if first in _DATING - {"still", "on", "now"}:
        return False
    before = words[max(0, match.start - 2) : match.start]
    return any(word in NOT for word in before[-1:]) or before[:1] == ["not"]


def general(
    found: Found, roles: Sequence[str], starts: Sequence[int], match: Match, kind: str, told_when: bool
) -> bool:
    """Tell whether a match belongs to a question, a habit, a what-if, the past or somebody else.

    Args:
        found: words and findings.
        roles: the role of each finding.
        starts: the first token of each finding.
        match: the match.
        kind: what its pattern tells.
        told_when: whether a time before now stands in its clause.
    """
    data = times()
    words = found.words
    start, end = match.start, match.end
    inside = words[start:end]
    before = words[max(0, start - 4) : start]
    dated = kind == "before" and _has_a_date(words, start, end, data)
    if any(word in ("if", "previous") for word in before[-2:]) or "if" in inside:
        return True
    if _of_another_time(words, match, kind) or _goes_on(words, match, kind, told_when):
        return True
    if words[end : end + 1] == ["for"] and any(word in ("getting", "having", "receiving") for word in inside):
        # "She is getting IVIG for her neuropathy" tells the treatment, not the hour.
        return words[end + 1 : end + 2] not in (["half"], ["an"], ["about"]) and not number_at(words, end + 1)
    if not dated and (
        _is_habit((*before, *inside, *words[end : end + 2]))
        or any(word in _COMPARISON for word in (*before[-1:], *inside))
    ):
        return True
    if (asks(words, start) or asks(words, end - 1)) and not dated:
        mention = any(role == "present" for role in roles)
        if kind == "before" or not mention or _indefinite(words, start, end, data, told_when):
            return True
    if _indefinite(words, start, end, data, told_when) and kind in ("during", "after", "begun", "dated"):
        return True
    if "stopped" in inside and any(word in ("be", "get", "have") for word in inside):
        return True
    return _nearest_role(found, roles, starts, match) in _roles_of_another(kind, told_when)


def _is_habit(words: Sequence[str]) -> bool:
    """Tell whether a word of habit stands among these; "numb like always" compares and tells no habit."""
    return any(
        word in HABIT and words[max(0, place - 1) : place] not in (("like",), ("as",))
        for place, word in enumerate(words)
    )


def _roles_of_another(kind: str, told_when: bool) -> FrozenSet[str]:
    """Return the roles of a finding whose infusion is not the one of now."""
    if told_when:
        return frozenset(["someone_else"])
    return _NOT_NOW if kind in ("during", "begun", "dated") else _NOT_NOW - {"historical"}


def _of_another_time(words: Sequence[str], match: Match, kind: str) -> bool:
    """Tell whether a match belongs to "last time" or "my very first infusion"."""
    if kind in ("before", "running"):
        return False
    near = words[max(0, match.start - 6) : match.end]
    pairs = set(pairwise(near))
    return ("last", "time") in pairs or ("very", "first") in pairs


def _goes_on(words: Sequence[str], match: Match, kind: str, told_when: bool) -> bool:
    """Tell whether what follows gives a match another sense: "the infusion nurse", "running to the loo"."""
    data = times()
    last = words[match.end - 1]
    following = words[match.end] if match.end < len(words) else ""
    if last in data.infusion and following in data.words["compound"]:
        return kind != "before" and not told_when
    if kind != "running":
        return False
    if last == "in" and following.isalpha() and following not in data.words["in_what"]:
        # "Had my infusion in Leeds".
        return True
    return (last == "on" and (following in data.weekdays or following in data.words["on_what"])) or (
        last == "running" and following in ("to", "late", "low")
    )


def _has_a_date(words: Sequence[str], start: int, end: int, data: Times) -> bool:
    """Tell whether a time to come stands in a match or beside it."""
    near = words[max(0, start - 4) : end + 4]
    return bool(data.future.find(list(near))) or any(word in data.weekdays for word in near)


def _indefinite(words: Sequence[str], start: int, end: int, data: Times, told_when: bool) -> bool:
    """Tell whether a match speaks of infusions in general: "drips", "a drip" without a time."""
    for place in range(start, end):
        word = words[place]
        if word in data.words["many"]:
            return words[place + 1 : place + 2] not in (["'s"],)
        if word in data.infusion and place and not told_when and words[place - 1] in ("a", "an", "any"):
            return True
    return False


def asks(words: Sequence[str], place: int) -> bool:
    """Tell whether a token stands in a clause that opens as a question does.

    Args:
        words: the words of the message.
        place: the token.
    """
    first, _ = sentence(words, place)
    start = place
    while start > first and words[start - 1] not in _CLAUSE:
        start -= 1
    if start > first and words[start - 1] == "," and words[start] in ("or", "and"):
        start += 1
    if _opens_a_question(words, start):
        return True
    # "Asked how long a drip runs".
    return any(word in ("how", "whether", "why") for word in words[max(start, place - 6) : place])


def _opens_a_question(words: Sequence[str], place: int) -> bool:
    """Tell whether a clause that begins at a token asks."""
    data = times()
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else ""
    if word == "when":
        return following in data.words["asks_when"]
    if word in data.questions:
        return word not in ("is", "are", "will", "any") or following not in (
            "going",
            "running",
            "finished",
            "on",
        )
    return word in data.words["auxiliaries"] and following in data.asked_after


def _nearest_role(found: Found, roles: Sequence[str], starts: Sequence[int], match: Match) -> Optional[str]:
    """Return the role of the finding that stands nearest to a match in its sentence, or None."""
    start, end = match.start, match.end
    around = bisect_left(starts, start)
    best: Optional[Tuple[int, str]] = None
    for index in range(max(0, around - 2), min(len(starts), around + 2)):
        mention = found.mentions[index]
        gap = found.words[mention.end : start] if mention.end <= start else found.words[end : mention.start]
        if any(word in HARD_STOPS or word in ("now", LINE_END, ",") for word in gap):
            continue
        if best is None or len(gap) < best[0]:
            best = (len(gap), roles[index])
    return None if best is None else best[1]
