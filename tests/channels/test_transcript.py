"""A conversation's turns are read from its events, and from nothing else."""

from __future__ import annotations

from typing import Any, Dict, List

from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import BotUttered

from bot.channels.transcript import LISTEN, Turn, find, replies_of, shown, turns_of
from bot.protocol.texts import safety_text


def user(text: str, message_id: str) -> Dict[str, Any]:
    return {"event": "user", "text": text, "message_id": message_id, "timestamp": 1_777_000_000.5}


def bot(text: str, **data: Any) -> Dict[str, Any]:
    return {"event": "bot", "text": text, "data": data, "timestamp": 1_777_000_001.0}


def turns(events: List[Dict[str, Any]], recipient: str = "", after: int = 0) -> List[Turn]:
    numbered = list(enumerate(events, 1))
    return turns_of(numbered[after:], recipient, after)


HEARD = {"event": "action", "name": LISTEN}
QUIET = {"event": "action", "name": "action_say"}


def test_a_turn_is_what_was_said_and_what_was_answered() -> None:
    first, second = turns(
        [HEARD, user("hi", "a"), QUIET, bot("hello"), bot("how are you?"), HEARD, user("ill", "b")]
    )
    assert (first["seq"], first["id"], first["text"], first["at"]) == (2, "a", "hi", "2026-04-24T03:06:40Z")
    assert [reply["text"] for reply in first["replies"]] == ["hello", "how are you?"]
    assert (second["seq"], second["id"], second["replies"]) == (7, "b", [])


def test_what_the_assistant_says_on_its_own_is_a_turn_without_an_id() -> None:
    found = turns([user("hi", "a"), bot("hello"), HEARD, bot("are you better?"), HEARD, user("yes", "b")])
    assert [(turn["seq"], turn["id"], turn["text"]) for turn in found] == [
        (1, "a", "hi"),
        (4, None, None),
        (6, "b", "yes"),
    ]


def test_what_rasa_did_not_hear_from_a_person_shows_no_text() -> None:
    (turn,) = turns([user("EXTERNAL: remind", "x"), bot("drink some water")])
    assert (turn["id"], turn["text"]) == (None, None)


def test_no_turn_is_shown_without_a_reply() -> None:
    (turn,) = turns([user("hi", "a")], "anna")
    assert shown(turn, "anna")["replies"] == [{"recipient_id": "anna", "text": safety_text()}]
    assert find([turn], "a") is turn and find([turn], "b") is None


async def test_the_messages_are_those_of_rasas_collecting_channel() -> None:
    button = {"title": "Yes", "payload": "Yes"}
    for text, data in (
        ("one\n\ntwo", {}),
        ("which?", {"buttons": [button], "custom": {"type": "question"}}),
        (None, {"custom": {"type": "question"}}),
        ("look", {"image": "/a.png"}),
    ):
        utterance = BotUttered(text, data)
        channel = CollectingOutputChannel()
        await channel.send_response("anna", utterance.message())
        assert replies_of(utterance.as_dict(), "anna") == channel.messages


EVENTS = st.lists(
    st.one_of(
        st.builds(user, st.text(max_size=5), st.uuids().map(str)),
        st.builds(bot, st.text(min_size=1, max_size=5)),
        st.just(HEARD),
        st.just(QUIET),
    ),
    max_size=30,
)


@given(EVENTS, EVENTS)
def test_what_comes_later_never_changes_the_numbers_of_what_was_there(
    before: List[Dict[str, Any]], after: List[Dict[str, Any]]
) -> None:
    then = turns([*before, HEARD])
    now = turns([*before, HEARD, *after])
    assert now[: len(then)] == then
    numbers = [turn["seq"] for turn in now]
    assert numbers == sorted(set(numbers))
    said = [event["message_id"] for event in [*before, *after] if event["event"] == "user"]
    assert [turn["id"] for turn in now if turn["id"]] == said or any(
        str(event.get("text", "")).startswith("EXTERNAL") for event in [*before, *after]
    )


@given(EVENTS)
def test_whoever_asks_from_a_turn_gets_the_turns_after_it(events: List[Dict[str, Any]]) -> None:
    found = turns(events)
    for number, turn in enumerate(found):
        assert turns(events, after=turn["seq"]) == found[number + 1 :]
