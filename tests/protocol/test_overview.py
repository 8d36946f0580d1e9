"""The protocol at a glance says what the rules say; the organs of the risk factors are those of the rules."""

from __future__ import annotations

from typing import Dict, FrozenSet

import pytest

from bot.protocol.loader import protocol
from bot.protocol.overview import overview


def by_organ() -> Dict[str, FrozenSet[str]]:
    """The risk factors that concern each organ."""
    organs = {organ for risk in protocol().risk_factors.values() for organ in risk.organs}
    return {
        organ: frozenset(code for code, risk in protocol().risk_factors.items() if organ in risk.organs)
        for organ in organs
    }


def risks_of_rules() -> Dict[str, FrozenSet[str]]:
    """The risk factors that each rule about a risk looks at."""
    found = {}
    for rule in protocol().rules:
        codes = frozenset(fact[5:] for fact in rule.condition.facts() if fact.startswith("risk:"))
        if codes:
            found[rule.id] = codes
    return found


@pytest.mark.parametrize("rule", sorted(risks_of_rules()))
def test_a_rule_about_a_risk_names_every_factor_of_its_organ_and_no_other(rule: str) -> None:
    assert risks_of_rules()[rule] in by_organ().values()


def test_every_organ_has_a_rule() -> None:
    assert set(risks_of_rules().values()) == set(by_organ().values())


def test_the_levels_say_what_the_patient_is_told_without_a_placeholder_left() -> None:
    for level in overview()["levels"]:
        assert level["told"] and "{" not in level["told"]
        assert level["title"] == protocol().levels[level["id"]].title


def test_a_rule_is_shown_in_the_clinicians_words_with_what_to_think_of() -> None:
    shown = {rule["id"]: rule for level in overview()["levels"] for rule in level["rules"]}
    for rule in protocol().rules:
        if rule.id in shown:
            assert shown[rule.id]["text"] == rule.clinician
            assert shown[rule.id]["suspected"] == [protocol().suspected[name] for name in rule.suspected]
            assert shown[rule.id]["general"] == ("GS" in rule.sources)
