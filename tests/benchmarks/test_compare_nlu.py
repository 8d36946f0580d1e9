from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import compare_nlu, peer_environment, peer_worker
from benchmarks.diet_entities import example, findings
from benchmarks.lexicon_terms import lexicon_terms
from benchmarks.nlu_scores import HEADER, Prediction, score
from benchmarks.peer_environment import PeerError, ask_peer, peer_python


def row(text: str, *symptoms: tuple[str, str]) -> dict[str, Any]:
    return {"text": text, "symptoms": [list(pair) for pair in symptoms], "intent": "report_symptom"}


ROWS = [
    row("my chest hurts", ("chest_pain", "present")),
    row("no rash", ("rash", "absent")),
    row("chest pain and a fever", ("chest_pain", "present"), ("fever", "present")),
]


def said(*pairs: tuple[str, str], milliseconds: float = 1.0) -> Prediction:
    return Prediction(frozenset(pairs), milliseconds)


def test_a_candidate_that_finds_everything_scores_full() -> None:
    scores = score(ROWS, compare_nlu.ours(ROWS, None))
    assert scores.f1 == 1.0
    assert (scores.danger_found, scores.danger_quiet, scores.false_alarms) == ((2, 2), 0, (0, 1))


def test_a_danger_sign_called_absent_is_made_quiet_and_a_missed_one_is_not() -> None:
    scores = score(ROWS, [said(("chest_pain", "absent")), said(("rash", "absent")), said()])
    assert scores.danger_found == (0, 2)
    assert scores.danger_quiet == 1
    assert scores.f1 == pytest.approx(2 * 1 / (2 * 1 + 1 + 3))


def test_a_danger_sign_in_a_calm_message_is_a_false_alarm() -> None:
    scores = score(ROWS, [said(), said(("chest_pain", "present"), ("dyspnea", "present")), said()])
    assert scores.false_alarms == (1, 1)


def test_the_table_has_a_cell_for_each_heading() -> None:
    line = score(ROWS, [said(), said(), said()]).row("nobody")
    assert {text.count("|") for text in (*HEADER.splitlines(), line)} == {8}


def test_a_peer_that_cannot_be_had_is_told_in_its_line() -> None:
    def fails(rows: compare_nlu.Rows) -> list[Prediction]:
        raise PeerError("it is not there")

    line = compare_nlu.line("peer", fails, ROWS)
    assert "not measured: it is not there" in line
    assert line.count("|") == 8


def test_without_uv_the_reason_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer_environment, "TOOLS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PeerError, match="uv was not found"):
        peer_python()


def test_a_peer_that_is_not_installed_answers_with_the_reason() -> None:
    with pytest.raises(PeerError, match="ModuleNotFoundError"):
        ask_peer(Path(sys.executable), "medspacy", [], [{"text": "no rash", "targets": [[3, 7]]}])


def test_marked_findings_stand_in_the_text_as_typed() -> None:
    (mark,) = compare_nlu.marked("Hello! I have a RASH.")
    start, end = mark["span"]
    assert mark["code"] == "rash"
    assert "Hello! I have a RASH."[start:end] == "RASH"


def test_a_peers_present_leaves_the_word_to_the_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = [
        {"code": "dyspnea", "role": "absent", "span": [0, 9]},
        {"code": "rash", "role": "present", "span": [0, 1]},
    ]
    monkeypatch.setattr(compare_nlu, "marked", lambda text: marks)
    monkeypatch.setattr(compare_nlu, "peer_python", lambda: Path("python"))
    answer = {"found": [[0, "present"], [1, "historical"]], "ms": 2.0}
    monkeypatch.setattr(compare_nlu, "ask_peer", lambda *_: [answer])
    (prediction,) = compare_nlu.assertion_of("medspacy", ROWS[:1])
    assert prediction.findings == {("dyspnea", "absent"), ("rash", "historical")}
    assert prediction.milliseconds >= 2.0


def test_spans_that_overlap_are_asked_about_one_after_the_other() -> None:
    assert peer_worker.layers([(0, 2), (1, 3), (2, 4), (5, 6)]) == [[0, 2, 3], [1]]


def test_terms_are_plain_phrases_with_one_code_each() -> None:
    terms = lexicon_terms()
    codes = {phrase: code for code, phrase in terms}
    assert len(codes) == len(terms)
    assert codes["stiff neck"] == codes["neck is stiff"] == "neck_stiffness"
    assert not any(sign in phrase for phrase in codes for sign in "$~|?_")


def test_an_example_for_diet_marks_the_words_with_code_and_role() -> None:
    entities = example(row("no rash but a fever", ("rash", "absent"), ("fever", "present")))["entities"]
    assert [(item["value"], item["entity"], item["role"]) for item in entities] == [
        ("rash", "rash", "absent"),
        ("fever", "fever", "present"),
    ]


def test_examples_for_diet_do_not_overlap() -> None:
    entities = example(
        row("the worst headache ever", ("headache", "present"), ("severe_headache", "present"))
    )["entities"]
    assert [item["entity"] for item in entities] == ["severe_headache"]


def test_what_diet_finds_implies_what_ours_does() -> None:
    assert findings([{"entity": "severe_headache", "role": "absent"}, {"entity": "rash"}]) == {
        ("severe_headache", "absent"),
        ("headache", "absent"),
        ("rash", "present"),
    }
