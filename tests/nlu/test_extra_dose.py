"""One tablet too many is no overdose; plainly too many, an unknown number, or on purpose, is one."""

from __future__ import annotations

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand


def heard(text: str) -> dict[str, tuple[str, ...]]:
    """Return the roles with the network heard, as in the running assistant."""
    return understand(text, reader=meaning_model()).roles()


@pytest.mark.parametrize(
    "text",
    [
        "2 tylenol instead of 1",
        "I took 2 tylenol instead of 1",
        "took two tablets by mistake instead of one",
        "took one extra paracetamol by mistake",
        "I took an extra pill",
        "took one too many tylenol",
        "I took one too many",
        "took one extra by mistake",
        "accidentally doubled my dose",
        "I doubled my tablets by accident",
        "forgot and took my pills twice",
        "took a second tylenol too soon",
        "I swallowed 3 ibuprofen rather than 2",
        "my back hurts and I took 2 advil instead of 1",
    ],
)
def test_one_tablet_too_many_is_an_extra_dose_and_no_overdose(text: str) -> None:
    told = heard(text)
    assert told["extra_dose"] == ("present",)
    assert not {"overdose", "suicidal"} & set(told)


@pytest.mark.parametrize(
    "text",
    [
        "took too many tylenol",
        "I took 12 tylenol instead of 1",
        "took the whole box of tylenol",
        "I overdosed on advil",
        "took 2 tylenol instead of 1 and then a lot more",
        "took some pills, don't know how many",
        "took my pills, all of them",
        "I took a handful of tablets",
        "my toddler swallowed 3 of my pills",
    ],
)
def test_plainly_too_many_or_a_number_that_nobody_knows_is_an_overdose(text: str) -> None:
    assert heard(text)["overdose"] == ("present",)


@pytest.mark.parametrize("text", ["I took 3 advil at once", "took 4 tylenol", "I took five paracetamol"])
def test_some_tablets_at_once_are_asked_back(text: str) -> None:
    assert heard(text)["overdose"] == ("possible",)


@pytest.mark.parametrize(
    "text",
    [
        "I took all my tablets today as prescribed",
        "took all my pills as usual",
        "took 2 paracetamol for the pain",
        "I took my meds with breakfast",
        "I took an extra day off",
        "took one extra blanket",
    ],
)
def test_tablets_as_they_were_prescribed_are_neither(text: str) -> None:
    assert not {"overdose", "suicidal", "extra_dose"} & set(heard(text))


@pytest.mark.parametrize(
    "text", ["my back hurts 6, I took 2 tylenol instead of 1", "back pain 6/10, took one extra pill"]
)
def test_the_number_of_tablets_is_not_how_bad_it_is(text: str) -> None:
    assert [item.value for item in understand(text).of("severity")] == [6]


@pytest.mark.parametrize(
    "text", ["should I take 2 tylenol instead of 1", "can I take two pills instead of one"]
)
def test_a_question_is_no_report(text: str) -> None:
    assert "extra_dose" not in heard(text)


@pytest.mark.parametrize(
    "text", ["took 2 instead of 1 and then the whole bottle of pills", "my grandson got into my tablets"]
)
def test_what_may_be_too_much_is_at_least_asked_back(text: str) -> None:
    assert set(heard(text)["overdose"]) & {"present", "possible"}


def test_a_sign_beside_the_extra_dose_is_heard() -> None:
    told = heard("took 2 instead of 1 and can't stay awake")
    assert told["drowsiness"] == ("present",)
    assert told["extra_dose"] == ("present",)


def test_where_the_number_of_tablets_is_told_alone_it_is_no_severity() -> None:
    assert not understand("2 tylenol instead of 1").of("severity")
