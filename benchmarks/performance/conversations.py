"""What the benchmark's people say: the same words to every server."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Iterator, List, Tuple

# Calm interviews with an aside each, a question, a danger sign; as patients type.
CONVERSATIONS: Tuple[Tuple[str, ...], ...] = (
    (
        "hi",
        "I had my IVIG yesterday and today my lower back is sore",
        "none of these",
        "no",
        "nope",
        "about a 3",
        "no",
        "can i take ibuprofen?",
        "none",
        "thanks",
    ),
    (
        "my back hurts and the drip is still running",
        "no",
        "it is running now",
        "no",
        "no",
        "none of these",
        "5",
        "since this morning",
        "no",
        "none",
    ),
    (
        "what causes the back pain?",
        "how long does it last",
        "my back hurts a bit since my infusion yesterday, no fever, no stiff neck",
        "none of these",
        "no",
        "no",
        "maybe a 4 out of 10",
        "it started last night",
        "I don't know",
        "no",
    ),
    (
        "hello",
        "I'm scared, everything aches after my infusion two days ago",
        "no",
        "No",
        "not stiff",
        "none",
        "6/10",
        "why does this happen",
        "no",
        "ok thank you",
    ),
    (
        "mild headache after ivig",
        "none of these",
        "it ended a few hours ago",
        "no",
        "no",
        "none of these",
        "2",
        "wait, my tongue is swelling up",
        "what should I do now",
        "thanks",
    ),
)

# Ten things that may be said at any point, for conversations of hundreds of turns: the same ten each time, so
# that a turn late in the conversation compares with an early one.
LONG_CYCLE: Tuple[str, ...] = (
    "my back hurts a bit",
    "what causes it?",
    "no",
    "about a 3",
    "can i take ibuprofen?",
    "thanks",
    "how long will it last?",
    "none of these",
    "it is about the same",
    "hello",
)


def messages(start: int = 0) -> Iterator[str]:
    """Return the messages of one endless conversation, beginning with one of the above."""
    order = [*CONVERSATIONS[start % len(CONVERSATIONS) :], *CONVERSATIONS[: start % len(CONVERSATIONS)]]
    return cycle(message for conversation in order for message in conversation)


def first_messages(count: int, start: int = 0) -> List[str]:
    """Return the first messages of such a conversation."""
    return list(islice(messages(start), count))
