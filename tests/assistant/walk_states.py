"""Where a conversation stands, and when two conversations count as standing at the same place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Iterable, Mapping, Optional, Tuple

from rasa.shared.core.trackers import DialogueStateTracker

from bot.protocol.engine import assess, facts_of, is_settled, items_to_ask, next_question, open_facts
from bot.protocol.findings import Findings
from bot.protocol.interview import MISSES_LIMIT, read_message
from bot.protocol.loader import protocol
from bot.protocol.models import Question
from bot.protocol.observations import Observations

Key = Tuple[Any, ...]
# The note that only thanks.
COURTESY = "noted"


@dataclass(frozen=True)
class State:
    """Where a conversation stands.

    Attributes:
        findings: what is known.
        asking: whether the form waits for an answer.
        audience: who reads, a patient or a nurse; None where nobody said.
        reference: what the nurse's open calculation knows.
        introduced: whether the assistant has said what it is.
    """

    findings: Findings
    asking: bool
    audience: Optional[str] = None
    reference: Optional[str] = None
    introduced: bool = True

    @property
    def question(self) -> Optional[Question]:
        return next_question(self.findings) if self.asking else None

    @property
    def level(self) -> Optional[str]:
        return self.findings.announced


def state_of(tracker: DialogueStateTracker) -> State:
    """Return where a conversation stands."""
    asking = tracker.active_loop_name is not None and tracker.get_slot("requested_slot") is not None
    open_calculation = tracker.get_slot("reference")
    return State(
        findings=Findings.from_slot(tracker.get_slot("findings")),
        asking=asking,
        audience=tracker.get_slot("audience"),
        reference=None if open_calculation is None else str(open_calculation),
        introduced=bool(tracker.get_slot("introduced")),
    )


def coarse(state: State, said: Mapping[str, Observations]) -> Key:
    """Return a state by its open question, its level and the phase alone."""
    question = state.question
    return (question.id if question else None, state.level, state.findings.phase)


def by_next_reply(state: State, said: Mapping[str, Observations]) -> Key:
    """Return a state by what stands open in it and by what each kind of answer would make of it.

    Everything that decides the next reply is in here: the slots that the policies and the actions read, and
    the findings as the engine sees them, now and after each of the answers. Left out is what only changes a
    name or a courtesy in the reply: which sign is asked back, and whether "Thank you, I noted that" comes
    first. What the findings hold besides is left out too: two conversations may part after the next reply.

    Args:
        state: where the conversation stands.
        said: what the assistant reads in each kind of answer, by kind.
    """
    asking = state.question is not None
    after = [
        (kind, _seen(read_message(state.findings, words, asking=asking)))
        for kind, words in sorted(said.items(), key=_first)
    ]
    slots = (state.asking, state.audience, state.reference, state.introduced)
    now = state.findings.with_changes(notes=())  # the next message takes them away before anything is read
    return (*slots, _seen(now), tuple(after))


def by_open_questions(state: State, said: Mapping[str, Observations]) -> Key:
    """Return a state by the next reply, and by every question that stands open, not only the next one."""
    return (*by_next_reply(state, said), open_questions(state.findings))


def open_questions(findings: Findings) -> Tuple[str, ...]:
    """Return the ids of all questions that the findings, as they are, leave to be asked."""
    matters = open_facts(findings, assess(findings).level, protocol())
    return tuple(
        question.id
        for question in protocol().questions
        if question.id not in findings.answered
        and not is_settled(question, findings)
        and (question.condition is None or question.condition.value(findings, protocol()) is True)
        and (question.required or matters & set(facts_of(question)))
    )


def _first(pair: Tuple[str, Observations]) -> str:
    return pair[0]


def _seen(findings: Findings) -> Key:
    """Return what the engine makes of some findings: the level, the question, what is behind both."""
    question, found = next_question(findings), assess(findings)
    walk = findings.walk
    return (
        found.level,
        findings.announced,
        set(found.rules) <= set(findings.announced_rules),
        findings.phase,
        _asked(question),
        _lines(question, findings),
        min(findings.misses, MISSES_LIMIT),  # a step's question goes on counting, to no end
        tuple(note for note in findings.notes if note != COURTESY),
        any(sign.disputed for sign in findings.signs.values()),
        any(sign.suspected and not sign.checked for sign in findings.signs.values()),
        (walk.failed, walk.worse, walk.eased, walk.waiting, bool(walk.done)),
        bool(findings.signs),
        findings.in_crisis,
    )


def _asked(question: Optional[Question]) -> Optional[str]:
    if question is None:
        return None
    return "a sign, once more" if question.confirms is not None else question.id


def _lines(question: Optional[Question], findings: Findings) -> Iterable[str]:
    if question is None or question.kind not in ("group", "risks"):
        return ()
    return tuple(item.button for item in items_to_ask(question, findings))


KeyOf = Callable[[State, Mapping[str, Observations]], Key]
