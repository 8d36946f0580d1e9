"""Several lines of a list in one message: each answered as it says, and no other touched."""

from __future__ import annotations

from typing import Dict, FrozenSet, List, Tuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.protocol.engine import assess, items_to_ask, next_question
from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.models import Item, Question
from bot.protocol.observations import Observations

DATA = protocol()
LISTS = [question for question in DATA.questions if question.kind in ("group", "risks")]
DANGER = next(question for question in DATA.questions if question.id == "danger_signs")
HURTS = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
ANSWERS = {"present": "", "absent": ": no", "unknown": ": not sure"}


def at(question: Question) -> Tuple[Findings, Tuple[Item, ...]]:
    """Return findings at which a list is asked, and its lines then."""
    findings = HURTS
    while True:
        asked = next_question(findings)
        assert asked is not None, f"{question.id} is never asked on the calm way"
        if asked.id == question.id:
            return findings, items_to_ask(asked, findings)
        findings = read_message(findings, calm(asked), asking=True)


def calm(question: Question) -> Observations:
    if question.kind == "severity":
        return Observations(severity=3)
    if question.kind in ("phase", "phase_end", "onset"):
        return Observations(hours_untied=24.0, infusion_status=None if question.kind == "onset" else "after")
    return Observations(answers=("no", "none"), text="no")


def say(findings: Findings, *lines: str) -> Findings:
    return read_message(findings, Observations(text="\n".join(lines)), asking=True)


def names(item: Item) -> FrozenSet[str]:
    return frozenset((*item.codes, *item.denies, *item.denies_pair))


def test_two_signs_are_told_at_once() -> None:
    after = say(HURTS, "Seizure", "Chest pain or tightness")
    assert after.present("seizure") and after.present("chest_pain")
    assert assess(after).level == "emergency"


def test_a_denied_sign_is_absent_and_the_others_are_asked_again() -> None:
    after = say(HURTS, "Seizure: no", "Fainting, or very hard to wake: no")
    assert after.sign("seizure") is Status.ABSENT and after.sign("syncope") is Status.ABSENT
    asked = next_question(after)
    assert asked is not None and asked.id == "danger_signs"
    assert "Seizure" not in [item.button for item in items_to_ask(asked, after)]
    assert after.sign("dyspnea") is None


def test_a_sign_that_the_person_is_not_sure_of_is_asked_back() -> None:
    after = say(HURTS, "Seizure: not sure")
    asked = next_question(after)
    assert asked is not None and asked.confirms == "seizure"
    denied = read_message(after, Observations(answers=("no",), text="no"), asking=True)
    assert denied.sign("seizure") is Status.ABSENT
    again = next_question(denied)
    assert again is not None and again.id == "danger_signs"


def test_every_line_denied_is_none_of_these() -> None:
    findings, items = at(DANGER)
    one_by_one = say(findings, *(f"{item.button}: no" for item in items))
    at_once = read_message(findings, Observations(answers=("none",), text="None of these"), asking=True)
    assert one_by_one.signs == at_once.signs and "danger_signs" in one_by_one.answered


def test_a_line_that_is_none_of_the_list_leaves_the_message_to_the_reader() -> None:
    said = Observations(text="Seizure: no\nand my neck is stiff", signs={"neck_stiffness": ("present",)})
    after = read_message(HURTS, said, asking=True)
    assert after.present("neck_stiffness") and after.sign("seizure") is None


def test_a_line_answered_twice_counts_as_the_graver() -> None:
    assert say(HURTS, "Seizure: no", "Seizure").present("seizure")
    assert say(HURTS, "Seizure: not sure", "Seizure: no").signs["seizure"].suspected


def test_risks_are_read_line_by_line() -> None:
    risks = next(question for question in DATA.questions if question.kind == "risks")
    findings, (first, second, third, *_) = at(risks)
    after = say(findings, first.button, f"{second.text}: no", f"{third.button}: not sure")
    for item, status in ((first, "present"), (second, "absent"), (third, "unknown")):
        assert {after.risk_factors[code].value for code in item.codes} == {status}


@pytest.mark.parametrize("question", LISTS, ids=lambda question: str(question.id))
@settings(max_examples=60, deadline=None)
@given(draw=st.data())
def test_what_no_line_names_is_never_denied(question: Question, draw: st.DataObject) -> None:
    findings, items = at(question)
    chosen: Dict[int, str] = draw.draw(
        st.dictionaries(st.integers(0, len(items) - 1), st.sampled_from(sorted(ANSWERS)), min_size=1)
    )
    forms: List[str] = []
    for number, status in draw.draw(st.permutations(sorted(chosen.items()))):
        name = draw.draw(st.sampled_from([items[number].button, items[number].text]))
        forms.append(draw.draw(st.sampled_from([name, name.upper(), f"  {name}"])) + ANSWERS[status])
    after = say(findings, *forms)
    known = after.risk_factors if question.kind == "risks" else {c: after.sign(c) for c in after.signs}
    denied = {
        code for number, status in chosen.items() if status == "absent" for code in names(items[number])
    }
    touched = {code for number in chosen for code in names(items[number])}
    for code, status in known.items():
        if code in touched:
            assert status is not Status.ABSENT or code in denied or code in findings.signs
        elif code not in findings.signs and code not in findings.risk_factors:
            assert status is not Status.ABSENT, code
    for number, answer in chosen.items():
        for code in items[number].codes:
            if answer == "present":
                assert known[code] is Status.PRESENT
            elif answer == "unknown" and code not in findings.signs:
                assert known.get(code) is not Status.ABSENT
    danger_left = {code for item in items for code in names(item)} - touched
    if question.kind == "group" and question.unnamed in DATA.danger_codes and not assess(after).is_danger:
        assert not danger_left or question.id not in after.answered, "what is left must be asked again"
