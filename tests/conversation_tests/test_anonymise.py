from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation_tests.anonymise import anonymise

IDENTIFYING = [
    ("my name is jenny smith and my neck is stiff", ["jenny", "smith"]),
    ("I'm Priya, my back hurts", ["Priya"]),
    ("im karen and i cant breathe", ["karen"]),
    ("my son Will had ivig yesterday", ["Will"]),
    ("nurse Betty said its fine", ["Betty"]),
    ("dr patel knows me", ["patel"]),
    ("Dr. Rose knows me", ["Rose"]),
    ("MY NECK IS STIFF AND MY NAME IS BOB", ["BOB"]),
    ("thanks\nJohn", ["John"]),
    ("born in 1956 in leeds", ["1956", "leeds"]),
    ("the infusion was on 12/03/2024", ["12/03", "2024"]),
    ("my ivig was 2024-03-12", ["2024"]),
    ("it began March 3rd", ["March", "3rd"]),
    ("it began on 3 march", ["3 march"]),
    ("call me on 07700 900123", ["07700", "900123"]),
    ("ring +1 (555) 123-4567", ["555", "4567"]),
    ("mail jo.b@example.com", ["jo.b", "example"]),
    ("jo at example dot com", ["jo at example"]),
    ("we live at 12 Oak Tree Lane, London SW1A 1AA", ["12 Oak", "London", "SW1A"]),
    ("my MRN is 4432 and room 12", ["4432", "12"]),
    ("see www.mysite.com/me", ["mysite"]),
    ("ask @jenny_p", ["jenny"]),
    ("i am 93 years old", ["93"]),
    ("I was at St Mary's Hospital", ["Mary"]),
    ("patient id AB12345", ["12345"]),
]


@pytest.mark.parametrize(("words", "gone"), IDENTIFYING)
def test_what_identifies_is_taken_out_and_listed(words: str, gone: list[str]) -> None:
    found = anonymise(words)
    assert not [part for part in gone if part in found.text], found.text
    assert found.removed


KEPT = [
    "cnt breth",
    "my bakc hurtd, ivig yesterdya",
    "I took Tylenol yesterday, pain 7/10, temp 38.5, bp 80/40",
    "back pain for 10 days, infusion ended 3 days ago",
    "70kg 10% 0.5 ml/kg/h",
    "CHEST PAIN,CANT BREATHE,HELP",
    "My grandma got her drip on Monday. Grandma is confused",
    "My neck is stiff. It began last night.",
    "I am 63 years old",
    "none of these",
]


@pytest.mark.parametrize("words", KEPT)
def test_what_the_triage_needs_stays(words: str) -> None:
    assert anonymise(words) == (words, ())


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_read_and_a_second_reading_takes_out_nothing_more_of_the_marks(words: str) -> None:
    once = anonymise(words)
    again = anonymise(once.text)
    assert not [found for found in again.removed if found.words in ("name", "date", "number", "word")]
