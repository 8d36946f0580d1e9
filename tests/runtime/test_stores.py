"""What endpoints.yml names is what Rasa would read of it, with our actions and stores."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.utils import AvailableEndpoints

from bot.runtime import in_process_actions, stores
from bot.runtime.console import Console
from bot.settings import Settings


def test_the_parts_that_are_not_ours_are_read_as_rasa_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "endpoints.yml"
    file.write_text(
        "nlg:\n  url: http://127.0.0.1:1/nlg\nmodels:\n  url: http://127.0.0.1:2/models\n"
        "  wait_time_between_pulls: 7\naction_endpoint:\n  url: http://127.0.0.1:3/webhook\n",
        encoding="utf-8",
    )
    own = Settings(state_dir=tmp_path)
    actions = object()
    monkeypatch.setattr(stores, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(stores, "settings", lambda: own)
    monkeypatch.setattr(in_process_actions, "action_endpoint", lambda: actions)
    found, ours = stores.endpoints(Console.standard())
    try:
        theirs = AvailableEndpoints.read_endpoints(str(file))
        assert (found.nlg, found.model, found.nlu) == (theirs.nlg, theirs.model, None)
        assert (found.action, found.tracker_store) == (actions, ours.conversations)
        assert (found.lock_store, found.event_broker) == (ours.locks, None)
    finally:
        ours._place.leave()
