"""Each property holds for the protocol, and is refuted, with a person, for one that breaks it."""

from __future__ import annotations

from typing import Any, Callable

import pytest

from bot.protocol.conditions import Condition, Group, Risk, Sign, all_of
from bot.protocol.findings import Phase
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol
from bot.verify.agreement import disagreement
from bot.verify.mutants import mutants
from bot.verify.negation import Not
from bot.verify.properties import LEVEL_PROPERTIES
from bot.verify.report import INTERVIEW_PROPERTIES, SEARCH
from bot.verify.statement import Property

ALL = {each.name: each for each in [*LEVEL_PROPERTIES, *INTERVIEW_PROPERTIES]}


@pytest.mark.parametrize("each", ALL.values(), ids=lambda each: each.name)
def test_the_property_holds(each: Property) -> None:
    assert each.check(protocol()) is None


def test_z3_and_the_engine_agree_on_random_people() -> None:
    assert disagreement(protocol(), 2_000) is None


@pytest.mark.slow
def test_z3_and_the_engine_agree_on_100_000_random_people() -> None:
    assert disagreement(protocol(), 100_000, seed=9) is None


def changed(rule_id: str, **fields: Any) -> Protocol:
    data = protocol()
    rules = [rule.copy(update=fields) if rule.id == rule_id else rule for rule in data.rules]
    return data.copy(update={"rules": tuple(rules)})


def condition_of(rule_id: str) -> Any:
    return next(rule.condition for rule in protocol().rules if rule.id == rule_id)


def mutant(entry: str, change: str) -> Protocol:
    return next(each.data for each in mutants(protocol()) if (each.entry, each.change) == (entry, change))


def question(question_id: str, **fields: Any) -> Protocol:
    data = protocol()
    questions = [each.copy(update=fields) if each.id == question_id else each for each in data.questions]
    return data.copy(update={"questions": tuple(questions)})


def both(*parts: Condition) -> Group:
    return Group(all_of, parts)


WHEEZE = Sign("wheeze")
BROKEN: dict[str, tuple[Callable[[], Protocol], str]] = {
    "complete": (lambda: mutant("TN-REACTION", "dropped"), "level none"),
    "rules reachable": (
        lambda: changed("EM-WHEEZE", condition=both(WHEEZE, Not(WHEEZE))),
        "EM-WHEEZE",
    ),
    "rules not shadowed": (lambda: changed("UR-RASH", condition=WHEEZE), "UR-RASH"),
    "escalations count": (lambda: mutant("ST-HOME", "to self_care"), "ST-HOME"),
    "monotone: signs": (lambda: changed("EM-WHEEZE", condition=Not(condition_of("EM-WHEEZE"))), "With"),
    "monotone: risks": (
        lambda: changed("SD-FEVER", condition=both(condition_of("SC-HOME"), Not(Risk(("pregnancy",))))),
        "the risk pregnancy [pregnancy]",
    ),
    "unknown not below no": (
        lambda: changed("UR-URINE", condition=Not(condition_of("UR-URINE"))),
        "I don't know",
    ),
    "unknown is not no": (lambda: mutant("SD-UNSURE-ALLERGY", "dropped"), "itching"),
    "unknown phase": (lambda: mutant("EM-FAINT-RUNNING", "phase without unknown"), "does not know when"),
    "danger flags": (lambda: mutant("wheeze", "no danger sign"), "wheeze"),
    "fits the phase": (lambda: mutant("TN-REACTION", "phase also after"), "tell_nurse"),
    "calm is calm": (lambda: mutant("SD-UNKNOWN-SIGN", "dropped"), "self_care"),
    "order irrelevant": (
        lambda: question("severe_headache_fever", condition=Sign("weakness")),
        "Nothing more is asked",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_protocol_that_breaks_the_property_is_refuted_with_a_person(name: str) -> None:
    make, words = BROKEN[name]
    fault = ALL[name].check(make())
    assert fault is not None
    assert words in fault


def test_a_rule_that_decides_may_not_say_that_it_only_adds_a_reason() -> None:
    fault = ALL["rules not shadowed"].check(changed("EM-WHEEZE", reason_only="it does not"))
    assert fault is not None and "EM-WHEEZE" in fault


def test_a_rule_that_never_decides_needs_its_reason_in_the_data() -> None:
    shadowed = changed("UR-RASH", condition=WHEEZE, reason_only="tells the team why")
    assert ALL["rules not shadowed"].check(shadowed) is None


def test_a_counterexample_is_as_short_as_can_be() -> None:
    fault = ALL["complete"].check(mutant("TN-REACTION", "dropped")) or ""
    assert fault.startswith("A person while an infusion runs, with ")
    assert fault.count("[") == 1


def test_only_the_searches_are_no_proofs() -> None:
    assert [each.name for each in ALL.values() if each.over == SEARCH] == [
        "every reply goes on", "interviews end", "listed danger ends", "danger interrupts",
    ]  # fmt: skip


def test_a_condition_that_is_not_read_stops_the_proof() -> None:
    class Odd:
        """A condition of a new kind."""

    with pytest.raises(TypeError, match="does not know the condition"):
        ALL["complete"].check(changed("EM-WHEEZE", condition=Odd()))


def test_the_phases_of_a_person_are_those_of_the_engine() -> None:
    assert {phase.value for phase in Phase} == {"before", "running", "after", "unknown"}
