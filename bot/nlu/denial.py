"""Whether a finding is denied.

A denial reaches on only over words that carry it (`bridge` in modifiers.yml), so that it never leaks into
another statement; where it is doubtful whether it reaches a finding, the answer is "unsure".
"""

from __future__ import annotations

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.context import (
    REACH,
    Text,
    is_asked,
    is_clause,
    modifiers_after,
    modifiers_before,
    turns,
    words_between,
)
from bot.nlu.denial_after import LOSSES
from bot.nlu.lists import (
    LIST_REACH,
    NOUN_KINDS,
    adjacent_denials,
    begins_statement,
    joined_by_or,
    list_reaches,
    or_follows,
)
from bot.nlu.modifiers import Modifier
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END

# "Is not passing", "is not working" would tell these; a "not" inside them is never a sure denial.
_TOLD_BY_NOT = LOSSES - {
    "both_legs_weak",
    "weakness",
    "one_sided_weakness",
    "numbness",
    "saddle_numbness",
    "confusion",
    "drowsiness",
    "hard_to_wake",
}


# Behind one of these nothing is denied any more.
_YES = frozenset(["yes", "yeah", "yep", "yup", "yea"])


def not_sure_of_denial(text: Text, mention: Mention) -> bool:
    """Tell whether the denial itself is in doubt: "I can't be sure I didn't pass out"."""
    for modifier in modifiers_before(text, mention, 9):
        if (
            modifier.sense("possible") is None
            or modifier.end > mention.start
            or modifier.end - modifier.start < 2
        ):
            continue
        between = words_between(text, modifier.end, mention.start)
        if "not" in between and "," not in between and not turns(between):
            return True
    return False


def is_affirmed(text: Text, mention: Mention) -> bool:
    """Double negation, "not only", "apart from"."""
    for modifier in modifiers_before(text, mention, REACH):
        sense = modifier.sense("affirm_clause")
        if sense is not None and modifier.start < mention.end and modifier.end >= mention.start:
            return True
        if modifier.sense("affirm", "forward") is not None and modifier.end <= mention.start:
            between = words_between(text, modifier.end, mention.start)
            if not turns(between) and len(between) <= 6 and "," not in between and "not" not in between:
                return True
        affirms = modifier.sense("affirm_clause") is not None or modifier.sense("affirm") is not None
        if not affirms and modifier.sense("negation") is not None:
            return False
    for modifier in modifiers_after(text, mention, 4):
        if modifier.sense("affirm", "backward") is not None and not turns(
            words_between(text, mention.end, modifier.start)
        ):
            return not is_asked(text, mention)
    return False


def denied_before(text: Text, mention: Mention) -> str:
    """Return absent, unsure or no for what stands before or inside a finding."""
    count = 0
    result = "no"
    for modifier in modifiers_before(text, mention, LIST_REACH):
        sense = modifier.sense("negation", "forward")
        if _YES.intersection(text.words[modifier.end : mention.start]):
            continue  # "no fever, yes stiff neck"
        if sense is not None:
            inside = modifier.start >= mention.start
            if inside:
                reach = _inside(text, modifier, mention)
            else:
                reach = _reaches(text, modifier, sense.kind, mention)
                if reach == "no":
                    reach = list_reaches(text, modifier.end, sense.kind, mention)
        elif modifier.sense("denial") is not None and modifier.end <= mention.start:
            reach = _denial_reaches(text, modifier, mention)
        else:
            continue
        if reach != "no":
            count += 1
            if result != "absent":
                result = reach
            if count == 2 and reach == "no":
                break
    if count >= 2:
        return "no" if adjacent_denials(text, mention) else result
    return result


def _inside(text: Text, modifier: Modifier, mention: Mention) -> str:
    """Weigh a "not" between the words of a finding: sure only where it stands before its last words."""
    place = modifier.end
    if joined_by_or(text.words, modifier.end, mention.end):
        return "absent"
    while place < mention.end and place not in mention.hits:
        if text.words[place] not in text.rules.bridge:
            return "unsure"
        place += 1
    if text.words[mention.hits[-1]] in _PLAIN_SIGNS:
        return "absent"
    return "unsure" if mention.code in _TOLD_BY_NOT else "absent"


