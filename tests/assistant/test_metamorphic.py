"""Paraphrases, typos, order, politeness, pushback, chatter, capitals, punctuation, emoji lower no level."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest

from bot.conversation_tests.in_process import InProcess
from bot.conversation_tests.loader import load_folder
from bot.conversation_tests.models import NONE
from bot.protocol.engine import DANGER_LEVELS
from tests.assistant.metamorphic import (
    CHANGES,
    Script,
    is_lower,
    paraphrases,
    play_script,
    script_of,
    transcript,
)

FOLDER = Path(__file__).resolve().parents[1] / "conversations"


def _scripts() -> Dict[str, Tuple[Script, str]]:
    """Return what a person says in each conversation test with a level, and that level."""
    found: Dict[str, Tuple[Script, str]] = {}
    for path, case in load_folder(FOLDER):
        if case.level in (None, NONE) or not case.keeps_level or case.xfail or path.parent.name == "nurse":
            continue
        script = script_of(case.test_case, case)
        if script is not None:
            found[case.test_case] = (script, str(case.level))
    return found


SCRIPTS = _scripts()
PARAPHRASES = paraphrases()
SAID = {script.messages[0]: level for script, level in SCRIPTS.values() if len(script.messages) == 1}

# One change a conversation for every run of the tests, in turn; all of them with `make metamorphic`.
_URGENT = [
    name for name, (script, level) in SCRIPTS.items() if level in DANGER_LEVELS and len(script.messages) == 1
    and script.rest is None
]  # fmt: skip
_NAMES = list(CHANGES)
FEW = [(name, _NAMES[place % len(_NAMES)]) for place, name in enumerate(_URGENT)]
ALL = [(name, change) for name in SCRIPTS for change in CHANGES if (name, change) not in FEW]

# What is known to lower a level; each is a finding to mend.
KNOWN: Dict[Tuple[str, str], str] = {}


@pytest.fixture(scope="module")
def assistant(agent: Any, private_loop: Any) -> InProcess:
    return InProcess(agent, private_loop)


def _marked(pairs: List[Tuple[str, str]]) -> List[Any]:
    return [
        pytest.param(
            *pair,
            id=" - ".join(pair),
            marks=[pytest.mark.xfail(reason=KNOWN[pair])] if pair in KNOWN else [],
        )
        for pair in pairs
    ]


def check(assistant: InProcess, name: str, change: str) -> None:
    script, level = SCRIPTS[name]
    outcome = play_script(assistant, script, change)
    assert not is_lower(outcome.level, level), (
        f"{change}: {level} became {outcome.level}\n{transcript(outcome.seen)}"
    )


@pytest.mark.parametrize(("name", "change"), _marked(FEW))
def test_a_change_that_means_nothing_never_lowers_a_danger_level(
    assistant: InProcess, name: str, change: str
) -> None:
    check(assistant, name, change)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "change"), _marked(ALL))
def test_no_change_that_means_nothing_lowers_any_level(assistant: InProcess, name: str, change: str) -> None:
    check(assistant, name, change)


_FIRST_PARAPHRASES = [(said, again[0]) for said, again in PARAPHRASES.items()]
_MORE_PARAPHRASES = [(said, words) for said, again in PARAPHRASES.items() for words in again[1:]]


@pytest.mark.parametrize(("said", "words"), _marked(_FIRST_PARAPHRASES))
def test_the_same_in_other_words_has_no_lower_level(assistant: InProcess, said: str, words: str) -> None:
    outcome = play_script(assistant, Script(words, [words], None))
    assert not is_lower(outcome.level, SAID[said]), transcript(outcome.seen)


@pytest.mark.slow
@pytest.mark.parametrize(("said", "words"), _marked(_MORE_PARAPHRASES))
def test_more_paraphrases(assistant: InProcess, said: str, words: str) -> None:
    outcome = play_script(assistant, Script(words, [words], None))
    assert not is_lower(outcome.level, SAID[said]), transcript(outcome.seen)


def test_every_paraphrase_is_of_a_conversation_test() -> None:
    unknown = [said for said in PARAPHRASES if said not in SAID]
    assert not unknown, f"no conversation test with a level says: {unknown}"


TOLD = {
    "urgent": ("my back hurts", "my infusion was yesterday", "my neck is stiff"),
    "emergency": ("the drip is running", "I have a headache", "my chest is tight"),
}


@pytest.mark.parametrize("level", TOLD)
def test_the_order_of_what_is_told_does_not_matter(assistant: InProcess, level: str) -> None:
    for order in permutations(TOLD[level]):
        outcome = play_script(assistant, Script(level, list(order), None))
        assert outcome.level == level, transcript(outcome.seen)


@pytest.mark.slow
def test_the_order_does_not_matter_for_calm_levels_either(assistant: InProcess) -> None:
    told = ("my back hurts", "my infusion ended yesterday", "it is a 9 out of 10", "no fever, no stiff neck")
    levels = {
        order: play_script(assistant, Script("order", list(order), {})).level for order in permutations(told)
    }
    assert set(levels.values()) == {"same_day"}, levels
