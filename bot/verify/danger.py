"""What a danger sign sets stands, and each level fits the phase."""

from __future__ import annotations

from typing import Tuple

import z3

from bot.protocol.engine import DANGER_LEVELS, assess
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.models import Protocol
from bot.verify.patients import find, impossible, with_level
from bot.verify.person import Person, either
from bot.verify.reading import Reading
from bot.verify.statement import Fault

# ---- danger stands -------------------------------------------------------------------------------


def danger_stands_alone(data: Protocol) -> Fault:
    """What a danger sign amounts to alone, in a phase, is the least that anyone with it there is told."""
    person = Person.anyone(data)
    reading = Reading(data, person)
    for code in sorted(data.danger_codes):
        held = [person.present[each] for each in _with_implied(data, code)]
        lower = []
        for phase in (None, *Phase):
            here = person.no_phase() if phase is None else person.phase[phase]
            rank = data.rank(assess(alone(data, code).with_changes(phase=phase), data).level)
            lower += [z3.And(here, z3.Not(reading.at_least[rank]))] if rank else []
        model = find(person, z3.And(*held, either(lower)))
        if model is not None:
            found = person.read(model)
            least = alone(data, code).with_changes(phase=found.phase)
            return f"{with_level(least, data)} With other answers: {with_level(found, data)}"
    return None


def alone(data: Protocol, code: str) -> Findings:
    """Return the person of whom nothing is known but one sign and what it implies."""
    present = Finding(status=Status.PRESENT)
    return Findings(signs=dict.fromkeys(_with_implied(data, code), present))


def _with_implied(data: Protocol, code: str) -> Tuple[str, ...]:
    return (code, *data.signs[code].implies)


def told_danger_stands(data: Protocol) -> Fault:
    """Once an urgent or emergency level was told, no answer at all lowers it below that."""
    person = Person.anyone(data)
    reading = Reading(data, person)
    for level in sorted(DANGER_LEVELS):
        lower = z3.And(person.announced[level], z3.Not(reading.at_least[data.rank(level)]))
        model = find(person, lower)
        if model is not None:
            return with_level(person.read(model), data)
    return None


def danger_flags(data: Protocol) -> Fault:
    """A sign is flagged a danger sign if it is urgent by itself; each flagged one can be urgent."""
    anyone = Reading(data, Person.anyone(data))
    person = anyone.person
    for code, sign in data.signs.items():
        by_itself = assess(alone(data, code), data).is_danger
        if by_itself and not sign.danger:
            return f"symptoms.yml: {code}: urgent by itself, yet not flagged `danger: true`."
        with_it = anyone.of(person.with_sign(code, "present"))
        without = anyone.of(person.with_sign(code, "absent"))
        raises = z3.And(with_it.is_danger, z3.Not(without.is_danger))
        if sign.danger and impossible(person, raises):
            return f"symptoms.yml: {code}: flagged `danger: true`, yet it makes nobody's level urgent."
    return None


# ---- the level fits the phase --------------------------------------------------------------------


def fits_phase(data: Protocol) -> Fault:
    """`tell_nurse` only while an infusion is known to run; `same_day` and `self_care` never then."""
    person = Person.anyone(data)
    reading = Reading(data, person)
    running = person.phase[Phase.RUNNING]
    calm = z3.Or(reading.level_is("same_day"), reading.level_is("self_care"))
    misfit = z3.Or(z3.And(reading.level_is("tell_nurse"), z3.Not(running)), z3.And(calm, running))
    model = find(person, misfit)
    return None if model is None else with_level(person.read(model), data)


def calm_means_no_danger(data: Protocol) -> Fault:
    """Home care is never advised while any danger sign is present or unknown."""
    person = Person.anyone(data)
    held = either([z3.Or(person.present[c], person.unknown[c]) for c in sorted(data.danger_codes)])
    model = find(person, z3.And(Reading(data, person).level_is("self_care"), held))
    return None if model is None else with_level(person.read(model), data)
