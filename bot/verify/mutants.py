"""Mutants of the protocol: each differs from it in one thing that matters to someone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Callable, Iterator, Mapping, Tuple

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
    all_of,
    any_of,
)
from bot.protocol.findings import Phase
from bot.protocol.models import Protocol, Rule, Step
from bot.verify.negation import Not


@dataclass(frozen=True)
class Mutant:
    """One changed protocol.

    Attributes:
        entry: the rule, step or sign that was changed.
        change: what was done to it.
        data: the protocol with that change.
    """

    entry: str
    change: str
    data: Protocol


def mutants(data: Protocol) -> Iterator[Mutant]:
    """Return every mutant: of rules, escalations, danger flags, implications and the gates of steps."""
    for number, rule in enumerate(data.rules):
        yield from _of_rule(data, number, rule)
    for number, entry in enumerate(data.escalations):
        rest = (*data.escalations[:number], *data.escalations[number + 1 :])
        yield Mutant(entry.id, "dropped", data.copy(update={"escalations": rest}))
        for level in data.levels:
            for name in ("from_", "to"):
                if level != getattr(entry, name):
                    changed = list(data.escalations)
                    changed[number] = entry.copy(update={name: level})
                    yield Mutant(
                        entry.id, f"{name} {level}", data.copy(update={"escalations": tuple(changed)})
                    )
    yield from _of_signs(data)
    for number, step in enumerate(data.steps):
        yield from _of_step(data, number, step)


def _of_rule(data: Protocol, number: int, rule: Rule) -> Iterator[Mutant]:
    def changed(*rules: Rule) -> Protocol:
        return data.copy(update={"rules": (*data.rules[:number], *rules, *data.rules[number + 1 :])})

    yield Mutant(rule.id, "dropped", changed())
    yield Mutant(rule.id, "flipped", changed(rule.copy(update={"condition": Not(rule.condition)})))
    for level in data.levels:
        if level != rule.level:
            yield Mutant(rule.id, f"level {level}", changed(rule.copy(update={"level": level})))
    for code in rule.suspected:
        rest = tuple(other for other in rule.suspected if other != code)
        yield Mutant(rule.id, f"does not suspect {code}", changed(rule.copy(update={"suspected": rest})))
    for words, condition in _of_condition(rule.condition):
        yield Mutant(rule.id, words, changed(rule.copy(update={"condition": condition})))


def _of_condition(condition: Condition) -> Iterator[Tuple[str, Condition]]:
    """Return each condition that differs in one operand, one bound or one word."""
    if isinstance(condition, Group):
        word = "all" if condition.combine is any_of else "any"
        if len(condition.parts) > 1:
            other: Callable[..., Any] = all_of if condition.combine is any_of else any_of
            yield f"{word} of {_named(condition)}", Group(other, condition.parts)
        for number, part in enumerate(condition.parts):
            rest = (*condition.parts[:number], *condition.parts[number + 1 :])
            if rest:
                yield f"without {_named(part)}", Group(condition.combine, rest)
            for words, changed in _of_condition(part):
                parts = (*condition.parts[:number], changed, *condition.parts[number + 1 :])
                yield words, Group(condition.combine, parts)
    elif isinstance(condition, PhaseIn):
        for phase in Phase:
            phases = condition.phases ^ {phase}
            sign = "without" if phase in condition.phases else "also"
            yield f"phase {sign} {phase.value}", PhaseIn(frozenset(phases))
    elif isinstance(condition, (Risk, Unknown, UnknownRisk)):
        for code in condition.codes:
            rest_codes = tuple(other for other in condition.codes if other != code)
            yield f"without {code}", type(condition)(rest_codes)
    elif isinstance(condition, AtLeast):
        for bound in (condition.bound - 1, condition.bound + 1):
            yield f"{condition.fact} {bound:g}", replace(condition, bound=bound)
        yield f"{condition.fact} {condition.bound:g} itself", replace(condition, strict=not condition.strict)
    elif isinstance(condition, OtherDangerSign):
        yield "any danger sign, itself too", OtherDangerSign("")
    elif isinstance(condition, (Flag, Sign)):
        yield f"not {_named(condition)}", Not(condition)


def _named(condition: Condition) -> str:
    if isinstance(condition, Sign):
        return condition.code
    if isinstance(condition, Flag):
        return condition.name
    if isinstance(condition, PhaseIn):
        return f"phase {'/'.join(sorted(phase.value for phase in condition.phases))}"
    if isinstance(condition, Group):
        return f"({', '.join(_named(part) for part in condition.parts)})"
    return "/".join(sorted(condition.facts())) or type(condition).__name__


def _of_signs(data: Protocol) -> Iterator[Mutant]:
    for code, sign in data.signs.items():
        words = "no danger sign" if sign.danger else "a danger sign"
        flags = data.danger_codes ^ {code}
        signs: Mapping[str, Any] = {**data.signs, code: sign.copy(update={"danger": not sign.danger})}
        yield Mutant(code, words, data.copy(update={"danger_codes": flags, "signs": signs}))
        for implied in sign.implies:
            rest = tuple(other for other in sign.implies if other != implied)
            signs = {**data.signs, code: sign.copy(update={"implies": rest})}
            yield Mutant(code, f"does not imply {implied}", data.copy(update={"signs": signs}))
        felt = data.symptom_codes ^ {code}
        yield Mutant(code, "felt or not, turned round", data.copy(update={"symptom_codes": felt}))


def _of_step(data: Protocol, number: int, step: Step) -> Iterator[Mutant]:
    def changed(*steps: Step) -> Protocol:
        return data.copy(update={"steps": (*data.steps[:number], *steps, *data.steps[number + 1 :])})

    yield Mutant(step.id, "dropped", changed())
    yield Mutant(step.id, "walk turned round", changed(step.copy(update={"walk": not step.walk})))
    for level in data.levels:
        levels = tuple(sorted(set(step.levels) ^ {level}))
        yield Mutant(
            step.id, f"levels {', '.join(levels) or 'none'}", changed(step.copy(update={"levels": levels}))
        )
    for phase in step.phases:
        phases = tuple(other for other in step.phases if other is not phase)
        yield Mutant(step.id, f"phase without {phase.value}", changed(step.copy(update={"phases": phases})))
    for name in ("offered", "gate"):
        condition = getattr(step, name)
        if condition is not None:
            yield Mutant(step.id, f"{name}: dropped", changed(step.copy(update={name: None})))
            for words, other in (("turned round", Not(condition)), *_of_condition(condition)):
                yield Mutant(step.id, f"{name}: {words}", changed(step.copy(update={name: other})))
