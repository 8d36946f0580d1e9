"""Every rule, step, card, level, question and intent is exercised by some conversation of this folder.

Runs after the conversations (conftest.py sees to that), and only where all of them were played in this run.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict

import pytest
import yaml

from bot.conversation_tests.coverage_page import coverage_page
from bot.conversation_tests.exercised import KINDS, REQUIRED, Exercised, entries
from bot.conversation_tests.loader import load_folder

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FEWEST = 150
REPORT = os.environ.get("CONVERSATION_COVERAGE")


@pytest.fixture(scope="module")
def domain() -> Dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8")))


@pytest.fixture
def whole(exercised: Exercised) -> Exercised:
    """Return what was exercised, where every conversation was played."""
    written = len(load_folder(HERE))
    if len(exercised.conversations) < written:
        pytest.skip(f"{len(exercised.conversations)} of {written} conversations were played in this run")
    return exercised


def test_there_are_as_many_conversations_as_promised() -> None:
    assert len(load_folder(HERE)) >= FEWEST


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_entry_is_exercised(whole: Exercised, domain: Dict[str, Any], kind: str) -> None:
    missing = whole.uncovered(kind, domain)
    assert not missing, f"no conversation exercises: {', '.join(missing)}"


def test_the_report_names_what_was_met(whole: Exercised, domain: Dict[str, Any]) -> None:
    page = coverage_page(whole, domain)
    known = entries(domain)
    assert all(name in page for kind in KINDS for name in known[kind])
    for kind in KINDS:
        open_ = whole.uncovered(kind, domain)
        print(
            f"{kind}: {len(known[kind]) - len(open_)} of {len(known[kind])}"
            + (f"; not: {', '.join(open_)}" if open_ else "")
        )
    if REPORT:
        target = ROOT / REPORT
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")
        print(f"The report is in {REPORT}")
