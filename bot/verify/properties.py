"""What is proved of every person, and how each is put to z3.

A property returns None where it holds, or the smallest counterexample in words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Callable, Iterable, Iterator, List, Mapping, Optional, Tuple

import z3

from bot.protocol.engine import DANGER_LEVELS, assess
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.models import Protocol
from bot.verify.patients import find, impossible, with_level
from bot.verify.person import Formula, Person, either, one_of
from bot.verify.reading import Reading

Fault = Optional[str]


@dataclass(frozen=True)
class Property:
    """One thing that must hold.

    Attributes:
        name: short, for the table.
        says: what holds, in a sentence.
        over: over what it is shown, and whether by proof or by exhaustive search.
        check: returns None, or the counterexample.
    """

    name: str
    says: str
    over: str
    check: Callable[[Protocol], Fault]


PROOF = "proof, every person"


@dataclass(frozen=True)
class Change:
    """A change of a person, for some of whom it is considered.

    Attributes:
        words: how it is called in a counterexample; `{}` is what was picked.
        before: the person before it.
        after: the person after it.
        given: for whom it is considered.
        picks: code -> whether it is the one that the change is about.
        names: what the codes are called.
    """

    words: str
    before: Person
    after: Person
    given: Formula
    picks: Mapping[str, Formula] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def said(self, model: Any) -> str:
        """Return what the change is called in one counterexample."""
        true = (code for code, pick in self.picks.items() if z3.is_true(model.eval(pick)))
        return self.words.format(next((f"{self.names[code]} [{code}]" for code in true), ""))


def never_lower(data: Protocol, changes: Iterable[Change]) -> Fault:
    """Show that no change lowers the level, or by which it does, for whom."""
    anyone = Reading(data, Person.anyone(data))
    for change in changes:
        before, after = anyone.of(change.before), anyone.of(change.after)
        fault = z3.And(change.given, *change.after.limits, after.below(before))
        model = find(change.before, fault)
        if model is not None:
            old, new = change.before.read(model), change.after.read(model)
            return f"{with_level(old, data)} With {change.said(model)}: {with_level(new, data)}"
    return None


def about_signs(
    data: Protocol, words: str, before: str, after: str, given: Callable[[Person, str], Formula]
) -> Change:
    """Return the change of any one sign to a state, from the state `before` or, without one, from `given`."""
    person = Person.anyone(data)
    picks, one = one_of(data.signs)
    start = person.with_some_sign(picks, before) if before else person
    allowed = [z3.Implies(pick, given(person, code)) for code, pick in picks.items()]
    names = {code: sign.name for code, sign in data.signs.items()}
    end = person.with_some_sign(picks, after)
    return Change(words, start, end, z3.And(one, *allowed), picks, names)


def about_risks(
    data: Protocol, words: str, before: str, after: str, given: Callable[[Person, str], Formula]
) -> Change:
    """Return the change of any one risk factor to a state, likewise."""
    person = Person.anyone(data)
    picks, one = one_of(data.risk_factors)
    start = person.with_some_risk(picks, before) if before else person
    allowed = [z3.Implies(pick, given(person, code)) for code, pick in picks.items()]
    names = {code: risk.name for code, risk in data.risk_factors.items()}
    end = person.with_some_risk(picks, after)
    return Change(words, start, end, z3.And(one, *allowed), picks, names)


def anything(person: Person, code: str) -> Formula:
    """Consider the change whatever the state before it."""
    return z3.BoolVal(True)


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


# ---- more never means less -----------------------------------------------------------------------


def _one_sign_more(data: Protocol) -> List[Change]:
    return [about_signs(data, "{}", "", "present", anything)]


def _one_risk_more(data: Protocol) -> List[Change]:
    return [about_risks(data, "the risk {}", "", "present", anything)]


def _one_number_higher(fact: str, words: str) -> Callable[[Protocol], Iterator[Change]]:
    def changes(data: Protocol) -> Iterator[Change]:
        person = Person.anyone(data)
        held = person.numbers[fact]
        more = z3.Int("more") if fact == "severity" else z3.Real("more")
        higher = person.with_number(fact, more)
        given = z3.And(held.known, more >= held.value)
        yield Change(words, person, replace(higher, limits=_limits(fact, more)), given)

    return changes


def _limits(fact: str, number: Formula) -> Tuple[Formula, ...]:
    return (number >= 0, number <= 10) if fact == "severity" else (number >= 0,)


def _a_step_failed(data: Protocol) -> Iterator[Change]:
    person = Person.anyone(data)
    more = z3.Int("more")
    worse, failed = replace(person, walk_worse=z3.BoolVal(True)), replace(person, walk_failed=more)
    yield Change("a step that made it worse", person, worse, z3.BoolVal(True))
    yield Change("one more step that did not help", person, failed, more >= person.walk_failed)


# ---- unknown is never no -------------------------------------------------------------------------


def _unknown_for_absent(data: Protocol) -> List[Change]:
    words = '"I don\'t know" in place of "no" to {}'
    return [
        about_signs(data, words, "absent", "unknown", anything),
        about_risks(data, words, "absent", "unknown", anything),
    ]


def unknown_is_no_reassurance(data: Protocol) -> Fault:
    """An unknown sign whose presence would be urgent never leaves the person at home without a call."""
    anyone = Reading(data, Person.anyone(data))
    for code, sign in data.signs.items():
        unknown = anyone.of(anyone.person.with_sign(code, "unknown"))
        present = anyone.of(anyone.person.with_sign(code, "present"))
        fault = z3.And(unknown.level_is("self_care"), present.is_danger)
        model = find(anyone.person, fault)
        if model is not None:
            old, new = unknown.person.read(model), present.person.read(model)
            return (
                f"{with_level(old, data)} {sign.name.capitalize()} [{code}] is unknown; "
                f"were it present: {with_level(new, data)}"
            )
    return None


def unknown_phase(data: Protocol) -> Fault:
    """Who does not know the phase is told no less than after or before, and danger as if it were running.

    UR-FEVER-ILL and the like speak of after the infusion; not knowing counts as that too.
    """
    person = Person.anyone(data)
    unknown = person.with_phase(Phase.UNKNOWN)
    changes = [
        Change("an unknown phase", person.with_phase(phase), unknown, z3.BoolVal(True))
        for phase in (Phase.AFTER, Phase.BEFORE)
    ]
    fault = never_lower(data, changes)
    if fault is not None:
        return fault
    running = Reading(data, person.with_phase(Phase.RUNNING))
    danger = either([running.level_is(level) for level in sorted(DANGER_LEVELS)])
    return never_lower(data, [Change("an unknown phase", running.person, unknown, danger)])


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


def _by(changes: Callable[[Protocol], Iterable[Change]]) -> Callable[[Protocol], Fault]:
    return lambda data: never_lower(data, changes(data))


LEVEL_PROPERTIES: List[Property] = [
    Property("complete", "whoever feels something and was asked for the phase has a level", PROOF, complete),
    Property("one level", "never two levels at once", PROOF, single),
    Property("rules reachable", "every rule fires for someone", PROOF, reachable),
    Property("rules not shadowed", "every rule decides someone's level", PROOF, not_shadowed),
    Property("escalations count", "every escalation raises someone's level", PROOF, escalations_count),
    Property("monotone: signs", "one more sign never lowers the level", PROOF, _by(_one_sign_more)),
    Property("monotone: risks", "one more risk factor never lowers the level", PROOF, _by(_one_risk_more)),
    Property(
        "monotone: severity",
        "a higher severity never lowers the level",
        PROOF,
        _by(_one_number_higher("severity", "a higher severity")),
    ),
    Property(
        "monotone: onset",
        "a longer complaint never lowers the level",
        PROOF,
        _by(_one_number_higher("onset_hours", "a longer complaint")),
    ),
    Property(
        "monotone: time since",
        "more hours since the infusion never lower the level",
        PROOF,
        _by(_one_number_higher("hours_since_infusion", "more hours since the infusion")),
    ),
    Property("monotone: steps", "a failed step never lowers the level", PROOF, _by(_a_step_failed)),
    Property(
        "unknown not below no", "unknown never counts less than absent", PROOF, _by(_unknown_for_absent)
    ),
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
