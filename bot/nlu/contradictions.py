"""Who denies a sign that others see: "I'm not confused but everyone says I am".

People with some of these signs do not notice them, so the word of others makes such a sign possible.
"""

from __future__ import annotations

from typing import FrozenSet, Sequence

from bot.nlu.context import Text
from bot.nlu.people import people
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END

# So far behind the denied sign the others may be named, and so far behind them what they say.
REACH = 8
SAYING_REACH = 4

_OTHERS = frozenset(
    [
        "everyone",
        "everybody",
        "people",
        "they",
        "others",
        "family",
        "nurse",
        "nurses",
        "doctor",
        "doctors",
        "parents",
        "kids",
        "children",
        "colleagues",
        "neighbours",
        "neighbors",
        "he",
        "she",
        "all",
        "carer",
    ]
)
_SAYING = frozenset(
    [
        "say",
        "says",
        "said",
        "saying",
        "think",
        "thinks",
        "tell",
        "tells",
        "telling",
        "told",
        "insist",
        "insists",
        "reckon",
        "reckons",
        "swear",
        "swears",
        "claim",
        "claims",
        "feel",
        "feels",
        "sure",
        "convinced",
    ]
)
_SENSING = frozenset(["hear", "hears", "see", "sees", "notice", "notices", "noticed", "heard", "saw"])
_DISAGREEING = frozenset(["disagree", "disagrees", "differs", "differ", "denies"])
_SPOKEN_OF = ("i", "he", "she", "it", "they", "we")
_BE_OR_DO = ("am", "is", "are", "was", "were", "do", "does", "did", "have", "has", "'s")
_AGAINST = (("otherwise",), ("different",), ("differently",), ("the", "opposite"), ("the", "contrary"))
# What is said without naming the sign again ("I am", "there is one"): the denied sign itself.
_IT_IS = (
    *((who, verb) for who in _SPOKEN_OF for verb in _BE_OR_DO),
    *(("there", "is", *rest) for rest in ((), ("one",), ("some",))),
    *_AGAINST,
)
# ... where the denial was put as "my speech is fine", "I can breathe".
_IT_IS_NOT = (
    *((who, verb, "not") for who in _SPOKEN_OF for verb in (*_BE_OR_DO, "can")),
    *_AGAINST,
)
# These may as well agree ("not slurring, my wife says so"): they contradict only behind a "but".
_BARE = (("so",), ("it",), ("one",), ("that",))
# What begins anew without a stop, and can be no part of an echo: politeness, or a question of its own.
_BEGINS_ANEW = frozenset(
    [
        "thank",
        "thanks",
        "thankyou",
        "thx",
        "ty",
        "cheers",
        "ta",
        "many",
        "please",
        "pls",
        "plz",
        "appreciate",
        "appreciated",
        "regards",
        "hope",
        "hi",
        "hello",
        "bye",
        "xx",
        ":",
        "what",
        "should",
        "shall",
        "how",
        "who",
        "why",
        "can",
        "could",
        "help",
        "any",
        "because",
        "when",
        "which",
    ]
)
_AGREEING = frozenset(["too", "either", "neither", "agree", "agrees", "same"])


def is_contradicted(text: Text, mention: Mention) -> bool:
    """Tell whether others are told to say that a sign is there which the speaker denies.

    What follows the first word of the finding is read, since its pattern may reach to the others.
    """
    first = mention.hits[0] + 1
    words = text.words[first : mention.end + REACH]
    return _others_differ(words, text.words[first:], stated_well=mention.role == "absent")


def answer_is_contradicted(words: Sequence[str]) -> bool:
    """Tell whether others contradict a "no" that these words follow: "no, but my wife says I am"."""
    return _others_differ(words[:REACH], words, stated_well=False)


def _others_differ(near: Sequence[str], words: Sequence[str], stated_well: bool) -> bool:
    """Tell whether somebody named in the near words says, in the same sentence, that the sign is there."""
    ends = (place for place, word in enumerate(words) if word in HARD_STOPS or word == LINE_END)
    sentence = words[: next(ends, len(words))]
    for place in sorted(_others(sentence)):
        if place >= len(near):
            break
        turned = bool(CONTRASTS.intersection(sentence[:place]))
        echoes = _IT_IS_NOT if stated_well else (*_IT_IS, *_BARE) if turned else _IT_IS
        if _contradicts(sentence[place + 1 :], echoes, turned):
            return True
    return False


def _others(words: Sequence[str]) -> FrozenSet[int]:
    """Return where others than the speaker are named: the last word of each."""
    named = {end - 1 for _, _, end in people().persons.find(words)}
    return frozenset(named | {place for place, word in enumerate(words) if word in _OTHERS})


def _contradicts(words: Sequence[str], echoes: Sequence[Sequence[str]], turned: bool) -> bool:
    """Tell whether somebody contradicts, in the words behind her name."""
    if _AGREEING.intersection(words):
        return False
    for place, word in enumerate(words[:SAYING_REACH]):
        if word in CONTRASTS or word == ",":
            return False
        if word in _DISAGREEING:
            return True
        if word in _SAYING or (word in _SENSING and turned):
            return any(_ends_with(words[place + 1 :], echo) for echo in echoes)
    return False


def _ends_with(words: Sequence[str], echo: Sequence[str]) -> bool:
    """Tell whether a clause says an echo and no more: "I am", but not "I am tired"."""
    while words and words[0] in ("me", "that", "us", "him", "her"):
        words = words[1:]
    following = words[len(echo) : len(echo) + 1]
    ends = not following or following[0] in (",", "and", "though", "now") or following[0] in CONTRASTS
    ends = ends or following[0] in _BEGINS_ANEW
    return tuple(words[: len(echo)]) == tuple(echo) and ends
