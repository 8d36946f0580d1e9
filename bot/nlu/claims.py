"""Whether a sign that is asked about is claimed as well: "can it cause a fit? My son just had one".

Whoever asks about a sign that she has wants help with it, not a page about it (claims.yml).
"""

from __future__ import annotations

from functools import lru_cache
from typing import FrozenSet, List, NamedTuple, Optional, Sequence

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.context import LEXICAL_NEGATIONS, Text
from bot.nlu.data import StrictModel, load
from bot.nlu.modifiers import Modifier
from bot.nlu.people import OTHER, SELF, THIRD
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END

# Settled, so that the network does not take it for a question again.
CLAIMED = "claimed"
ASKED_BACK = "asked_back"
# So many words a statement is read.
REACH = 12
# "My left leg is": between "my" and the verb.
_SUBJECT_REACH = 4
_STOPS = frozenset([*HARD_STOPS, ",", LINE_END, ":", "-"])
_JOINTS = frozenset(["because", "and", "so", "since", "cos", "also", *CONTRASTS])
_CONDITIONS = frozenset(["if", "unless", "suppose", "supposing", "imagine", "case", "whenever"])
_ANYBODY = frozenset(["anyone", "anybody", "others", "other", "people", "else", "patients"])
_OWNED = frozenset(["my", "our"])
_MINE = frozenset(["mine", "hers"])
# "I am on my first": behind these a place says where somebody is.
_BEING = frozenset(["am", "is", "'s", "was", "are"])
# Whose illness of the past is no news: "my dad had a stroke".
_FAMILY = frozenset(
    ["father", "mother", "parent", "sister", "brother", "grandmother", "grandfather", "relative"]
)
_FRIENDS = frozenset(["friend", OTHER])


class ClaimsFile(StrictModel):
    """The content of claims.yml."""

    questions: str
    subjects: str
    goes_on: str
    tells: str
    small: str
    bare: str
    holding: str
    of_the_past: str
    what: str
    when: str
    where: str
    not_now: str
    phrases: str
    unsure: str
    well: str
    stopping: str
    others: str
    of_the_own_body: str


class Claims(NamedTuple):
    """claims.yml, ready for use."""

    questions: PhraseTable[bool]
    subjects: FrozenSet[str]
    goes_on: FrozenSet[str]
    tells: FrozenSet[str]
    small: FrozenSet[str]
    bare: FrozenSet[str]
    holding: PhraseTable[bool]
    of_the_past: FrozenSet[str]
    what: PhraseTable[bool]
    when: PhraseTable[bool]
    where: PhraseTable[bool]
    not_now: PhraseTable[bool]
    phrases: PhraseTable[bool]
    unsure: FrozenSet[str]
    well: FrozenSet[str]
    stopping: FrozenSet[str]
    others: PhraseTable[bool]
    of_the_own_body: PhraseTable[bool]


