"""A fixed list of messages is understood as it was before anything was made faster.

The expectations stand in same_understanding.yml; a change that means to understand a message otherwise
changes the entry.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import pytest
import yaml

from bot.nlu.intent_features import plain_text
from bot.nlu.meaning_model import meaning_model
from bot.nlu.sentence_embedding import LONGEST_KEPT, encoder
from bot.nlu.understanding import understand

CASES: List[Dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("same_understanding.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["message"])[:40])
def test_what_is_found_is_the_same(case: Dict[str, Any]) -> None:
    found = understand(str(case["message"]), reader=meaning_model()).entities
    assert [[item.entity, item.value, item.role] for item in found] == case["entities"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["message"])[:40])
def test_a_kept_embedding_is_that_of_a_new_run(case: Dict[str, Any]) -> None:
    text = plain_text(str(case["message"]))
    first, again = encoder().embed(text), encoder().embed(text)
    assert (again is first) == (len(text) <= LONGEST_KEPT)
    assert (encoder()._embed(text) == again).all()
    assert not again.flags.writeable
