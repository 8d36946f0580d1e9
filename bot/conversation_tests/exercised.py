"""What conversations exercise: rules, steps, cards, levels, questions, intents, actions and more."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, List, Mapping, Protocol, Set, Tuple

from bot.conversation_tests.seen import Seen, Turn
from bot.knowledge import knowledge
from bot.knowledge.cards import cards
from bot.knowledge.models import Knowledge
from bot.protocol.engine import next_question
from bot.protocol.findings import Findings
from bot.protocol.loader import protocol
from bot.protocol.texts import fill

# What must be exercised: a test fails where an entry of these kinds is not. The other kinds are reported.
REQUIRED = ("rule", "step", "card", "level", "question", "intent", "action", "slot")
KINDS = (*REQUIRED, "statement")

FORM = "triage_form"
Met = Dict[Tuple[str, str], Set[str]]


class WithTracker(Protocol):
    """An assistant whose trackers can be read."""

    def tracker(self, sender: str) -> Any:
        """Return the conversation's tracker."""


class Exercised:
    """Notes which conversation met what."""

    def __init__(self) -> None:
        self.met: Met = {}
        self.conversations: Set[str] = set()

    def note(self, name: str, met: Iterable[Tuple[str, str]]) -> None:
        """Note that a conversation met some entries."""
        self.conversations.add(name)
        for entry in met:
            self.met.setdefault(entry, set()).add(name)

    def observer(self, name: str, assistant: WithTracker) -> Callable[[Seen], None]:
        """Return what to call after each turn of a conversation."""

        def after_turn(seen: Seen) -> None:
            self.note(name, met_in_turn(seen.last))
            self.note(name, met_in_tracker(assistant.tracker(seen.sender), seen.last))

        return after_turn

    def uncovered(self, kind: str, domain: Mapping[str, Any]) -> List[str]:
        """Return the entries of a kind that no conversation met."""
        return [entry for entry in entries(domain)[kind] if (kind, entry) not in self.met]


def entries(domain: Mapping[str, Any]) -> Dict[str, List[str]]:
    """Return everything that can be exercised, by its kind.

    Args:
        domain: Rasa's domain as its file holds it.
    """
    data = protocol()
    return {
        "rule": [rule.id for rule in data.rules] + [entry.id for entry in data.escalations],
        "step": [step.id for step in data.steps],
        "card": list(cards().cards),
        "level": list(data.levels),
        "question": [question.id for question in data.questions],
        "intent": [name for entry in domain["intents"] for name in entry],
        "action": list(domain["actions"]),
        "slot": list(domain["slots"]),
        "statement": list(knowledge().statements),
    }


def met_in_turn(turn: Turn) -> Set[Tuple[str, str]]:
    """Return what the replies show by themselves."""
    met: Set[Tuple[str, str]] = set()
    for result in turn.payloads("triage_result"):
        met.add(("level", str(result["level"])))
        met.update(("rule", str(rule)) for rule in result["rules"])
        met.update(("step", str(step["id"])) for step in result["steps"])
    met.update(("card", str(card["card"])) for card in turn.payloads("reference"))
    if turn.payloads("answer") or turn.payloads("reference"):
        met.update(("statement", name) for name in said_statements(turn.text(), knowledge()))
    return met


def said_statements(said: str, known: Knowledge) -> List[str]:
    """Return the statements whose words stand in a text."""
    plain = " ".join(said.split())
    found = []
    for name, statement in known.statements.items():
        texts = [text for text in (statement.patient, statement.clinician) if text]
        if any(" ".join(fill(text).split()) in plain for text in texts):
            found.append(name)
    return found


def met_in_tracker(tracker: Any, turn: Turn) -> Set[Tuple[str, str]]:
    """Return what Rasa's own record of the latest turn shows: intent, actions, slots, the question asked."""
    met: Set[Tuple[str, str]] = set()
    for event in reversed(list(tracker.events)):
        kind = event.type_name
        if kind == "action":
            met.add(("action", str(event.action_name)))
            if event.action_name == FORM:  # a form runs its own validation and leaves no event of it
                met.add(("action", f"validate_{FORM}"))
        elif kind == "slot" and event.value is not None:
            met.add(("slot", str(event.key)))
            if event.key == "findings":
                met.add(("action", "action_understand"))
        elif kind == "user":
            met.add(("intent", str(event.intent_name)))
            break
    if turn.question() is not None:
        findings = Findings.from_slot(tracker.get_slot("findings"))
        question = next_question(findings)
        if question is not None:
            met.add(("question", question.id))
            met.add(("action", f"action_ask_{question.form_slot}"))
    return met
