"""No fact of the documents is missed, and nothing is said from a line that holds none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from bot.knowledge import KnowledgeError, knowledge
from bot.knowledge.coverage import load_coverage
from bot.knowledge.loader import DATA

SourceLines = dict[str, list[str]]


def test_every_line_that_says_something_is_covered_or_noise_with_its_reason(
    source_lines: SourceLines,
) -> None:
    covered = load_coverage(knowledge())
    written = {
        f"{document[:3]}:{number}"
        for document, lines in source_lines.items()
        for number, line in enumerate(lines, 1)
        if line.strip()
    }
    assert len(written) > 200
    assert written - set(covered) == set()


def test_what_the_documents_list_as_noise_is_noise_here() -> None:
    covered = load_coverage(knowledge())
    for document in knowledge().documents.values():
        for line in range(1, document.lines + 1):
            if document.noise_at(line):
                assert covered[f"{document.id}:{line}"].noise


def test_no_statement_cites_a_line_that_is_noise() -> None:
    covered = load_coverage(knowledge())
    for statement in knowledge().statements.values():
        for source in statement.sources:
            assert covered[source.passage].noise is None, (statement.id, source.passage)


def test_every_statement_that_cites_a_line_is_named_there() -> None:
    covered = load_coverage(knowledge())
    for statement in knowledge().statements.values():
        for source in statement.sources:
            assert statement.id in covered[source.passage].statements, (statement.id, source.passage)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"id": "000:3"}, "either statements, or noise"),
        ({"id": "000:3", "statements": ["soup"]}, "'soup' does not exist"),
        ({"id": "000:3", "statements": ["relief_heat"]}, "does not cite it"),
        ({"id": "000.3", "noise": "heading"}, "'<three digits>:<line>'"),
        ({"id": "000:3-5", "statements": ["cause_common"]}, "a single line"),
        ({"id": "000:3", "colour": "red", "noise": "heading"}, "unknown key 'colour'"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, entry: dict[str, object], said: str) -> None:
    (tmp_path / "coverage.yml").write_text(yaml.safe_dump({"coverage": [entry]}), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"coverage.yml: entry .*{said}"):
        load_coverage(knowledge(), tmp_path)


def test_a_line_that_stands_twice_is_refused(tmp_path: Path) -> None:
    shutil.copy(DATA / "coverage.yml", tmp_path)
    with (tmp_path / "coverage.yml").open("a", encoding="utf-8") as stream:
        stream.write('  - {id: "000:5-5", noise: heading}\n')
    with pytest.raises(KnowledgeError, match="000:5 stands twice"):
        load_coverage(knowledge(), tmp_path)
