"""Grammar and network together: a danger sign that either of them sees is never lost."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.codes import DANGER_SIGNS, FEATURES, SYMPTOMS
from bot.nlu.meaning import Told, limits, weigh, weigh_status
from bot.nlu.meaning_model import CODES, ROLE_NAMES, STATUSES, Reading

ROOT = Path(__file__).parents[2]
DANGER = sorted(DANGER_SIGNS & set(CODES))
QUIET = ("absent", "hypothetical", "historical", "someone_else", "conditional")


def reading(code: str = "", role: str = "", share: float = 0.0, **status: float) -> Reading:
    shares = np.zeros((len(CODES), len(ROLE_NAMES)), dtype=np.float32)
    if code:
        shares[CODES.index(code), ROLE_NAMES.index(role)] = share
    when = np.array([status.get(name, 0.0) for name in STATUSES], dtype=np.float32)
    return Reading(shares, np.full(len(CODES), 2), when, np.zeros(384, dtype=np.float32))


def said(findings: list[Told]) -> list[tuple[str, str]]:
    return [(finding.code, finding.role) for finding in findings]


@pytest.mark.parametrize("code", DANGER)
def test_a_danger_sign_that_the_grammar_calls_present_stays_at_least_possible(code: str) -> None:
    weighed = weigh([Told(code, "present", 0, 1)], reading(), 9)
    assert said(weighed) == [(code, "possible")]


def test_a_danger_sign_that_fills_half_of_the_message_needs_no_second_opinion() -> None:
    assert said(weigh([Told("dyspnea", "present", 0, 3)], reading(), 3)) == [("dyspnea", "present")]


@pytest.mark.parametrize("role", QUIET)
def test_a_danger_sign_that_only_the_grammar_calls_quiet_is_asked_back(role: str) -> None:
    weighed = weigh([Told("syncope", role, 0, 1)], reading("syncope", "present", 0.6), 9)
    assert said(weighed) == [("syncope", "possible")]


@pytest.mark.parametrize(("share", "role"), [(0.99, "present"), (0.6, "possible")])
def test_a_danger_sign_that_only_the_network_sees_is_present_or_asked_back(share: float, role: str) -> None:
    weighed = weigh([], reading("dyspnea", "present", share), 9)
    assert said(weighed) == [("dyspnea", role)]
    assert weighed[0].word == 2
    assert weighed[0].confidence == pytest.approx(share)


def test_what_neither_sees_is_not_there() -> None:
    assert weigh([], reading("dyspnea", "present", 0.05), 9) == []


@pytest.mark.parametrize("role", ["historical", "hypothetical", "someone_else", "conditional"])
@pytest.mark.parametrize(("share", "sure"), [(0.97, True), (0.7, False)])
def test_a_harmless_sign_that_words_tell_has_another_role_only_where_the_network_is_sure(
    role: str, share: float, sure: bool
) -> None:
    told = weigh([Told("nausea", "present", 0, 1)], reading("nausea", role, share), 9)
    assert said(told) == [("nausea", role if sure else "present")]


def test_a_harmless_sign_that_words_tell_is_never_called_absent() -> None:
    told = weigh([Told("not_eased", "present", 0, 1)], reading("not_eased", "absent", 0.99), 9)
    assert said(told) == [("not_eased", "present")]


def test_a_harmless_sign_told_in_two_roles_is_left_to_the_grammar() -> None:
    told = [Told("nausea", "present", 0, 1), Told("nausea", "historical", 4, 5)]
    weighed = weigh(told, reading("nausea", "historical", 0.99), 9)
    assert sorted(said(weighed)) == [("nausea", "historical"), ("nausea", "present")]


@pytest.mark.parametrize(("code", "kept"), [("fatigue", False), ("worsening", True), ("back_pain", True)])
def test_of_what_the_network_hears_nothing_only_that_is_dropped_which_no_rule_looks_at(
    code: str, kept: bool
) -> None:
    assert bool(weigh([Told(code, "present", 0, 1)], reading(), 9)) is kept


def test_what_no_rule_looks_at_is_what_the_rules_do_not_name() -> None:
    """Whoever writes a rule about one of them takes it from the list."""
    rules = (ROOT / "bot/protocol/rules.yml").read_text(encoding="utf-8")
    named = {code for code in (SYMPTOMS | FEATURES) - DANGER_SIGNS if re.search(rf"\b{code}\b", rules)}
    assert limits().raises_no_level.isdisjoint(named | DANGER_SIGNS)
    assert limits().raises_no_level <= SYMPTOMS | FEATURES


@pytest.mark.parametrize(("share", "weighed"), [(0.9, "historical"), (0.7, "absent")])
def test_a_harmless_sign_that_words_deny_takes_the_quiet_role_of_which_the_network_is_sure(
    share: float, weighed: str
) -> None:
    told = weigh([Told("nausea", "absent", 0, 1)], reading("nausea", "historical", share), 9)
    assert said(told) == [("nausea", weighed)]


def test_a_sign_told_in_two_roles_keeps_both() -> None:
    told = [Told("rash", "absent", 0, 1), Told("rash", "historical", 4, 5)]
    assert said(weigh(told, reading("rash", "historical", 0.9), 9)) == [
        ("rash", "absent"),
        ("rash", "historical"),
    ]


def test_risk_factors_pass_as_they_are() -> None:
    told = [Told("diabetes", "present", 0, 1)]
    assert weigh(told, reading(), 9) == told


@given(
    code=st.sampled_from(DANGER),
    held=st.sampled_from([None, *ROLE_NAMES]),
    shares=st.lists(st.floats(0, 1, width=32), min_size=len(ROLE_NAMES), max_size=len(ROLE_NAMES)),
)
def test_a_danger_sign_that_either_believes_present_is_never_silent(
    code: str, held: str | None, shares: list[float]
) -> None:
    seen = reading()
    seen.shares[CODES.index(code)] = shares
    told = [] if held is None else [Told(code, held, 0, 1)]
    present = shares[ROLE_NAMES.index("present")]
    roles = [finding.role for finding in weigh(told, seen, 9) if finding.code == code]
    if held == "present" or present >= max(limits().present, limits().raise_quiet):
        assert set(roles) & {"present", "possible"}


def test_the_network_tells_the_infusion_status_only_where_it_is_sure() -> None:
    assert weigh_status(None, reading(running=0.9)) == "running"
    assert weigh_status(None, reading(running=0.2)) is None


@pytest.mark.parametrize("share", [0.1, 0.6])
def test_an_infusion_status_told_in_words_stays_while_the_network_thinks_it_possible(share: float) -> None:
    assert weigh_status("after", reading(after=share, running=0.9)) == "after"


def test_an_infusion_status_that_the_network_rules_out_gives_way_to_one_it_is_sure_of_or_to_none() -> None:
    assert weigh_status("running", reading(running=0.05, after=0.9)) == "after"
    assert weigh_status("running", reading(running=0.05, after=0.2)) is None
