from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import eval_negation
from benchmarks.eval_negation import f1_row, interval, judge
from benchmarks.negation_kit import HELD_OUT, TUNED, Case, KitError, parse_kit, read_kit

# Sentences of our own in the kit's format.
KIT = (
    "Report No.\tConcept\tSentence\tNegation\r\n"
    "1\trhonchi\tThe lungs have no rales or   RHONCHI.\tNegated\r\n"
    '2\tAnkle   oedema\t"ANKLE   OEDEMA, but no ascites."\tAffirmed\r\n'
    "3\tascites\tAnkle oedema, but no ASCITES.\tNegated\r\n"
)


def test_the_kit_is_read_line_by_line() -> None:
    cases = parse_kit(KIT)
    assert [(case.concept, case.negated) for case in cases] == [
        ("rhonchi", True),
        ("Ankle   oedema", False),
        ("ascites", True),
    ]


def test_a_finding_stands_where_it_is_in_capitals() -> None:
    case = Case("pain", "No pain in the arm, PAIN in the leg.", False)
    start, end = case.place() or (0, 0)
    assert case.sentence[start:end] == "PAIN"


def test_of_a_finding_cut_by_the_end_of_its_sentence_the_beginning_counts() -> None:
    case = Case("pharynx good.  Moist membranes", "Oral: PHARYNX GOOD.", False)
    start, end = case.place() or (0, 0)
    assert case.sentence[start:end] == "PHARYNX GOOD."


def test_a_finding_that_its_sentence_does_not_hold_counts_as_present() -> None:
    assert judge(Case("heart murmur", "No rales.", False)).role == "present"


def test_the_engine_denies_unknown_findings_and_no_others() -> None:
    assert [judge(case).role for case in parse_kit(KIT)] == ["absent", "present", "absent"]


def test_findings_of_one_sentence_are_in_one_half() -> None:
    halves = {Case(word, f"No {word.upper()} or more.", True).half for word in "abcdefghijkl"}
    assert halves == {TUNED, HELD_OUT}
    sentence = "No rales or rhonchi."
    assert Case("a", sentence.upper(), True).half == Case("b", sentence.lower(), True).half


def test_precision_recall_and_f1_count_what_is_absent() -> None:
    judged = [judge(case) for case in parse_kit(KIT)]
    wrong = [item._replace(role="present") for item in judged[:1]] + judged[1:]
    assert f1_row(judged) == (1.0, 1.0, 1.0)
    assert f1_row(wrong) == (1.0, 0.5, pytest.approx(2 / 3))
    low, high = interval(wrong)
    assert low <= 2 / 3 <= high


def test_only_errors_of_the_half_that_is_tuned_on_are_shown() -> None:
    cases = [Case(word, f"No {word.upper()}.", False) for word in ("rale", "wheal", "bleb", "gout", "mole")]
    judged = [judge(case) for case in cases]
    shown = eval_negation.errors(judged, 9)
    for case in cases:
        assert (case.sentence in shown) == (case.half == TUNED)


def test_without_the_kit_the_command_says_where_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["eval_negation", "--kit", str(tmp_path / "kit.txt")])
    assert eval_negation.main() == 1
    assert "chapmanbe/negex" in capsys.readouterr().err


def test_another_file_is_no_kit(tmp_path: Path) -> None:
    other = tmp_path / "kit.txt"
    other.write_text(KIT)
    with pytest.raises(KitError, match="SHA-256"):
        read_kit(other)
