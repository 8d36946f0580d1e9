"""Whether a finding is there: ConText in the manner of medspaCy, built for patients' sentences.

Each finding is weighed against the modifiers near it. A denial reaches on only over words that carry it
(`bridge` in modifiers.yml), so that it never leaks into another statement; where it is doubtful whether
it reaches a danger sign, the answer is "possible", so that the sign is asked about.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.modifiers import Modifier, Modifiers, find_modifiers, modifiers
from bot.nlu.people import OTHER, SELF, THIRD, Owners
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Found, Mention
from bot.nlu.tokens import LINE_END

REACH = 14
WEAK_REACH = 10
_LEXICAL_NEGATIONS = frozenset(["not", "no", "never", "without", "nothing", "neither", "nor", "hardly", "barely", "cannot"])
_BE = frozenset(["is", "are", "'s", "feels", "was", "am", "were", "has", "looks", "seems", "have"])
_NOUN_ENDINGS = ("ness", "pain", "pains", "ache", "aches", "swelling", "loss", "trouble", "problem", "problems", "discomfort")
_NOUN_DETERMINERS = frozenset(["a", "an", "any", "some"])
_LOSSES = frozenset(
    """
    both_legs_weak weakness one_sided_weakness vision_change speech_difficulty numbness saddle_numbness reduced_urine
    confusion bladder_bowel_dysfunction syncope drowsiness dyspnea
    """.split()
)
# "Is not passing", "is not working" would tell these; a "not" inside them is never a sure denial.
_TOLD_BY_NOT = _LOSSES - {"both_legs_weak", "weakness", "one_sided_weakness", "numbness", "saddle_numbness", "confusion", "drowsiness"}
_LIST_SIGNS = frozenset([",", "/", "or", "nor", "and", "&", "+", LINE_END])


class Text(NamedTuple):
    """A message as the assertion engine sees it."""

    words: Sequence[str]
    mentions: Sequence[Mention]
    modifiers: Sequence[Modifier]
    rules: Modifiers
    mention_at: Dict[int, Mention]
    question: Sequence[bool]
    owners: Owners


def assert_roles(found: Found, owners: Owners) -> List[str]:
    """Return the role of each mention, in the order of `found.mentions`.

    Args:
        found: the mentions and words.
        owners: who is spoken of at each word.
    """
    text = _prepare(found, owners)
    first_person = any(
        owners.owner[mention.start] == SELF and _spoken_of_self(text, mention) for mention in found.mentions
    )
    return [_role(text, mention, first_person) for mention in found.mentions]


def _prepare(found: Found, owners: Owners) -> Text:
    """Find the modifiers and leave out those whose words belong to a finding ("can't breathe")."""
    consumed: Dict[int, Mention] = {}
    mention_at: Dict[int, Mention] = {}
    for mention in found.mentions:
        for place in range(mention.start, mention.end):
            mention_at.setdefault(place, mention)
        for hit in mention.hits:
            consumed[hit] = mention
    kept = []
    for modifier in find_modifiers(found.words):
        places = range(modifier.start, modifier.end)
        if any(place in consumed for place in places) and not _may_share(modifier, consumed, found.words):
            continue
        kept.append(modifier)
    return Text(
        found.words, found.mentions, kept, modifiers(), mention_at, _questions(found.words), owners
    )


def _may_share(modifier: Modifier, consumed: Dict[int, Mention], words: Sequence[str]) -> bool:
    """Tell whether a modifier may share words with findings: it makes them present, or says more than they do."""
    if all(sense.category in ("affirm", "affirm_clause", "pseudo") for sense in modifier.senses):
        return True
    free = [words[place] for place in range(modifier.start, modifier.end) if place not in consumed]
    if modifier.sense("negation") is not None:
        # "Do not | feel faint": the finding took only the verb.
        return any(word in _LEXICAL_NEGATIONS for word in free) and modifier.start not in consumed
    return modifier.sense("conditional") is not None and bool(free)


def _questions(words: Sequence[str]) -> List[bool]:
    """Tell for each word whether its sentence ends with a question mark."""
    asked = [False] * len(words)
    current = False
    for place in range(len(words) - 1, -1, -1):
        if words[place] in HARD_STOPS:
            current = words[place] == "?"
        asked[place] = current
    return asked


def _spoken_of_self(text: Text, mention: Mention) -> bool:
    """Tell whether a first person stands near before a finding."""
    return any(word in ("i", "my", "me", "mine") for word in text.words[max(0, mention.start - 6) : mention.end])


def _role(text: Text, mention: Mention, first_person: bool) -> str:
    """Weigh one finding."""
    danger = mention.code in DANGER_SIGNS
    if _affirmed(text, mention):
        return mention.role
    owner = _owner(text, mention)
    if owner == OTHER:
        return "hypothetical" if _what_if(text, mention) == "hypothetical" else "someone_else"
    if owner not in (SELF, THIRD):
        other = _of_someone_else(text, mention, first_person)
        if other is not None:
            return other
    what_if = _what_if(text, mention)
    if what_if is not None:
        return what_if
    denied = _denied(text, mention)
    if denied == "no":
        denied = _denied_after(text, mention)
    if mention.role == "absent":
        inside = (text.words[place] for place in range(mention.start, mention.end) if place not in mention.hits)
        before = text.words[mention.start - 1 : mention.start]
        return "present" if before == ["not"] or any(word in _LEXICAL_NEGATIONS for word in inside) else "absent"
    if denied == "absent":
        return "possible" if danger and _not_sure_of_denial(text, mention) else "absent"
    past = _historical(text, mention)
    if denied == "unsure" and not past:
        return "possible" if danger else "absent"
    if _unsure(text, mention):
        return "possible"
    if past:
        return "historical"
    if _conditional(text, mention):
        return "conditional"
    return mention.role


def _not_sure_of_denial(text: Text, mention: Mention) -> bool:
    """Tell whether the denial itself is in doubt: "I can't be sure I didn't pass out"."""
    for modifier in _before(text, mention, 9):
        if modifier.sense("possible") is None or modifier.end > mention.start or modifier.end - modifier.start < 2:
            continue
        between = _between(text, modifier.end, mention.start)
        if "not" in between and "," not in between and not _stops(between):
            return True
    return False


# ------------------------------------------------------------------------------ helpers over the text


def _owner(text: Text, mention: Mention) -> str:
    """Return whose finding it is: "my" or "this" within or right before it make it the speaker's."""
    owner = text.owners.owner[mention.start]
    if owner == OTHER and (
        mention.code == "suicidal"
        or text.words[mention.start - 1 : mention.start] in (["this"], ["my"])
        or any(
            text.words[place] == "my" and place + 1 in mention.hits for place in range(mention.start, mention.end)
        )
    ):
        return SELF
    if owner not in (SELF, THIRD, OTHER) and text.words[mention.start - 1 : mention.start] == ["this"]:
        return SELF
    return owner


