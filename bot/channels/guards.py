"""What every message passes before Rasa sees it: pure functions over the body of a request.

Rasa treats some texts and senders in special ways that suit a developer and not a patient: a text
``/intent{"slot": 1}`` sets slots, and a message without a sender joins a conversation shared by all. Here
such texts become plain words, and such messages get a conversation of their own.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any, Dict, Optional

LONGEST_SENDER = 200  # characters; Rasa's SQL table keeps 255
LONGEST_MESSAGE = 20_000  # characters; a longer one keeps its first and last half of this
LONGEST_METADATA = 10_000  # characters of JSON; Rasa stores it with every message
SILENCE = "…"  # stands for an empty message, which Rasa could not handle

# Invisible characters that could hide a word from the symptom finder or a command from the guard: soft
# hyphen, zero-width space, direction marks, word joiner, byte-order mark. The zero-width joiners stay:
# scripts and emoji need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What Rasa reads as a command: a slash before an intent's name (YAMLStoryReader.unpack_regex_message) and the
# mark of messages that it makes itself (EXTERNAL_MESSAGE_PREFIX).
_COMMAND = re.compile(r"(?:[\s/@]+|EXTERNAL:)+")
# The only commands that people may type; they become the words that ask for the same.
_VIEWS = {"/nurse": "nurse view", "/patient": "patient view"}
_PAYLOAD = re.compile(r"(?P<name>[^\s{@]*)(?:@[0-9.]+)?\s*(?=\{)")


class Refusal(ValueError):
    """The request cannot be passed on; the text says why, in words for the person who sent it."""


@dataclass(frozen=True)
class IncomingMessage:
    """A message that has passed the guards."""

    sender: str
    text: str
    metadata: Optional[Dict[str, Any]] = None
    sender_given: bool = True


def read_request(body: bytes) -> IncomingMessage:
    """Read the body of ``POST /webhooks/rest/webhook``.

    Args:
        body: JSON object with ``message`` and, wanted but not needed, ``sender`` and ``metadata``.

    Raises:
        Refusal: the body is not a JSON object, or the sender or the message is of a type that has no meaning.
    """
    content = read_object(body)
    given = _sender(content.get("sender"))
    return IncomingMessage(
        sender=given or fresh_sender(),
        text=clean_text(message_text(content.get("message"))),
        metadata=_metadata(content.get("metadata")),
        sender_given=given is not None,
    )


def read_object(body: bytes) -> Dict[str, Any]:
    """Read a body that holds a JSON object.

    Raises:
        Refusal: it is something else.
    """
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal("The message could not be read: it is not JSON.") from None
    if not isinstance(content, dict):
        raise Refusal("The message could not be read: it is not a JSON object.")
    return content


def fresh_sender() -> str:
    """Return an id for a conversation that nobody can guess."""
    return secrets.token_urlsafe(24)


def _sender(value: object) -> Optional[str]:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Refusal("The sender must be a text.")
    if len(value) > LONGEST_SENDER:
        raise Refusal(f"The sender must have {LONGEST_SENDER} characters or fewer.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise Refusal("The sender must not hold control characters.")
    return value.strip() or None


def message_text(value: object) -> str:
    """Return a message as text; nothing at all is an empty one.

    Raises:
        Refusal: it is of a type that has no meaning.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise Refusal("The message must be a text.")


def _metadata(value: object) -> Optional[Dict[str, Any]]:
    if not isinstance(value, dict) or len(json.dumps(value)) > LONGEST_METADATA:
        return None
    return value


def clean_text(text: str) -> str:
    """Return the text as plain words: shortened, without control characters, never a command, never empty."""
    text = _without_controls(shorten(text)).strip()
    text = _VIEWS.get(text.casefold(), text)
    while command := _COMMAND.match(text):
        text = _without_payload(text[command.end() :]).strip()
    return text or SILENCE


def shorten(text: str) -> str:
    """Return the text, or where it is too long its beginning and its end: people end with what matters."""
    if len(text) <= LONGEST_MESSAGE:
        return text
    half = LONGEST_MESSAGE // 2
    return f"{text[:half]}\n{text[-half:]}"


def _without_controls(text: str) -> str:
    text = _LINE_BREAKS.sub("\n", text).replace("\t", " ")
    text = _INVISIBLE.sub("", text)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def _without_payload(text: str) -> str:
    """Return the text of a command without the JSON object behind its name; what follows stays."""
    head = _PAYLOAD.match(text)
    if head is None:
        return text
    try:
        _, end = json.JSONDecoder().raw_decode(text, head.end())
    except (ValueError, RecursionError):
        return text  # braces, but no payload: the person's own words
    return f"{head['name']} {text[end:]}"
