"""What a person's side of a conversation sees of the assistant: the turns, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Mapping, Optional

from bot.protocol.loader import protocol

Reply = Dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """One message of the person and the replies to it."""

    words: str
    replies: List[Reply]

    def text(self) -> str:
        """Return the texts of the replies, a line each."""
        return "\n".join(str(reply["text"]) for reply in self.replies if reply.get("text"))

    def buttons(self) -> Dict[str, str]:
        """Return what each quick answer sends, by its title."""
        found = [button for reply in self.replies for button in reply.get("buttons") or []]
        return {str(button["title"]): str(button["payload"]) for button in found}

    def payloads(self, kind: str) -> List[Mapping[str, Any]]:
        """Return the payloads of a type, as the message contract names them."""
        customs = [reply.get("custom") or {} for reply in self.replies]
        return [custom for custom in customs if custom.get("type") == kind]

    def question(self) -> Optional[str]:
        """Return the slot that the replies ask for."""
        asked = self.payloads("question")
        return str(asked[-1]["slot"]) if asked else None

    def result(self) -> Optional[Mapping[str, Any]]:
        """Return the triage result among the replies."""
        results = self.payloads("triage_result")
        return results[-1] if results else None


@dataclass
class Seen:
    """A conversation so far."""

    sender: str
    turns: List[Turn] = field(default_factory=list)

    @property
    def last(self) -> Turn:
        """Return the latest turn."""
        return self.turns[-1]

    def results(self) -> Iterator[Mapping[str, Any]]:
        """Return every triage result, in order."""
        return (result for turn in self.turns for result in turn.payloads("triage_result"))

    def result(self) -> Optional[Mapping[str, Any]]:
        """Return the result that stands: the latest one since the person last started over."""
        found: Optional[Mapping[str, Any]] = None
        for turn in self.turns:
            if starts_over(turn):
                found = None
            found = turn.result() or found
        return found

    def level(self) -> Optional[str]:
        """Return the level that stands, or None."""
        result = self.result()
        return None if result is None else str(result["level"])

    def asked(self) -> List[str]:
        """Return the slots that were asked for, in order."""
        return [slot for turn in self.turns if (slot := turn.question()) is not None]


def starts_over(turn: Turn) -> bool:
    """Tell whether the assistant said that it has forgotten the answers."""
    begins = protocol().texts["start_over"].split("{")[0].strip()
    return begins.split(".")[0] in turn.text()
