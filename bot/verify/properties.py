"""What is proved of every person, and how each is put to z3.

A property returns None where it holds, or the smallest counterexample in words.
"""

from __future__ import annotations

from typing import Callable, Iterable, List

import z3

from bot.protocol.models import Protocol
from bot.verify.danger import (
    calm_means_no_danger,
    danger_flags,
    danger_stands_alone,
    fits_phase,
    told_danger_stands,
)
from bot.verify.monotone import (
    a_step_failed,
    one_number_higher,
    one_risk_more,
    one_sign_more,
    unknown_for_absent,
    unknown_is_no_reassurance,
    unknown_phase,
)
from bot.verify.patients import find, impossible, with_level
from bot.verify.person import Formula, Person, either
from bot.verify.reading import Reading
from bot.verify.statement import PROOF, Change, Fault, Property, never_lower


def _felt(person: Person, data: Protocol) -> Formula:
    return either([person.present[code] for code in sorted(data.symptom_codes)])


# ---- every person has one level ------------------------------------------------------------------


def complete(data: Protocol) -> Fault:
    """Whoever feels something, and was asked where the infusion stands, has a level."""
    person = Person.anyone(data)
    model = find(
        person,
        z3.And(_felt(person, data), z3.Not(person.no_phase()), z3.Not(Reading(data, person).has_level)),
    )
    return None if model is None else with_level(person.read(model), data)


def single(data: Protocol) -> Fault:
    """No two levels can both win: rules of levels with one rank never fire together."""
    person = Person.anyone(data)
    fired = Reading(data, person).fired
    for one in data.rules:
        for other in data.rules:
            if one.level < other.level and data.rank(one.level) == data.rank(other.level):
                model = find(person, z3.And(fired[one.id], fired[other.id]))
                if model is not None:
                    return f"{with_level(person.read(model), data)} Both {one.id} and {other.id} win."
    return None


# ---- every rule counts ---------------------------------------------------------------------------


def _plain(person: Person, data: Protocol) -> Formula:
    return z3.And(person.closed(data), person.fresh())


def reachable(data: Protocol) -> Fault:
    """Each rule fires for some person whose findings follow the implications between signs."""
    person = Person.anyone(data)
    fired = Reading(data, person).fired
    dead = [r.id for r in data.rules if impossible(person, z3.And(fired[r.id], _plain(person, data)))]
    return f"No person is there for whom {', '.join(dead)} would fire." if dead else None


def not_shadowed(data: Protocol) -> Fault:
    """Each rule decides the level of some person; one that only adds a reason must say why in rules.yml."""
    person = Person.anyone(data)
    whole = Reading(data, person)
    for rule in data.rules:
        decides = z3.And(Reading(data, person, without=rule.id).below(whole), _plain(person, data))
        shadowed = impossible(person, decides)
        if shadowed and rule.reason_only is None:
            return (
                f"rules.yml: {rule.id}: graver or equal rules fire wherever it does: it never decides "
                f"the level. Mend it, drop it, or give it `reason_only:` with why it is there."
            )
        if not shadowed and rule.reason_only is not None:
            return f"rules.yml: {rule.id}: says `reason_only`, but it decides the level of some persons."
    return None


def escalations_count(data: Protocol) -> Fault:
    """Each escalation raises the level of some person."""
    person = Person.anyone(data)
    whole = Reading(data, person)
    for entry in data.escalations:
        decides = Reading(data, person, without=entry.id).below(whole)
        if impossible(person, z3.And(decides, person.closed(data))):
            return f"rules.yml: {entry.id}: raises nobody's level."
    return None


def _by(changes: Callable[[Protocol], Iterable[Change]]) -> Callable[[Protocol], Fault]:
    return lambda data: never_lower(data, changes(data))


LEVEL_PROPERTIES: List[Property] = [
    Property("complete", "whoever feels something and was asked for the phase has a level", PROOF, complete),
    Property("one level", "never two levels at once", PROOF, single),
    Property("rules reachable", "every rule fires for someone", PROOF, reachable),
    Property("rules not shadowed", "every rule decides someone's level", PROOF, not_shadowed),
    Property("escalations count", "every escalation raises someone's level", PROOF, escalations_count),
    Property("monotone: signs", "one more sign never lowers the level", PROOF, _by(one_sign_more)),
    Property("monotone: risks", "one more risk factor never lowers the level", PROOF, _by(one_risk_more)),
    Property(
        "monotone: severity",
        "a higher severity never lowers the level",
        PROOF,
        _by(one_number_higher("severity", "a higher severity")),
    ),
    Property(
        "monotone: onset",
        "a longer complaint never lowers the level",
        PROOF,
        _by(one_number_higher("onset_hours", "a longer complaint")),
    ),
    Property(
        "monotone: time since",
        "more hours since the infusion never lower the level",
        PROOF,
        _by(one_number_higher("hours_since_infusion", "more hours since the infusion")),
    ),
    Property("monotone: steps", "a failed step never lowers the level", PROOF, _by(a_step_failed)),
    Property("unknown not below no", "unknown never counts less than absent", PROOF, _by(unknown_for_absent)),
    Property(
        "unknown is not no",
        "no self_care while a sign is unknown that would be urgent if present",
        PROOF,
        unknown_is_no_reassurance,
    ),
    Property(
        "unknown phase",
        "not knowing the phase is never less than after or before, nor less danger than running",
        PROOF,
        unknown_phase,
    ),
    Property(
        "danger independent",
        "no other answer lowers what a danger sign sets in a phase",
        PROOF,
        danger_stands_alone,
    ),
    Property(
        "told danger stands", "no answer lowers an urgent level that was told", PROOF, told_danger_stands
    ),
    Property("danger flags", "the signs flagged as danger are those that can be urgent", PROOF, danger_flags),
    Property(
        "fits the phase",
        "tell_nurse only while running, same_day and self_care never then",
        PROOF,
        fits_phase,
    ),
    Property(
        "calm is calm", "self_care never beside a present or unknown danger sign", PROOF, calm_means_no_danger
    ),
]
