"""Whether a finding is asked about, imagined or only suspected."""

from __future__ import annotations

from typing import Optional, Sequence

from bot.nlu.context import (
    WEAK_REACH,
    Text,
    has_evidence,
    is_asked,
    is_clause,
    modifiers_after,
    modifiers_before,
    opens_sentence,
    turns,
    words_between,
)
from bot.nlu.modifiers import Modifier
from bot.nlu.symptoms import CONTRASTS, HARD_STOPS, Mention
from bot.nlu.tokens import LINE_END


def what_if_role(text: Text, mention: Mention) -> Optional[str]:
    """Return hypothetical, possible or conditional for questions and what-ifs, None for statements."""
    for modifier in modifiers_before(text, mention, WEAK_REACH + 4):
        between = words_between(text, modifier.end, mention.start)
        if modifier.end > mention.start or any(word in HARD_STOPS or word in CONTRASTS for word in between):
            continue
        imagined = (
            modifier.sense("hypothetical", "forward") is not None and text.words[modifier.start] != "if"
        )
        if imagined and _denied_sign(text, modifier):
            continue
        if imagined and _hypothetical_holds(text, modifier, mention, between):
            return "hypothetical"
        if modifier.sense("if") is not None or text.words[modifier.start] == "if":
            between = words_between(text, modifier.start + 1, mention.start)
            role = _if_clause(text, modifier, mention, between)
            if role is not None:
                return role
        if modifier.sense("question") is not None and _opens_question(text, modifier):
            role = _yes_no_question(text, modifier, mention, between)
            if role is not None:
                return role
    for modifier in modifiers_after(text, mention, 6):
        between = words_between(text, mention.end, modifier.start)
        if any(word in HARD_STOPS or word in CONTRASTS for word in between):
            break
        if modifier.sense("hypothetical", "backward") is not None and not has_evidence(
            text, mention.start - 2 if mention.start > 1 else 0, mention
        ):
            return "hypothetical"
        if modifier.sense("if") is not None and not is_asked(text, mention) and len(between) <= 3:
            return "conditional" if _habitual(text, modifier) else None
    return None


def _habitual(text: Text, modifier: Modifier) -> bool:
    """Tell whether an if-clause names a condition of the speaker ("if I stand up")."""
    following = text.words[modifier.end : modifier.end + 3]
    return bool(following) and following[0] in ("i", "my", "the", "they", "she", "he", "we", "you", "it")


_QUESTION_WORDS = frozenset(["what", "how", "why", "does", "do", "can", "could", "will", "would"])


def _hypothetical_holds(text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]) -> bool:
    """Tell whether a hypothetical word still governs a finding."""
    words = text.words[modifier.start : modifier.end]
    opening = words[0]
    asks = opening in ("what", "how") or is_asked(text, mention)
    if words == ["what", "'s"] and len(between) > 2:
        # "What's happening to me, everything's gone double" asks about what is there.
        return False
    if opening in _QUESTION_WORDS and not opens_sentence(text, modifier) and not asks:
        return False
    if (
        "if" in words
        or opening in ("suppose", "supposing", "imagine")
        or "case" in words
        or opening == "let"
        or words[:2] in (["should", "my"], ["should", "she"], ["should", "he"], ["should", "there"])
    ):
        # "what if my throat starts to close": the speaker's own words do not make it so.
        return "," not in between or len(between) <= 4
    if "," in between and has_evidence(text, modifier.end, mention):
        return False
    return not has_evidence(text, modifier.end, mention) or _causes(text, between)


def _denied_sign(text: Text, modifier: Modifier) -> bool:
    """Tell whether "signs of" or "symptoms of" stands under a denial: "had no clear signs of"."""
    words = text.words[modifier.start : modifier.end]
    if words[-1] != "of" or words[-2].rstrip("s") not in ("sign", "symptom"):
        return False
    before = text.words[max(0, modifier.start - 5) : modifier.start]
    return not turns(before) and any(word in ("no", "not", "without", "denies", "denied") for word in before)


# After "is", where a question would have its subject.
_DEGREES = frozenset(["very", "so", "too", "really", "quite", "hard", "harder", "difficult", "impossible"])


def _causes(text: Text, between: Sequence[str]) -> bool:
    """Tell whether a verb of causing stands between: "can IVIG make my tongue swell"."""
    return any(word in ("make", "cause", "give", "turn", "lead", "mean", "causing") for word in between)


