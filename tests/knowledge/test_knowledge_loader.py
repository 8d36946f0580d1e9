"""The loader refuses data that could be wrong quietly, and says where, what, and what is accepted."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.loader import DATA, KnowledgeError, knowledge, load_knowledge

Row = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in DATA.glob("*.yml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def edit(folder: Path, name: str, entry: str, change: Callable[[Row], object]) -> None:
    """Apply ``change`` to one entry of ``<name>.yml``."""
    file = folder / f"{name}.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    change(next(row for row in data[name] if row["id"] == entry))
    file.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8")


def put(**values: Any) -> Callable[[Row], object]:
    return lambda row: row.update(values)


def drop(key: str) -> Callable[[Row], object]:
    return lambda row: row.pop(key)


def refusal(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return str(caught.value)


def test_the_data_that_comes_with_the_assistant_loads(folder: Path) -> None:
    assert load_knowledge(folder) == knowledge()
    assert len(knowledge().statements) >= 30
    assert list(knowledge().documents) == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize(
    ("name", "entry", "change", "said"),
    [
        ("statements", "relief_position", put(colour="red"), ["'colour'", "accepted are id, topic"]),
        ("statements", "relief_position", put(topic="ask_weather"), ["'ask_weather'", "ask_relief"]),
        (
            "statements",
            "relief_position",
            put(audience="everyone"),
            ["'everyone'", "'patient', 'nurse', 'both'"],
        ),
        ("statements", "relief_position", put(gates=["soup"]), ["'soup'", "acetaminophen"]),
        ("statements", "relief_position", put(disagreements=["soup"]), ["'soup'", "chest_tightness"]),
        ("statements", "relief_position", put(clinician_disagreements=["soup"]), ["'soup'", "pain_expected"]),
        ("statements", "relief_position", put(sources=[]), ["no support", "gs: true"]),
        ("statements", "relief_position", drop("sources"), ["no support", "gs: true"]),
        ("statements", "relief_position", put(sources=["000.27"]), ["'000.27'", "<three digits>:<line>"]),
        ("statements", "relief_position", put(sources=[27]), ["27", "<three digits>:<line>"]),
        ("statements", "relief_position", put(sources="000:27"), ["'000:27'", "list of passages"]),
        ("statements", "relief_position", put(sources=["005:1"]), ["'005:1'", "000, 001, 002, 003, 004"]),
        ("statements", "relief_position", put(sources=["000:28"]), ["'000:28'", "1 to 27"]),
        ("statements", "relief_position", put(sources=["000:0"]), ["'000:0'", "1 to 27"]),
        ("statements", "relief_position", put(sources=["001:3"]), ["'001:3'", "noise", "outside 3-16"]),
        ("statements", "relief_position", put(sources=["001:105"]), ["'001:105'", "noise", "79-105"]),
        ("statements", "relief_position", put(sources=["002:13"]), ["'002:13'", "noise"]),
        ("statements", "relief_position", put(sources=["004:32"]), ["'004:32'", "noise"]),
        ("statements", "relief_position", put(sources=["004:150"]), ["'004:150'", "noise"]),
        ("statements", "relief_position", put(patient=7), ["patient", "7"]),
        ("statements", "relief_position", put(patient="  "), ["patient text", "not blank"]),
        ("statements", "relief_position", drop("patient"), ["'both'", "accepted is a patient text"]),
        ("statements", "relief_position", drop("clinician"), ["'clinician' is missing"]),
        ("statements", "relief_position", put(gs="yes"), ["gs", "'yes'"]),
        ("statements", "relief_position", put(gs=True), ["gs: true", "(general safety advice)"]),
        ("statements", "bot_what", put(clinician="A program."), ["without a source", "every text"]),
        ("statements", "relief_heat", put(gs=False), ["(general safety advice)", "gs: true only"]),
        ("statements", "rate_start", put(audience="both", patient="Ask."), ["professional_only", "'nurse'"]),
        ("documents", "000", put(is_guideline=True), ["True", "none of the documents is a guideline"]),
        ("documents", "000", put(file="001_abc"), ["'001_abc'", "begins with '000_'"]),
        ("documents", "001", put(noise=[{"first": 3, "end": 9}]), ["noise.0.end", "first, last, reason"]),
        ("gates", "heat", put(patient_words=["("]), ["'('", "regular expression"]),
        ("disagreements", "blood_pressure", put(sides=[]), ["two or more"]),
        ("disagreements", "blood_pressure", put(sides="none"), ["'none'", "list of mappings"]),
        ("disagreements", "blood_pressure", put(patient="Drink water."), ["'fluids'", "without it"]),
        ("topics", "ask_relief", put(patient=["soup"]), ["'soup'", "relief_heat"]),
        ("topics", "ask_relief", put(patient=[]), ["no statement", "at least one"]),
        ("topics", "ask_rate", put(patient=["rate_start"]), ["'rate_start'", "patient or both"]),
        ("topics", "ask_rate", put(nurse=["rate_patient"]), ["'rate_patient'", "nurse or both"]),
        (
            "topics",
            "ask_neuropathy",
            put(patient=["neuropathy_repair"]),
            ["'neuropathy_repair'", "no gate withholds"],
        ),
        ("topics", "ask_relief", put(declined=True), ["'relief_running'", "gs: true alone"]),
        ("statements", "rate_start", drop("instead"), ["'nurse'", "accepted with 'instead'"]),
        ("statements", "rate_start", put(instead="soup"), ["'soup'", "rate_patient"]),
        (
            "statements",
            "rate_start",
            put(instead="rate_increase"),
            ["'rate_increase'", "not for the patient"],
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place_and_what_is_accepted(
    folder: Path, name: str, entry: str, change: Callable[[Row], object], said: list[str]
) -> None:
    edit(folder, name, entry, change)
    message = refusal(folder)
    assert message.startswith(f"{name}.yml: entry {entry!r}")
    assert "accepted" in message
    for part in said:
        assert part in message


@pytest.mark.parametrize(
    "text",
    [
        "Take ibuprofen now.",
        "Take an NSAID.",
        "Tylenol may help.",
        "Drink a lot.",
        "Use a heating pad.",
        "Run it at 2 mL/kg per hour.",
        "A steroid can help.",
        "Your nerves may repair now.",
        "IVIG is not recommended for back pain.",
        "Use your EpiPen.",
    ],
)
def test_a_patient_text_on_a_gated_subject_needs_its_gate(folder: Path, text: str) -> None:
    edit(folder, "statements", "relief_position", put(patient=text))
    message = refusal(folder)
    assert "needs gate" in message
    assert text in message


GATED = [
    (statement.id, phrase)
    for statement in knowledge().statements.values()
    for gate in (knowledge().gates[name] for name in statement.gates)
    for phrase in (gate.patient_must_say if statement.patient else ()) + gate.clinician_must_say
]


@pytest.mark.parametrize(("entry", "phrase"), GATED)
def test_a_gated_statement_without_its_condition_is_refused(folder: Path, entry: str, phrase: str) -> None:
    def without(row: Row) -> None:
        for key in ("patient", "clinician"):
            if key in row:
                start = row[key].lower().find(phrase.lower())
                while start >= 0:
                    row[key] = row[key][:start] + "..." + row[key][start + len(phrase) :]
                    start = row[key].lower().find(phrase.lower())

    edit(folder, "statements", entry, without)
    message = refusal(folder)
    assert f"entry {entry!r}" in message


def test_every_gate_of_the_clinical_brief_guards_a_statement() -> None:
    used = {gate for statement in knowledge().statements.values() for gate in statement.gates}
    assert used == set(knowledge().gates)


def test_an_id_that_stands_twice_is_refused(folder: Path) -> None:
    file = folder / "gates.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    data["gates"].append(data["gates"][0])
    file.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper), encoding="utf-8")
    assert "gates.yml: entry 'nsaids': id stands twice" in refusal(folder)


def test_a_key_that_stands_twice_is_refused(folder: Path) -> None:
    file = folder / "topics.yml"
    file.write_text(
        file.read_text(encoding="utf-8") + "    declined: true\n    declined: false\n", encoding="utf-8"
    )
    assert "'declined' stands twice" in refusal(folder)


@pytest.mark.parametrize("content", ["", "statements: 3", "other: []", "statements: [\n", "statements: [3]"])
def test_a_file_of_another_shape_is_refused(folder: Path, content: str) -> None:
    (folder / "statements.yml").write_text(content, encoding="utf-8")
    assert refusal(folder).startswith("statements.yml: ")


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "gates.yml").unlink()
    assert refusal(folder).startswith("gates.yml: whole file: cannot be read")


def test_what_was_loaded_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        knowledge().statements["relief_position"].patient = "Run."  # type: ignore[misc]
