"""Patients who answer whatever they are asked, by the question's slot."""

from __future__ import annotations

from typing import Dict, List, Optional

from tests.wire.harness import Conversation

# What a person with nothing grave says.
CALM_ANSWERS: Dict[str, str] = {
    "danger_signs": "none of these",
    "infusion_status": "it ended yesterday",
    "neck_stiffness": "no",
    "severity": "3",
    "onset": "since this morning",
    "other_symptoms": "no",
    "risk_factors": "no",
    "dizziness": "no",
    "fever": "no",
    "photophobia": "no",
    "headache": "no",
    "weakness": "no",
    "numbness": "no",
    "vomiting": "no",
    "palpitations": "no",
    "limb_pain": "no",
}
LONGEST_INTERVIEW = 15


def answer_until_asked(talk: Conversation, slot: str) -> None:
    """Answer each question until one slot is asked for.

    Raises:
        AssertionError: it was not asked for within `LONGEST_INTERVIEW` answers.
    """
    for _ in range(LONGEST_INTERVIEW):
        if talk.question() == slot:
            return
        talk.say(CALM_ANSWERS[str(talk.question())])
    raise AssertionError(f"{slot} was not asked for:\n" + talk.transcript())


def answer_until_result(talk: Conversation, answers: Optional[Dict[str, str]] = None) -> List[str]:
    """Answer each question until a result comes; return the slots asked, in order.

    Raises:
        AssertionError: no result after `LONGEST_INTERVIEW` answers, or a question without an answer here.
    """
    given = {**CALM_ANSWERS, **(answers or {})}
    asked: List[str] = []
    while not talk.customs("triage_result"):
        slot = talk.question()
        assert slot is not None, "neither a question nor a result:\n" + talk.transcript()
        assert slot in given, f"no answer to {slot}:\n" + talk.transcript()
        assert len(asked) < LONGEST_INTERVIEW, "no end:\n" + talk.transcript()
        asked.append(slot)
        talk.say(given[slot])
    return asked
