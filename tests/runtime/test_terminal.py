"""The conversation in the terminal."""

from __future__ import annotations

import io
from typing import Any, Dict, List, Optional

import pytest

from bot.runtime.console import Console
from bot.runtime.terminal import buttons_of, choose, converse, render

BUTTONS = [{"title": "Yes", "payload": "yes it does"}, {"title": "No", "payload": "no"}]
REPLIES: List[Dict[str, Any]] = [
    {"text": "Is the neck stiff?", "buttons": BUTTONS},
    {"custom": {"type": "triage_result", "level": "urgent"}},
]


@pytest.mark.parametrize(
    ("words", "meant"),
    [("1", "yes it does"), (" 2 ", "no"), ("3", "3"), ("0", "0"), ("since 2 days", "since 2 days"), ("", "")],
)
def test_a_number_chooses_a_button(words: str, meant: str) -> None:
    assert choose(words, BUTTONS) == meant


def test_without_buttons_a_number_is_a_number() -> None:
    assert choose("1", []) == "1"


def test_buttons_are_numbered_and_a_result_is_shown() -> None:
    assert render(REPLIES) == "Is the neck stiff?\n  1. Yes\n  2. No\n[result: urgent]"
    assert buttons_of(REPLIES) == BUTTONS
    assert buttons_of([{"text": "hi"}]) == []


async def test_the_conversation_goes_on_until_the_lines_end() -> None:
    heard: List[str] = []
    lines = iter(["1", None])

    async def say(words: str) -> List[Dict[str, Any]]:
        heard.append(words)
        return REPLIES

    def read(prompt: str) -> Optional[str]:
        return next(lines)

    out = io.StringIO()
    await converse(Console(out, out), say, read)
    assert heard == ["hello", "yes it does"]
    assert out.getvalue().count("Is the neck stiff?") == 2
