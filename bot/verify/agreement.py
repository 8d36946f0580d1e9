"""Whether z3's reading and the Python engine agree: the same random persons put to both.

The formulas that z3 proves things of are evaluated over many persons at once; a share of the persons is put
to z3 itself too, so that the evaluation here is not taken on trust.
"""

from __future__ import annotations

import random
from typing import Any, Callable, Dict, List, Optional, Sequence

import numpy as np
import z3

from bot.protocol.engine import assess
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.models import Protocol
from bot.protocol.steps import steps_for
from bot.verify.patients import with_level
from bot.verify.person import Formula, Person
from bot.verify.reading import Reading, truth

# Hours and severities around every bound, beside any others.
_HOURS = (0.0, 4.0, 67.9, 68.0, 68.1, 71.9, 72.0, 72.1, 73.0, 400.0)
_SHARE_FOR_Z3 = 50


def random_person(draw: random.Random, data: Protocol) -> Findings:
    """Return any person: from nearly nothing known to nearly everything."""
    full = draw.random() ** 2
    signs: Dict[str, Finding] = {}
    for code in data.signs:
        if draw.random() < full:
            kind = draw.choices(("present", "absent", "unknown", "suspected", "checked"), (2, 12, 2, 1, 1))[0]
            signs[code] = _finding(kind)
    risks = {code: draw.choice(tuple(Status)) for code in data.risk_factors if draw.random() < full}
    questions = [question.id for question in data.questions]
    announced = draw.choice((None, None, None, *data.levels))
    return Findings(
        signs=signs,
        risk_factors=risks,
        phase=draw.choice((None, *Phase)),
        hours_since_infusion=_hours(draw),
        onset_hours=_hours(draw),
        severity=draw.choice((None, *range(11))),
        answered=frozenset(name for name in questions if draw.random() < full),
        walk=StepWalk(failed=draw.choice((0, 0, 0, 1, 2, 3)), worse=draw.random() < 0.1),
        announced=announced,
    )


def _finding(kind: str) -> Finding:
    if kind in ("suspected", "checked"):
        return Finding(status=Status.UNKNOWN, suspected=True, checked=kind == "checked")
    return Finding(status=Status(kind))


def _hours(draw: random.Random) -> Optional[float]:
    return draw.choice((None, draw.choice(_HOURS), round(draw.uniform(0, 200), 2)))


def values_of(findings: Findings, data: Protocol) -> Dict[str, Any]:
    """Return the value of every variable of `Person.anyone` for some findings, by the variable's name."""
    found: Dict[str, Any] = {}
    for code in data.signs:
        status = findings.sign(code)
        held = findings.signs.get(code)
        for kind in Status:
            found[f"{kind.value}:{code}"] = status is kind
        found[f"suspected:{code}"] = held is not None and held.suspected and not held.checked
    for code in data.risk_factors:
        for kind in Status:
            found[f"risk_{kind.value}:{code}"] = findings.risk_factors.get(code) is kind
    for phase in Phase:
        found[f"phase:{phase.value}"] = findings.phase is phase
    for fact in ("hours_since_infusion", "onset_hours", "severity"):
        value = getattr(findings, fact)
        found[f"known:{fact}"] = value is not None
        found[fact] = 0 if value is None else value
    for question in data.questions:
        found[f"answered:{question.id}"] = question.id in findings.answered
    for level in data.levels:
        found[f"announced:{level}"] = findings.announced == level
    return {**found, "walk_worse": findings.walk.worse, "walk_failed": findings.walk.failed}


def formulas(data: Protocol, person: Person) -> Dict[str, Formula]:
    """Return everything that is compared: each rule's truth and falsity, the ranks, the steps offered."""
    reading = Reading(data, person)
    found: Dict[str, Formula] = {}
    for rule in data.rules:
        value = truth(rule.condition, person, data)
        found[f"{rule.id} is true"], found[f"{rule.id} is false"] = value.true, value.false
    for rank, formula in reading.at_least.items():
        found[f"rank {rank} or more"] = formula
    for step in data.steps:
        for level in step.levels:
            found[f"step {step.id} at {level}"] = reading.offers(step, level)
    return found


def by_engine(findings: Findings, data: Protocol, names: Sequence[str]) -> List[bool]:
    """Return the same, as the Python engine says it."""
    values = {rule.id: rule.condition.value(findings, data) for rule in data.rules}
    rank = data.rank(assess(findings, data).level)
    offered = {level: {step.id for step in steps_for(findings, level, data)} for level in data.levels}
    found = []
    for name in names:
        first, *rest = name.split()
        if first == "rank":
            found.append(rank >= int(rest[0]))
        elif first == "step":
            found.append(rest[0] in offered[rest[2]])
        else:
            found.append(values[first] is (rest[1] == "true"))
    return found


