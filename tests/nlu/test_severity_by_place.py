"""Numbers that are a severity by where they stand, and numbers that are none."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.nlu.severity import SeverityFile, scale
from bot.nlu.understanding import understand

NOW = datetime(2025, 6, 18, 14, 0)


def severity(text: str) -> object:
    found = understand(text, NOW).of("severity")
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Neck six. Drip nearly through.", 6),
        ("wrists = 7", 7),
        ("my knee's about an eight", 8),
        ("itchy since noon, 4", 4),
        ("stomach cramps, three maybe", 3),
        ("drip's out, arm tender, 2 at most", 2),
        ("there's a 5 in my back", 5),
        ("tiredness has been a nine since lunch", 9),
        ("headache upon standing, 6 upon ten", 6),
        ("it was a 4 earlier, a 7 now", 7),
        ("legs went from 2 to 6 in the last hour", 6),
        ("nearly eight, let's say seven", 7),
        ("not even a three", 3),
        ("oh about four I should think, nurse", 4),
        ("out of ten? fourteen!", 10),
        ("five, six", 6),
        ("4 when I lie down", 4),
        ("no pain whatsoever", 0),
        ("2 at rest, 7 when I stand up, it is my back", 7),
        ("my head went from 3 to 8 in ten minutes", 8),
        ("back was down to a 3 after supper but crept back to 6", 6),
        ("5ish today, back still sore", 5),
        ("four-ish, and the nurse just left", 4),
        ("6ish maybe 7, my shoulders", 7),
        ("on a scale of 1-10 prob a 4 for the belly", 4),
        ("somewhere around 5 to 6 and it aches", 6),
        ("a strong 7 in my hips", 7),
        ("it's a hard 8 right now", 8),
        ("she gives it a 9, the headache", 9),
        ("he pointed to 4 on the faces chart, his tummy", 4),
        ("6 outa 10 my neck", 6),
        ("I tell you nine, from ten, the back", 9),
        ("nil pain, only a rash", 0),
        ("no pain at all so far", 0),
        ("the back could not be worse", 10),
        ("never felt pain like it, my head", 10),
        ("max on the scale, my back", 10),
    ],
)
def test_a_number_beside_a_complaint_or_alone_is_a_severity(text: str, level: int) -> None:
    assert severity(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "my chair is number 8 and my back is cold",
        "He's 7 and he says his tummy is sore",
        "took two paracetamol at eight and my back still hurts",
        "the needle went in 3 inches from my elbow, sore",
        "my son, 9, has a headache",
        "on bag 2 of 4, head fine",
        "headache began at 9 this morning",
        "took 2 tablets for my headache",
        "back pain, pulse 7 beats over",
        "6 foot 2, sore legs",
        "3 flights of stairs and my legs ache",
        "one leg is swollen",
        "how do I get to clinic 3 with this headache",
        "my temp is 38.4 and my head hurts",
        "dizzy for 5 days",
    ],
)
def test_labels_ages_counts_and_clocks_are_no_severity(text: str) -> None:
    assert severity(text) is None


def test_the_words_of_the_file_are_read() -> None:
    assert "itch" in scale().vocabulary.complaints
    assert set(SeverityFile.__fields__) >= set(scale().vocabulary._fields)
