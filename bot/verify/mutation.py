"""Put every mutant to the golden people, and what survives to z3."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Iterable, Iterator, List, Optional, Sequence, Tuple

import z3

from bot.protocol.findings import Findings
from bot.protocol.models import Protocol
from bot.verify.golden import Person, differences
from bot.verify.mutants import Mutant
from bot.verify.patients import find, with_level
from bot.verify.person import Formula, either
from bot.verify.person import Person as Anyone
from bot.verify.reading import Reading


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
    named: List[str] = [
        *expected["rules"],
        *expected["steps"],
        *expected["present"],
        *person.get("unknown", ()),
    ]
    return tuple(named)


def told_apart(data: Protocol, other: Protocol) -> Optional[str]:
    """Return a person whom two protocols tell different things, in words, or None where z3 proves none."""
    if _told_in_data(data) != _told_in_data(other):
        return "They differ in what they say outright: anyone whom that entry is for."
    found = witness(data, other)
    return None if found is None else with_level(found, data)


def witness(data: Protocol, other: Protocol) -> Optional[Findings]:
    """Return a person whom two protocols tell different things, or None where z3 proves that there is none.

    Compared are the rules that fire, the level, what is suspected and the steps offered.
    """
    person = Anyone.anyone(data)
    one, two = Reading(data, person), Reading(other, person)
    apart: List[Formula] = [one.differs(two)]
    apart += [one.fires(rule.id) != two.fires(rule.id) for rule in data.rules]
    apart += [one.suspects(code) != two.suspects(code) for code in data.suspected]
    changed = {step.id: step for step in other.steps}
    for step in data.steps:
        for level in data.levels:
            offers = one.offers(step, level) != two.offers(changed[step.id], level)
            apart.append(z3.And(one.level_is(level), offers))
    model = find(person, either(apart))
    return None if model is None else person.read(model)


def _told_in_data(data: Protocol) -> Tuple[object, ...]:
    return (
        tuple((step.id, step.walk) for step in data.steps),
        tuple((code, sign.implies) for code, sign in data.signs.items()),
        tuple(step.id for step in data.steps),
    )


def sample(mutants: List[Mutant], count: int, seed: int) -> List[Mutant]:
    """Return some of the mutants, drawn at random; the same seed draws the same."""
    return random.Random(seed).sample(mutants, min(count, len(mutants)))
