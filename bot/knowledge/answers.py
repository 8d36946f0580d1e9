"""Composes the answer to a topic from its statements. Pure: the same arguments give the same answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Optional

from bot.knowledge.loader import knowledge
from bot.knowledge.models import Answer, Audience, Disagreement, Knowledge, Source, Statement

NOT_A_GUIDELINE = "None of these pages is a medical guideline."
_ACCEPTED: tuple[Audience, ...] = ("patient", "nurse")


class UnknownTopicError(ValueError):
    """No such topic; the message names the accepted ones."""


def topics() -> tuple[str, ...]:
    """Return the names of all topics that ``answer_for`` accepts."""
    return tuple(knowledge().topics)


def answer_for(
    topic: str, audience: Audience = "patient", met: Collection[str] = (), limit: Optional[int] = None
) -> Answer:
    """Answer a question about ``topic`` for ``audience``.

    Args:
        topic: the name of a question's intent (``ask_cause``, ...), or ``out_of_scope``.
        audience: who reads it, ``patient`` or ``nurse``.
        met: ids of the gates whose condition the caller has made sure of. Statements that such a gate
            withholds (``all_danger_signs_denied``) stay out of a patient's answer without it.
        limit: how many statements at the most, the most direct first; all where it is not given.

    Returns:
        The answer. Its texts may hold ``{emergency_number}``, for the caller to fill in.

    Raises:
        UnknownTopicError: ``topic`` does not exist.
        ValueError: ``audience`` or a gate in ``met`` does not exist.
    """
    known = knowledge()
    if topic not in known.topics:
        raise UnknownTopicError(f"topic {topic!r}: accepted are {', '.join(known.topics)}")
    if audience not in _ACCEPTED:
        raise ValueError(f"audience {audience!r}: accepted are {', '.join(_ACCEPTED)}")
    for gate in met:
        if gate not in known.gates:
            raise ValueError(f"gate {gate!r}: accepted are {', '.join(known.gates)}")

    names = known.topics[topic].patient if audience == "patient" else known.topics[topic].nurse
    shown = [
        statement
        for statement in (known.statements[name] for name in names)
        if audience == "nurse" or not _withheld(statement, known, met)
    ]
    shown = shown[:limit]
    clinician_text = "\n\n".join(_clinician_texts(shown, known))
    text = clinician_text if audience == "nurse" else "\n\n".join(_patient_texts(shown, known))
    sources = () if known.topics[topic].declined else _sources(shown, audience, known)
    return Answer(
        topic=topic,
        audience=audience,
        text=text,
        clinician_text=clinician_text,
        answerable=bool(sources),
        sources=sources,
        source_note=source_note(sources, audience),
        statements=tuple(statement.id for statement in shown),
    )


def _withheld(statement: Statement, known: Knowledge, met: Collection[str]) -> bool:
    return any(known.gates[gate].withheld and gate not in met for gate in statement.gates)


def _differences(statements: list[Statement], audience: Audience, known: Knowledge) -> list[Disagreement]:
    """What the audience is shown of disagreements, in the order of the statements, each once."""
    names = dict.fromkeys(name for statement in statements for name in statement.disagreements_for(audience))
    found = [known.disagreements[name] for name in names]
    return [entry for entry in found if audience == "nurse" or entry.patient is not None]


def _patient_texts(statements: list[Statement], known: Knowledge) -> list[str]:
    texts = [statement.patient for statement in statements if statement.patient is not None]
    differences = (entry.patient for entry in _differences(statements, "patient", known))
    return texts + [text for text in differences if text is not None]


def _clinician_texts(statements: list[Statement], known: Knowledge) -> list[str]:
    texts = [statement.clinician for statement in statements]
    return texts + [entry.clinician for entry in _differences(statements, "nurse", known)]


def _sources(statements: list[Statement], audience: Audience, known: Knowledge) -> tuple[Source, ...]:
    """Every line behind what this audience is shown, each once, the most direct first."""
    found = [source for statement in statements for source in statement.sources]
    for entry in _differences(statements, audience, known):
        found.extend(entry.sources)
    return tuple(dict.fromkeys(found))


def source_note(sources: Sequence[Source], audience: Audience) -> str:
    """Name each document once, with its lines, its grade and any caution that its title needs.

    Empty where there is no source.
    """
    known = knowledge()
    if not sources:
        return ""
    lines: dict[str, list[int]] = {}
    for source in sources:
        lines.setdefault(source.passage[:3], []).append(source.line)
    parts = []
    for name, numbers in lines.items():
        document = known.documents[name]
        grade = document.grade if audience == "nurse" else document.patient_grade
        label = "line" if len(numbers) == 1 else "lines"
        where = ", ".join(str(number) for number in sorted(numbers))
        part = f"{document.title} ({grade}; {label} {where})"
        parts.append(f"{part}. {document.caution}" if document.caution else f"{part}.")
    return "\n".join(["Sources:", *parts, NOT_A_GUIDELINE])
