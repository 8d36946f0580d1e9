"""Loads the knowledge data and refuses whatever could be wrong quietly.

Every error names the file, the entry, the wrong value and what is accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.knowledge.data_files import DATA, KnowledgeError, Row, load_entries, parse_entry, read_rows
from bot.knowledge.models import (
    Audience,
    Disagreement,
    Document,
    Gate,
    Knowledge,
    Source,
    Statement,
    Topic,
)

__all__ = ["DATA", "KnowledgeError", "check_known", "knowledge", "load_knowledge"]


def source_of(file: str, entry: str, passage: Any, documents: Mapping[str, Document]) -> Source:
    """Turn a passage id such as ``000:27`` into a source.

    Raises:
        KnowledgeError: the passage is no passage id, or its document or line does not exist or is noise.
    """
    where = f"entry {entry!r}"
    if not isinstance(passage, str) or passage[3:4] != ":" or not passage[4:].isdigit():
        raise KnowledgeError(
            file, where, f"source {passage!r}: accepted is '<three digits>:<line>' in quotes"
        )
    document, line = documents.get(passage[:3]), int(passage[4:])
    if document is None:
        raise KnowledgeError(
            file, where, f"source {passage!r}: accepted documents are {', '.join(documents)}"
        )
    if not 1 <= line <= document.lines:
        raise KnowledgeError(file, where, f"source {passage!r}: accepted lines are 1 to {document.lines}")
    noise = document.noise_at(line)
    if noise is not None:
        raise KnowledgeError(
            file,
            where,
            f"source {passage!r} is noise ({noise.reason}): accepted are lines outside "
            f"{noise.first}-{noise.last}",
        )
    return Source(document=document.file, line=line, passage=f"{document.id}:{line}")


def _with_sources(file: str, entry: str, row: Row, documents: Mapping[str, Document]) -> Row:
    """Return ``row`` with its passage ids turned into sources."""
    passages = row.get("sources", [])
    if not isinstance(passages, list):
        raise KnowledgeError(
            file, f"entry {entry!r}", f"sources {passages!r}: accepted is a list of passages"
        )
    return {**row, "sources": [source_of(file, entry, passage, documents) for passage in passages]}


def _disagreements(folder: Path, documents: Mapping[str, Document]) -> dict[str, Disagreement]:
    file, loaded = "disagreements.yml", {}
    for row in read_rows(folder, "disagreements"):
        sides = row.get("sides")
        if not isinstance(sides, list) or not all(isinstance(side, dict) for side in sides):
            raise KnowledgeError(
                file, f"entry {row['id']!r}", f"sides {sides!r}: accepted is a list of mappings"
            )
        resolved = [_with_sources(file, row["id"], side, documents) for side in sides]
        loaded[row["id"]] = parse_entry(file, {**row, "sides": resolved}, Disagreement)
        if not all(side.sources for side in loaded[row["id"]].sides):
            raise KnowledgeError(
                file, f"entry {row['id']!r}", "a side has no source: accepted is one or more each"
            )
    return loaded


def check_known(file: str, entry: str, key: str, ids: Collection[str], known: Collection[str]) -> None:
    """Refuse an id that does not exist.

    Raises:
        KnowledgeError: one of ``ids`` is not in ``known``.
    """
    for name in ids:
        if name not in known:
            raise KnowledgeError(
                file,
                f"entry {entry!r}",
                f"{key} {name!r} does not exist: accepted are {', '.join(sorted(known))}",
            )


def _check_disagreement_texts(disagreements: Mapping[str, Disagreement], gates: Mapping[str, Gate]) -> None:
    """Refuse a patient text that speaks of something gated: a disagreement cannot carry the condition."""
    for entry in disagreements.values():
        for gate in gates.values():
            if entry.patient is not None and gate.wanted_by(entry.patient):
                problem = f"patient text {entry.patient!r} needs gate {gate.id!r}: accepted is one without it"
                raise KnowledgeError("disagreements.yml", f"entry {entry.id!r}", problem)


def _check_gates(statement: Statement, gates: Mapping[str, Gate]) -> None:
    """Refuse a statement that speaks of something gated without its gate, or breaks a gate that it names."""
    file, where = "statements.yml", f"entry {statement.id!r}"
    patient = statement.patient
    for gate in gates.values():
        if gate.id not in statement.gates:
            if patient is not None and gate.wanted_by(patient):
                raise KnowledgeError(
                    file,
                    where,
                    f"patient text {patient!r} needs gate {gate.id!r}: accepted with it ({gate.condition})",
                )
            continue
        if gate.nurse_only and statement.audience != "nurse":
            raise KnowledgeError(
                file, where, f"audience {statement.audience!r} under gate {gate.id!r}: accepted is 'nurse'"
            )
        wanted = [(patient, phrase) for phrase in gate.patient_must_say]
        wanted += [(statement.clinician, phrase) for phrase in gate.clinician_must_say]
        for text, phrase in wanted:
            if text is not None and phrase.lower() not in text.lower():
                raise KnowledgeError(
                    file, where, f"text {text!r} under gate {gate.id!r}: accepted is one that says {phrase!r}"
                )


def _check_instead(statement: Statement, statements: Mapping[str, Statement]) -> None:
    """Refuse a statement that leaves one kind of reader without a word, or names one that cannot be shown."""
    if statement.instead is None:
        if statement.audience != "both":
            problem = f"audience {statement.audience!r}: accepted with 'instead', for the other reader"
            raise KnowledgeError("statements.yml", f"entry {statement.id!r}", problem)
        return
    check_known("statements.yml", statement.id, "instead", [statement.instead], statements)
    other: Audience = "nurse" if statement.audience == "patient" else "patient"
    if not statements[statement.instead].for_audience(other):
        raise KnowledgeError(
            "statements.yml",
            f"entry {statement.id!r}",
            f"instead {statement.instead!r} is not for the {other}: accepted is one that is",
        )


def _check_topic(topic: Topic, statements: Mapping[str, Statement], gates: Mapping[str, Gate]) -> None:
    """Refuse a topic that shows a statement to the wrong reader, or could end in silence."""
    file, where = "topics.yml", f"entry {topic.id!r}"
    check_known(file, topic.id, "statement", topic.patient + topic.nurse, statements)
    for name in topic.patient:
        if not statements[name].for_audience("patient"):
            raise KnowledgeError(
                file, where, f"patient statement {name!r} is for nurses: accepted is patient or both"
            )
    for name in topic.nurse:
        if not statements[name].for_audience("nurse"):
            raise KnowledgeError(
                file, where, f"nurse statement {name!r} is for patients: accepted is nurse or both"
            )
    if topic.declined:
        for name in topic.patient + topic.nurse:
            if statements[name].sources:
                raise KnowledgeError(
                    file,
                    where,
                    f"statement {name!r} has sources: accepted in a declined topic is gs: true alone",
                )
    if all(any(gates[g].withheld for g in statements[name].gates) for name in topic.patient):
        raise KnowledgeError(
            file, where, f"patient {list(topic.patient)!r}: accepted is at least one that no gate withholds"
        )


def load_knowledge(folder: Path = DATA) -> Knowledge:
    """Read and check all knowledge files of ``folder``.

    Raises:
        KnowledgeError: a file is missing or unreadable, or an entry is wrong.
    """
    documents = load_entries(folder, "documents", Document)
    gates = load_entries(folder, "gates", Gate)
    disagreements = _disagreements(folder, documents)
    _check_disagreement_texts(disagreements, gates)
    topics = load_entries(folder, "topics", Topic)
    statements: dict[str, Statement] = {}
    for row in read_rows(folder, "statements"):
        file, name = "statements.yml", row["id"]
        statement = parse_entry(file, _with_sources(file, name, row, documents), Statement)
        check_known(file, name, "topic", [statement.topic], topics)
        check_known(file, name, "gate", statement.gates, gates)
        check_known(file, name, "disagreement", statement.disagreements_for("nurse"), disagreements)
        _check_gates(statement, gates)
        statements[name] = statement
    for statement in statements.values():
        _check_instead(statement, statements)
    for topic in topics.values():
        _check_topic(topic, statements, gates)
    return Knowledge(
        documents=documents, gates=gates, disagreements=disagreements, statements=statements, topics=topics
    )


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Return the knowledge that comes with the assistant, read once.

    Raises:
        KnowledgeError: the data is wrong.
    """
    return load_knowledge()
