"""When a nurse's message goes to the quick reference, decided apart from Rasa.

Danger that is told of a patient is triaged first, as for everybody; the card follows it. Only a look-up,
which tells of nobody, may name a danger sign without a triage.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.decision import CRISIS, CRISIS_OVER, FORM, LISTEN, RESULT, Turn, decide, must_announce
from bot.protocol.engine import next_question
from bot.protocol.findings import Findings

REFERENCE = "action_reference"
_ASKING = ("ask_", "nurse_reference")


@dataclass(frozen=True)
class NurseTurn:
    """What else matters of a message.

    Attributes:
        nurse: its writer reads as a nurse.
        switches: the message changes who reads.
        found: the quick reference answers it.
        calculates: it does so by a calculation.
        looks_up: it has words of a look-up and tells of nobody.
        tells: it tells of somebody.
    """

    nurse: bool
    switches: bool
    found: bool
    calculates: bool
    looks_up: bool
    tells: bool


def wants_reference(turn: Turn, said_by: NurseTurn) -> bool:
    """Tell whether the quick reference, or the word about a changed view, comes now."""
    usual = decide(turn)
    interview = turn.form_active and bool(turn.before.signs)
    if usual in (CRISIS, CRISIS_OVER) or turn.said.start_over:
        return False
    if usual == RESULT:
        return said_by.nurse and said_by.found and not interview and _only_named(turn, said_by)
    if said_by.switches and not turn.said.has_claim and (said_by.found or not turn.is_question):
        return True
    if not (said_by.nurse and said_by.found):
        return False
    asks = turn.is_question or said_by.looks_up or turn.intent.startswith(_ASKING)
    if interview:
        if said_by.calculates and not _answers(turn):
            return True
        return usual is None and asks
    if usual == FORM:
        question = next_question(turn.after)
        confirms = question is not None and question.confirms is not None
        return said_by.looks_up if confirms else asks
    return True


def _answers(turn: Turn) -> bool:
    """Tell whether the message holds anything that the open question could take."""
    said = turn.said
    times = (said.hours_since_infusion, said.hours_since_onset, said.hours_untied, said.infusion_status)
    return bool(said.signs or said.risks or said.answers) or any(
        part is not None for part in (said.severity, *times)
    )


def _only_named(turn: Turn, said_by: NurseTurn) -> bool:
    """Tell whether a danger sign is only named in a look-up, and none stood before."""
    return said_by.looks_up and not must_announce(turn.before, turn.said.copy(update={"signs": {}}))


def undoes_findings(turn: Turn, said_by: NurseTurn) -> bool:
    """Tell whether the message, being no report, must leave no trace in the findings."""
    return not (said_by.tells and turn.said.has_claim)


def after_reference(findings: Findings, told_claim: bool, form_active: bool, announced: bool) -> str:
    """Return what follows the reference: the open question, the triage of who was told of, or silence."""
    if form_active:
        return FORM
    if (announced or told_claim) and next_question(findings) is not None:
        return FORM
    return LISTEN
