"""People at their phones: they send a message, wait for the reply, and send the next."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from typing import Callable, Iterable, List, Sequence

import aiohttp

from benchmarks.performance.conversations import CONVERSATIONS, messages

REPLY_SECONDS = 120.0


@dataclass
class Sent:
    """What became of some messages.

    Attributes:
        seconds: from each message to its reply.
        failures: how many got none: an error, or an empty list.
        duration: seconds from the first message to the last reply.
    """

    seconds: List[float] = field(default_factory=list)
    failures: int = 0
    duration: float = 0.0


async def say(session: aiohttp.ClientSession, url: str, sender: str, text: str, into: Sent) -> None:
    """Send one message and note how long its reply took."""
    started = time.perf_counter()
    try:
        async with session.post(url, json={"sender": sender, "message": text}) as response:
            replies = await response.json()
            if response.status != 200 or not replies:
                into.failures += 1
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
        into.failures += 1
    into.seconds.append(time.perf_counter() - started)


def _session() -> aiohttp.ClientSession:
    timeout = aiohttp.ClientTimeout(total=REPLY_SECONDS)
    return aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0))


def one_user(url: str, conversations: Sequence[Sequence[str]] = CONVERSATIONS) -> Sent:
    """Play whole conversations, one after the other."""

    async def play() -> Sent:
        sent = Sent()
        async with _session() as session:
            started = time.perf_counter()
            for conversation in conversations:
                sender = uuid.uuid4().hex
                for text in conversation:
                    await say(session, url, sender, text, sent)
            sent.duration = time.perf_counter() - started
        return sent

    return asyncio.run(play())


def users(urls: Sequence[str], count: int, seconds: float) -> Sent:
    """Let some people talk at a time, for some seconds; each begins a new conversation every ten messages.

    Args:
        urls: the servers' webhooks; people are dealt to them in turn.
        count: how many people.
        seconds: after which nobody sends another message.
    """

    async def person(number: int, session: aiohttp.ClientSession, until: float, sent: Sent) -> None:
        words, said, sender = messages(number), 0, ""
        while time.perf_counter() < until:
            if said % 10 == 0:
                sender = uuid.uuid4().hex
            await say(session, urls[number % len(urls)], sender, next(words), sent)
            said += 1

    async def crowd() -> Sent:
        sent = Sent()
        async with _session() as session:
            started = time.perf_counter()
            await asyncio.gather(
                *(person(number, session, started + seconds, sent) for number in range(count))
            )
            sent.duration = time.perf_counter() - started
        return sent

    return asyncio.run(crowd())


def long_conversation(
    url: str, turns: Iterable[str], stop: Callable[[Sent], bool] = lambda sent: False
) -> Sent:
    """Say everything to one conversation, or until `stop` says that it is enough."""

    async def play() -> Sent:
        sent, sender = Sent(), uuid.uuid4().hex
        async with _session() as session:
            started = time.perf_counter()
            for text in turns:
                await say(session, url, sender, text, sent)
                if stop(sent):
                    break
            sent.duration = time.perf_counter() - started
        return sent

    return asyncio.run(play())


def newcomers(url: str, per_minute: int, seconds: float) -> Sent:
    """Let new people come at an even pace, whoever still waits for a reply; each says one thing."""

    async def play() -> Sent:
        sent, going = Sent(), []
        async with _session() as session:
            started = time.perf_counter()
            for number in range(int(per_minute * seconds / 60)):
                await asyncio.sleep(max(0.0, started + number * 60 / per_minute - time.perf_counter()))
                words = CONVERSATIONS[number % len(CONVERSATIONS)][0]
                going.append(asyncio.ensure_future(say(session, url, uuid.uuid4().hex, words, sent)))
            await asyncio.gather(*going)
            sent.duration = time.perf_counter() - started
        return sent

    return asyncio.run(play())
