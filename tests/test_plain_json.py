"""JSON that loses nothing, whatever somebody sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain_json import dumps, loads

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(plain)
def test_what_was_written_is_read_back(value: Any) -> None:
    assert loads(dumps(value)) == value == json.loads(dumps(value))


@pytest.mark.parametrize("text", ["\ud83d", "half \udc00 a pair", "\x00", "\u202e", "😀"])
def test_odd_text_is_kept(text: str) -> None:
    assert loads(dumps({"text": text})) == {"text": text}


@pytest.mark.parametrize("value", [2**70, {1: "a"}], ids=["a large number", "a key that is a number"])
def test_what_orjson_refuses_is_written_as_the_standard_library_does(value: Any) -> None:
    assert dumps(value) == json.dumps(value)


@pytest.mark.parametrize("value", [object(), {"a": {1, 2}}], ids=["an object", "a set"])
def test_what_json_has_no_form_for_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        dumps(value)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError):
        loads("{")
