"""Several answers in one message: each goes with the line that it is for, and none is lost."""

from __future__ import annotations

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand
from tests.nlu.helpers import roles, values


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("1 yes 2 no 3 no", {"item:1", "no:2", "no:3"}),
        ("1. no 2. yes", {"no:1", "item:2"}),
        ("1-no 2-yes 3-no", {"no:1", "item:2", "no:3"}),
        ("1: no 2: yes", {"no:1", "item:2"}),
        ("2) yes", {"item:2"}),
        ("one yes two no three no", {"item:1", "no:2", "no:3"}),
        ("first one no second one yes", {"no:1", "item:2"}),
        ("yes to the first, no to the rest", {"item:1", "rest:no"}),
        ("first yes rest no", {"item:1", "rest:no"}),
        ("the third, rest no", {"item:3", "rest:no"}),
        ("yes to the first, rest no", {"item:1", "rest:no"}),
        ("no to 1, yes to 2", {"no:1", "item:2"}),
        ("yes to 2 and 3", {"item:2", "item:3"}),
        ("the first two", {"item:1", "item:2"}),
        ("second and third", {"item:2", "item:3"}),
        ("the first and the last", {"item:1", "item:-1"}),
        ("no to all except the first", {"item:1", "rest:no"}),
        ("no to all except the fourth!!!", {"item:4", "rest:no"}),
        ("none but the third one", {"item:3", "rest:no"}),
        ("none except the last two", {"item:-1", "item:-2", "rest:no"}),
        ("everything except the last", {"no:-1", "rest:item"}),
        ("yes to all except 3", {"no:3", "rest:item"}),
        ("not the first but the second", {"no:1", "item:2"}),
        ("no to the first, not sure about the second", {"no:1", "unsure:2"}),
        ("first: no, second: no, third: not sure", {"no:1", "no:2", "unsure:3"}),
        ("the first one no, rest no", {"no:1", "rest:no"}),
        ("no to the rest, yes to the first", {"item:1", "rest:no"}),
    ],
)
def test_each_answer_goes_with_its_line(text: str, answers: set[str]) -> None:
    assert set(values(text, "answer")) == answers
    assert not values(text, "severity")


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("first yes and my arm itches", ["item:1"]),
        ("yes to the third, my head hurts too", ["item:3"]),
        ("not sure about the second, my neck hurts", ["unsure:2"]),
        ("the last one yes. it began on monday", ["item:-1"]),
    ],
)
def test_a_line_that_is_chosen_beside_something_else_is_heard(text: str, answers: list[str]) -> None:
    assert values(text, "answer") == answers


@pytest.mark.parametrize(
    "text", ["yes the first time it hurt", "it was the first one, years ago", "my first ivig, yes"]
)
def test_what_names_no_line_chooses_none(text: str) -> None:
    assert not [value for value in values(text, "answer") if value.startswith("item")]


@pytest.mark.parametrize("text", ["no no yes", "yes, no, no", "yes no", "no, yes"])
def test_answers_that_may_be_for_any_line_are_no_clear_answer(text: str) -> None:
    assert values(text, "answer") == ["maybe"]


@pytest.mark.parametrize("text", ["i have not", "no, I haven't", "definitely not", "no, never"])
def test_a_no_of_several_words_stays_one(text: str) -> None:
    assert values(text, "answer") == ["no"]


@pytest.mark.parametrize("text", ["no no no", "no no no no no no no no", "nope, no, no"])
def test_no_again_and_again_is_a_no_to_all(text: str) -> None:
    assert values(text, "answer") == ["none"]


@pytest.mark.parametrize(
    ("text", "line"), [("no, the second one", 2), ("no the first", 1), ("the last one", -1)]
)
def test_a_line_behind_a_no_that_takes_something_back_is_chosen(text: str, line: int) -> None:
    assert values(text, "answer") == [f"item:{line}"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("five, six", 6),
        ("8-9", 9),
        ("about a 3", 3),
        ("yes 6", 6),
        ("no 3", 3),
        ("6", 6),
        ("seven, no, eight", 8),
    ],
)
def test_a_number_that_is_how_bad_it_is_stays_one(text: str, level: int) -> None:
    assert values(text, "severity") == [level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no fever, yes stiff neck, pain 6, since monday", {"fever": "absent", "neck_stiffness": "present"}),
        ("fever no, stiff neck yes", {"fever": "absent", "neck_stiffness": "present"}),
        ("no to fever, yes to a stiff neck", {"fever": "absent", "neck_stiffness": "present"}),
        (
            "no headache yes fever no rash yes chills",
            {"headache": "absent", "fever": "present", "rash": "absent", "chills": "present"},
        ),
        ("yes I have no rash", {"rash": "absent"}),
    ],
)
def test_a_yes_before_a_sign_ends_the_denial_before_it(text: str, expected: dict[str, str]) -> None:
    told = roles(text)
    assert {code: told[code] for code in expected} == {code: (role,) for code, role in expected.items()}


def test_all_that_one_message_answers_is_heard() -> None:
    told = understand("no fever, yes stiff neck, pain 6, since monday", reader=meaning_model())
    assert told.roles()["neck_stiffness"] == ("present",)
    assert [item.value for item in told.of("severity")] == [6]
    assert told.of("duration_hours")