def evaluate(formula: Formula, values: Dict[str, Any], known: Dict[int, Any]) -> Any:
    """Evaluate a formula over arrays of values, one entry a person.

    Raises:
        TypeError: a kind of formula that the reading does not build.
    """
    held = known.get(formula.get_id())
    if held is not None:
        return held
    kind = formula.decl().kind()
    parts = [evaluate(part, values, known) for part in formula.children()]
    known[formula.get_id()] = found = _combined(formula, kind, parts, values)
    return found


def _combined(formula: Formula, kind: int, parts: List[Any], values: Dict[str, Any]) -> Any:
    if kind == z3.Z3_OP_UNINTERPRETED and not parts:
        return values[str(formula)]
    if kind == z3.Z3_OP_AND:
        return np.logical_and.reduce(np.broadcast_arrays(*parts))
    if kind == z3.Z3_OP_OR:
        return np.logical_or.reduce(np.broadcast_arrays(*parts))
    if z3.is_rational_value(formula) or z3.is_int_value(formula):
        return float(formula.as_fraction()) if z3.is_rational_value(formula) else formula.as_long()
    simple: Dict[int, Callable[[], Any]] = {
        z3.Z3_OP_TRUE: lambda: np.bool_(True),
        z3.Z3_OP_FALSE: lambda: np.bool_(False),
        z3.Z3_OP_NOT: lambda: np.logical_not(parts[0]),
        z3.Z3_OP_LE: lambda: parts[0] <= parts[1],
        z3.Z3_OP_GE: lambda: parts[0] >= parts[1],
        z3.Z3_OP_GT: lambda: parts[0] > parts[1],
        z3.Z3_OP_LT: lambda: parts[0] < parts[1],
        z3.Z3_OP_ADD: lambda: parts[0] + parts[1],
        z3.Z3_OP_TO_REAL: lambda: parts[0],
    }
    if kind not in simple:
        raise TypeError(
            f"agreement does not know {formula.decl()}; teach bot/verify/agreement.py to evaluate it"
        )
    return simple[kind]()


def disagreement(data: Protocol, count: int, seed: int = 8) -> Optional[str]:
    """Put random persons to both; return the first on whom they disagree, in words, or None.

    Args:
        data: the protocol.
        count: how many persons.
        seed: the same seed draws the same persons.
    """
    draw = random.Random(seed)
    person = Person.anyone(data)
    asked = formulas(data, person)
    names, variables = list(asked), {str(variable): variable for variable in person.variables()}
    for start in range(0, count, 10_000):
        people = [random_person(draw, data) for _ in range(min(10_000, count - start))]
        rows = [values_of(findings, data) for findings in people]
        columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
        known: Dict[int, Any] = {}
        read = np.array([np.broadcast_to(evaluate(asked[n], columns, known), len(people)) for n in names]).T
        for findings, by_z3 in zip(people, read, strict=True):
            wrong = _first_difference(names, by_z3, by_engine(findings, data, names))
            if wrong:
                return f"{with_level(findings, data)} z3 and the engine disagree on: {wrong}."
        share = rows[: _SHARE_FOR_Z3 if start == 0 else 0]
        for number, row in enumerate(share):
            wrong = _first_difference(names, read[number], _by_z3_itself(row, variables, asked))
            if wrong:
                return f"{with_level(people[number], data)} z3 and its evaluation disagree on: {wrong}."
    return None


def _first_difference(names: Sequence[str], one: Sequence[Any], other: Sequence[Any]) -> Optional[str]:
    return next((name for name, a, b in zip(names, one, other, strict=True) if bool(a) != bool(b)), None)


def _by_z3_itself(
    row: Dict[str, Any], variables: Dict[str, Formula], asked: Dict[str, Formula]
) -> List[bool]:
    solver = z3.Solver()
    solver.add(*(variable == row[name] for name, variable in variables.items() if not z3.is_real(variable)))
    reals = {name: variable for name, variable in variables.items() if z3.is_real(variable)}
    solver.add(*(variable == z3.RealVal(str(row[name])) for name, variable in reals.items()))
    solver.check()
    model = solver.model()
    return [z3.is_true(model.eval(formula, model_completion=True)) for formula in asked.values()]
