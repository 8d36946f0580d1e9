"""A file that is wrong is refused, naming the file, the case, the step and what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.conversation_tests.loader import ConversationTestError, load_file

GOOD = """
test_cases:
  - test_case: A stiff neck
    level: urgent
    steps:
      - user: my neck is stiff
      - bot: Get medical help
"""


def loaded(text: str, folder: Path) -> None:
    path = folder / "neck.yml"
    path.write_text(text, encoding="utf-8")
    load_file(path)


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    loaded(GOOD, tmp_path)


BAD = [
    ("level: urgent", "level: urgnt", ["case 'A stiff neck'", "level", "'urgnt'", "self_care"]),
    ("- bot: Get", "- bott: Get", ["case 'A stiff neck'", "step 2", "bott", "unknown key", "bot_never"]),
    ("level: urgent", "levels: urgent", ["case 'A stiff neck'", "levels", "unknown key", "most_questions"]),
    ("test_cases:", "tests:", ["test_cases"]),
    ("- bot: Get medical help", "- bot: /(/", ["step 2", "regular expression"]),
    ("- bot: Get medical help", "- asks: neck_stifness", ["step 2", "neck_stifness"]),
    ("- bot: Get medical help", "- card: anaphilaxis", ["step 2", "anaphilaxis", "anaphylaxis"]),
    ("- bot: Get medical help", "- statement: nothing_such", ["step 2", "nothing_such"]),
    ("- bot: Get medical help", "- sources: line 23", ["step 2", '"003:23"']),
    ("- bot: Get medical help", "- user: no", ["step 2", "quotes"]),
    ("- bot: Get medical help", "- rules: UR-NEK", ["step 2", "UR-NEK"]),
    ("- bot: Get medical help", "- red_flags: neck", ["step 2", "symptom code"]),
    ("- bot: Get medical help", "- utter: nothing_such", ["step 2", "texts.yml"]),
    ("- bot: Get medical help", "- {}", ["step 2", "does nothing"]),
    ("- user: my neck is stiff", "- {user: hi, tap: 'Yes'}", ["step 1", "one thing"]),
    ("- user: my neck is stiff", "- bot: hello", ["first step"]),
    ("test_case: A stiff neck", "test_case: [", ["line", "not YAML"]),
]


@pytest.mark.parametrize(("right", "wrong", "told"), BAD, ids=lambda part: str(part)[:30])
def test_what_is_wrong_is_named(right: str, wrong: str, told: list[str], tmp_path: Path) -> None:
    with pytest.raises(ConversationTestError) as refused:
        loaded(GOOD.replace(right, wrong), tmp_path)
    assert not [part for part in ["neck.yml", *told] if part not in str(refused.value)], str(refused.value)


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConversationTestError, match="two cases are named 'A stiff neck'"):
        loaded(GOOD + GOOD.replace("\ntest_cases:\n", ""), tmp_path)
