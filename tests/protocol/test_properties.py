"""What must hold for every person, not only for the ones that we thought of."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.protocol.engine import DANGER_LEVELS, assess, next_question
from bot.protocol.findings import Finding, Findings, Phase, Status
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.observations import Observations

DATA = protocol()
CODES = sorted(DATA.signs)
DANGER = sorted(DATA.danger_codes)
RISKS = sorted(DATA.risk_factors)
ANSWERS = ["yes", "no", "unknown", "skip", "none", "all", "only", "maybe", "likely_no", "item:2", "item:-1"]
ANSWERS += ["better", "same", "worse"]


def findings() -> st.SearchStrategy[Findings]:
    """Any state that a conversation can be in, told without its history."""
    return st.builds(
        Findings,
        signs=st.dictionaries(
            st.sampled_from(CODES),
            st.sampled_from(Status).map(lambda status: Finding(status=status)),
            max_size=8,
        ),
        risk_factors=st.dictionaries(st.sampled_from(RISKS), st.sampled_from(Status), max_size=4),
        phase=st.none() | st.sampled_from(Phase),
        hours_since_infusion=st.none() | st.floats(0, 400),
        onset_hours=st.none() | st.floats(0, 400),
        severity=st.none() | st.integers(0, 10),
    )


def messages() -> st.SearchStrategy[Observations]:
    """Any message, as the NLU could report it."""
    roles = st.sampled_from(["present", "absent", "possible", "conditional", "hypothetical", "historical"])
    return st.builds(
        Observations,
        signs=st.dictionaries(st.sampled_from(CODES), st.tuples(roles), max_size=3),
        risks=st.dictionaries(st.sampled_from(RISKS), st.tuples(roles), max_size=2),
        severity=st.none() | st.integers(0, 10),
        hours_since_infusion=st.none() | st.floats(0, 400),
        hours_untied=st.none() | st.floats(0, 400),
        infusion_status=st.none() | st.sampled_from(["before", "running", "after"]),
        answers=st.lists(st.sampled_from(ANSWERS), max_size=2).map(tuple),
    )


def rank(state: Findings) -> int:
    """Return the rank of a state's level."""
    return DATA.rank(assess(state).level)


def with_sign(state: Findings, code: str, status: Status) -> Findings:
    """Return the state with one sign set."""
    return state.with_changes(signs={**state.signs, code: Finding(status=status)})


@given(findings(), st.sampled_from(DANGER))
def test_one_more_danger_sign_never_lowers_the_level(state: Findings, code: str) -> None:
    assert rank(with_sign(state, code, Status.PRESENT)) >= rank(state)


@given(findings(), st.sampled_from(DANGER))
def test_an_unknown_danger_sign_never_counts_less_than_a_denied_one(state: Findings, code: str) -> None:
    unknown, denied = with_sign(state, code, Status.UNKNOWN), with_sign(state, code, Status.ABSENT)
    assert rank(denied) <= rank(unknown) <= rank(with_sign(state, code, Status.PRESENT))


@given(findings(), st.sampled_from(RISKS))
def test_a_risk_factor_never_lowers_the_level(state: Findings, code: str) -> None:
    raised = state.with_changes(risk_factors={**state.risk_factors, code: Status.PRESENT})
    assert rank(raised) >= rank(state)


@given(findings(), st.integers(0, 10), st.integers(0, 10))
def test_a_higher_severity_never_lowers_the_level(state: Findings, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert rank(state.with_changes(severity=low)) <= rank(state.with_changes(severity=high))


@given(findings())
def test_the_level_fits_the_phase(state: Findings) -> None:
    level = assess(state).level
    if level == "tell_nurse":
        assert state.phase is Phase.RUNNING
    if level in ("same_day", "self_care"):
        assert state.phase is not Phase.RUNNING


@given(findings())
def test_home_care_is_never_advised_while_a_danger_sign_is_present_or_unknown(state: Findings) -> None:
    if assess(state).level == "self_care":
        assert not any(state.sign(code) in (Status.PRESENT, Status.UNKNOWN) for code in DANGER)


@given(findings())
def test_findings_survive_being_stored(state: Findings) -> None:
    assert Findings.from_slot(state.as_slot()) == state


@given(st.lists(messages(), max_size=12))
def test_a_danger_level_once_said_is_lowered_only_by_a_checked_correction(talk: list[Observations]) -> None:
    state = Findings()
    for said in talk:
        question = next_question(state)
        before = assess(state)
        if before.is_danger:
            state = state.with_changes(announced=before.level, announced_rules=before.rules)
        after = read_message(state, said, asking=True)
        if before.is_danger and DATA.rank(assess(after).level) < DATA.rank(before.level):
            assert question is not None and question.confirms is not None
            assert state.signs[question.confirms].disputed
        state = after


@given(st.lists(messages(), min_size=40, max_size=40))
def test_every_interview_ends(talk: list[Observations]) -> None:
    state = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
    for said in talk:
        state = read_message(state, said, asking=True)
        if assess(state).level in DANGER_LEVELS:
            return
        if next_question(state) is None:
            return
    questions_asked = len(state.answered)
    assert questions_asked >= 8, f"forty messages answered only {questions_asked} questions"


@given(findings(), messages())
def test_reading_a_message_twice_changes_nothing(state: Findings, said: Observations) -> None:
    once = read_message(state, said.copy(update={"message_id": "m"}), asking=True)
    assert read_message(once, said.copy(update={"message_id": "m"}), asking=True) == once


def answer_every_question(state: Findings, reply: Any) -> tuple[Findings, list[str]]:
    """Answer until nothing is left to ask; return the last state and the questions asked."""
    asked: list[str] = []
    while (question := next_question(state)) is not None and question.kind != "progress":
        asked.append(question.id)
        assert len(asked) < 30, f"no end: {asked}"
        state = read_message(state, reply(question), asking=True)
    return state, asked


def test_an_interview_of_i_dont_know_ends_above_home_care() -> None:
    start = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
    state, asked = answer_every_question(start, lambda question: Observations(answers=("unknown",)))
    assert assess(state).level == "same_day"
    assert len(asked) == len(set(asked))


def test_an_interview_of_silence_ends_above_home_care() -> None:
    start = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
    state, _ = answer_every_question(start, lambda question: Observations())
    assert assess(state).level == "same_day"
