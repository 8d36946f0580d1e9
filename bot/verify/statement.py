"""How a property is stated: what it says, and the changes of a person that must never lower the level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Iterable, Mapping, Optional

import z3

from bot.protocol.models import Protocol
from bot.verify.patients import find, with_level
from bot.verify.person import Formula, Person, one_of
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
