"""The quick reference gives way to danger that is told of a patient, and to answers of the interview."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.decision import FORM, LISTEN, Turn
from bot.dialogue.reference_decision import NurseTurn, after_reference, undoes_findings, wants_reference
from bot.protocol.findings import Findings
from bot.protocol.interview import read_message
from bot.protocol.observations import Observations
from tests.protocol.people import person


def turn(
    before: Findings, intent: str = "inform", form: bool = False, question: bool = False, **said: Any
) -> Turn:
    signs = {code: (role,) for code, role in said.pop("signs", {}).items()}
    message = Observations(message_id="now", signs=signs, **said)
    return Turn(before, read_message(before, message, asking=form), message, intent, question, form)


def nurse(**changes: bool) -> NurseTurn:
    names = ("switches", "calculates", "looks_up", "tells")
    plain = {"nurse": True, "found": True, **dict.fromkeys(names, False)}
    return NurseTurn(**{**plain, **changes})


TOLD = {"signs": {"tongue_swelling": "present"}}


def test_a_nurse_who_asks_for_what_the_reference_holds_gets_it() -> None:
    assert wants_reference(turn(Findings()), nurse())


@pytest.mark.parametrize("changes", [{"nurse": False}, {"found": False}])
def test_a_patient_or_a_message_without_a_card_goes_the_ordinary_way(changes: dict[str, bool]) -> None:
    assert not wants_reference(turn(Findings(), "nurse_reference"), nurse(**changes))


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("tells", [False, True])
def test_a_danger_sign_that_is_told_is_triaged_first(form: bool, tells: bool) -> None:
    before = person("back_pain") if form else Findings()
    assert not wants_reference(turn(before, form=form, question=True, **TOLD), nurse(tells=tells))


def test_a_danger_sign_named_in_a_look_up_is_looked_up_and_leaves_no_trace() -> None:
    asked = turn(Findings(), **TOLD)
    assert wants_reference(asked, nurse(looks_up=True))
    assert undoes_findings(asked, nurse(looks_up=True))


def test_in_an_interview_even_a_look_up_with_a_danger_sign_is_triaged() -> None:
    assert not wants_reference(turn(person("back_pain"), form=True, **TOLD), nurse(looks_up=True))


def test_a_look_up_never_hides_a_danger_that_was_not_announced_yet() -> None:
    assert not wants_reference(turn(person("dyspnea"), **TOLD), nurse(looks_up=True))


def test_thoughts_of_suicide_and_starting_over_come_first() -> None:
    assert not wants_reference(turn(Findings(), signs={"suicidal": "present"}), nurse(looks_up=True))
    assert not wants_reference(turn(Findings(), start_over=True), nurse())


def test_a_report_of_symptoms_is_triaged_and_a_question_about_them_looked_up() -> None:
    report = {"signs": {"back_pain": "present"}}
    assert not wants_reference(turn(Findings(), "report_symptom", **report), nurse(tells=True))
    assert wants_reference(turn(Findings(), "report_symptom", question=True, **report), nurse(tells=True))
    assert wants_reference(turn(Findings(), "nurse_reference", **report), nurse())


def test_an_answer_in_the_interview_stays_an_answer() -> None:
    before = person("back_pain")
    assert not wants_reference(turn(before, form=True, answers=("none",)), nurse(calculates=True))
    assert not wants_reference(turn(before, form=True, severity=7), nurse(calculates=True))
    assert wants_reference(turn(before, form=True), nurse(calculates=True))
    assert wants_reference(turn(before, "nurse_reference", form=True), nurse())
    assert not wants_reference(turn(before, form=True), nurse())


def test_a_change_of_view_is_said_unless_symptoms_or_a_question_come_with_it() -> None:
    switch = {"switches": True, "found": False}
    assert wants_reference(turn(Findings()), nurse(**switch))
    assert wants_reference(turn(Findings()), nurse(nurse=False, **switch))
    assert not wants_reference(turn(Findings(), question=True), nurse(**switch))
    assert not wants_reference(turn(Findings(), signs={"back_pain": "present"}), nurse(**switch))


def test_what_is_told_of_a_patient_is_kept() -> None:
    told = turn(Findings(), signs={"back_pain": "present"})
    assert not undoes_findings(told, nurse(tells=True))
    assert undoes_findings(told, nurse())


@pytest.mark.parametrize(
    ("told", "form", "announced", "follows"),
    [
        (False, False, False, LISTEN),
        (False, True, False, FORM),
        (True, False, False, FORM),
        (False, False, True, FORM),
    ],
)
def test_after_the_reference_the_open_question_comes_again(
    told: bool, form: bool, announced: bool, follows: str
) -> None:
    assert after_reference(person("back_pain"), told, form, announced) == follows


def test_after_the_reference_nothing_is_asked_where_nothing_is_open() -> None:
    settled = person("dyspnea")
    assert after_reference(settled, True, False, True) == LISTEN
