"""What must never lower the level: one thing more, and not knowing in place of a no."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Iterator, List, Tuple

import z3

from bot.protocol.engine import DANGER_LEVELS
from bot.protocol.findings import Phase
from bot.protocol.models import Protocol
from bot.verify.patients import find, with_level
from bot.verify.person import Formula, Person, either
from bot.verify.reading import Reading
from bot.verify.statement import Change, Fault, about_risks, about_signs, anything, never_lower

# ---- more never means less -----------------------------------------------------------------------


def one_sign_more(data: Protocol) -> List[Change]:
    """Return the change of any sign to present."""
    return [about_signs(data, "{}", "", "present", anything)]


def one_risk_more(data: Protocol) -> List[Change]:
    """Return the change of any risk factor to present."""
    return [about_risks(data, "the risk {}", "", "present", anything)]


def one_number_higher(fact: str, words: str) -> Callable[[Protocol], Iterator[Change]]:
    """Return what makes the change of a number that is known to a higher one.

    Args:
        fact: severity (0 to 10), onset_hours or hours_since_infusion (hours).
        words: how the change is called.
    """

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


def a_step_failed(data: Protocol) -> Iterator[Change]:
    """Yield the changes that a failed step makes."""
    person = Person.anyone(data)
    more = z3.Int("more")
    worse, failed = replace(person, walk_worse=z3.BoolVal(True)), replace(person, walk_failed=more)
    yield Change("a step that made it worse", person, worse, z3.BoolVal(True))
    yield Change("one more step that did not help", person, failed, more >= person.walk_failed)


# ---- unknown is never no -------------------------------------------------------------------------


def unknown_for_absent(data: Protocol) -> List[Change]:
    """Return the changes of any sign, and of any risk factor, from absent to unknown."""
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
