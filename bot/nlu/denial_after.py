"""Whether a finding is denied by what stands after it: "headache is gone", "rash: no"."""

from __future__ import annotations

from bot.nlu.context import Text, modifiers_after
from bot.nlu.modifiers import Modifier
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END

# "My legs have gone" tells these; it does not deny them.
LOSSES = frozenset(
    [
        "both_legs_weak",
        "weakness",
        "one_sided_weakness",
        "vision_change",
        "speech_difficulty",
        "numbness",
        "saddle_numbness",
        "reduced_urine",
        "confusion",
        "bladder_bowel_dysfunction",
        "syncope",
        "drowsiness",
        "hard_to_wake",
        "dyspnea",
    ]
)


def denied_after(text: Text, mention: Mention) -> str:
    """Return absent or no for what stands after a finding: "headache is gone", "rash: no"."""
    for modifier in modifiers_after(text, mention, 10):
        if modifier.sense("negation", "backward") is None:
            continue
        if not _bridges_back(text, mention.end, modifier.start):
            return "no"
        if mention.code in LOSSES and text.words[modifier.end - 1] in ("gone", "stopped", "there"):
            # "My legs have gone" tells the sign itself.
            return "no"
        if modifier.sense("negation", "forward") is not None and not _ends_statement(text, modifier):
            return "no"
        return "absent"
    return "no"


def _bridges_back(text: Text, start: int, end: int) -> bool:
    """Tell whether only small words and further findings stand between a finding and a denial after it."""
    place = start
    while place < end:
        other = text.mention_at.get(place)
        if other is not None and other.start == place:
            joint = text.words[place - 1] if place else ""
            if joint not in (",", "and", "or", "/", "&"):
                return False
            place = other.end
            continue
        if text.words[place] not in _BACK_BRIDGE:
            return False
        place += 1
    return True


_BACK_BRIDGE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "'s",
        "all",
        "now",
        "been",
        "completely",
        "totally",
        "mostly",
        ",",
        ":",
        "?",
        "/",
        "&",
        "and",
        "or",
        "-",
        "also",
        "just",
        "since",
        "then",
        "that",
        "which",
        "it",
        "they",
        "pretty",
        "more",
        "thankfully",
        "thank",
        "luckily",
        "pain",
    ]
)


def _ends_statement(text: Text, modifier: Modifier) -> bool:
    """Tell whether a statement ends after a modifier, so that it belongs to what stands before it."""
    if modifier.end >= len(text.words):
        return True
    following = text.words[modifier.end]
    return (
        following in HARD_STOPS
        or following in (",", LINE_END, "and", "but", "though", "just")
        or following in CONTRASTS
    )