@lru_cache(maxsize=1)
def claims() -> Claims:
    """Return claims.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("claims.yml", ClaimsFile)

    def table(listing: str) -> PhraseTable[bool]:
        return PhraseTable((phrase, True) for phrase in expand_choices(listing))

    def words(listing: str) -> FrozenSet[str]:
        return frozenset(expand_choices(listing))

    return Claims(
        questions=table(data.questions),
        subjects=words(data.subjects),
        goes_on=words(data.goes_on),
        tells=words(data.tells),
        small=words(data.small),
        bare=words(data.bare),
        holding=table(data.holding),
        of_the_past=words(data.of_the_past),
        what=table(data.what),
        when=table(data.when),
        where=table(data.where),
        not_now=table(data.not_now),
        phrases=table(data.phrases),
        unsure=words(data.unsure),
        well=words(data.well),
        stopping=words(data.stopping),
        others=table(data.others),
        of_the_own_body=table(data.of_the_own_body),
    )


def statements(text: Text) -> List[int]:
    """Return where statements of the speaker begin behind a question, in the order of the text."""
    data = claims()
    asked = data.questions.find(text.words)
    marks = [place + 1 for place, word in enumerate(text.words) if word == "?"]
    if not asked and not marks:
        return []
    first = min([*marks, *(end for _, _, end in asked[:1])])
    return [place for place in range(first, len(text.words)) if _begins(text, place, data)]


def _begins(text: Text, place: int, data: Claims) -> bool:
    """Tell whether a statement begins at a word: a subject of its own, and a verb of telling."""
    words = text.words
    relation = _is_relation(text, place)
    if (
        place
        and words[place - 1] in _STOPS
        and words[place : place + 2] in (["can", "not"], ["could", "not"])
    ):
        return True  # "..., can not see out of my left eye"
    if words[place] not in data.subjects and words[place] not in _OWNED and not relation:
        return False
    before = words[place - 1] if place else "."
    if relation and before in _OWNED:
        return False  # it began with "my"
    if before not in _STOPS and before not in _JOINTS and before in data.goes_on:
        return False
    reach = _SUBJECT_REACH if words[place] in _OWNED or relation else 2
    for following in words[place + 1 : place + 1 + reach]:
        if following in _STOPS or following in data.subjects:
            return False
        if following in data.tells:
            return True
    return False


def _is_relation(text: Text, place: int) -> bool:
    """Tell whether a word begins to speak of a relation."""
    owner = text.owners.owner
    if place >= len(owner) or owner[place] in (SELF, THIRD, OTHER):
        return False
    return (place == 0 or owner[place - 1] != owner[place]) and text.words[place] not in ("he", "she", "they")


def told_beside_question(text: Text, mention: Mention, starts: Sequence[int]) -> Optional[Text]:
    """Return the message without the question before the statement that tells a finding, if one does."""
    begins = [start for start in starts if start <= mention.hits[0]]
    if not begins or any(text.words[place] in HARD_STOPS for place in range(begins[-1], mention.hits[0])):
        return None
    start = begins[-1]
    if _under_condition(text.words, start):
        return None
    return text._replace(modifiers=[item for item in text.modifiers if _reaches(item, start)])


def _reaches(modifier: Modifier, start: int) -> bool:
    return modifier.end > start


def _under_condition(words: Sequence[str], start: int) -> bool:
    """Tell whether a statement belongs to a what-if: "if I do not drink my wee goes dark"."""
    for place in range(start - 1, -1, -1):
        if words[place] in HARD_STOPS or words[place] == LINE_END:
            return False
        if words[place] in _CONDITIONS:
            return True
    return False


def asks_around(text: Text, mention: Mention) -> bool:
    """Tell whether a finding is asked of anybody: "has anyone fainted"."""
    return bool(_ANYBODY.intersection(text.words[max(0, mention.start - 4) : mention.start]))


def claim_of(text: Text, mention: Mention, starts: Sequence[int]) -> Optional[str]:
    """Return CLAIMED, ASKED_BACK or None for a finding that is asked about.

    Args:
        text: the message.
        mention: the finding that the question names.
        starts: where statements begin.
    """
    data, words = claims(), text.words
    last = mention.hits[0] + 1
    across = [start for start in starts if mention.start < start < mention.end]
    if across:
        return None if _under_condition(words, across[0]) else ASKED_BACK
    for start in starts:
        if start < last or text.owners.owner[_head(text, start)] in _FRIENDS:
            continue
        claimed = _claim_at(text, mention, start, data)
        if claimed is not None:
            return claimed
    for _, begin, end in data.phrases.find(words[last:]):
        person = text.owners.owner[min(last + end, len(words)) - 1]
        if person not in _FRIENDS and not _of_another_time(words[last + begin : last + begin + REACH], data):
            return CLAIMED
    if mention.code in DANGER_SIGNS and _asks_others_too(words, mention, data):
        return ASKED_BACK
    return None


def of_the_own_body(text: Text, mention: Mention) -> bool:
    """Tell whether a question is put of the own body: "is it normal to have a swollen leg"."""
    low = max(0, mention.hits[0] - 6)
    hits = claims().of_the_own_body.find(text.words[low : mention.hits[-1]])
    return any(
        not any(word in _STOPS for word in text.words[low + end : mention.hits[0]]) for _, _, end in hits
    )


def _asks_others_too(words: Sequence[str], mention: Mention, data: Claims) -> bool:
    """Tell whether a finding is asked of others as one's own: "has anyone else lost sight"."""
    low = max(0, mention.start - 6)
    hits = data.others.find(words[low : mention.start])
    return any(not any(word in HARD_STOPS for word in words[low + end : mention.start]) for _, _, end in hits)


