"""What a message says, in one value: the entry of this package."""

from __future__ import annotations

from datetime import datetime
from typing import Dict, List, NamedTuple, Optional, Protocol, Sequence, Tuple, Union

from bot.nlu.answers import find_answers, whole_answer
from bot.nlu.assertion import assert_roles
from bot.nlu.circumstances import comes_again
from bot.nlu.codes import kind_of
from bot.nlu.normalize import normalize
from bot.nlu.people import Owners, denied_for_self, find_who, owners
from bot.nlu.severity import find_severity
from bot.nlu.symptoms import Found, Mention, find
from bot.nlu.times import find_times
from bot.nlu.tokens import Token, tokenize

Value = Union[str, int, float]


class Entity(NamedTuple):
    """One thing that was understood.

    Attributes:
        entity: symptom, feature, risk_factor, severity, duration_hours, infusion_status, who, answer or
            command.
        value: its code, number or word.
        role: assertion of a finding, or what a duration is counted from; None where there is none.
        start: offset of its first character in the message.
        end: offset after its last character.
        guessed: whether it was found by meaning only, in words that the lexicon does not know.
    """

    entity: str
    value: Value
    role: Optional[str]
    start: int
    end: int
    guessed: bool = False


class Understanding(NamedTuple):
    """Everything that was understood of one message, in the order of the text."""

    entities: Tuple[Entity, ...]

    def of(self, entity: str) -> Tuple[Entity, ...]:
        """Return the entities of one name."""
        return tuple(item for item in self.entities if item.entity == entity)

    def roles(self) -> Dict[str, Tuple[str, ...]]:
        """Return the roles that each symptom, feature or risk factor was given."""
        found: Dict[str, List[str]] = {}
        for item in self.entities:
            if item.entity in ("symptom", "feature", "risk_factor") and item.role is not None:
                found.setdefault(str(item.value), []).append(item.role)
        return {code: tuple(roles) for code, roles in found.items()}


class Fallback(Protocol):
    """Finds signs in a message that the grammar does not know the words of."""

    def find(self, found: Found, owners: Owners) -> Sequence[Mention]:
        """Return what may be there, with the role `possible`."""
        ...


def _findings(tokens: List[Token], found: Found, roles: List[str]) -> List[Entity]:
    """Turn mentions into entities, each code once with each role."""
    entities: List[Entity] = []
    seen = set()
    denial = denied_for_self(found)

    def put(mention: Mention, role: str) -> None:
        if (mention.code, role) not in seen:
            seen.add((mention.code, role))
            start, end = tokens[mention.start].start, tokens[mention.end - 1].end
            entities.append(Entity(kind_of(mention.code), mention.code, role, start, end))

    # "Worse" alone answers a question; "it is getting worse" tells a feature, too.
    only_answer = whole_answer(found.words) in ("better", "same", "worse") and not (
        "getting" in found.words or "got" in found.words
    )
    for mention, role in zip(found.mentions, roles, strict=False):
        if only_answer and mention.code in ("not_eased", "worsening"):
            continue
        denied = denial >= mention.end
        put(mention, "absent" if denied and role == "hypothetical" else role)
        if denied and role == "someone_else":
            put(mention, "absent")
        if role == "historical" and comes_again(found, mention):
            put(mention, "present")
    return entities


def understand(
    text: str, now: Optional[datetime] = None, fallback: Optional[Fallback] = None
) -> Understanding:
    """Understand one message.

    Pure and deterministic; linear in the length of the text; raises for no string.

    Args:
        text: the message as it was typed.
        now: when it was typed, for "on Monday" or "at ten"; without it the clock is read.
        fallback: looks for danger signs where the grammar found none; without it nobody does.

    Returns:
        The findings with their assertion, severity, times, and who and what was answered.
    """
    tokens = tokenize(normalize(text))
    if not tokens:
        return Understanding(())
    found = find(tokens)
    own = owners(found)
    roles = assert_roles(found, own)
    entities = _findings(tokens, found, roles)
    for name, value, label, first, last in (
        *find_severity(found),
        *find_times(found, roles, now or datetime.now()),
        *find_who(found, own, roles),
        *find_answers(found),
    ):
        entities.append(Entity(name, value, label, tokens[first].start, tokens[last - 1].end))
    for mention in fallback.find(found, own) if fallback is not None else ():
        start, end = tokens[mention.start].start, tokens[mention.end - 1].end
        entities.append(Entity(kind_of(mention.code), mention.code, mention.role, start, end, guessed=True))
    return Understanding(
        tuple(sorted(entities, key=lambda item: (item.start, item.end, item.entity, str(item.value))))
    )
