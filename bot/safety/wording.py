"""Conditions of the protocol as English sentences that a clinician can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Tuple, Union

from bot.protocol.conditions import (
    AtLeast,
    Condition,
    Flag,
    Group,
    OtherDangerSign,
    PhaseIn,
    Risk,
    Sign,
    Unknown,
    UnknownRisk,
    any_of,
)
from bot.protocol.findings import Findings, Phase
from bot.protocol.models import Protocol

_PHASES: Dict[Phase, str] = {
    Phase.BEFORE: "the infusion has not begun",
    Phase.RUNNING: "the infusion is running",
    Phase.AFTER: "the infusion has ended",
    Phase.UNKNOWN: "it is not known if it still runs",
}
_FLAGS: Dict[str, str] = {
    "any_symptom": "any symptom",
    "not_running": "no infusion is running",
    "unknown_danger_sign": "“I don't know” to a danger sign",
    "severity_unknown": "“I don't know” to how bad it is",
    "time_unknown": "“I don't know” to when the infusion ended",
}
_NUMBERS: Dict[str, str] = {
    "severity": "the pain is {bound} or more out of 10",
    "onset_hours": "it began over {bound} hours ago",
    "hours_since_infusion": "the infusion ended over {bound} hours ago",
}
_ANY, _ALL = "one of these:", "all of these together:"
# What a bare "yes" to a list stands for.
_LISTS: Dict[str, str] = {
    "unnamed_emergency_sign": "emergency signs",
    "unnamed_urgent_sign": "urgent signs",
    "unnamed_same_day_sign": "points for the same day",
}
# Conditions that look at nothing but the phase, so that a phase settles them.
_OF_PHASE_ALONE = frozenset({"not_running"})


@dataclass(frozen=True)
class Clause:
    """A condition as an outline: a line, and the lines below it."""

    text: str
    parts: Tuple[Clause, ...] = ()

    def lines(self, depth: int = 0) -> Tuple[Tuple[int, str], ...]:
        """Return the outline line by line, each with its depth."""
        below = (line for part in self.parts for line in part.lines(depth + 1))
        return ((depth, self.text), *below)

    def flat(self) -> str:
        """Return the outline as one phrase."""
        if not self.parts:
            return self.text
        said = [part.flat() if not part.parts else f"({part.flat()})" for part in self.parts]
        return f"{self.text} {'; '.join(said)}"

    def folded(self) -> Clause:
        """Return the outline, its innermost lists each in one line; none mixes "or" with "together"."""
        if not self.parts or any(part.parts for part in self.parts):
            return Clause(self.text, tuple(part.folded() for part in self.parts))
        names = [part.text for part in self.parts]
        if self.text == _ALL:
            return Clause(", together with ".join(names))
        return Clause(f"{'' if self.text == _ANY else self.text + ' '}{', or '.join(names)}")


def outline(condition: Condition, data: Protocol, clinical: bool = False) -> Clause:
    """Return a condition as an outline of plain English lines.

    Args:
        condition: as `bot.protocol.condition_words.parse` builds it.
        data: the protocol, for the names of signs and risk factors.
        clinical: clinicians' terms instead of the names that patients read.

    Raises:
        TypeError: a kind of condition that has no words here.
    """
    if isinstance(condition, Group):
        head = _ANY if condition.combine is any_of else _ALL
        return Clause(head, tuple(outline(part, data, clinical) for part in condition.parts))
    if isinstance(condition, Sign):
        return Clause(_sign(condition.code, data, clinical))
    if isinstance(condition, Risk):
        names = tuple(Clause(_risk(code, data)) for code in condition.codes)
        return (
            Clause(f"this risk: {names[0].text}") if len(names) == 1 else Clause("one of these risks:", names)
        )
    if isinstance(condition, Unknown):
        names = tuple(Clause(_sign(code, data, clinical)) for code in condition.codes)
        return Clause("“I don't know” to one of these:", names)
    if isinstance(condition, UnknownRisk):
        names = tuple(Clause(_risk(code, data)) for code in condition.codes)
        return Clause("“I don't know” to one of these risks:", names)
    if isinstance(condition, PhaseIn):
        return Clause(listed([words for phase, words in _PHASES.items() if phase in condition.phases], "or"))
    if isinstance(condition, AtLeast):
        return Clause(_NUMBERS[condition.fact].format(bound=f"{condition.bound:g}"))
    if isinstance(condition, OtherDangerSign):
        return Clause("any other danger sign")
    if isinstance(condition, Flag):
        return Clause(_FLAGS[condition.name])
    raise TypeError(f"{type(condition).__name__} has no words in bot/safety/wording.py: add them there")


def in_words(condition: Condition, data: Protocol, clinical: bool = False) -> str:
    """Return a condition as one English sentence."""
    words = outline(condition, data, clinical).flat()
    return f"{words[:1].upper()}{words[1:]}."


def _sign(code: str, data: Protocol, clinical: bool) -> str:
    if code in _LISTS:
        return f"“yes” to the list of {_LISTS[code]}, and none named"
    name = data.signs[code].name
    if code.startswith("named_"):
        return f"the person calls it {name}"
    return data.signs[code].clinical if clinical else name


def _risk(code: str, data: Protocol) -> str:
    return (
        "“yes” to the list of risks, and none named"
        if code == "unnamed_risk"
        else data.risk_factors[code].name
    )


def listed(parts: Iterable[str], last: str) -> str:
    """Join words as a list: "a, b or c"."""
    known: List[str] = list(parts)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} {last} {known[-1]}"


def for_phase(condition: Condition, phase: Phase, data: Protocol) -> Union[bool, Condition]:
    """Return what is left of a condition once the phase is known: a truth, or what is still to ask."""
    if isinstance(condition, PhaseIn):
        return phase in condition.phases
    if isinstance(condition, Flag):
        if condition.name in _OF_PHASE_ALONE:
            return bool(condition.value(Findings(phase=phase), data))
        if condition.name == "time_unknown" and phase not in (Phase.AFTER, Phase.UNKNOWN):
            return False
        return condition
    if not isinstance(condition, Group):
        return condition
    decides = condition.combine is any_of  # one true part settles "any", one false part settles "all"
    parts = [for_phase(part, phase, data) for part in condition.parts]
    if any(part is decides for part in parts):
        return decides
    left = tuple(part for part in parts if not isinstance(part, bool))
    if not left:
        return not decides
    return left[0] if len(left) == 1 else Group(condition.combine, left)
