"""Makes a conversation test of a tracker: the person's words without what identifies, and what came of it."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Tuple

import yaml
from rasa.shared.core.events import BotUttered, Event, SessionStarted, UserUttered

from bot.conversation_tests.anonymise import Removed, anonymise
from bot.conversation_tests.models import NONE, TestFile
from bot.conversation_tests.seen import Seen, Turn

_LEAD = """\
# Recorded from a real conversation. Names, dates, identifying numbers, e-mails, phone numbers and addresses
# were taken out by rules (docs/conversation-tests.md): read it before you share it. What is expected below is
# what happened, not what should have: put it right where it was wrong.
"""


class Recording(NamedTuple):
    """A test file, and for a human's check what was taken out of each message."""

    text: str
    removed: Tuple[Tuple[str, Removed], ...]
    messages: int
    earlier_sessions: int


class NothingToRecord(ValueError):
    """The conversation holds no message of a person."""


def record(events: Iterable[Event], name: str = "") -> Recording:
    """Return the test file of a conversation's latest session.

    Args:
        events: the tracker's events, all sessions.
        name: the case's name; made from the outcome where it is empty.

    Raises:
        NothingToRecord: nobody said anything in it.
    """
    sessions = _sessions(events)
    if not sessions:
        raise NothingToRecord("nobody said anything in that conversation")
    turns = _turns(sessions[-1])
    removed: List[Tuple[str, Removed]] = []
    steps: List[Dict[str, Any]] = []
    for turn in turns:
        clean = anonymise(turn.words)
        removed += [(clean.text, found) for found in clean.removed]
        steps.append({"user": clean.text, **_expected(turn)})
    seen = Seen("recorded", turns)
    level = seen.level() or NONE
    case: Dict[str, Any] = {
        "test_case": name or f"Recorded - {level} after {len(steps)} messages",
        "level": level,
    }
    result = seen.result()
    if result is not None:
        case["red_flags"] = [str(code) for code in result["danger_signs"]]
    if _went_down(turns):
        case["keeps_level"] = False
    case["steps"] = steps
    raw = {"test_cases": [case]}
    TestFile.parse_obj(raw)  # what is written can be read
    text = yaml.safe_dump(raw, sort_keys=False, allow_unicode=True, width=110)
    return Recording(_LEAD + text, tuple(removed), len(steps), len(sessions) - 1)


def _sessions(events: Iterable[Event]) -> List[List[Event]]:
    """Return the sessions in which somebody said something."""
    sessions: List[List[Event]] = [[]]
    for event in events:
        if isinstance(event, SessionStarted):
            sessions.append([])
        sessions[-1].append(event)
    return [session for session in sessions if any(_is_said(event) for event in session)]


def _is_said(event: Event) -> bool:
    return isinstance(event, UserUttered) and bool(event.text)


def _turns(events: Iterable[Event]) -> List[Turn]:
    turns: List[Turn] = []
    for event in events:
        if isinstance(event, UserUttered) and event.text:
            turns.append(Turn(event.text, []))
        elif isinstance(event, BotUttered) and turns:
            data: Mapping[str, Any] = event.data or {}
            kept = {key: data[key] for key in ("buttons", "custom") if data.get(key)}
            turns[-1].replies.append({"text": event.text, **kept})
    return turns


def _expected(turn: Turn) -> Dict[str, Any]:
    """Return what happened in a turn, as a step expects it."""
    expected: Dict[str, Any] = {}
    result = turn.result()
    if result is not None:
        expected["level"] = str(result["level"])
    shown = turn.payloads("reference")
    if shown:
        expected["card"] = str(shown[-1]["card"])
    answers = turn.payloads("answer")
    if answers:
        expected["answerable"] = bool(answers[-1]["answerable"])
    expected["asks"] = turn.question() or NONE
    return expected


def _went_down(turns: List[Turn]) -> bool:
    from bot.conversation_tests.checks import lowered

    seen, before = Seen("recorded"), None
    for turn in turns:
        seen.turns.append(turn)
        after = seen.level()
        if lowered(before, after):
            return True
        before = after
    return False
