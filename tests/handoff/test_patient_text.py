"""The summary in plain words: short, honest about what is not known, and how to pass it on."""

from __future__ import annotations

import re

import pytest
import textstat

from bot.handoff.patient import nothing_told_text, patient_text
from bot.handoff.wording import hours_text, patient, wording
from tests.handoff.samples import MENINGITIS, handed_over
from tests.protocol.people import at_home, person

# One short value for each placeholder: the names of signs have tests of their own.
VALUES = {
    **{"names": "fever", "number": "7", "hours": "20 hours", "count": "3", "title": "get help now"},
}
PHRASES = {name: patient(name, "self", **VALUES) for name in wording().patient}


@pytest.mark.parametrize("name", sorted(PHRASES))
def test_a_phrase_reads_at_grade_8_or_below_in_short_sentences(name: str) -> None:
    phrase = PHRASES[name]
    if len(phrase.split()) > 2:  # headings have no grade
        assert textstat.flesch_kincaid_grade(phrase) <= 8.0, phrase
    for sentence in re.split(r"(?<=[.!?:])\s+", phrase):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("name", sorted(PHRASES))
def test_no_phrase_gives_a_dose_blames_or_says_to_do_nothing(name: str) -> None:
    assert not re.search(r"\b\d+\s?(mg|ml|tablets?)\b|your fault|do nothing", PHRASES[name].lower())


def test_it_has_the_four_sections_and_says_how_to_pass_it_on() -> None:
    text = patient_text(handed_over())
    for heading in ("Situation:", "Background:", "Assessment:", "Recommendation:"):
        assert f"\n{heading} " in text
    assert "show this screen, or read it out" in text
    assert "It is not a diagnosis." in text


def test_it_names_danger_signs_first_and_what_is_not_known() -> None:
    text = patient_text(handed_over())
    assert "Situation: Danger signs now: a stiff neck; a very bad headache." in text
    assert "The answer was no to: trouble breathing." in text
    assert "Not sure about: confusion." in text
    assert "Not asked does not mean no." in text
    assert "about 50 hours (2.1 days) before" in text


def test_danger_does_not_wait_for_a_summary() -> None:
    assert "Do not wait to pass this on first." in patient_text(handed_over())
    assert "Do not wait" not in patient_text(handed_over(at_home()))


def test_an_unfinished_interview_says_so() -> None:
    text = patient_text(handed_over(person("back_pain")))
    assert (
        "I have not asked all my questions yet" in text and "at least this: talk to the infusion team" in text
    )
    assert "I can not give advice yet" in patient_text(handed_over(person(phase="running")))


def test_it_speaks_of_the_patient_where_another_writes() -> None:
    text = patient_text(handed_over(MENINGITIS.with_changes(who="mother")))
    assert "for their nurse or doctor" in text and "your nurse" not in text


def test_with_nothing_told_it_asks_what_is_the_matter() -> None:
    assert nothing_told_text("self", ask=True).endswith("What do you feel?")
    assert "?" not in nothing_told_text("self", ask=False)


@pytest.mark.parametrize(
    ("hours", "shown"),
    [(0.0, "0 h"), (1.25, "1.2 h"), (24.0, "24 h"), (48.0, "48 h (2 days)"), (75.0, "75 h (3.1 days)")],
)
def test_hours_are_told_with_their_unit(hours: float, shown: str) -> None:
    assert hours_text(hours) == shown