# "Is not slurred" is as sure a denial as "is not swollen".
_PLAIN_SIGNS = frozenset(
    [
        "slurred",
        "slurring",
        "blurry",
        "blurred",
        "double",
        "garbled",
        "jumbled",
        "short",
        "wheezy",
        "confused",
        "drowsy",
        "fast",
        "laboured",
    ]
)


_TELLING = frozenset(["report", "reported", "mention", "mentioned", "tell", "told"])


def _reaches(text: Text, modifier: Modifier, kind: str, mention: Mention) -> str:
    """Tell whether a denial reaches a finding that begins after it."""
    words = text.words
    place = modifier.end
    unknown = 0
    steps = 0
    last_end = -1
    passed = 0
    while place < mention.start:
        other = text.mention_at.get(place)
        if other is not None and other.start == place and other.end <= mention.start:
            if passed and is_clause(text, other) and not joined_by_or(words, last_end, place):
                return "no"
            passed += 1
            place = last_end = other.end
            continue
        word = words[place]
        if word in HARD_STOPS or word in CONTRASTS or word == LINE_END or word == ":":
            return "no"
        if word == "," and not passed:
            return "no"
        if word in text.rules.breakers:
            return "no"
        if word in text.rules.subjects and not (word in ("it", "there") and place == modifier.end):
            return "no"
        if (
            word == "my"
            and (
                place == modifier.end
                or words[place - 1] in (",", "and")
                or words[place - 1] not in text.rules.bridge
                or last_end == place
            )
            and is_clause(text, mention)
        ):
            return "no"
        if word in ("this", "these") and kind != "noun":
            return "no"
        if word in ("my", "our") and (kind == "note" or words[place - 1] in _TELLING):
            # "I did not report my chest pain" is of something that is there.
            return "no"
        if (
            passed
            and word in ("have", "has", "had", "am", "is", "feel", "got")
            and not joined_by_or(words, last_end, place + 1)
        ):
            return "no"
        if word not in text.rules.bridge:
            unknown += 1
        steps += 1
        if unknown > 1 or steps > REACH:
            return "no"
        place += 1
    clause = is_clause(text, mention)
    if passed and words[mention.end : mention.end + 1] == ["now"]:
        return "no"
    if passed:
        joint = words[last_end : mention.start]
        with_or = "or" in joint or "nor" in joint or "/" in joint
        if (clause or (kind == "note" and begins_statement(text, mention))) and not with_or:
            return "no"
        if not with_or and kind == "verb" and not or_follows(text, mention):
            return "unsure" if "and" in joint else "no"
        if "and" in joint and not with_or and kind in NOUN_KINDS and mention.code in DANGER_SIGNS and unknown:
            return "unsure"
        if not joint and passed == 1 and mention.code in DANGER_SIGNS and not or_follows(text, mention):
            # "No fever stiff neck": a list, or a denial and then what is there. Three in a row are a list.
            return "absent" if text.mention_at[last_end - 1].code == mention.code else "unsure"
    elif clause and kind in NOUN_KINDS and _has_verb_inside(text, mention):
        return "no"
    if kind == "verb" and mention.code in DANGER_SIGNS and _TELLING.intersection(words[modifier.end : place]):
        # "Did not report chest pain": a note says that there is none, a patient that she kept it to herself.
        return "unsure"
    if unknown and kind == "verb":
        return "unsure"
    return "absent"


def _has_verb_inside(text: Text, mention: Mention) -> bool:
    """Tell whether "is" or the like stands inside a finding."""
    return any(
        text.words[place] in ("is", "are", "'s", "feels", "has")
        for place in range(mention.start, mention.end)
        if place not in mention.hits
    )


def _denial_reaches(text: Text, modifier: Modifier, mention: Mention) -> str:
    """Tell whether "I don't think that" governs a finding."""
    between = words_between(text, modifier.end, mention.start)
    if len(between) > 7 or turns(between):
        return "no"
    if any(word in ("because", "so", "that is", "when", "since", ",") for word in between):
        return "no"
    others = any(
        text.mention_at.get(place) not in (None, mention) for place in range(modifier.end, mention.start)
    )
    if others and not joined_by_or(text.words, modifier.end, mention.start):
        return "no"
    return "unsure" if mention.code in DANGER_SIGNS else "absent"
