"""Weighs what the grammar found against what the network makes of the message.

The grammar is never silenced on a danger sign: what it calls present stays present, or, if the network hears
nothing of it, `possible`, so that it is asked back. What it calls quiet (denied, past, somebody
else's, imagined) and the network finds likely becomes `possible` too. What the network alone finds is
present where it is sure, else asked back. What is no danger sign takes another role where the network is
sure of it, and is dropped only if no rule looks at it. The limits stand in meaning.yml, with how they were
chosen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, List, NamedTuple, Optional, Protocol, Sequence, Set, Tuple

from bot.nlu.codes import DANGER_SIGNS
from bot.nlu.data import StrictModel, load
from bot.nlu.meaning_model import CODES, ROLE_NAMES, STATUSES, Reading

# The role of words that are surely no sign of a code; it never leaves this module.
NO_SIGN = "void"
PRESENT, POSSIBLE, ABSENT = (ROLE_NAMES.index(role) for role in ("present", "possible", "absent"))


class Limits(StrictModel):
    """Probabilities from which the network is believed; see meaning.yml."""

    present: float
    asked_back: float
    plain_present: float
    other_role: float
    quiet: float
    keep: float
    raise_quiet: float
    change_role: float
    plain_role: float
    plain_present_below: float
    plain_heard: float
    raises_no_level: FrozenSet[str]
    status: float
    keep_status: float


class Told(NamedTuple):
    """A finding with its role.

    Attributes:
        code: symptom or feature.
        role: its assertion.
        word: the first word that tells it.
        end: the word after the last.
        confidence: how sure it is; 1.0 where the grammar alone decided.
        sure: its words tell it so that the network has no say.
    """

    code: str
    role: str
    word: int
    end: int
    confidence: float = 1.0
    sure: bool = False


class Reader(Protocol):
    """Whatever reads a message by its meaning."""

    def read(
        self, words: Sequence[str], grammar: Sequence[Tuple[str, str, int]], status: str | None
    ) -> Reading:
        """Return the probabilities of a message."""
        ...


@lru_cache(maxsize=1)
def limits() -> Limits:
    """Return meaning.yml, read once in a process.

    Raises:
        DataError: the file does not fit its model.
    """
    return load("meaning.yml", Limits)


def weigh(told: Sequence[Told], reading: Reading, length: int, bounds: Optional[Limits] = None) -> List[Told]:
    """Return the findings of a message, each code once with each role.

    Args:
        told: what the grammar found; risk factors pass as they are.
        reading: what the network makes of the same message.
        length: how many words the message has.
        bounds: from which probability the network is believed; by default as meaning.yml says.
    """
    bounds = bounds or limits()
    by_code: Dict[str, List[Told]] = {}
    result: List[Told] = []
    for finding in told:
        if finding.code in _PLACES:
            by_code.setdefault(finding.code, []).append(finding)
        else:
            result.append(finding)
    for place, code in enumerate(CODES):
        shares, focus = reading.shares[place], int(reading.focus[place])
        held = by_code.get(code, [])
        if _network_speaks(held, focus):
            result.extend(_alone(code, shares, focus, bounds))
        seen: Set[str] = set()
        for finding in held:
            if finding.role == NO_SIGN:
                continue
            if finding.sure or (finding.role == "present" and (finding.end - finding.word) * 2 >= length):
                # What was measured is what it is, whatever stands around it; and a pattern that makes up half
                # of the message is no accident, in any language or spelling.
                weighed = finding
            else:
                several = sum(other.role != NO_SIGN for other in held) > 1
                weighed = _together(finding, shares, several, bounds)
            if weighed.role != NO_SIGN and weighed.role not in seen:
                seen.add(weighed.role)
                result.append(weighed)
    return sorted(result, key=lambda finding: (finding.word, finding.end, finding.code))


def _network_speaks(held: Sequence[Told], focus: int) -> bool:
    """Tell whether the network is heard beside what the grammar found, by the word that it looks at.

    It is heard where the grammar found nothing, and where that is only words that are surely no sign, or
    surely a denied one, and it looks at others: "my back is tight and something sits on me".
    """
    quiet = all(finding.sure and finding.role in (NO_SIGN, "absent") for finding in held)
    return quiet and not any(finding.word <= focus < finding.end for finding in held)


_PLACES = {code: place for place, code in enumerate(CODES)}


def _alone(code: str, shares: Sequence[float], word: int, bounds: Limits) -> List[Told]:
    """Return what the network finds without the grammar."""
    danger = code in DANGER_SIGNS
    present = float(shares[PRESENT])
    found: List[Told] = []
    if present >= (bounds.present if danger else bounds.plain_present):
        found.append(Told(code, "present", word, word + 1, present))
    elif danger and present + float(shares[POSSIBLE]) >= bounds.asked_back:
        found.append(Told(code, "possible", word, word + 1, present))
    for place, role in enumerate(ROLE_NAMES):
        if role == "present" or any(finding.role == role for finding in found):
            continue
        sure = bounds.quiet if danger and role != "possible" else bounds.other_role
        if float(shares[place]) >= sure and not (danger and found):
            found.append(Told(code, role, word, word + 1, float(shares[place])))
    return found


def _together(finding: Told, shares: Sequence[float], several: bool, bounds: Limits) -> Told:
    """Return a finding of the grammar with the role that both together give it."""
    danger = finding.code in DANGER_SIGNS
    present = float(shares[PRESENT])
    best = max(range(len(ROLE_NAMES)), key=lambda place: float(shares[place]))
    likeliest, share = ROLE_NAMES[best], float(shares[best])
    if finding.role == "present" and not danger:
        return finding if several else _plain_present(finding, shares, bounds)
    if finding.role == "present":
        return finding if present >= bounds.keep else finding._replace(role="possible", confidence=present)
    if several:  # "no rash now, I had one last week": which role is whose, the grammar knows better
        return finding
    if finding.role == "possible":
        return finding._replace(role="present", confidence=present) if present >= bounds.present else finding
    if present >= bounds.raise_quiet:
        return finding._replace(role="possible" if danger else "present", confidence=present)
    if likeliest != "present" and share >= bounds.change_role:
        return finding._replace(role=likeliest, confidence=share)
    return finding


def _plain_present(finding: Told, shares: Sequence[float], bounds: Limits) -> Told:
    """Return what becomes of a finding that is no danger sign, and that the grammar calls present.

    The network gives it another role where it is sure of that, but never calls it absent: of a "not", the
    grammar knows more. It drops one that no rule looks at where it hears nothing of it.
    """
    present = float(shares[PRESENT])
    best = max(range(len(ROLE_NAMES)), key=lambda place: float(shares[place]))
    sure = float(shares[best]) >= bounds.plain_role and present < bounds.plain_present_below
    if sure and best not in (PRESENT, ABSENT):
        return finding._replace(role=ROLE_NAMES[best], confidence=float(shares[best]))
    heard = sum(float(share) for share in shares)
    if finding.code in bounds.raises_no_level and heard < bounds.plain_heard:
        return finding._replace(role=NO_SIGN)
    return finding


def weigh_status(told: str | None, reading: Reading, bounds: Optional[Limits] = None) -> str | None:
    """Return the infusion status: what the words told unless the network all but rules that out.

    Words alone take "it is running down my arm" for a running drip. Returns None where neither is sure.
    """
    bounds = bounds or limits()
    shares = dict(zip(STATUSES, (float(share) for share in reading.status), strict=True))
    if told is not None and shares[told] >= bounds.keep_status:
        return told
    best = max(STATUSES, key=lambda status: shares[status])
    return best if shares[best] >= bounds.status else None
