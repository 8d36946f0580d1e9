"""A person as z3 variables: every combination of findings that the engine can tell apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Dict, Iterable, List, Mapping, Tuple

import z3

from bot.protocol.engine import FAILED_STEPS_LIMIT
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.models import Protocol

# A z3 formula or number; z3's Python bindings carry no types.
Formula = Any
PHASES = tuple(Phase)


def either(parts: List[Formula]) -> Formula:
    """Disjunction; false where there is nothing."""
    return z3.Or(*parts) if parts else z3.BoolVal(False)


def every(parts: List[Formula]) -> Formula:
    """Conjunction; true where there is nothing."""
    return z3.And(*parts) if parts else z3.BoolVal(True)


def _put(held: Mapping[str, Formula], picks: Mapping[str, Formula], value: bool) -> Dict[str, Formula]:
    if value:
        return {code: z3.Or(picks[code], formula) for code, formula in held.items()}
    return {code: z3.And(z3.Not(picks[code]), formula) for code, formula in held.items()}


def one_of(codes: Iterable[str]) -> Tuple[Dict[str, Formula], Formula]:
    """Return a variable for each code, and that exactly one of them is picked."""
    picks = {code: z3.Bool(f"pick:{code}") for code in codes}
    return picks, z3.PbEq([(pick, 1) for pick in picks.values()], 1)


@dataclass(frozen=True)
class Number:
    """A number that may not be known."""

    known: Formula
    value: Formula


@dataclass(frozen=True)
class Person:
    """All that the level and the questions may depend on.

    A sign is in one of five states: present (also raised, asked back and still not denied), absent, unknown,
    suspected (raised, to be asked back), or, where none of the four holds, not mentioned. A risk factor and
    the phase likewise have "not mentioned" beside their values. `limits` make the variables a person;
    `solver` holds them, and serves every question about this person and the ones made from it.
    """

    present: Mapping[str, Formula]
    absent: Mapping[str, Formula]
    unknown: Mapping[str, Formula]
    suspected: Mapping[str, Formula]
    risk_present: Mapping[str, Formula]
    risk_absent: Mapping[str, Formula]
    risk_unknown: Mapping[str, Formula]
    phase: Mapping[Phase, Formula]
    numbers: Mapping[str, Number]
    answered: Mapping[str, Formula]
    walk_failed: Formula
    walk_worse: Formula
    announced: Mapping[str, Formula]
    limits: Tuple[Formula, ...] = ()
    solver: Any = field(default=None, compare=False)

    @classmethod
    def anyone(cls, data: Protocol, name: str = "") -> Person:
        """Return a person of whom nothing is fixed."""

        def some(kind: str, codes: Any) -> Dict[Any, Formula]:
            return {code: z3.Bool(f"{name}{kind}:{getattr(code, 'value', code)}") for code in codes}

        hours = {
            fact: Number(z3.Bool(f"{name}known:{fact}"), z3.Real(f"{name}{fact}"))
            for fact in ("hours_since_infusion", "onset_hours")
        }
        severity = Number(z3.Bool(f"{name}known:severity"), z3.Int(f"{name}severity"))
        signs: Dict[str, Any] = {
            kind: some(kind, data.signs) for kind in ("present", "absent", "unknown", "suspected")
        }
        risks: Dict[str, Any] = {
            kind: some(kind, data.risk_factors) for kind in ("risk_present", "risk_absent", "risk_unknown")
        }
        person = cls(
            **signs,
            **risks,
            phase=some("phase", PHASES),
            numbers={**hours, "severity": severity},
            answered=some("answered", [question.id for question in data.questions]),
            walk_failed=z3.Int(f"{name}walk_failed"),
            walk_worse=z3.Bool(f"{name}walk_worse"),
            announced=some("announced", data.levels),
        )
        limits, solver = person._bounds(), z3.Solver()
        solver.add(*limits)
        return replace(person, limits=limits, solver=solver)

    def _bounds(self) -> Tuple[Formula, ...]:
        """Return what makes the variables a person: one state at a time, hours from 0, severity 0 to 10."""
        apart = [
            *([self.present[c], self.absent[c], self.unknown[c], self.suspected[c]] for c in self.present),
            *([self.risk_present[c], self.risk_absent[c], self.risk_unknown[c]] for c in self.risk_present),
            list(self.phase.values()),
            list(self.announced.values()),
        ]
        numbers = [number.value >= 0 for number in self.numbers.values()]
        severity = self.numbers["severity"]
        return (
            *(z3.AtMost(*states, 1) for states in apart),
            *numbers,
            severity.value <= 10,
            self.walk_failed >= 0,
        )

    # ---- persons with one thing changed ---------------------------------------------------------

    def with_sign(self, code: str, status: str) -> Person:
        """Return the person with a sign present, absent, unknown, suspected, or not mentioned."""
        changed: Dict[str, Any] = {
            kind: {**getattr(self, kind), code: z3.BoolVal(kind == status)}
            for kind in ("present", "absent", "unknown", "suspected")
        }
        return replace(self, **changed)

    def with_risk(self, code: str, status: str) -> Person:
        """Return the person with one risk factor in a state ("present", "absent", "unknown", "none")."""
        changed: Dict[str, Any] = {
            f"risk_{kind}": {**getattr(self, f"risk_{kind}"), code: z3.BoolVal(kind == status)}
            for kind in ("present", "absent", "unknown")
        }
        return replace(self, **changed)

    def with_some_sign(self, picks: Mapping[str, Formula], status: str) -> Person:
        """Return the person with the picked sign in a state; `picks` says of each sign whether it is."""
        kinds = ("present", "absent", "unknown", "suspected")
        changed: Dict[str, Any] = {kind: _put(getattr(self, kind), picks, kind == status) for kind in kinds}
        return replace(self, **changed)

    def with_some_risk(self, picks: Mapping[str, Formula], status: str) -> Person:
        """Return the person with the risk factor that is picked in a state."""
        kinds = ("present", "absent", "unknown")
        changed: Dict[str, Any] = {
            f"risk_{k}": _put(getattr(self, f"risk_{k}"), picks, k == status) for k in kinds
        }
        return replace(self, **changed)

    def with_phase(self, phase: Phase | None) -> Person:
        """Return the person in a phase."""
        return replace(self, phase={each: z3.BoolVal(each is phase) for each in self.phase})

    def with_number(self, fact: str, value: Formula) -> Person:
        """Return the person with a known number."""
        return replace(self, numbers={**self.numbers, fact: Number(z3.BoolVal(True), value)})

    def variables(self) -> List[Formula]:
        """Return all variables, or what stands in their place, always in the same order."""
        kinds = ("present", "absent", "unknown", "suspected", "risk_present", "risk_absent", "risk_unknown")
        found = [
            held
            for kind in (*kinds, "phase", "answered", "announced")
            for held in getattr(self, kind).values()
        ]
        for number in self.numbers.values():
            found += [number.known, number.value]
        return [*found, self.walk_worse, self.walk_failed]

    # ---- what is said of a person ---------------------------------------------------------------

    def not_asked(self, code: str) -> Formula:
        """The engine has no value for a sign: neither mentioned nor settled."""
        return z3.Not(z3.Or(self.present[code], self.absent[code], self.unknown[code]))

    def not_mentioned(self, code: str) -> Formula:
        """Nothing at all is stored of a sign."""
        return z3.And(self.not_asked(code), z3.Not(self.suspected[code]))

    def risk_not_asked(self, code: str) -> Formula:
        """Nothing is stored of a risk factor."""
        return z3.Not(z3.Or(self.risk_present[code], self.risk_absent[code], self.risk_unknown[code]))

    def no_phase(self) -> Formula:
        """The phase was not asked."""
        return z3.Not(either(list(self.phase.values())))

    def closed(self, data: Protocol) -> Formula:
        """Whatever a present sign implies is present too, as the interview sets it."""
        return every(
            [
                z3.Implies(self.present[code], self.present[implied])
                for code, sign in data.signs.items()
                for implied in sign.implies
            ]
        )

    def fresh(self) -> Formula:
        """Nothing was announced yet, and no step was tried."""
        return z3.And(
            z3.Not(either(list(self.announced.values()))), z3.Not(self.walk_worse), self.walk_failed == 0
        )

    def simplifications(self) -> List[Formula]:
        """Return what would make the person simpler to read, one wish each, the first first."""
        wishes: List[Formula] = [z3.Not(value) for value in self.announced.values()]
        wishes += [z3.Not(self.walk_worse), self.walk_failed == 0]
        for kind in ("risk_present", "risk_unknown", "risk_absent"):
            wishes += [z3.Not(value) for value in getattr(self, kind).values()]
        for kind in ("suspected", "unknown", "present", "absent"):
            wishes += [z3.Not(value) for value in getattr(self, kind).values()]
        wishes += [z3.Not(number.known) for number in self.numbers.values()]
        wishes += [z3.Not(value) for value in self.answered.values()]
        for fact, plain in (
            ("hours_since_infusion", (24, 100)),
            ("onset_hours", (24, 100)),
            ("severity", (3, 8)),
        ):
            number = self.numbers[fact]
            wishes += [z3.Or(z3.Not(number.known), number.value == value) for value in plain]
        return wishes

    def read(self, model: Any) -> Findings:
        """Return the findings that a z3 model describes."""

        def true(formula: Formula) -> bool:
            return bool(z3.is_true(model.eval(formula, model_completion=True)))

        def number(fact: str) -> Any:
            held = self.numbers[fact]
            if not true(held.known):
                return None
            value = model.eval(held.value, model_completion=True)
            if fact == "severity":
                return value.as_long()
            return float(value.as_fraction())

        signs: Dict[str, Finding] = {}
        for code in self.present:
            for kind in ("present", "absent", "unknown"):
                if true(getattr(self, kind)[code]):
                    signs[code] = Finding(status=Status(kind))
            if true(self.suspected[code]):
                signs[code] = Finding(status=Status.UNKNOWN, suspected=True)
        risks = {
            code: Status(kind)
            for code in self.risk_present
            for kind in ("present", "absent", "unknown")
            if true(getattr(self, f"risk_{kind}")[code])
        }
        failed = model.eval(self.walk_failed, model_completion=True).as_long()
        return Findings(
            signs=signs,
            risk_factors=risks,
            phase=next((phase for phase, here in self.phase.items() if true(here)), None),
            hours_since_infusion=number("hours_since_infusion"),
            onset_hours=number("onset_hours"),
            severity=number("severity"),
            answered=frozenset(name for name, given in self.answered.items() if true(given)),
            walk=StepWalk(failed=min(failed, FAILED_STEPS_LIMIT), worse=true(self.walk_worse)),
            announced=next((level for level, said in self.announced.items() if true(said)), None),
        )
