"""Changes of a conversation that must never lower its level, and how a changed conversation is played."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence

import yaml

from bot.conversation_tests.in_process import InProcess
from bot.conversation_tests.models import Case
from bot.conversation_tests.play import CALM_ANSWER, CALM_ANSWERS, MOST_ANSWERS
from bot.conversation_tests.seen import Seen, Turn
from bot.protocol.engine import next_question
from bot.protocol.findings import Findings
from bot.protocol.loader import protocol

PARAPHRASES = Path(__file__).with_name("paraphrases.yml")
PUSHBACK = ("my nurse said it is fine", "I can't afford a doctor", "it is probably nothing")
CHATTER = "the weather is awful here today"
_LONG_WORD = re.compile(r"[A-Za-z]{6,}")

Messages = List[str]
Change = Callable[[Messages], Messages]


class Script(NamedTuple):
    """A conversation as a person's messages; `rest` are answers to whatever is asked after them."""

    name: str
    messages: Messages
    rest: Optional[Mapping[str, str]]


def script_of(name: str, case: Case) -> Optional[Script]:
    """Return the person's side of a conversation test; None where it taps or goes on after a calm result."""
    messages: Messages = []
    rest: Optional[Mapping[str, str]] = None
    for step in case.steps:
        if step.tap is not None or (step.acts and rest is not None):
            return None
        if step.user is not None:
            messages.append(step.user)
        if step.answer_the_rest is not None:
            rest = step.answer_the_rest
    return Script(name, messages, rest)


def _each(change: Callable[[str], str]) -> Change:
    return lambda messages: [change(words) for words in messages]


def _first(change: Callable[[str], str]) -> Change:
    return lambda messages: [change(messages[0]), *messages[1:]]


def swapped(words: str) -> str:
    """Swap two letters inside the longest word of six letters or more."""
    found = max(_LONG_WORD.finditer(words), key=lambda hit: len(hit.group()), default=None)
    if found is None:
        return words
    middle = found.start() + len(found.group()) // 2
    return words[: middle - 1] + words[middle] + words[middle - 1] + words[middle + 1 :]


def dropped(words: str) -> str:
    """Drop a letter inside the longest word of six letters or more."""
    found = max(_LONG_WORD.finditer(words), key=lambda hit: len(hit.group()), default=None)
    if found is None:
        return words
    middle = found.start() + len(found.group()) // 2
    return words[:middle] + words[middle + 1 :]


def turned_round(words: str) -> str:
    """Say the sentences of a message in the other order."""
    sentences = [part.strip() for part in re.split(r"(?<=[a-z])\. ", words) if part.strip()]
    return ". ".join(reversed([sentence.rstrip(".") for sentence in sentences]))


CHANGES: Dict[str, Change] = {
    "capitals": _each(str.upper),
    "small letters": _each(str.lower),
    "no punctuation": _each(lambda words: re.sub(r"[.,;!?]+", " ", words)),
    "exclamation marks": _each(lambda words: words + "!!!"),
    "emoji": _each(lambda words: f"😢 {words} 🙏"),
    "politeness": _first(
        lambda words: f"Hello, sorry to bother you. {words} Thank you so much for your help"
    ),
    "two letters swapped": _first(swapped),
    "a letter dropped": _first(dropped),
    "sentences turned round": _first(turned_round),
    "chatter behind it": _first(lambda words: f"{words}. My cat is called Felix and she sits here with me."),
    "chatter before it": lambda messages: [CHATTER, *messages],
    "pushback": lambda messages: [*messages, *PUSHBACK],
}
# Said after the calm answers, where the conversation has such.
AT_THE_END = frozenset({"pushback"})


def paraphrases() -> Dict[str, List[str]]:
    """Return, for each message of the table, the same thing in other words."""
    raw = yaml.safe_load(PARAPHRASES.read_text(encoding="utf-8"))["paraphrases"]
    return {str(entry["said"]): [str(words) for words in entry["again"]] for entry in raw}


class Outcome(NamedTuple):
    """Where a conversation ended."""

    level: Optional[str]
    asked_back: int
    seen: Seen


def play_script(assistant: InProcess, script: Script, change: Optional[str] = None) -> Outcome:
    """Play the person's side; a danger sign that is asked back is confirmed, for it was meant.

    Args:
        assistant: the real model and actions.
        script: what the person says.
        change: the name of a change; none plays it as it is.
    """
    seen = Seen(uuid.uuid4().hex)
    asked_back = 0

    def say(words: str) -> None:
        seen.turns.append(Turn(words, assistant.send(seen.sender, words)))

    messages = script.messages
    later: Sequence[str] = ()
    if change in AT_THE_END:
        later = CHANGES[str(change)](messages)[len(messages) :]
    elif change is not None:
        messages = CHANGES[change](messages)
    for place, words in enumerate(messages):
        say(words)
        if place == len(messages) - 1 and script.rest is None and is_asked_back(assistant, seen.sender):
            asked_back += 1
            say("yes")
    if script.rest is not None:
        answers = {**CALM_ANSWERS, **script.rest}
        for _ in range(MOST_ANSWERS):
            slot = seen.last.question()
            if slot is None or seen.last.result() is not None:
                break
            say(answers.get(slot, CALM_ANSWER))
    for words in later:
        say(words)
    return Outcome(seen.level(), asked_back, seen)


def is_asked_back(assistant: InProcess, sender: str) -> bool:
    """Tell whether a single doubtful danger sign is being asked back."""
    question = next_question(Findings.from_slot(assistant.slots(sender).get("findings")))
    return question is not None and question.confirms is not None


def is_lower(level: Optional[str], than: Optional[str]) -> bool:
    """Tell whether a level is less urgent than another."""
    return protocol().rank(level) < protocol().rank(than)


def transcript(seen: Seen) -> str:
    """Return a short form of a conversation, for a failing test."""
    lines = []
    for turn in seen.turns:
        lines.append(f"  > {turn.words}")
        lines.append("  < " + " / ".join(turn.text().split("\n"))[:160])
    return "\n".join(lines)
