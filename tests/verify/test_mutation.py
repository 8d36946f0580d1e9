"""A changed protocol is noticed: the golden people are told something else, or z3 shows that nobody is."""

from __future__ import annotations

import pytest

from bot.protocol.loader import protocol
from bot.verify.golden import load_people
from bot.verify.mutants import Mutant, mutants
from bot.verify.mutation import judge, sample

DATA = protocol()
MUTANTS = list(mutants(DATA))


def survivors(chosen: list[Mutant]) -> list[str]:
    verdicts = judge(DATA, chosen, load_people())
    return [f"{each.mutant.entry}: {each.mutant.change}" for each in verdicts if each.survived]


def test_a_sample_of_mutants_is_killed() -> None:
    assert survivors(sample(MUTANTS, 150, seed=8)) == []


def test_every_dropped_rule_and_every_turned_danger_flag_is_noticed() -> None:
    grave = [m for m in MUTANTS if m.change in ("dropped", "flipped", "no danger sign")]
    assert survivors(grave) == []


@pytest.mark.slow
def test_every_mutant_is_killed_or_proved_the_same() -> None:
    assert survivors(MUTANTS) == []


def test_a_mutant_that_nobody_notices_is_named_with_a_person_who_would() -> None:
    dropped = next(m for m in MUTANTS if (m.entry, m.change) == ("EM-WHEEZE", "dropped"))
    blind = [person for person in load_people() if "wheeze" not in person["expected"]["present"]]
    verdict = next(judge(DATA, [dropped], blind))
    assert verdict.survived
    assert "[wheeze]" in str(verdict.witness)


def test_a_mutant_that_tells_nobody_anything_else_is_proved_so() -> None:
    hidden = next(
        m for m in MUTANTS if (m.entry, m.change) == ("EM-PRESSURE", "does not suspect anaphylaxis")
    )
    assert next(judge(DATA, [hidden], load_people())).equivalent