def _before(text: Text, mention: Mention, reach: int) -> List[Modifier]:
    """Return the modifiers that end before a finding or lie inside it, the nearest first."""
    return [
        modifier
        for modifier in reversed(_window(text, mention.start - reach, mention.end))
        if modifier.start < mention.start or (modifier.start >= mention.start and modifier.end <= mention.end)
    ]


def _after(text: Text, mention: Mention, reach: int) -> List[Modifier]:
    """Return the modifiers that begin after a finding, the nearest first."""
    return [m for m in _window(text, mention.end, mention.end + reach) if m.start >= mention.end]


def _window(text: Text, low: int, high: int) -> List[Modifier]:
    """Return the modifiers that begin from one token up to another."""
    starts = [modifier.start for modifier in text.modifiers] if len(text.modifiers) < 40 else None
    if starts is None:
        keys = text.modifiers
        first = bisect_left(keys, low, key=lambda modifier: modifier.start)
        last = bisect_left(keys, high, key=lambda modifier: modifier.start)
    else:
        first, last = bisect_left(starts, low), bisect_left(starts, high)
    return list(text.modifiers[first:last])


def _between(text: Text, start: int, end: int) -> Sequence[str]:
    """Return the words from one token up to another."""
    return text.words[start:end]


def _stops(words: Sequence[str]) -> bool:
    """Tell whether a sentence ends or turns within these words."""
    return any(word in HARD_STOPS or word in CONTRASTS or word == LINE_END for word in words)


