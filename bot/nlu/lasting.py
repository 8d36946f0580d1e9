"""Whether a danger sign is an old one that has not changed: "always been stiff, same as ever" (lasting.yml).

Only where the message says that it is old and as it was is the sign of the past. Where it says one of the two
it is asked back, and where anything about it is new it is present.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import AbstractSet, Dict, FrozenSet, List, NamedTuple, Optional

from pydantic import validator

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.context import Text
from bot.nlu.data import StrictModel, load
from bot.nlu.phrases import PhraseTable, expand_choices
from bot.nlu.symptoms import HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END

# These say how a sign behaves, and are no finding between it and what is said of it.
_OF_ITS_COURSE = frozenset(["recurrent", "worsening", "not_eased", "long_lasting", "nerve_progression"])
# So far from a finding it may be said how long it has been there.
REACH = 25
# So near to the infusion "today" dates it.
DATED = 4
_INFUSION = frozenset(["ivig", "infusion", "drip", "treatment", "dose", "infused", "session", "bag", "ig"])
PROGRESSION = "nerve_progression"
# The role of a sign that the message itself calls old and unchanged: it is of the past, whatever the network
# makes of it. `understand` writes it as historical.
LASTING = "lasting"
# That of one that it only calls the usual one: it is asked back. `understand` writes it as possible.
USUAL = "usual"


class LastingFile(StrictModel):
    """The content of lasting.yml."""

    lasting: str
    unchanged: str
    ever: str
    news: str
    today: str
    treatment: str
    lived_with: List[str]
    brought_by: Dict[str, str]

    @validator("lived_with", each_item=True)
    def _known_code(cls, value: str) -> str:
        if value not in DANGER_SIGNS:
            raise ValueError(f"{value!r} is no danger sign")
        return value

    @validator("brought_by")
    def _known_codes(cls, value: Dict[str, str], values: Dict[str, List[str]]) -> Dict[str, str]:
        unknown = sorted(set(value) - set(values.get("lived_with", ())))
        if unknown:
            raise ValueError(f"{unknown[0]!r} is none of `lived_with`")
        return value


class Said(NamedTuple):
    """A phrase of lasting.yml in a text."""

    kind: str
    start: int
    end: int


class Course(NamedTuple):
    """The phrases of lasting.yml in a message.

    Attributes:
        said: the phrases, in the order of the text.
        starts: where each begins.
        has_news: whether one of them says that something is new.
    """

    said: List[Said]
    starts: List[int]
    has_news: bool


class Lasting(NamedTuple):
    """lasting.yml, ready for use."""

    phrases: PhraseTable[str]
    lived_with: FrozenSet[str]
    brought_by: Dict[str, PhraseTable[bool]]


@lru_cache(maxsize=1)
def lasting() -> Lasting:
    """Return lasting.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    data = load("lasting.yml", LastingFile)
    listings = data.dict(exclude={"lived_with", "brought_by"})
    phrases = ((phrase, kind) for kind, listing in listings.items() for phrase in expand_choices(listing))
    illnesses = {
        code: PhraseTable((phrase, True) for phrase in expand_choices(listing))
        for code, listing in data.brought_by.items()
    }
    return Lasting(PhraseTable(phrases), frozenset(data.lived_with), illnesses)


def course_of(text: Text) -> Course:
    """Return what a message says of how long its signs have been there, read once for all of them."""
    found = [Said(*hit) for hit in lasting().phrases.find(text.words)]
    said = [entry for entry in found if _stands(text, entry)]
    return Course(said, [entry.start for entry in said], any(entry.kind == "news" for entry in said))


def lasting_role(text: Text, mention: Mention, course: Course) -> Optional[str]:
    """Return lasting, usual or possible for a danger sign that was there all along; None where it was not."""
    said = _said_of(text, mention, course)
    kinds = {entry.kind for entry in said}
    doubtful = any(entry.kind == "ever" and _beside(mention, entry) for entry in said)
    usual = "ever" in kinds and _is_usual(text, mention, kinds)
    if kinds & {"treatment", "news", "today"} or not ("lasting" in kinds or doubtful or usual):
        return None
    settled = usual or ("lasting" in kinds and bool(kinds & {"unchanged", "ever"}))
    if settled and not course.has_news and mention.code in lasting().lived_with:
        return LASTING
    return USUAL if doubtful and mention.code in lasting().brought_by else "possible"


def _is_usual(text: Text, mention: Mention, kinds: AbstractSet[str]) -> bool:
    """Tell whether a sign that is called usual comes of an old illness, or has nothing new about it."""
    illness = lasting().brought_by.get(mention.code)
    return illness is not None and ("unchanged" in kinds or bool(illness.find(text.words)))


def is_news(text: Text, mention: Mention, course: Course) -> bool:
    """Tell whether a sign that is called the usual one is new after all: "numb for years, spreading".

    What is new may also be said as a finding of its own: "the usual numbness, but new numbness in my face".
    """
    if any(other.code == mention.code and other.role == "present" for other in text.mentions):
        return False
    return any(entry.kind == "news" for entry in _said_of(text, mention, course))


def _said_of(text: Text, mention: Mention, course: Course) -> List[Said]:
    """Return the phrases that speak of a finding."""
    first = bisect_left(course.starts, mention.start - REACH)
    last = bisect_left(course.starts, mention.end + REACH)
    return [entry for entry in course.said[first:last] if _of(text, mention, entry)]


# Before one of these phrases: "less than usual", "not always", "the first time in years".
_TURNS_IT = frozenset(["than", "not", "in", "this", "last", "un", "first"])


def _stands(text: Text, entry: Said) -> bool:
    """Tell whether a phrase tells no age, no comparison, and no date of another thing: "5 years ago"."""
    if entry.kind == "news":
        return True
    if entry.kind == "today":
        near = text.words[max(0, entry.start - DATED) : entry.end + DATED]
        return text.words[entry.start] == "since" or not _INFUSION.intersection(near)
    before = text.words[entry.start - 1] if entry.start else ""
    after = text.words[entry.end] if entry.end < len(text.words) else ""
    if text.words[entry.start] in ("years", "year") and not before.isdigit():
        return False
    return before not in _TURNS_IT and after not in ("old", "ago")


def _of(text: Text, mention: Mention, entry: Said) -> bool:
    """Tell whether a phrase speaks of a finding: nothing else is told between."""
    first, last = min(mention.end, entry.end), max(mention.start, entry.start)
    if first >= last:
        return True
    between = range(first, last)
    others = (text.mention_at.get(place) for place in between)
    if any(other is not None and _another(other, mention) for other in others):
        return False
    stops = sum(text.words[place] in HARD_STOPS or text.words[place] == LINE_END for place in between)
    return stops == 0 or (stops == 1 and entry.start >= mention.end)


def _beside(mention: Mention, entry: Said) -> bool:
    """Tell whether a phrase stands within a finding or right beside it: "as stiff as ever"."""
    return max(mention.start, entry.start) - min(mention.end, entry.end) <= 1


def _another(other: Mention, mention: Mention) -> bool:
    """Tell whether a finding is another one, and not the same words under a second code."""
    return (
        other.code not in _OF_ITS_COURSE
        and other.code != mention.code
        and (other.end <= mention.start or other.start >= mention.end)
    )
