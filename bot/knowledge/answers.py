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
    check_reader(audience, met, known)

    names = known.topics[topic].patient if audience == "patient" else known.topics[topic].nurse
    shown = [
        statement
        for statement in (known.statements[name] for name in names)
        if is_shown(statement, audience, known, met)
    ]
    shown = shown[:limit]
    return compose(topic, shown, audience, known, declined=known.topics[topic].declined)


def compose(
    topic: str, shown: Sequence[Statement], audience: Audience, known: Knowledge, declined: bool = False
) -> Answer:
    """Make the answer that says some statements, in their order.

    Args:
        topic: what the answer is about.
        shown: statements that the audience may be shown.
        audience: who reads it.
        known: where the statements are from.
        declined: the documents do not hold the answer: no source is shown.
    """
    clinician_text = "\n\n".join(_clinician_texts(shown, known))
    text = clinician_text if audience == "nurse" else "\n\n".join(_patient_texts(shown, known))
    sources = () if declined else _sources(shown, audience, known)
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


def check_reader(audience: str, met: Collection[str], known: Knowledge) -> None:
    """Refuse a reader or a gate that does not exist.

    Raises:
        ValueError: ``audience`` or a gate in ``met`` does not exist.
    """
    if audience not in _ACCEPTED:
        raise ValueError(f"audience {audience!r}: accepted are {', '.join(_ACCEPTED)}")
    for gate in met:
        if gate not in known.gates:
            raise ValueError(f"gate {gate!r}: accepted are {', '.join(known.gates)}")


def is_shown(statement: Statement, audience: Audience, known: Knowledge, met: Collection[str]) -> bool:
    """Whether a statement may be shown to a reader, by its audience and by the gates that are met."""
    if not statement.for_audience(audience):
        return False
    return audience == "nurse" or not _withheld(statement, known, met)


def _withheld(statement: Statement, known: Knowledge, met: Collection[str]) -> bool:
    return any(known.gates[gate].withheld and gate not in met for gate in statement.gates)


def _differences(statements: Sequence[Statement], audience: Audience, known: Knowledge) -> list[Disagreement]:
    """What the audience is shown of disagreements, in the order of the statements, each once."""
    names = dict.fromkeys(name for statement in statements for name in statement.disagreements_for(audience))
    found = [known.disagreements[name] for name in names]
    return [entry for entry in found if audience == "nurse" or entry.patient is not None]


def _patient_texts(statements: Sequence[Statement], known: Knowledge) -> list[str]:
    texts = [statement.patient for statement in statements if statement.patient is not None]
    differences = (entry.patient for entry in _differences(statements, "patient", known))
    return texts + [text for text in differences if text is not None]


def _clinician_texts(statements: Sequence[Statement], known: Knowledge) -> list[str]:
    texts = [statement.clinician for statement in statements]
    return texts + [entry.clinician for entry in _differences(statements, "nurse", known)]


def _sources(statements: Sequence[Statement], audience: Audience, known: Knowledge) -> tuple[Source, ...]:
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
