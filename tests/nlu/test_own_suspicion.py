"""A grave illness that a person suspects is told apart from a question about the treatment."""

from __future__ import annotations

import pytest

from tests.nlu.helpers import roles


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I think I have a blood clot", "named_clot"),
        ("could this be a clot", "named_clot"),
        ("am I having a DVT", "named_clot"),
        ("I'm worried it is a blood clot", "named_clot"),
        ("is it meningitis", "named_meningitis"),
        ("is this meningitis?", "named_meningitis"),
        ("I think I have meningitis", "named_meningitis"),
    ],
)
def test_a_suspicion_of_ones_own_is_heard(text: str, code: str) -> None:
    assert "present" in roles(text).get(code, ())
    assert "previous_clot" not in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "can IVIG cause blood clots?",
        "does IVIG give you blood clots",
        "are blood clots common with ivig",
        "is there a risk of blood clots with ivig",
        "I had a blood clot before",
        "I have a history of DVT",
        "can IVIG cause meningitis?",
        "what is meningitis",
        "what are the signs of meningitis",
        "how common is meningitis",
        "is meningitis a side effect",
    ],
)
def test_a_question_or_a_past_illness_is_no_suspicion(text: str) -> None:
    assert not {"named_clot", "named_meningitis"} & set(roles(text))
