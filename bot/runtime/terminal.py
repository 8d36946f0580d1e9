"""Talk to the assistant in a terminal: the same model, actions and guards as on the wire."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional

from bot.runtime.console import Console
from bot.runtime.tensorflow_stand_in import leave_tensorflow_out

PROMPT = "you > "


def choose(words: str, buttons: List[Dict[str, Any]]) -> str:
    """Return what a line means: the number of a button stands for what the button sends."""
    if words.strip().isdigit() and 1 <= int(words) <= len(buttons):
        return str(buttons[int(words) - 1].get("payload") or buttons[int(words) - 1].get("title", ""))
    return words


def render(replies: List[Dict[str, Any]]) -> str:
    """Return the assistant's messages as text, its buttons numbered, its result in one line."""
    lines: List[str] = []
    for reply in replies:
        if reply.get("text"):
            lines.append(str(reply["text"]))
        lines += [f"  {n}. {button.get('title')}" for n, button in enumerate(reply.get("buttons") or [], 1)]
        custom = reply.get("custom") or {}
        if custom.get("type") == "triage_result":
            lines.append(f"[result: {custom.get('level')}]")
    return "\n".join(lines)


def buttons_of(replies: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    """Return the buttons of the last message that has any."""
    for reply in reversed(replies):
        if reply.get("buttons"):
            return list(reply["buttons"])
    return []


async def converse(
    console: Console,
    say: Callable[[str], Any],
    read: Callable[[str], Optional[str]],
    opening: Optional[str] = "hello",
) -> None:
    """Pass lines to the assistant and show its replies until there are no more lines.

    Args:
        console: where the replies are shown.
        say: coroutine function from a message to the assistant's replies.
        read: asks for a line; None ends the conversation.
        opening: what is said for the person at the start, so that the assistant introduces itself.
    """
    line: Optional[str] = opening
    buttons: List[Dict[str, Any]] = []
    while line is not None:
        replies = await say(choose(line, buttons))
        buttons = buttons_of(replies)
        console.say(render(replies) + "\n")
        line = read(PROMPT)


async def chat(console: Console, model: str) -> None:
    """Load the assistant and talk to it until the end of input."""
    leave_tensorflow_out()
    from bot.channels.guards import IncomingMessage, clean_text, fresh_sender
    from bot.channels.turn import take_turn
    from bot.runtime.in_process_actions import action_endpoint
    from bot.runtime.processor import AssistantAgent
    from bot.settings import settings

    agent = AssistantAgent.load(model, action_endpoint=action_endpoint())
    sender = fresh_sender()

    async def say(words: str) -> List[Dict[str, Any]]:
        message = IncomingMessage(sender, clean_text(words))
        return await take_turn(agent.handle_message, message, "terminal", settings().reply_deadline_seconds)

    def read(prompt: str) -> Optional[str]:
        console.ask(prompt)
        return console.read_line()

    console.say("Type your message and press Enter. Ctrl-D ends the conversation.\n")
    await converse(console, say, read)
