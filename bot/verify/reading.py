"""z3's reading of the protocol: conditions in Kleene's logic, rules, level, steps and open facts.

Each condition becomes a pair of formulas, "is true" and "is false"; where neither holds it is not known.
Numbers and constants come from the loaded objects and from the engine's own modules, never from a copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Dict, List, Mapping, Optional

import z3

from bot.protocol import conditions as words
from bot.protocol import engine
from bot.protocol.conditions import Condition
from bot.protocol.findings import Phase
from bot.protocol.models import Protocol, Step
from bot.verify.negation import Not
from bot.verify.person import Formula, Person, either, every


@dataclass(frozen=True)
class Truth:
    """The value of a condition: true, false, or neither."""

    true: Formula
    false: Formula

    @property
    def undecided(self) -> Formula:
        """Neither true nor false."""
        return z3.Not(z3.Or(self.true, self.false))


def _decided(formula: Formula) -> Truth:
    return Truth(formula, z3.Not(formula))


def truth(condition: Condition, person: Person, data: Protocol) -> Truth:
    """Return the value of a condition for a person.

    Raises:
        TypeError: a kind of condition, or a flag, that is not read here yet: nothing is left out quietly.
    """
    if isinstance(condition, words.Sign):
        return Truth(person.present[condition.code], person.absent[condition.code])
    if isinstance(condition, words.Group):
        parts = [truth(part, person, data) for part in condition.parts]
        trues, falses = [part.true for part in parts], [part.false for part in parts]
        if condition.combine is words.any_of:
            return Truth(either(trues), every(falses))
        return Truth(every(trues), either(falses))
    if isinstance(condition, words.PhaseIn):
        inside = [here for phase, here in person.phase.items() if phase in condition.phases]
        outside = [here for phase, here in person.phase.items() if phase not in condition.phases]
        return Truth(either(inside), either(outside))
    if isinstance(condition, words.Risk):
        return Truth(
            either([person.risk_present[code] for code in condition.codes]),
            every([person.risk_absent[code] for code in condition.codes]),
        )
    if isinstance(condition, words.AtLeast):
        return _at_least(condition, person)
    if isinstance(condition, words.OtherDangerSign):
        others = sorted(data.danger_codes - {condition.code})
        return Truth(
            either([person.present[code] for code in others]), every([person.absent[code] for code in others])
        )
    if isinstance(condition, words.Unknown):
        return _decided(either([person.unknown[code] for code in condition.codes]))
    if isinstance(condition, words.UnknownRisk):
        return _decided(either([person.risk_unknown[code] for code in condition.codes]))
    if isinstance(condition, words.Flag):
        return _flag(condition.name, person, data)
    if isinstance(condition, Not):
        part = truth(condition.part, person, data)
        return Truth(part.false, part.true)
    raise TypeError(
        f"verify does not know the condition {condition!r}; teach bot/verify/reading.py to read it"
    )


def _at_least(condition: words.AtLeast, person: Person) -> Truth:
    number = person.numbers[condition.fact]
    above = (
        number.value > _real(condition.bound) if condition.strict else number.value >= _real(condition.bound)
    )
    false = z3.And(number.known, z3.Not(above))
    if condition.fact == "onset_hours":  # a symptom of this infusion is not older than the infusion
        since = person.numbers["hours_since_infusion"]
        recent = since.value + _real(words.LONGEST_INFUSION_HOURS) <= _real(condition.bound)
        false = z3.Or(false, z3.And(z3.Not(number.known), since.known, recent))
    return Truth(z3.And(number.known, above), false)


def _real(value: float) -> Formula:
    return z3.RealVal(str(value))


def _flag(name: str, person: Person, data: Protocol) -> Truth:
    if name == "any_symptom":
        return _decided(either([person.present[code] for code in sorted(data.symptom_codes)]))
    if name == "not_running":
        others = [here for phase, here in person.phase.items() if phase is not Phase.RUNNING]
        return Truth(either(others), person.phase[Phase.RUNNING])
    if name == "unknown_danger_sign":
        return _decided(either([person.unknown[code] for code in sorted(data.danger_codes)]))
    if name == "time_unknown":
        no_end = z3.And(
            person.phase[Phase.AFTER],
            z3.Not(person.numbers["hours_since_infusion"].known),
            _was_answered(person, "infusion_end"),
        )
        return _decided(z3.Or(person.phase[Phase.UNKNOWN], no_end))
    if name == "severity_unknown":
        return _decided(z3.And(z3.Not(person.numbers["severity"].known), _was_answered(person, "severity")))
    raise TypeError(f"verify does not know the flag {name!r}; teach bot/verify/reading.py to read it")


def _was_answered(person: Person, question: str) -> Formula:
    return person.answered.get(question, z3.BoolVal(False))


def opened(condition: Condition, person: Person, data: Protocol) -> Dict[str, Formula]:
    """Return for each fact whether it was not asked yet and can still settle a condition."""
    value = truth(condition, person, data)
    if isinstance(condition, words.Sign):
        return {condition.code: person.not_asked(condition.code)}
    if isinstance(condition, words.Group):
        found: Dict[str, List[Formula]] = {}
        for part in condition.parts:
            undecided = truth(part, person, data).undecided
            for fact, is_open in opened(part, person, data).items():
                found.setdefault(fact, []).append(z3.And(value.undecided, undecided, is_open))
        return {fact: either(ways) for fact, ways in found.items()}
    if isinstance(condition, words.Risk):
        return {
            f"risk:{code}": z3.And(value.undecided, person.risk_not_asked(code)) for code in condition.codes
        }
    if isinstance(condition, (words.OtherDangerSign, words.Unknown, words.UnknownRisk)):
        return {}
    return dict.fromkeys(condition.facts(), value.undecided)


class Reading:
    """What the protocol makes of one person."""

    def __init__(self, data: Protocol, person: Person, without: Optional[str] = None) -> None:
        self.data = data
        self.person = person
        self._without = without

    @cached_property
    def fired(self) -> Mapping[str, Formula]:
        """Rule id -> whether the rule fires."""
        return {
            rule.id: truth(rule.condition, self.person, self.data).true
            for rule in self.data.rules
            if rule.id != self._without
        }

    @cached_property
    def base(self) -> Mapping[str, Formula]:
        """Level -> whether the rules alone amount to it."""
        levels = sorted(self.data.levels, key=self.data.rank, reverse=True)
        found: Dict[str, Formula] = {}
        above: List[Formula] = []
        for level in levels:
            own = either(
                [self.fired[r.id] for r in self.data.rules if r.level == level and r.id in self.fired]
            )
            found[level] = z3.And(own, z3.Not(either(above)))
            above.append(own)
        return found

    @cached_property
    def step_failed(self) -> Formula:
        """A step was answered "worse", or so many left things the same that the level rises."""
        return z3.Or(self.person.walk_worse, self.person.walk_failed >= engine.FAILED_STEPS_LIMIT)

    @cached_property
    def escalated(self) -> Mapping[str, Formula]:
        """Level -> whether the rules and the failed steps amount to it."""
        first: Dict[str, str] = {
            e.from_: e.to for e in reversed(self.data.escalations) if e.id != self._without
        }
        ways: Dict[str, List[Formula]] = {level: [] for level in self.data.levels}
        for start in self.data.levels:
            raised = first.get(start)
            if raised is None:
                ways[start].append(self.base[start])
            else:
                ways[start].append(z3.And(self.base[start], z3.Not(self.step_failed)))
                ways[raised].append(z3.And(self.base[start], self.step_failed))
        return {level: either(found) for level, found in ways.items()}

    @cached_property
    def at_least(self) -> Mapping[int, Formula]:
        """Rank -> whether the level, with what was announced, has that rank or a higher one."""
        found = {}
        for rank in sorted({level.rank for level in self.data.levels.values()}):
            ways = [self.escalated[level] for level in self.data.levels if self.data.rank(level) >= rank]
            ways += [
                self.person.announced[level]
                for level in sorted(engine.DANGER_LEVELS)
                if self.data.rank(level) >= rank
            ]
            found[rank] = either(ways)
        return found

    def of(self, person: Person) -> Reading:
        """Return the reading of another person, made from this one by putting in what differs."""
        other = Reading(self.data, person, self._without)
        pairs = [
            (a, b) for a, b in zip(self.person.variables(), person.variables(), strict=True) if a is not b
        ]
        moved = {rank: z3.substitute(formula, *pairs) for rank, formula in self.at_least.items()}
        other.__dict__["at_least"] = moved  # where `cached_property` keeps it
        return other

    def level_is(self, level: str) -> Formula:
        """Tell whether the level is this one."""
        rank = self.data.rank(level)
        higher = [self.at_least[other] for other in self.at_least if other > rank]
        return z3.And(self.at_least[rank], z3.Not(either(higher)))

    @cached_property
    def has_level(self) -> Formula:
        """Tell whether there is any level."""
        return self.at_least[min(self.at_least)]

    @cached_property
    def is_danger(self) -> Formula:
        """Tell whether the level ends the questions."""
        return either([self.level_is(level) for level in sorted(engine.DANGER_LEVELS)])

    def below(self, other: Reading) -> Formula:
        """Tell whether the level is lower than another reading's."""
        return either([z3.And(other.at_least[r], z3.Not(self.at_least[r])) for r in self.at_least])

    def differs(self, other: Reading) -> Formula:
        """Tell whether the level is another one."""
        return either([self.at_least[r] != other.at_least[r] for r in self.at_least])

    def fires(self, rule_id: str) -> Formula:
        """Tell whether a rule is there and fires."""
        return self.fired.get(rule_id, z3.BoolVal(False))

    def suspects(self, code: str) -> Formula:
        """Tell whether something is suspected; a mild reaction is not named beside danger."""
        ways = [self.fired[rule.id] for rule in self.data.rules if code in rule.suspected]
        return z3.And(either(ways), z3.Not(self.is_danger)) if code == "infusion_reaction" else either(ways)

    def offers(self, step: Step, level: str) -> Formula:
        """Tell whether a step is offered at a level (`bot.protocol.steps`)."""
        person = self.person
        if level not in step.levels:
            return z3.BoolVal(False)
        needs: List[Formula] = []
        if step.phases:
            needs.append(either([person.no_phase(), *(person.phase[phase] for phase in step.phases)]))
        if step.offered is not None:
            needs.append(truth(step.offered, person, self.data).true)
        if step.gate is not None:
            unsure = [
                person.risk_unknown[fact[5:]] if fact.startswith("risk:") else person.unknown[fact]
                for fact in sorted(step.gate.facts())
                if fact.startswith("risk:") or fact in person.unknown
            ]
            needs.append(z3.Not(truth(step.gate, person, self.data).true))
            needs.append(z3.Not(either(unsure)))
        return every(needs)
