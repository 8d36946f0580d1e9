"""Rasa's files and the protocol's data say the same."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any, Dict, Set

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

import actions
from bot.protocol.engine import form_slots

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def domain() -> Dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8")))


def registered() -> Set[str]:
    for module in pkgutil.iter_modules(actions.__path__):
        importlib.import_module(f"actions.{module.name}")
    executor = ActionExecutor()
    executor.register_package("actions")
    return {name for name in executor.actions if not name.startswith("sample_")}


def test_every_question_has_a_slot_and_an_action_that_asks_it(domain: Dict[str, Any]) -> None:
    for slot in form_slots():
        assert slot in domain["slots"]
        assert f"action_ask_{slot}" in domain["actions"]


def test_the_domain_lists_exactly_the_actions_that_exist(domain: Dict[str, Any]) -> None:
    ours = {name for name in registered() if name.startswith(("action_", "validate_"))}
    assert set(domain["actions"]) <= ours
    missing = {name for name in ours if not name.startswith("action_sample")} - set(domain["actions"])
    assert not missing


def test_no_slot_influences_the_rules(domain: Dict[str, Any]) -> None:
    for name, slot in domain["slots"].items():
        assert slot["influence_conversation"] is False, name
