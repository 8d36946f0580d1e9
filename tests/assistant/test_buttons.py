"""Every quick answer is understood as the answer that it is, by the NLU and the protocol together."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import pytest

from bot.nlu.understanding import understand
from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Findings, Phase
from bot.protocol.interview import read_message
from bot.protocol.messages import question_message
from bot.protocol.models import Question
from bot.protocol.observations import Observations, from_entities
from tests.protocol.people import person

CALM = {
    "infusion_status": "It ended yesterday",
    "severity": "3",
    "infusion_end": "Yesterday",
    "onset": "Yesterday",
}


def heard(text: str) -> Observations:
    """Return what the NLU makes of a text."""
    entities: List[Dict[str, Any]] = [
        {"entity": entity.entity, "value": entity.value, "role": entity.role}
        for entity in understand(text).entities
    ]
    return from_entities(entities, text=text)


def walk(start: Findings, calm: Dict[str, str]) -> List[Tuple[Findings, Question]]:
    """Answer calmly, and return each question with the findings at which it was asked."""
    state, met = start, []
    while (question := next_question(state)) is not None and len(met) < 20:
        met.append((state, question))
        words = calm.get(question.id, "No" if question.kind == "yes_no" else "None of these")
        state = read_message(state, heard("Better" if question.kind == "progress" else words), asking=True)
        if question.kind == "progress":
            break
        if next_question(state) is None:
            assessment = assess(state)
            state = state.with_changes(announced=assessment.level, announced_rules=assessment.rules)
    return met


STARTS = {
    "back pain": (person("back_pain"), CALM),
    "long ago": (person("back_pain"), {**CALM, "infusion_status": "It ended 5 days ago"}),
    "running": (person("back_pain"), {**CALM, "infusion_status": "It is running now"}),
    "headache": (person("severe_headache"), {**CALM, "danger_signs_more": "I don't know"}),
    "fever": (person("back_pain", "fever"), CALM),
    "no time": (person("back_pain", phase="after"), CALM),
    "limb": (person("limb_pain", "itching"), CALM),
}
TAPS = [
    pytest.param(state, question, title, id=f"{name}/{question.id}/{title}")
    for name, (start, calm) in STARTS.items()
    for state, question in walk(start, calm)
    for title in question_message(question, state).buttons
]


@pytest.mark.parametrize(("state", "question", "title"), TAPS)
def test_a_tap_answers_its_question(state: Findings, question: Question, title: str) -> None:
    after = read_message(state, heard(title), asking=True)
    assert question.id in after.answered, f"{title!r} was read as {heard(title)}"


PHASES = [
    ("It is running now", Phase.RUNNING, None),
    ("It ended a few hours ago", Phase.AFTER, 3),
    ("It ended yesterday", Phase.AFTER, 24),
    ("It ended 2 days ago", Phase.AFTER, 48),
    ("It ended 5 days ago", Phase.AFTER, 120),
    ("It has not started yet", Phase.BEFORE, None),
    ("I don't know", Phase.UNKNOWN, None),
]


@pytest.mark.parametrize(("title", "phase", "hours"), PHASES)
def test_a_tap_about_the_infusion_means_what_it_says(title: str, phase: Phase, hours: float) -> None:
    state = read_message(person("back_pain"), heard("None of these"), asking=True)
    after = read_message(state, heard(title), asking=True)
    assert (after.phase, after.hours_since_infusion) == (phase, hours)


@pytest.mark.parametrize("number", range(11))
def test_a_tap_on_the_scale_is_that_number(number: int) -> None:
    state, _ = next(pair for pair in walk(*STARTS["back pain"]) if pair[1].id == "severity")
    assert read_message(state, heard(str(number)), asking=True).severity == number
