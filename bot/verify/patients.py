"""A person of a counterexample in plain words, and the search for the smallest one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterable, Iterator, List, Optional, Tuple

import z3

from bot.protocol.engine import assess
from bot.protocol.findings import Findings, Phase, Status
from bot.protocol.models import Protocol
from bot.verify.person import Formula, Person

_WHERE = {
    None: "A person who was not asked about the infusion yet",
    Phase.BEFORE: "A person before an infusion",
    Phase.RUNNING: "A person while an infusion runs",
    Phase.AFTER: "A person after an infusion",
    Phase.UNKNOWN: "A person who does not know when the infusion is",
}
# What is told of the answers: only these can change a level by having been given.
_TOLD_ANSWERS = {
    "severity": ("severity", "how bad it is was asked and not known"),
    "infusion_end": ("hours_since_infusion", "the end of the infusion was asked and not known"),
}
# So many denied signs are named; more are counted.
_MOST_DENIED = 8


def describe(findings: Findings, data: Protocol) -> str:
    """Return a person in one sentence, without its full stop: phase, times, severity, signs, risks."""
    parts = [_WHERE[findings.phase]]
    if findings.hours_since_infusion is not None:
        parts.append(f"{findings.hours_since_infusion:g} h since it ended")
    if findings.onset_hours is not None:
        parts.append(f"complaint since {findings.onset_hours:g} h")
    if findings.severity is not None:
        parts.append(f"severity {findings.severity} of 10")
    for name, (fact, words) in _TOLD_ANSWERS.items():
        if name in findings.answered and getattr(findings, fact) is None:
            parts.append(words)
    parts += _signs(findings, data)
    for status, words in (
        (Status.PRESENT, "risk"),
        (Status.UNKNOWN, "does not know of"),
        (Status.ABSENT, "denies"),
    ):
        named = [data.risk_factors[c].name for c, held in findings.risk_factors.items() if held is status]
        parts += [f"{words}: {', '.join(named)}"] if named else []
    if findings.walk.worse or findings.walk.failed:
        parts.append(
            "a step made it worse" if findings.walk.worse else f"{findings.walk.failed} steps did not help"
        )
    if findings.announced:
        parts.append(f"was told {findings.announced}")
    return ", ".join(parts)


def _signs(findings: Findings, data: Protocol) -> List[str]:
    groups: Tuple[Tuple[str, Optional[Status]], ...] = (
        ("with", Status.PRESENT),
        ("does not know of", Status.UNKNOWN),
        ("raised as possible", None),
        ("denies", Status.ABSENT),
    )
    told = []
    for words, status in groups:
        named = [f"{data.signs[c].name} [{c}]" for c in findings.signs if findings.sign(c) is status]
        if status is Status.ABSENT and len(named) > _MOST_DENIED:
            named = [f"{len(named)} other signs"]
        told += [f"{words} {', '.join(named)}"] if named else []
    return told


def with_level(findings: Findings, data: Protocol) -> str:
    """Return a person, and the level and the rules that the engine gives them."""
    found = assess(findings, data)
    rules = f" ({', '.join(found.rules)})" if found.rules else ""
    return f"{describe(findings, data)}: level {found.level or 'none'}{rules}."


def find(person: Person, fault: Formula, wishes: Iterable[Formula] = ()) -> Optional[Any]:
    """Return a z3 model of a person with a fault, as simple as can be, or None where no such person exists.

    Raises:
        RuntimeError: z3 gave up, which counts as no proof.
    """
    with _assuming(person.solver, fault) as solver:
        model = _checked(solver)
        if model is None:
            return None
        for wish in [*wishes, *person.simplifications()]:
            solver.push()
            solver.add(wish)
            better = _checked(solver)
            if better is None:
                solver.pop()
            else:
                model = better
        return model


def impossible(person: Person, fault: Formula) -> bool:
    """Tell whether no person has a fault: the proof itself, without a search for the simplest.

    Raises:
        RuntimeError: z3 gave up, which counts as no proof.
    """
    with _assuming(person.solver, fault) as solver:
        return _checked(solver) is None


@contextmanager
def _assuming(solver: Any, fault: Formula) -> Iterator[Any]:
    depth = solver.num_scopes()
    solver.push()
    solver.add(fault)
    try:
        yield solver
    finally:
        solver.pop(solver.num_scopes() - depth)


def _checked(solver: Any) -> Optional[Any]:
    answer = solver.check()
    if answer == z3.unknown:
        raise RuntimeError(f"z3 gave up: {solver.reason_unknown()}")
    return solver.model() if answer == z3.sat else None