def _head(text: Text, start: int) -> int:
    """Return the word that says who a statement is of: "son" of "my son has"."""
    for place in range(start, min(start + _SUBJECT_REACH, len(text.words))):
        if _is_relation(text, place):
            return place
    return start


def _claim_at(text: Text, mention: Mention, start: int, data: Claims) -> Optional[str]:
    """Return what a statement makes of a finding before it."""
    words = text.words
    clause = [word for word in _clause(words, start) if word not in data.small]
    if _of_another_time(words[start : start + REACH], data):
        return None
    subject, verb = _parted(clause, data)
    if not verb:
        return None
    negated = any(word in LEXICAL_NEGATIONS for word in verb)
    if negated:
        stopped = data.stopping.intersection(words[mention.start : mention.end])
        bare = verb[0] in data.bare and verb[1:2] == ["not"] and _ends(verb[2:], data)
        return ASKED_BACK if stopped and bare else None
    if subject[0] in _MINE and verb[0] in data.tells | data.bare:
        if data.well.intersection(verb[1:2]):
            return None
        sure = _ends(verb[1:], data) or mention.code not in DANGER_SIGNS
        return CLAIMED if sure else ASKED_BACK
    unsure = data.unsure.intersection(verb[:3])
    verb = [word for word in verb if word not in data.unsure and word not in ("that", "i")]
    if not _claims(verb, data):
        return None
    return _how_sure(text, mention, start, verb, bool(unsure))


def _how_sure(text: Text, mention: Mention, start: int, verb: Sequence[str], unsure: bool) -> Optional[str]:
    """Return how sure a claim is: "I had it" may be of the treatment, "my dad had one" of long ago."""
    data = claims()
    person = text.owners.owner[_head(text, start)]
    tail = text.words[start : start + REACH]
    past = verb[0] in data.of_the_past or verb[1:2] == ["had"]
    recent = "just" in tail or bool(data.when.find(tail))
    if past and not recent and person in _FAMILY:
        return None
    told_of_it = any(word in ("it", "this", "them", "these") for word in verb)
    if unsure or (past and (told_of_it or not recent) and verb[0] != "did"):
        return ASKED_BACK if mention.code in DANGER_SIGNS else None
    return CLAIMED


def _clause(words: Sequence[str], start: int) -> List[str]:
    """Return the words of a statement up to its end."""
    clause: List[str] = []
    for word in words[start : start + REACH]:
        if word in _STOPS:
            break
        clause.append(word)
    return clause


def _parted(clause: Sequence[str], data: Claims) -> tuple[List[str], List[str]]:
    """Return subject and predicate of a statement: "my skin | is", "i | have it"."""
    verbs = data.tells | data.bare | data.unsure
    for place in range(1, min(len(clause), _SUBJECT_REACH + 1)):
        if clause[place] in verbs:
            return list(clause[:place]), list(clause[place:])
    return list(clause), []


def _claims(verb: Sequence[str], data: Claims) -> bool:
    """Tell whether a predicate says that what was asked about is there: "have it since noon", "did today"."""
    if not verb:
        return False
    if verb[0] in data.bare and _ends(verb[1:], data):
        return verb[0] not in _BEING or data.where.at(list(verb[1:]), 0) is None if verb[1:] else True
    held = data.holding.at(verb, 0)
    if held is None:
        return False
    rest = list(verb[held[1] :])
    what = data.what.at(rest, 0) if rest else None
    return what is not None and _ends(rest[what[1] :], data)


def _ends(rest: Sequence[str], data: Claims) -> bool:
    """Tell whether nothing but a time, a place or another statement follows."""
    return not rest or data.when.at(list(rest), 0) is not None or data.where.at(list(rest), 0) is not None


def _of_another_time(words: Sequence[str], data: Claims) -> bool:
    return bool(data.not_now.find(list(words)))
