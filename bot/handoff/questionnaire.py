"""The protocol's questions with their answers, as items of a FHIR QuestionnaireResponse.

One item a question, in the protocol's order. A question that was not asked, or got "I don't know", has no
answer but an extension that says why. A list is a group whose lines are items of their own.
"""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional, Tuple

from bot.handoff.known import State, sign_state
from bot.protocol.findings import Findings, Phase, Status
from bot.protocol.models import Item, Protocol, Question
from bot.protocol.texts import fill

JsonObject = Dict[str, Any]
ABSENT_REASON_URL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
HOURS = {"unit": "h", "system": "http://unitsofmeasure.org", "code": "h"}
# FHIR's words for why there is no value.
REASONS = {
    State.ASKED_UNKNOWN: "asked-unknown",
    State.POSSIBLE: "unknown",
    State.NOT_ASKED: "not-asked",
}


def items(findings: Findings, data: Protocol) -> List[JsonObject]:
    """Return the items of all questions."""
    return [_item(question, findings, data) for question in data.questions]


def is_answered(findings: Findings, data: Protocol) -> bool:
    """Tell whether each question that was asked for a calm result has its answer."""
    return all(question.id in findings.answered for question in data.questions if question.required)


def _item(question: Question, findings: Findings, data: Protocol) -> JsonObject:
    item: JsonObject = {"linkId": question.id, "text": fill(question.text, findings.who)}
    if question.kind in ("group", "risks"):
        lines = _lines(question, findings)
        if lines:
            return {**item, "item": lines}
        return {**item, **_no_answer(_unanswered(question, findings))}
    values = _values(question, findings, data)
    if values:
        return {**item, "answer": values}
    return {**item, **_no_answer(_unanswered(question, findings))}


def _no_answer(state: State) -> JsonObject:
    return {"extension": [{"url": ABSENT_REASON_URL, "valueCode": REASONS[state]}]}


def _unanswered(question: Question, findings: Findings) -> State:
    """Return why a question has no answer: it was asked in vain, its sign is only possible, or not asked."""
    if question.kind == "yes_no":
        state = sign_state(findings, question.about[0])
        if state is not State.NOT_ASKED:
            return state
    if question.kind == "phase" and findings.phase is Phase.UNKNOWN:
        return State.ASKED_UNKNOWN
    return State.ASKED_UNKNOWN if question.id in findings.answered else State.NOT_ASKED


def _values(question: Question, findings: Findings, data: Protocol) -> List[JsonObject]:
    """Return the answers to a question that is no list; empty where there is none."""
    if question.kind == "complaint":
        felt = [code for code in data.signs if findings.present(code) and code in data.symptom_codes]
        return [{"valueString": data.signs[code].clinical} for code in felt]
    if question.kind == "yes_no":
        state = sign_state(findings, question.about[0])
        return [] if state.is_unknown else [{"valueBoolean": state is State.PRESENT}]
    if question.kind == "phase":
        known = findings.phase not in (None, Phase.UNKNOWN)
        return [{"valueString": findings.phase.value}] if known and findings.phase else []
    if question.kind == "severity":
        return [] if findings.severity is None else [{"valueInteger": findings.severity}]
    hours = findings.onset_hours if question.kind == "onset" else findings.hours_since_infusion
    return [] if hours is None else [{"valueQuantity": {"value": round(hours, 2), **HOURS}}]


# ---- lists ---------------------------------------------------------------------------------------


def _lines(question: Question, findings: Findings) -> List[JsonObject]:
    """Return the lines of a list with what is known of each; empty where nothing is known of any."""
    lines = []
    known = False
    for number, item in enumerate(question.items, 1):
        state = _line_state(item, question, findings)
        known = known or state is not State.NOT_ASKED
        line = {"linkId": f"{question.id}.{number}", "text": fill(item.text, findings.who)}
        lines.append({**line, **_line_answer(state)})
    if question.unnamed is not None and _state(question.unnamed, question, findings) is State.PRESENT:
        known = True
        line = {"linkId": f"{question.id}.unnamed", "text": "Yes, without saying which"}
        lines.append({**line, "answer": [{"valueBoolean": True}]})
    return lines if known else []


def _line_answer(state: State) -> JsonObject:
    if state.is_unknown:
        return _no_answer(state)
    return {"answer": [{"valueBoolean": state is State.PRESENT}]}


def _line_state(item: Item, question: Question, findings: Findings) -> State:
    """Return what is known of one line: of a pair of signs both must be present, else any."""
    if item.denies_pair:
        return _pair_state(_states(item.denies_pair, question, findings))
    states = _states((*item.codes, *item.denies), question, findings)
    for state in (State.PRESENT, State.POSSIBLE, State.ASKED_UNKNOWN, State.NOT_ASKED):
        if state in states:
            return state
    return State.DENIED


def _pair_state(states: Tuple[State, ...]) -> State:
    for state in (State.DENIED, State.POSSIBLE, State.ASKED_UNKNOWN, State.NOT_ASKED):
        if state in states:
            return state
    return State.PRESENT


def _states(codes: Iterable[str], question: Question, findings: Findings) -> Tuple[State, ...]:
    return tuple(_state(code, question, findings) for code in dict.fromkeys(codes))


def _state(code: str, question: Question, findings: Findings) -> State:
    if question.kind != "risks":
        return sign_state(findings, code)
    status: Optional[Status] = findings.risk_factors.get(code)
    if status is None:
        return State.NOT_ASKED
    by_status = {Status.PRESENT: State.PRESENT, Status.ABSENT: State.DENIED}
    return by_status.get(status, State.ASKED_UNKNOWN)
