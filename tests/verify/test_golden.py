"""The golden people: for each, all that the protocol makes of them."""

from __future__ import annotations

import pytest

from bot.protocol.loader import protocol
from bot.verify.golden import Person, load_people, outcome

PEOPLE = load_people()


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: str(person["id"]))
def test_the_golden_person_is_told_what_the_table_says(person: Person) -> None:
    assert outcome(person, protocol()) == person["expected"]


def test_every_rule_and_every_escalation_has_its_golden_person() -> None:
    data = protocol()
    told = {rule for person in PEOPLE for rule in person["expected"]["rules"]}
    assert told == {rule.id for rule in data.rules} | {entry.id for entry in data.escalations}


def test_every_step_is_offered_to_some_golden_person() -> None:
    offered = {step for person in PEOPLE for step in person["expected"]["steps"]}
    assert offered == {step.id for step in protocol().steps}
