"""What a message says, in one value: the entry of this package."""

from __future__ import annotations

from datetime import datetime
from typing import Container, Dict, List, NamedTuple, Optional, Tuple, Union

from bot.nlu.after_result import find_after_result
from bot.nlu.answers import find_answers, line_answers, whole_answer
from bot.nlu.assertion import assert_roles
from bot.nlu.circumstances import comes_again
from bot.nlu.claims import ASKED_BACK, CLAIMED
from bot.nlu.codes import kind_of
from bot.nlu.crisis import find_crisis
from bot.nlu.lasting import LASTING, USUAL
from bot.nlu.lexicon import lexicon
from bot.nlu.meaning import Reader, Told, weigh, weigh_status
from bot.nlu.meaning_model import Floats
from bot.nlu.normalize import normalize
from bot.nlu.people import denied_for_self, owners
from bot.nlu.piece import Piece
from bot.nlu.severity import find_severity
from bot.nlu.symptoms import Found, Mention, find
from bot.nlu.times import find_times
from bot.nlu.tokens import tokenize
from bot.nlu.who import find_who, put_right, who_of

Value = Union[str, int, float]
# What the message itself says of how long a sign has been there is settled, as these roles; and that somebody
# has the sign that she asks about.
_SETTLED = {LASTING: "historical", USUAL: "possible", CLAIMED: "present", ASKED_BACK: "possible"}

# Claimed beside a question it is suspected now: "can it cause a clot? I think I have one".
_SUSPECTED = {"previous_clot": "named_clot"}


class Entity(NamedTuple):
    """One thing that was understood.

    Attributes:
        entity: symptom, feature, risk_factor, severity, duration_hours, infusion_status, who, subject,
            answer, command, crisis or after_result.
        value: its code, number or word.
        role: assertion of a finding, or what a duration is counted from; None where there is none.
        start: offset of its first character in the message.
        end: offset after its last character.
        confidence: how sure it is; below 1.0 where the network of meaning_model.py had a say.
    """

    entity: str
    value: Value
    role: Optional[str]
    start: int
    end: int
    confidence: float = 1.0


class Understanding(NamedTuple):
    """Everything that was understood of one message.

    Attributes:
        entities: in the order of the text.
        embedding: the sentence embedding that the network told, for the intents; None where it was not heard.
    """

    entities: Tuple[Entity, ...]
    embedding: Optional[Floats] = None

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


def _findings(found: Found, roles: List[str], settled: Container[int]) -> List[Told]:
    """Return what the grammar found, each code once with each role; of the settled the network has no say."""
    told: List[Told] = []
    seen = set()
    denial = denied_for_self(found)

    def put(mention: Mention, role: str, sure: bool = False) -> None:
        if (mention.code, role) not in seen:
            seen.add((mention.code, role))
            # The words around it may turn what a pattern is sure of: "what if I can not breathe".
            still_sure = mention.sure and role == mention.role
            told.append(Told(mention.code, role, mention.start, mention.end, sure=sure or still_sure))

    # "Worse" alone answers a question; "it is getting worse" tells a feature, too.
    only_answer = whole_answer(found.words) in ("better", "same", "worse") and not (
        "getting" in found.words or "got" in found.words
    )
    for index, (mention, role) in enumerate(zip(found.mentions, roles, strict=False)):
        if index in settled and mention.code in _SUSPECTED:
            mention = mention._replace(code=_SUSPECTED[mention.code])
        if only_answer and mention.code in ("not_eased", "worsening"):
            continue
        denied = denial >= mention.end
        put(mention, "absent" if denied and role == "hypothetical" else role, index in settled)
        if denied and role == "someone_else":
            put(mention, "absent")
        if role == "historical" and comes_again(found, mention):
            put(mention, "present")
    return told