def _is_clause(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is a statement ("neck is stiff") rather than a name ("stiff neck", "neck pain")."""
    words = text.words
    inside = [place for place in range(mention.start, mention.end) if place not in mention.hits]
    if any(words[place] in _BE for place in inside):
        return True
    last = words[mention.hits[-1]]
    first_place = mention.hits[0]
    return (
        len(mention.hits) > 1
        and _is_body(text, first_place)
        and not last.endswith(_NOUN_ENDINGS)
        and not _is_body(text, mention.hits[-1])
    )


def _is_body(text: Text, place: int) -> bool:
    """Tell whether a token names a part of the body, by the chart's marks kept in the mention."""
    return text.words[place] in _BODY_WORDS


_BODY_WORDS = frozenset(
    """
    neck back chest throat tongue face lips lip eyes eye eyelids head heart leg legs arm arms hand hands foot feet calf calves
    ankle ankles knee knees thigh fingers toes skin stomach tummy belly spine bum bottom groin mouth urine wee pee
    speech words vision sight breathing breath smile bladder bowels windpipe airway body pulse tongue's cheeks jaw
    """.split()
)


# ------------------------------------------------------------------------------ the single questions


def _affirmed(text: Text, mention: Mention) -> bool:
    """Double negation, "not only", "apart from"."""
    for modifier in _before(text, mention, REACH):
        sense = modifier.sense("affirm_clause")
        if sense is not None and modifier.start < mention.end and modifier.end >= mention.start:
            return True
        if modifier.sense("affirm", "forward") is not None and modifier.end <= mention.start:
            between = _between(text, modifier.end, mention.start)
            if not _stops(between) and len(between) <= 6 and "," not in between and "not" not in between:
                return True
        if modifier.sense("affirm_clause") is None and modifier.sense("affirm") is None:
            if modifier.sense("negation") is not None:
                return False
    for modifier in _after(text, mention, 4):
        if modifier.sense("affirm", "backward") is not None and not _stops(_between(text, mention.end, modifier.start)):
            return not _asks(text, mention)
    return False


def _asks(text: Text, mention: Mention) -> bool:
    """Tell whether the sentence of a finding is a question."""
    return text.question[mention.start]


def _of_someone_else(text: Text, mention: Mention, first_person: bool) -> Optional[str]:
    """Decide about a finding of a named relation; None where it is the patient's."""
    own = text.owners
    if own.relation == "patient":
        return None
    if _told_too(text, mention) or own.in_general:
        return "someone_else"
    if own.relation in ("relative", "friend") and not _present_told(text, mention) and mention.code in DANGER_SIGNS:
        return "possible"
    if own.set_apart:
        return None if _worried_for(text, mention) else "someone_else"
    if first_person:
        return "possible" if mention.code in DANGER_SIGNS else "someone_else"
    return None


def _present_told(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is told in the present or as just happened."""
    nearby = text.words[max(0, mention.start - 5) : mention.end + 5]
    return any(word in text.rules.present_verbs or word in ("just", "ago", "yesterday", "ivig", "infusion", "drip") for word in nearby)


def _told_too(text: Text, mention: Mention) -> bool:
    """Tell whether "too" or "as well" ends what is said: "my mum gets migraines too"."""
    following = list(text.words[mention.end : mention.end + 2])
    return following[:1] == ["too"] and (len(following) == 1 or following[1] in HARD_STOPS or following[1] in CONTRASTS or following[1] == ",")


def _worried_for(text: Text, mention: Mention) -> bool:
    """Tell whether the writer names only her worry beside the finding of a relation."""
    own = [m for m in text.mentions if text.owners.owner[m.start] == SELF and m.code != mention.code]
    later = text.words[mention.end :]
    return not own and any(a == "for" and b in ("him", "her", "them") for a, b in zip(later, later[1:]))


def _evidence(text: Text, start: int, mention: Mention) -> bool:
    """Tell whether the words from `start` to a finding speak of what is there: "my neck is", "I have"."""
    words = text.words[start : mention.end]
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in ("my", "this", "these", "his", "her"):
            return True
        if word in ("i", "he", "she") and following in ("have", "am", "feel", "has", "is", "'s", "can", "feels", "had"):
            return True
    return False


def _what_if(text: Text, mention: Mention) -> Optional[str]:
    """Return hypothetical, possible or conditional for questions and what-ifs, None for statements."""
    for modifier in _before(text, mention, WEAK_REACH + 4):
        between = _between(text, modifier.end, mention.start)
        if modifier.end > mention.start or any(word in HARD_STOPS or word in CONTRASTS for word in between):
            continue
        if modifier.sense("hypothetical", "forward") is not None and text.words[modifier.start] != "if":
            if _hypothetical_holds(text, modifier, mention, between):
                return "hypothetical"
        if modifier.sense("if") is not None or text.words[modifier.start] == "if":
            between = _between(text, modifier.start + 1, mention.start)
            role = _if_clause(text, modifier, mention, between)
            if role is not None:
                return role
        if modifier.sense("question") is not None and _opens_question(text, modifier):
            role = _yes_no_question(text, modifier, mention, between)
            if role is not None:
                return role
    for modifier in _after(text, mention, 6):
        between = _between(text, mention.end, modifier.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            break
        if modifier.sense("hypothetical", "backward") is not None and not _evidence(text, mention.start - 2 if mention.start > 1 else 0, mention):
            return "hypothetical"
        if modifier.sense("if") is not None and not _asks(text, mention) and len(between) <= 3:
            return "conditional" if _habitual(text, modifier) else None
    return None


def _habitual(text: Text, modifier: Modifier) -> bool:
    """Tell whether an if-clause names a condition of the speaker ("if I stand up")."""
    following = text.words[modifier.end : modifier.end + 3]
    return bool(following) and following[0] in ("i", "my", "the", "they", "she", "he", "we", "you", "it")


def _hypothetical_holds(text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]) -> bool:
    """Tell whether a hypothetical word still governs a finding."""
    words = text.words[modifier.start : modifier.end]
    opening = words[0]
    if opening in ("what", "how", "why", "does", "do", "can", "could", "will", "would") and not _opens_sentence(text, modifier):
        if not _asks(text, mention) and opening not in ("what", "how"):
            return False
    if "if" in words or opening in ("suppose", "supposing", "imagine") or "case" in words or opening in ("should", "let"):
        # "what if my throat starts to close": the speaker's own words do not make it so.
        return "," not in between or len(between) <= 4
    if "," in between and _evidence(text, modifier.end, mention):
        return False
    return not _evidence(text, modifier.end, mention) or _causes(text, between)


def _causes(text: Text, between: Sequence[str]) -> bool:
    """Tell whether a verb of causing stands between: "can IVIG make my tongue swell"."""
    return any(word in ("make", "cause", "give", "turn", "lead", "mean", "causing") for word in between)


def _opens_sentence(text: Text, modifier: Modifier) -> bool:
    """Tell whether a modifier stands at the head of its sentence or clause."""
    before = text.words[modifier.start - 1] if modifier.start else "."
    return before in HARD_STOPS or before in (",", LINE_END, "and", "but", "so", "also", "or", "hi", "hello", "please", "again")


def _opens_question(text: Text, modifier: Modifier) -> bool:
    """Tell whether a modifier stands at the head of a question."""
    before = text.words[modifier.start - 1] if modifier.start else "."
    return before in HARD_STOPS or before == LINE_END or (before == "," and text.question[modifier.start])


def _if_clause(text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]) -> Optional[str]:
    """Decide about a finding after "if": in its clause a what-if, in the main clause a condition."""
    if "," in between or "then" in between:
        return "conditional" if not _asks(text, mention) else None
    subjects = sum(1 for word in between if word in ("i", "he", "she", "it", "they", "my", "the", "we", "you"))
    if subjects > 1 and _evidence_subject(between):
        return "conditional"
    return "hypothetical"


def _evidence_subject(between: Sequence[str]) -> bool:
    """Tell whether a second statement begins: "if I stand up too fast I go"."""
    places = [index for index, word in enumerate(between) if word in ("i", "my", "he", "she", "it")]
    return len(places) > 1 and places[-1] - places[0] > 2


def _yes_no_question(
    text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]
) -> Optional[str]:
    """Decide about "is my face drooping?" (possible), "is tongue swelling serious" (hypothetical)."""
    opening = " ".join(text.words[modifier.start : modifier.end])
    if opening in ("do", "does", "would", "can", "could") or opening.startswith(("would", "can", "could", "does")):
        return "hypothetical" if not _evidence(text, modifier.end, mention) else None
    if len(between) > 4:
        return None
    if "it" in between or "that" in between or "there" in between:
        return None
    if _evidence(text, modifier.end, mention):
        asked_about = mention.end >= len(text.words) or text.question[mention.start]
        return "possible" if asked_about and between and between[0] in ("my", "his", "her") and _is_clause(text, mention) else None
    return "hypothetical"


def _denied(text: Text, mention: Mention) -> str:
    """Return absent, unsure or no for what stands before or inside a finding."""
    count = 0
    result = "no"
    for modifier in _before(text, mention, REACH * 2):
        sense = modifier.sense("negation", "forward")
        if sense is not None:
            inside = modifier.start >= mention.start
            reach = _inside(text, modifier, mention) if inside else _reaches(text, modifier, sense.kind, mention)
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
        return "no" if _adjacent_denials(text, mention) else result
    return result


def _inside(text: Text, modifier: Modifier, mention: Mention) -> str:
    """Weigh a "not" between the words of a finding: sure only where it stands before its last words."""
    place = modifier.end
    while place < mention.end and place not in mention.hits:
        if text.words[place] not in text.rules.bridge:
            return "unsure"
        place += 1
    return "unsure" if mention.code in _TOLD_BY_NOT else "absent"


def _adjacent_denials(text: Text, mention: Mention) -> bool:
    """Two denials cancel each other only where they stand in one statement, not in a list."""
    words = text.words[max(0, mention.start - 7) : mention.end]
    places = [index for index, word in enumerate(words) if word in _LEXICAL_NEGATIONS]
    if len(places) < 2 or words[places[-1]] == "nor":
        return False
    between = words[places[-2] + 1 : places[-1]]
    if not between and words[places[-1]] == words[places[-2]]:
        return False
    return not any(word in _LIST_SIGNS or word in ("any", "no") for word in between) and not _stops(between) and len(between) <= 3


def _reaches(text: Text, modifier: Modifier, kind: str, mention: Mention) -> str:
    """Tell whether a denial reaches a finding that begins after it."""
    words = text.words
    place = modifier.end
    unknown = 0
    steps = 0
    last_end = -1
    denied_so_far = False
    while place < mention.start:
        other = text.mention_at.get(place)
        if other is not None and other.start == place and other.end <= mention.start:
            if denied_so_far and _is_clause(text, other) and not _joined_by_or(words, last_end, place):
                return "no"
            denied_so_far = True
            place = last_end = other.end
            continue
        word = words[place]
        if word in HARD_STOPS or word in CONTRASTS or word == LINE_END or word == ":":
            return "no"
        if word == "," and not denied_so_far:
            return "no"
        if word in text.rules.breakers:
            return "no"
        if word in text.rules.subjects and not (word in ("it", "there") and place == modifier.end):
            return "no"
        if word == "my" and (place == modifier.end or words[place - 1] in (",", "and") or words[place - 1] not in text.rules.bridge or last_end == place):
            if _is_clause(text, mention):
                return "no"
        if word in ("this", "these") and kind == "verb":
            return "no"
        if denied_so_far and word in ("have", "has", "had", "am", "is", "feel", "got") and not _joined_by_or(words, last_end, place + 1):
            return "no"
        if word not in text.rules.bridge:
            unknown += 1
        steps += 1
        if unknown > 1 or steps > REACH:
            return "no"
        place += 1
    clause = _is_clause(text, mention)
    if denied_so_far and words[mention.end : mention.end + 1] == ["now"]:
        return "no"
    if denied_so_far:
        joint = words[last_end : mention.start]
        with_or = "or" in joint or "nor" in joint or "/" in joint
        if clause and not with_or:
            return "no"
        if not with_or and kind == "verb" and not _or_follows(text, mention):
            return "unsure" if "and" in joint else "no"
        if "and" in joint and not with_or and kind == "noun" and mention.code in DANGER_SIGNS and unknown:
            return "unsure"
    elif clause and kind == "noun" and _has_verb_inside(text, mention):
        return "no"
    if unknown and kind == "verb":
        return "unsure"
    return "absent"


def _joined_by_or(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether "or" stands among some words."""
    return any(word in ("or", "nor", "/") for word in words[max(0, start) : end])


def _or_follows(text: Text, mention: Mention) -> bool:
    """Tell whether a list with "or" goes on after a finding: "not dizzy, sick or short of breath"."""
    for word in text.words[mention.end : mention.end + 6]:
        if word in ("or", "nor"):
            return True
        if word in HARD_STOPS or word in CONTRASTS or word in text.rules.subjects:
            return False
    return False


def _has_verb_inside(text: Text, mention: Mention) -> bool:
    """Tell whether "is" or the like stands inside a finding."""
    return any(
        text.words[place] in ("is", "are", "'s", "feels", "has")
        for place in range(mention.start, mention.end)
        if place not in mention.hits
    )


def _denial_reaches(text: Text, modifier: Modifier, mention: Mention) -> str:
    """Tell whether "I don't think that" governs a finding."""
    between = _between(text, modifier.end, mention.start)
    if len(between) > 7 or _stops(between):
        return "no"
    if any(word in ("because", "so", "that is", "when", "since", ",") for word in between):
        return "no"
    if any(text.mention_at.get(place) not in (None, mention) for place in range(modifier.end, mention.start)):
        if not _joined_by_or(text.words, modifier.end, mention.start):
            return "no"
    return "unsure" if mention.code in DANGER_SIGNS else "absent"


def _denied_after(text: Text, mention: Mention) -> str:
    """Return absent or no for what stands after a finding: "headache is gone", "rash: no"."""
    for modifier in _after(text, mention, 10):
        if modifier.sense("negation", "backward") is None:
            continue
        if not _bridges_back(text, mention.end, modifier.start):
            return "no"
        if mention.code in _LOSSES and text.words[modifier.end - 1] in ("gone", "stopped", "there"):
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
    "is are was were has have had 's all now been completely totally mostly , : ? / & and or - also just since then that which it they pretty more thankfully thank luckily pain".split()
)


def _ends_statement(text: Text, modifier: Modifier) -> bool:
    """Tell whether a statement ends after a modifier, so that it belongs to what stands before it."""
    if modifier.end >= len(text.words):
        return True
    following = text.words[modifier.end]
    return following in HARD_STOPS or following in (",", LINE_END, "and", "but", "though", "just") or following in CONTRASTS


def _unsure(text: Text, mention: Mention) -> bool:
    """Tell whether the speaker is not sure of a finding."""
    start = mention.start
    if start and text.words[start - 1] == "?" and (start == 1 or text.words[start - 2] in (",", ".", LINE_END)):
        return True
    for modifier in _before(text, mention, WEAK_REACH + 6):
        if modifier.sense("possible", "forward") is None:
            continue
        between = _between(text, modifier.end, mention.start) if modifier.end <= mention.start else []
        if any(word in CONTRASTS - {"but"} or word in HARD_STOPS or word in ("because", "so") for word in between):
            continue
        if "but" in between and "think" not in between and "maybe" not in between:
            continue
        if len(between) > WEAK_REACH or _estimates(text, modifier):
            continue
        if any(word in (",", "and") for word in between) and _new_statement(text, modifier, mention):
            continue
        return True
    for modifier in _after(text, mention, 7):
        if modifier.sense("possible", "backward") is None:
            continue
        between = _between(text, mention.end, modifier.start)
        if _estimates(text, modifier):
            continue
        if "." in between or "!" in between or any(word in text.rules.subjects - {"i", "it"} for word in between):
            continue
        if any(text.mention_at.get(place) is not None for place in range(mention.end, modifier.start)):
            continue
        if "and" in between or ("my" in between) or "because" in between or "so" in between:
            continue
        if "but" in between and text.words[modifier.start] not in ("maybe", "can", "not", "could", "hard"):
            continue
        following = text.words[modifier.end] if modifier.end < len(text.words) else ""
        if following in ("i", "we", "should", "you", "need", "just go", "call", "die", "go", "be") and text.words[modifier.start] not in ("not",):
            continue
        if text.words[modifier.start] in ("is", "may", "might", "could") and len(between) > 2:
            continue
        return True
    return False


def _estimates(text: Text, modifier: Modifier) -> bool:
    """Tell whether "maybe" is about a number: "2 maybe 3"."""
    around = text.words[max(0, modifier.start - 1) : modifier.start] + text.words[modifier.end : modifier.end + 2]
    return any(word[0].isdigit() for word in around)


def _new_statement(text: Text, modifier: Modifier, mention: Mention) -> bool:
    """Tell whether a new statement with its own subject and verb begins between a modifier and a finding."""
    words = text.words
    for place in range(modifier.end, mention.start):
        if words[place] in (",", "and") and place + 1 < len(words):
            if words[place + 1] in ("i", "my", "he", "she", "now", "the", "her", "his") and not any(
                "think" == word for word in words[place : mention.start]
            ):
                return True
    return False


def _historical(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is of another time."""
    if "again" in text.words[mention.end : mention.end + 3]:
        return False
    for modifier in _before(text, mention, 24):
        if modifier.start < mention.start and modifier.sense("current") is not None:
            if not _current_is_past(text, modifier):
                return False
        if modifier.sense("historical") is None:
            continue
        if modifier.start >= mention.start:
            return True
        if _since(text, modifier):
            continue
        between = _between(text, modifier.end, mention.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            continue
        return _past_holds(text, modifier, mention, between)
    for modifier in _after(text, mention, 9):
        between = _between(text, mention.end, modifier.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            return False
        if modifier.sense("current") is not None:
            return False
        if modifier.sense("historical") is None or (_since(text, modifier) and not _told_in_past(text, mention, modifier)):
            continue
        if any(text.mention_at.get(place) is not None for place in range(mention.end, modifier.start)) and "and" not in between:
            return False
        clause = text.words[max(0, mention.start - 5) : mention.end]
        present = [w for w in clause if w in ("is", "are", "am", "'s", "can", "hurts", "now", "feels")]
        return not present
    return False


def comes_again(found: Found, mention: Mention) -> bool:
    """Tell whether a finding of the past is said to be back: "I had a rash last time and now I have one again"."""
    later = found.words[mention.end : mention.end + 20]
    if "again" not in later or any(m.start >= mention.end and m.code != mention.code for m in found.mentions):
        return False
    before = later[: later.index("again")]
    return any(word in ("now", "today", "tonight", "this") for word in later) and "not" not in before and "never" not in before


def _current_is_past(text: Text, modifier: Modifier) -> bool:
    """Tell whether a word of now is part of a word of the past ("since" in "ever since" is not)."""
    return text.words[modifier.start] in ("since", "again")


def _since(text: Text, modifier: Modifier) -> bool:
    """Tell whether a time is a beginning ("since last week") or only dates the infusion."""
    before = text.words[max(0, modifier.start - 2) : modifier.start]
    return any(word in ("since", "from", "for", "over", "than", "after") for word in before[-1:]) or "since" in before


def _told_in_past(text: Text, mention: Mention, modifier: Modifier) -> bool:
    """Tell whether "after round one" belongs to a sentence in the past: "had a stiff neck after round one"."""
    if text.words[modifier.start - 1] != "after":
        return False
    return any(word in text.rules.past_verbs for word in text.words[max(0, mention.start - 5) : mention.end])


def _past_holds(text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]) -> bool:
    """Tell whether a time in the past governs a finding after it."""
    rules = text.rules
    own = list(between[-4:]) + list(text.words[mention.start : mention.end])
    clause_start = max((index for index, word in enumerate(between) if word in (",", "and")), default=-1)
    clause = list(between[clause_start + 1 :]) + list(text.words[mention.start : mention.end])
    if clause_start >= 0 and any(word in ("is", "are", "am", "'s", "has", "have", "can", "do", "does", "hurts", "will") for word in clause):
        return False
    if any(word in ("is", "are", "am", "hurts") for word in own) or ("can" in own and "not" in own):
        return False
    told = clause if clause_start >= 0 else list(between) + list(text.words[mention.start : mention.end])
    ever = any(word in rules.past_verbs or word.endswith("ed") for word in told)
    if text.words[modifier.start] in ("h", "h/o", "pmh", "pmhx", "hx", "history", "past"):
        return True
    noun = modifier.end == mention.start or len(between) <= 3
    return ever or noun


def _conditional(text: Text, mention: Mention) -> bool:
    """Tell whether a finding comes only under a condition."""
    if _of_every_moment(text, mention):
        return False
    for modifier in _before(text, mention, 12):
        between = _between(text, modifier.end, mention.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            continue
        if modifier.sense("conditional") is not None:
            return True
        if modifier.sense("when") is not None and modifier.end <= mention.start and _gets(between):
            return True
    for modifier in _after(text, mention, 5):
        between = _between(text, mention.end, modifier.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            break
        if modifier.sense("conditional") is not None:
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
    if any(other.code == "recurrent" for other in text.mentions):
        return True
    return any(word in _EVERY_MOMENT for word in nearby) or _swallows_negation(text, mention)


_EVERY_MOMENT = frozenset(["breathe", "breath", "breathing", "inhale", "swallow", "swallowing", "even", "press", "since"])


def _swallows_negation(text: Text, mention: Mention) -> bool:
    """Tell whether a "not" is part of a finding ("does not fade")."""
    return any(text.words[hit] in _LEXICAL_NEGATIONS for hit in mention.hits)


def _gets(words: Sequence[str]) -> bool:
    """Tell whether a habit is told ("I get", "it goes")."""
    return any(word in ("get", "gets", "go", "goes", "faint", "swells", "slurs", "tingle", "leak", "start") for word in words)
