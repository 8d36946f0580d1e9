"""What a word of a question means: one plain sentence for each sign (symptoms.yml, `means`)."""

from __future__ import annotations

import re
from typing import Optional, Tuple

from bot.protocol.loader import protocol
from bot.protocol.models import Protocol
from bot.protocol.observations import Observations
from bot.protocol.texts import fill, text

# "What is a seizure", "whats a rash like", "what does wheezing mean", "define jaundice".
_ASKS_MEANING = re.compile(
    r"^\W*(?:(?:ok|okay|um|sorry|and|but|hmm|so|well)\b\W*)*"
    r"(?:what(?:'?s| is| are| does| do you mean| would count| counts)\b|how do (?:i|you) know (?:if|what)\b"
    r"|define\b|explain\b|meaning of\b|i do ?n[o']t know what\b)"
    r"|\bwhat (?:is|does) (?:that|it|this) mean|\bmeans? what\b|\bmean\?*$"
)
# A question of its own about the sign, and none about the word.
_ASKS_MORE = re.compile(
    r"\b(?:my|his|her|cause[sd]?|causing|do about|should|risk|chances?|help[s]?|ivig|infusion|drip|worse)\b"
)


def asked_meanings(said: Observations, data: Optional[Protocol] = None) -> Tuple[str, ...]:
    """Return the signs whose meaning a message asks for, in the order of the protocol.

    Args:
        said: what the message says; a sign that it claims makes it no question about a word.
        data: the protocol; the installed one where it is not given.
    """
    words = said.text.casefold().replace("\u2019", "'").strip()
    if said.has_claim or not _ASKS_MEANING.search(words) or _ASKS_MORE.search(words):
        return ()
    data = data or protocol()
    return tuple(
        code for code, sign in data.signs.items() if sign.means and "hypothetical" in said.signs.get(code, ())
    )


def explanation(codes: Tuple[str, ...], who: str, data: Optional[Protocol] = None) -> str:
    """Return what some signs mean, a sentence or two each, marked as general safety advice."""
    data = data or protocol()
    told = [fill(data.signs[code].means or "", who) for code in codes]
    return f"{' '.join(told)} ({text('gs_mark')})"
