"""What is known of each sign, in the five states that a clinician must be able to tell apart."""

from __future__ import annotations

from enum import Enum
from typing import Callable, List, Optional, Tuple

from pydantic import BaseModel

from bot.protocol.findings import Findings, Status
from bot.protocol.models import Protocol


class State(str, Enum):
    """State of a sign or a risk factor."""

    PRESENT = "present"
    POSSIBLE = "possible"
    DENIED = "denied"
    ASKED_UNKNOWN = "asked_unknown"
    NOT_ASKED = "not_asked"

    @property
    def is_unknown(self) -> bool:
        """Tell whether it is neither present nor denied."""
        return self not in (State.PRESENT, State.DENIED)


_OF_STATUS = {
    Status.PRESENT: State.PRESENT,
    Status.ABSENT: State.DENIED,
    Status.UNKNOWN: State.ASKED_UNKNOWN,
}


class Known(BaseModel):
    """One sign or risk factor.

    Attributes:
        code: its code in the protocol.
        name: the clinician's term (of a risk factor, its name).
        plain: what patients call it.
        danger: whether it is a danger sign.
        state: what is known of it.
        disputed: it counts as present, and a later message takes it back without confirmation yet.
    """

    code: str
    name: str
    plain: str
    danger: bool
    state: State
    disputed: bool = False

    class Config:
        """Values never change in place."""

        frozen = True


def stands_for_others(code: str) -> bool:
    """Tell whether a code stands for a bare "yes" to a list ("one of these") and names no sign of its own."""
    return code.startswith("unnamed_")


def sign_state(findings: Findings, code: str) -> State:
    """Return what is known of a sign; a sign that was raised and not yet asked back is possible."""
    status = findings.sign(code)
    if status is not None:
        return _OF_STATUS[status]
    return State.POSSIBLE if code in findings.signs else State.NOT_ASKED


def known_signs(findings: Findings, data: Protocol) -> Tuple[Known, ...]:
    """Return every sign that a handoff names: danger signs first, then by state, then in the data's order.

    These are all symptoms of the contract, all danger signs, and what else was mentioned. A code that stands
    for a bare "yes" to a list is named only where it was said.
    """
    found: List[Known] = []
    for code, sign in data.signs.items():
        state = sign_state(findings, code)
        always = code in data.symptom_set or code in data.danger_codes
        if state is State.NOT_ASKED and not always:
            continue
        if stands_for_others(code) and state is not State.PRESENT:
            continue
        finding = findings.signs.get(code)
        found.append(
            Known(
                code=code,
                name=sign.clinical,
                plain=sign.name,
                danger=code in data.danger_codes,
                state=state,
                disputed=state is State.PRESENT and finding is not None and finding.disputed,
            )
        )
    order = list(State)
    return tuple(sorted(found, key=lambda sign: (not sign.danger, order.index(sign.state))))


def known_risks(findings: Findings, data: Protocol) -> Tuple[Known, ...]:
    """Return the risk factors that the protocol asks for, and what else was mentioned."""
    asked = {
        code
        for question in data.questions
        if question.kind == "risks"
        for item in question.items
        for code in (*item.codes, *item.denies)
    }
    found = []
    for code, risk in data.risk_factors.items():
        status = findings.risk_factors.get(code)
        state = State.NOT_ASKED if status is None else _OF_STATUS[status]
        named = not stands_for_others(code) and (code in asked or status is not None)
        if named or state is State.PRESENT:
            found.append(Known(code=code, name=risk.name, plain=risk.name, danger=False, state=state))
    return tuple(found)


def names(
    signs: Tuple[Known, ...],
    state: State,
    danger: Optional[bool] = None,
    by: Callable[[Known], str] = lambda sign: sign.name,
) -> Tuple[str, ...]:
    """Return the names of the signs in a state, of danger signs or of the others only where asked."""
    return tuple(
        by(sign) for sign in signs if sign.state is state and (danger is None or sign.danger is danger)
    )