def understand(text: str, now: Optional[datetime] = None, reader: Optional[Reader] = None) -> Understanding:
    """Understand one message.

    Pure and deterministic; linear in the length of the text; raises for no string.

    Args:
        text: the message as it was typed.
        now: when it was typed, for "on Monday" or "at ten"; without it the clock is read.
        reader: the network that is heard beside the grammar; without it the grammar decides alone.

    Returns:
        The findings with their assertion, severity, times, and who and what was answered.
    """
    tokens = tokenize(normalize(text))
    if not tokens:
        return Understanding(())
    found = find(tokens)
    own = owners(found)
    asserted = assert_roles(found, own)
    roles = [_SETTLED.get(role, role) for role in asserted]
    told = _findings(found, roles, {place for place, role in enumerate(asserted) if role in _SETTLED})
    people = find_who(found, own, roles)
    names_another = any(piece.value != "self" for piece in people)
    pieces = [
        # Of "1 no, 2 yes" the numbers are lines.
        *([] if line_answers(found.words) else find_severity(found)),
        *find_times(found, roles, now or datetime.now()),
        *people,
        *(find_answers(found) if put_right(found.words, own) is None else ()),
        *find_crisis(found.words, names_another),
        *find_after_result(found.words),
    ]
    if any(piece.value == "asks_outcome" for piece in pieces):  # "is this bad?" asks how bad it is
        pieces = [piece for piece in pieces if piece.entity != "severity"]
    embedding = None
    if reader is not None and _is_english(found.words) and whole_answer(found.words) is None:
        told, pieces, embedding = _with_meaning(found, told, pieces, reader)
        if not people:  # "my husband mouth is go down": the sign that only the network heard is his
            heard = [finding.word for finding in told if finding.role in ("present", "possible")]
            pieces += who_of(own, heard)
    told += _of_the_swollen_limb(told, pieces)
    entities = [
        Entity(
            kind_of(finding.code),
            finding.code,
            finding.role,
            tokens[finding.word].start,
            tokens[finding.end - 1].end,
            finding.confidence,
        )
        for finding in told
    ]
    for name, value, label, first, last in pieces:
        entities.append(Entity(name, value, label, tokens[first].start, tokens[last - 1].end))
    return Understanding(
        tuple(sorted(entities, key=lambda item: (item.start, item.end, item.entity, str(item.value)))),
        embedding,
    )


def _of_the_swollen_limb(told: List[Told], pieces: List[Piece]) -> List[Told]:
    """Return the pain of a swollen limb where its heat or pain is told in a sentence of its own.

    "My calf is swollen. It is hot and throbs": nothing else is told that may hurt or be hot.
    """
    present = {finding.code for finding in told if finding.role == "present"}
    if any(finding.code == "limb_pain" for finding in told) or present != {"limb_swelling"}:
        return []
    answers = {piece.value for piece in pieces if piece.entity == "answer"}
    if "hurts" not in answers or answers & {"hurts_not", "no", "deny"}:
        return []
    limb = next(finding for finding in told if finding.code == "limb_swelling")
    return [Told("limb_pain", "present", limb.word, limb.end)]


def _is_english(words: List[str]) -> bool:
    """Tell whether most words are known: of others the network, which learned English, would guess."""
    spelt = [word for word in words if word.isalpha()]
    speller = lexicon().speller
    return 2 * sum(speller.knows(word) for word in spelt) > len(spelt)


def _with_meaning(
    found: Found, told: List[Told], pieces: List[Piece], reader: Reader
) -> Tuple[List[Told], List[Piece], Floats]:
    """Return findings and pieces as grammar and network together see them, and the sentence embedding."""
    status = next((str(piece.value) for piece in pieces if piece.entity == "infusion_status"), None)
    reading = reader.read(
        found.words, [(finding.code, finding.role, finding.word) for finding in told], status
    )
    together = weigh_status(status, reading)
    if together != status:
        pieces = [piece for piece in pieces if piece.entity != "infusion_status"]
        # Whoever waits for an ambulance ("until they come") tells nothing of the drip.
        if together is not None and not any(piece.entity == "command" for piece in pieces):
            pieces.append(Piece("infusion_status", together, None, 0, len(found.words)))
    explained = [Told(m.code, m.role, m.start, m.end, sure=True) for m in found.explained]
    return weigh([*told, *explained], reading, len(found.words)), pieces, reading.embedding
