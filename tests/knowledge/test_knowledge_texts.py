"""Texts can be read by patients, hold no figure that their source lacks, and copy no sentence."""

from __future__ import annotations

import re

import pytest
import textstat

from bot.knowledge import answer_for, knowledge, topics
from bot.knowledge.answers import NOT_A_GUIDELINE
from bot.knowledge.models import Source

SourceLines = dict[str, list[str]]
NUMBERS = ["911", "911 (US/Canada), 112 (EU), 999 (UK)"]


def patient_strings() -> dict[str, str]:
    """Every text of this room that a patient can read, by its place."""
    known = knowledge()
    found = {f"statement {s.id}": s.patient for s in known.statements.values() if s.patient}
    found |= {f"disagreement {d.id}": d.patient for d in known.disagreements.values() if d.patient}
    found |= {f"caution of {d.id}": d.caution for d in known.documents.values() if d.caution}
    found |= {f"answer to {topic}": answer_for(topic, met=list(known.gates)).text for topic in topics()}
    return found | {"source note": NOT_A_GUIDELINE}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("place", "text"), [pytest.param(p, t, id=p) for p, t in patient_strings().items()])
def test_a_patient_text_reads_at_grade_8_in_short_sentences(place: str, text: str, number: str) -> None:
    said = text.replace("{emergency_number}", number)
    assert textstat.flesch_kincaid_grade(said) <= 8.0, place
    for sentence in re.split(r"(?<=[.!?:])\s+", said):
        assert len(sentence.split()) <= 20, (place, sentence)


# "first" is left out: it mostly says what to do before something else.
WORDS = re.findall(
    r"\w+",
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    dozen half halve halved quarter twice double doubled triple second third fourth fifth
    """,
)
NUMBER = re.compile(rf"\d+(?:\.\d+)?%?|\b(?:{'|'.join(WORDS)})s?\b", re.IGNORECASE)


def numbers(text: str) -> set[str]:
    """Figures and number words of ``text``; passage ids and footnotes are no figures of it."""
    text = re.sub(r"\b\d{3}:\d+\b", "", text)
    text = re.sub(r"(?<=[\w.)]) \d(?:, \d)*:?\s*$", "", text)
    found = {match.lower() for match in NUMBER.findall(text)}
    return {number.rstrip("s") if number.rstrip("s") in WORDS else number for number in found}


def numbers_of_lines(sources: tuple[Source, ...], lines: SourceLines) -> set[str]:
    found = set().union(*(numbers(lines[s.document][s.line - 1]) for s in sources)) if sources else set()
    return found | ({"half", "halve", "halved"} if "50%" in found else set())


def test_the_finder_of_numbers_sees_figures_and_words() -> None:
    assert numbers("from 0.5 to 1.0 mL, two or three at 50%, thousands, half") == {
        "0.5", "1.0", "two", "three", "50%", "thousand", "half",
    }  # fmt: skip
    assert numbers("reduce the rate when pain develops 1, 2") == set()
    assert numbers("see 000:25 and 001:36") == set()


def supported_texts() -> list[tuple[str, str, tuple[Source, ...]]]:
    """Every text with the lines that have to bear its numbers."""
    found = []
    for statement in knowledge().statements.values():
        for text in (statement.patient, statement.clinician):
            if text is not None:
                found.append((statement.id, text, statement.sources))
    for entry in knowledge().disagreements.values():
        found.extend((entry.id, f"{side.says} ({side.about})", side.sources) for side in entry.sides)
        found.append((entry.id, entry.conclusion, entry.sources))
        if entry.patient is not None:
            found.append((entry.id, entry.patient, entry.sources))
    return found


def test_every_number_stands_in_a_cited_line(source_lines: SourceLines) -> None:
    checked = 0
    for name, text, sources in supported_texts():
        lacking = numbers(text) - numbers_of_lines(sources, source_lines)
        assert not lacking, (name, lacking)
        checked += len(numbers(text))
    assert checked > 20


def test_a_number_that_has_drifted_would_be_seen(source_lines: SourceLines) -> None:
    duration = knowledge().statements["duration_typical"]
    assert numbers("24 to 96 hours") - numbers_of_lines(duration.sources, source_lines) == {"96"}


def test_a_passage_named_in_a_text_is_cited() -> None:
    for statement in knowledge().statements.values():
        named = set(re.findall(r"\b\d{3}:\d+\b", f"{statement.patient} {statement.clinician}"))
        assert named <= {source.passage for source in statement.sources}, statement.id


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9%.]+", text.lower().replace("\u2019", "").replace("'", ""))


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    found = [word.strip(".") for word in words(text)]
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_no_eight_words_in_a_row_are_copied(source_lines: SourceLines) -> None:
    copied_from = set().union(*(runs(" ".join(lines)) for lines in source_lines.values()))
    assert len(copied_from) > 3000
    texts = {f"{name} {number}": text for number, (name, text, _) in enumerate(supported_texts())}
    texts |= {gate.id: gate.condition for gate in knowledge().gates.values()}
    texts |= {f"{topic}, nurse": answer_for(topic, "nurse").text for topic in topics()}
    for name, text in (texts | patient_strings()).items():
        assert not runs(text) & copied_from, name


def test_the_documents_are_those_that_are_described(source_lines: SourceLines) -> None:
    documents = knowledge().documents.values()
    assert {document.file for document in documents} == set(source_lines)
    for document in documents:
        assert document.lines == len(source_lines[document.file])
        assert words(document.title)[:3] == words(source_lines[document.file][0])[:3] or document.id == "001"


def test_every_cited_line_says_something(source_lines: SourceLines) -> None:
    cited = {source for _, _, sources in supported_texts() for source in sources}
    assert len(cited) > 60
    for source in cited:
        assert len(source_lines[source.document][source.line - 1].split()) >= 1, source.passage


def test_what_the_clinical_brief_calls_noise_can_never_be_cited() -> None:
    noise = {"001": [*range(3, 17), *range(79, 106)], "002": [13], "004": [7, 8, 9, 32, *range(130, 160)]}
    for document in knowledge().documents.values():
        refused = [line for line in range(1, document.lines + 1) if document.noise_at(line)]
        assert refused == noise.get(document.id, [])