def _opens_question(text: Text, modifier: Modifier) -> bool:
    """Tell whether a modifier stands at the head of a question."""
    before = text.words[modifier.start - 1] if modifier.start else "."
    return before in HARD_STOPS or before == LINE_END or (before == "," and text.question[modifier.start])


def _if_clause(text: Text, modifier: Modifier, mention: Mention, between: Sequence[str]) -> Optional[str]:
    """Decide about a finding after "if": in its clause a what-if, in the main clause a condition."""
    if "," in between or "then" in between:
        return "conditional" if not is_asked(text, mention) else None
    subjects = sum(
        1 for word in between if word in ("i", "he", "she", "it", "they", "my", "the", "we", "you")
    )
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
    if opening in ("is", "are") and _tells_without_subject(text, modifier, mention):
        return None
    if opening in ("do", "does", "would", "can", "could") or opening.startswith(
        ("would", "can", "could", "does")
    ):
        return "hypothetical" if not has_evidence(text, modifier.end, mention) else None
    if len(between) > 4:
        return None
    if "it" in between or "that" in between or "there" in between:
        return None
    if has_evidence(text, modifier.end, mention):
        asked_about = mention.end >= len(text.words) or text.question[mention.start]
        return (
            "possible"
            if asked_about and between and between[0] in ("my", "his", "her") and is_clause(text, mention)
            else None
        )
    return "hypothetical"


def _tells_without_subject(text: Text, modifier: Modifier, mention: Mention) -> bool:
    """Tell whether a statement leaves its subject out, as in many languages: "is very hard to breathe"."""
    following = text.words[modifier.end : modifier.end + 1]
    return not text.question[mention.start] and bool(_DEGREES.intersection(following))


def is_unsure(text: Text, mention: Mention) -> bool:
    """Tell whether the speaker is not sure of a finding."""
    start = mention.start
    if (
        start
        and text.words[start - 1] == "?"
        and (start == 1 or text.words[start - 2] in (",", ".", LINE_END))
    ):
        return True
    for modifier in modifiers_before(text, mention, WEAK_REACH + 6):
        if modifier.sense("possible", "forward") is None:
            continue
        between = words_between(text, modifier.end, mention.start) if modifier.end <= mention.start else []
        if any(
            word in CONTRASTS - {"but"} or word in HARD_STOPS or word in ("because", "so") for word in between
        ):
            continue
        if "but" in between and "think" not in between and "maybe" not in between:
            continue
        if len(between) > WEAK_REACH or _estimates(text, modifier):
            continue
        if any(word in (",", "and") for word in between) and _new_statement(text, modifier, mention):
            continue
        return True
    for modifier in modifiers_after(text, mention, 7):
        if modifier.sense("possible", "backward") is None:
            continue
        between = words_between(text, mention.end, modifier.start)
        if _estimates(text, modifier):
            continue
        if (
            "." in between
            or "!" in between
            or any(word in text.rules.subjects - {"i", "it"} for word in between)
        ):
            continue
        if any(text.mention_at.get(place) is not None for place in range(mention.end, modifier.start)):
            continue
        if "and" in between or ("my" in between) or "because" in between or "so" in between:
            continue
        if "but" in between and text.words[modifier.start] not in ("maybe", "can", "not", "could", "hard"):
            continue
        following = text.words[modifier.end] if modifier.end < len(text.words) else ""
        if following in (
            "i",
            "we",
            "should",
            "you",
            "need",
            "just go",
            "call",
            "die",
            "go",
            "be",
        ) and text.words[modifier.start] not in ("not",):
            continue
        if text.words[modifier.start] in ("is", "may", "might", "could") and len(between) > 2:
            continue
        return True
    return False


def _estimates(text: Text, modifier: Modifier) -> bool:
    """Tell whether "maybe" is about a number: "2 maybe 3"."""
    around = (
        *text.words[max(0, modifier.start - 1) : modifier.start],
        *text.words[modifier.end : modifier.end + 2],
    )
    return any(word[0].isdigit() for word in around)


_STATEMENT_OPENERS = frozenset(["i", "my", "he", "she", "now", "the", "her", "his"])


def _new_statement(text: Text, modifier: Modifier, mention: Mention) -> bool:
    """Tell whether a new statement with its own subject and verb begins between a modifier and a finding."""
    words = text.words
    for place in range(modifier.end, mention.start):
        begins = words[place] in (",", "and") and words[place + 1] in _STATEMENT_OPENERS
        if begins and "think" not in words[place : mention.start]:
            return True
    return False
