"""Play a conversation test against an assistant: in this process or over the wire, the caller says how."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any, Callable, Dict, List, Mapping, Optional, Protocol

from bot.conversation_tests.checks import case_differences, lowered, step_differences
from bot.conversation_tests.models import Case, Step
from bot.conversation_tests.seen import Reply, Seen, Turn, starts_over

# What a person with nothing grave answers to each question; every other one is answered "no".
CALM_ANSWERS: Mapping[str, str] = {
    "danger_signs": "none of these",
    "infusion_status": "it ended yesterday",
    "severity": "3",
    "onset": "since this morning",
}
CALM_ANSWER = "no"
MOST_ANSWERS = 15


class Assistant(Protocol):
    """How a conversation reaches the assistant."""

    def send(self, sender: str, words: str) -> List[Reply]:
        """Send one message and return the replies to it."""

    def slots(self, sender: str) -> Mapping[str, Any]:
        """Return the slots of the conversation."""


class Difference(AssertionError):
    """A conversation went another way than its test says; the text shows it, with the line that differs."""


Observer = Callable[[Seen], None]


def play(case: Case, assistant: Assistant, after_turn: Optional[Observer] = None) -> Seen:
    """Play a conversation and return what was seen.

    Args:
        case: the conversation and what is expected.
        assistant: where the messages go.
        after_turn: called after each turn, for instance to note what was exercised.

    Raises:
        Difference: a reply differs from what a step expects, or the whole from what the case does.
    """
    stage = _Stage(case, assistant, after_turn)
    for number, step in enumerate(case.steps, 1):
        stage.play_step(number, step)
    stage.finish()
    return stage.seen


class _Stage:
    """The running conversation."""

    def __init__(self, case: Case, assistant: Assistant, after_turn: Optional[Observer]) -> None:
        self._case = case
        self._assistant = assistant
        self._after_turn = after_turn
        self.seen = Seen(sender=uuid.uuid4().hex)
        self._lines: List[str] = [f"- test_case: {case.test_case}"]

    def play_step(self, number: int, step: Step) -> None:
        if step.user is not None:
            self._say(step.user)
        elif step.tap is not None:
            self._tap(number, step.tap)
        elif step.answer_the_rest is not None:
            self._answer_the_rest(number, step.answer_the_rest)
        slots = partial(self._assistant.slots, self.seen.sender)
        differences = step_differences(step, self.seen, slots)
        if differences:
            self._fail(number, differences)

    def finish(self) -> None:
        differences = case_differences(self._case, self.seen)
        if differences:
            self._fail(None, differences)

    def _say(self, words: str) -> None:
        before = self.seen.level()
        replies = self._assistant.send(self.seen.sender, words)
        self.seen.turns.append(Turn(words, replies))
        self._lines.append(f"  > {words}")
        self._lines.extend(_shown(reply) for reply in replies)
        if not replies:
            self._fail(None, ["no reply at all"])
        if self._after_turn is not None:
            self._after_turn(self.seen)
        after = self.seen.level()
        went_down = lowered(before, after)
        if went_down and self._case.keeps_level and not starts_over(self.seen.last):
            self._fail(None, [went_down])

    def _tap(self, number: int, title: str) -> None:
        buttons = self.seen.last.buttons() if self.seen.turns else {}
        if title not in buttons:
            self._fail(number, [f"tap: no quick answer {title!r}; there are {', '.join(buttons) or 'none'}"])
        self._say(buttons[title])

    def _answer_the_rest(self, number: int, answers: Dict[str, str]) -> None:
        given = {**CALM_ANSWERS, **answers}
        for _ in range(MOST_ANSWERS):
            slot = self.seen.last.question() if self.seen.turns else None
            if slot is None or self.seen.last.result() is not None:
                break
            self._say(given.get(slot, CALM_ANSWER))
        if self.seen.last.result() is None:
            self._fail(number, [f"answer_the_rest: no result after {MOST_ANSWERS} answers at the most"])

    def _fail(self, number: Optional[int], differences: List[str]) -> None:
        marked = [f"! {line}" for line in differences]
        where = "the whole conversation" if number is None else f"step {number}"
        raise Difference("\n".join([*self._lines, *marked, f"  (at {where})"]))


def _shown(reply: Reply) -> str:
    """Return one line for a reply: its text, or what matters of its payload."""
    if reply.get("text"):
        words = " / ".join(str(reply["text"]).split("\n"))
        titles = [str(button["title"]) for button in reply.get("buttons") or []]
        return f"  < {words}" + (f"  [{' | '.join(titles)}]" if titles else "")
    custom: Dict[str, Any] = dict(reply.get("custom") or {})
    kept = {
        name: custom[name]
        for name in ("type", "slot", "level", "danger_signs", "rules", "card")
        if name in custom
    }
    return f"  < {kept or reply}"
