"""Put every mutant to the golden people, and what survives to z3."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Iterable, Iterator, List, Optional, Sequence, Tuple

import z3

from bot.protocol.models import Protocol
from bot.verify.golden import Person, differences
from bot.verify.mutants import Mutant
from bot.verify.patients import find, with_level
from bot.verify.person import Formula
from bot.verify.person import Person as Anyone
from bot.verify.person import either
from bot.verify.reading import Reading, truth


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        mutant: the mutant.
        killer: the golden person who is told something else by it, if any.
        equivalent: z3 proved that nobody is.
        witness: where nothing kills it and it is not equivalent, a person who would.
    """

    mutant: Mutant
    killer: Optional[str] = None
    equivalent: bool = False
    witness: Optional[str] = None

    @property
    def survived(self) -> bool:
        """Tell whether a test is missing."""
        return self.killer is None and not self.equivalent


def judge(data: Protocol, mutants: Iterable[Mutant], people: Sequence[Person]) -> Iterator[Verdict]:
    """Return the verdict on each mutant; one that no golden person tells apart is put to z3."""
    for mutant in mutants:
        killer = _killer(mutant, people)
        if killer is not None:
            yield Verdict(mutant, killer=killer)
            continue
        witness = told_apart(data, mutant.data)
        yield Verdict(mutant, equivalent=witness is None, witness=witness)


def _killer(mutant: Mutant, people: Sequence[Person]) -> Optional[str]:
    likely = [person for person in people if mutant.entry in _mentions(person)]
    rest = [person for person in people if mutant.entry not in _mentions(person)]
    return next((str(p["id"]) for p in [*likely, *rest] if differences(p, mutant.data)), None)


def _mentions(person: Person) -> Tuple[str, ...]:
    expected = person["expected"]
    named: List[str] = [*expected["rules"], *expected["steps"], *expected["present"], *person.get("unknown", ())]
    return tuple(named)


def told_apart(data: Protocol, other: Protocol) -> Optional[str]:
    """Return a person whom two protocols tell different things, in words, or None: z3's proof that none exists.

    Compared are the rules that fire, the level and the steps offered at it. Suspicions, implications and what
    is walked stand in the data itself: where those differ the protocols are never equivalent.
    """
    if _told_in_data(data) != _told_in_data(other):
        return "Two protocols that differ in what they say: any person of that entry."
    person = Anyone.anyone(data)
    one, two = Reading(data, person), Reading(other, person)
    apart: List[Formula] = [one.differs(two)]
    both = [(rule, changed) for rule in data.rules for changed in other.rules if rule.id == changed.id]
    apart += [truth(r.condition, person, data).true != truth(c.condition, person, other).true for r, c in both]
    for step in data.steps:
        changed_step = next(entry for entry in other.steps if entry.id == step.id)
        for level in data.levels:
            offers = one.offers(step, level) != two.offers(changed_step, level)
            apart.append(z3.And(one.level_is(level), offers))
    model = find(person, either(apart))
    return None if model is None else with_level(person.read(model), data)


def _told_in_data(data: Protocol) -> Tuple[object, ...]:
    return (
        tuple((rule.id, rule.suspected) for rule in data.rules),
        tuple((step.id, step.walk) for step in data.steps),
        tuple((code, sign.implies) for code, sign in data.signs.items()),
        tuple((entry.id, entry.from_, entry.to) for entry in data.escalations),
    )


def sample(mutants: List[Mutant], count: int, seed: int) -> List[Mutant]:
    """Return some of the mutants, drawn at random; the same seed draws the same."""
    return random.Random(seed).sample(mutants, min(count, len(mutants)))
