"""Every string of the protocol that a patient can read, with where it stands."""

from __future__ import annotations

from typing import Iterator, Tuple

from bot.protocol.engine import check_question
from bot.protocol.loader import protocol
from bot.protocol.texts import fill


def patient_strings() -> Iterator[Tuple[str, str]]:
    """Yield (place, filled text) for each patient-facing string."""
    data = protocol()
    for name, phrase in data.texts.items():
        yield f"texts/{name}", fill(phrase)
    for rule in data.rules:
        yield f"rules/{rule.id}", fill(rule.patient)
    for escalation in data.escalations:
        yield f"rules/{escalation.id}", fill(escalation.patient)
    for level_name, level in data.levels.items():
        for field in ("title", "text", "running", "after"):
            if getattr(level, field):
                yield f"levels/{level_name}/{field}", fill(getattr(level, field))
    for question in data.questions:
        yield f"questions/{question.id}/text", fill(question.text)
        yield f"questions/{question.id}/again", fill(question.again)
        for item in question.items:
            yield f"questions/{question.id}/{item.codes[0]}", fill(item.text)
            yield f"questions/{question.id}/{item.codes[0]}/button", fill(item.button)
    for step in data.steps:
        yield f"steps/{step.id}", fill(step.patient)
    for code in data.signs:
        yield f"symptoms/{code}/check", fill(check_question(code).text)
        yield f"symptoms/{code}/ask", fill(data.signs[code].ask)
        if data.signs[code].means:
            yield f"symptoms/{code}/means", fill(data.signs[code].means or "")
