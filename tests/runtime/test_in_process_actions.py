"""The action endpoint answers in time, whatever an action does."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from typing import Any, Dict

import pytest
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError

from bot.protocol.texts import safety_text
from bot.runtime.errors import CommandError
from bot.runtime.in_process_actions import InProcessActions
from tests.runtime.sample_actions import HANG_SECONDS

SAMPLES = "tests.runtime.sample_actions"
MARKER = "SECRET-MARKER"
SAFETY = {"events": [], "responses": [{"text": safety_text()}]}


@pytest.fixture(scope="module")
def endpoint() -> InProcessActions:
    return InProcessActions(SAMPLES, deadline_seconds=0.5)


def call(action: str) -> Dict[str, Any]:
    tracker = {
        "sender_id": MARKER,
        "slots": {"findings": ["fever"]},
        "latest_message": {"text": f"my {MARKER} hurts"},
        "events": [],
        "active_loop": {},
    }
    return {"next_action": action, "sender_id": MARKER, "tracker": tracker, "domain": {}}


@pytest.mark.parametrize("action", ["sample_works", "sample_coroutine"])
async def test_an_action_answers(endpoint: InProcessActions, action: str) -> None:
    answer = await endpoint.request(json=call(action), method="post", timeout=300, compress=True)
    assert answer["responses"][0]["text"] == "done"


async def test_an_action_cannot_change_what_the_tracker_holds(endpoint: InProcessActions) -> None:
    request = call("sample_works")
    answer = await endpoint.request(json=request)
    assert answer["events"][0]["value"] == ["fever", "changed"]
    assert request["tracker"]["slots"] == {"findings": ["fever"]}


async def test_an_action_that_only_computes_stays_in_its_callers_thread(endpoint: InProcessActions) -> None:
    request = call("sample_computes")
    answer = await endpoint.request(json=request)
    assert answer["events"][0]["value"] == threading.current_thread().name
    assert request["tracker"]["slots"] == {"findings": ["fever"]}


@pytest.mark.parametrize(
    "action",
    [
        *("sample_fails", "sample_exits", "sample_nonsense", "no_such_action", None),
        *("sample_computes_and_fails", "sample_computes_and_exits", "sample_computes_and_waits"),
    ],
)
async def test_a_failing_action_ends_in_the_safety_text(
    endpoint: InProcessActions, action: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert await endpoint.request(json=call(action)) == SAFETY
    (record,) = [record for record in caplog.records if "actions failed" in record.message]
    assert f"what={action}" in record.message
    assert MARKER not in caplog.text


async def test_a_blocking_action_stops_neither_the_person_nor_the_server(endpoint: InProcessActions) -> None:
    async def other_work() -> int:
        steps = 0
        while True:
            await asyncio.sleep(0.01)
            steps += 1
            if steps == 20:
                return steps

    started = time.monotonic()
    answer, steps = await asyncio.gather(endpoint.request(json=call("sample_blocks")), other_work())
    assert answer == SAFETY and steps == 20
    assert time.monotonic() - started < HANG_SECONDS / 2


async def test_an_action_may_decline(endpoint: InProcessActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        await endpoint.request(json=call("sample_declines"))
    assert caught.value.status == 400
    assert json.loads(caught.value.text)["action_name"] == "sample_declines"


async def test_rasa_runs_our_actions(endpoint: InProcessActions) -> None:
    domain = Domain.from_dict(
        {"actions": ["sample_works"], "slots": {"findings": {"type": "any", "mappings": []}}}
    )
    events = [ActionExecuted("action_listen"), UserUttered("hi"), SlotSet("findings", ["fever"])]
    tracker = DialogueStateTracker.from_events("anna", events, slots=domain.slots)
    nlg = TemplatedNaturalLanguageGenerator(domain.responses)

    async def run(name: str) -> Any:
        return await RemoteAction(name, endpoint).run(CollectingOutputChannel(), nlg, tracker, domain)

    said, slot = await run("sample_works")
    assert isinstance(said, BotUttered) and said.text == "done"
    assert slot == SlotSet("findings", ["fever", "changed"])
    assert tracker.get_slot("findings") == ["fever"]
    with pytest.raises(ActionExecutionRejection):
        await run("sample_declines")
    (said,) = await run("sample_fails")
    assert said.text == safety_text()


def test_a_package_that_cannot_be_loaded_is_one_clear_line() -> None:
    with pytest.raises(CommandError, match="no_such_package"):
        InProcessActions("no_such_package")
