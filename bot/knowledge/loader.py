"""Loads the knowledge data and refuses whatever could be wrong quietly.

Every error names the file, the entry, the wrong value and what is accepted.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.knowledge.models import (
    Disagreement,
    Document,
    Gate,
    Knowledge,
    Source,
    Statement,
    Topic,
)

DATA = Path(__file__).resolve().parent

Entry = TypeVar("Entry", bound=BaseModel)
Row = dict[str, Any]


class KnowledgeError(ValueError):
    """The knowledge data is wrong; the message says where, what, and what is accepted."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        """Name the ``file``, the ``entry`` in it, and the ``problem`` with what is accepted."""
        super().__init__(f"{file}: {entry}: {problem}")


class _UniqueKeys(yaml.SafeLoader):
    """YAML loader that refuses a key given twice, where PyYAML keeps the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping; raise ``yaml.YAMLError`` for a key that stands twice."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice: accepted is once", node.start_mark
                )
        return super().construct_mapping(node, deep)


def _rows(folder: Path, name: str) -> list[Row]:
    """Read ``<name>.yml``: a mapping of ``name`` to a list of entries, each with a text ``id``."""
    file = f"{name}.yml"
    try:
        with (folder / file).open(encoding="utf-8") as stream:
            data = yaml.load(stream, Loader=_UniqueKeys)
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(file, "whole file", f"cannot be read: {error}") from error
    if not isinstance(data, dict) or list(data) != [name] or not isinstance(data[name], list):
        raise KnowledgeError(file, "whole file", f"accepted is the one key {name!r} with a list of entries")
    seen: list[str] = []
    for number, row in enumerate(data[name], 1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise KnowledgeError(file, f"entry {number}", f"{row!r}: accepted is a mapping with a text 'id'")
        if row["id"] in seen:
            raise KnowledgeError(
                file, f"entry {row['id']!r}", "id stands twice: accepted is once in the file"
            )
        seen.append(row["id"])
    return list(data[name])


def _value_at(row: Any, location: Collection[Any]) -> Any:
    for step in location:
        try:
            row = row[step]
        except (KeyError, IndexError, TypeError):
            return None
    return row


def _fields_at(model: type[BaseModel], location: Collection[Any]) -> list[str]:
    """Names of the fields of the model that sits at ``location`` within ``model``."""
    for step in location:
        if isinstance(step, str) and step in model.__fields__:
            inner = model.__fields__[step].type_
            model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return list(model.__fields__)


def _parse(file: str, row: Row, model: type[Entry]) -> Entry:
    """Validate one entry, turning pydantic's report into one line with the accepted fields."""
    try:
        return model.parse_obj(row)
    except ValidationError as error:
        problems = []
        for item in error.errors():
            location = item["loc"]
            where = ".".join(str(step) for step in location if step != "__root__")
            if item["type"] == "value_error.extra":
                fields = ", ".join(_fields_at(model, location[:-1]))
                problems.append(f"unknown key {where!r}: accepted are {fields}")
            elif item["type"] == "value_error.missing":
                problems.append(f"key {where!r} is missing: accepted is an entry that has it")
            elif item["type"].startswith("value_error") and "accepted" in item["msg"]:
                problems.append(f"{where}: {item['msg']}" if where else item["msg"])
            else:
                problems.append(f"{where}: {_value_at(row, location)!r} is wrong, accepted: {item['msg']}")
        raise KnowledgeError(file, f"entry {row['id']!r}", "; ".join(problems)) from error


def _load(folder: Path, name: str, model: type[Entry]) -> dict[str, Entry]:
    return {row["id"]: _parse(f"{name}.yml", row, model) for row in _rows(folder, name)}


def _source(file: str, entry: str, passage: Any, documents: Mapping[str, Document]) -> Source:
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
    return {**row, "sources": [_source(file, entry, passage, documents) for passage in passages]}


def _disagreements(folder: Path, documents: Mapping[str, Document]) -> dict[str, Disagreement]:
    file, loaded = "disagreements.yml", {}
    for row in _rows(folder, "disagreements"):
        sides = row.get("sides")
        if not isinstance(sides, list) or not all(isinstance(side, dict) for side in sides):
            raise KnowledgeError(
                file, f"entry {row['id']!r}", f"sides {sides!r}: accepted is a list of mappings"
            )
        resolved = [_with_sources(file, row["id"], side, documents) for side in sides]
        loaded[row["id"]] = _parse(file, {**row, "sides": resolved}, Disagreement)
        if not all(side.sources for side in loaded[row["id"]].sides):
            raise KnowledgeError(
                file, f"entry {row['id']!r}", "a side has no source: accepted is one or more each"
            )
    return loaded


def _check_known(file: str, entry: str, key: str, ids: Collection[str], known: Collection[str]) -> None:
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


def _check_topic(topic: Topic, statements: Mapping[str, Statement], gates: Mapping[str, Gate]) -> None:
    """Refuse a topic that shows a statement to the wrong reader, or could end in silence."""
    file, where = "topics.yml", f"entry {topic.id!r}"
    _check_known(file, topic.id, "statement", topic.patient + topic.nurse, statements)
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
    documents = _load(folder, "documents", Document)
    gates = _load(folder, "gates", Gate)
    disagreements = _disagreements(folder, documents)
    _check_disagreement_texts(disagreements, gates)
    topics = _load(folder, "topics", Topic)
    statements: dict[str, Statement] = {}
    for row in _rows(folder, "statements"):
        file, name = "statements.yml", row["id"]
        statement = _parse(file, _with_sources(file, name, row, documents), Statement)
        _check_known(file, name, "topic", [statement.topic], topics)
        _check_known(file, name, "gate", statement.gates, gates)
        _check_known(file, name, "disagreement", statement.disagreements_for("nurse"), disagreements)
        _check_gates(statement, gates)
        statements[name] = statement
    for topic in topics.values():
        _check_topic(topic, statements, gates)
    used = {name for topic in topics.values() for name in topic.patient + topic.nurse}
    for name in statements:
        if name not in used:
            raise KnowledgeError(
                "statements.yml", f"entry {name!r}", "no topic shows it: accepted is one or more"
            )
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
