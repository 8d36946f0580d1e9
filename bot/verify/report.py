"""The table of what was proved, for people and for machines."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Dict, Iterable, List, Optional

from bot.protocol.models import Protocol
from bot.verify import interview, replies
from bot.verify.agreement import disagreement
from bot.verify.properties import LEVEL_PROPERTIES
from bot.verify.statement import PROOF, Property

SEARCH = "exhaustive search on the engine: every question, every kind of reply"

INTERVIEW_PROPERTIES: List[Property] = [
    Property(
        "answers only raise",
        "an answer about what was not asked before never lowers the level",
        PROOF,
        interview.first_answers_never_lower,
    ),
    Property(
        "order irrelevant",
        "where the questions stop calmly, no question left out could have raised the level",
        "proof, every person short of danger whose answered questions left their mark",
        interview.stopping_is_safe,
    ),
    Property(
        "every reply goes on", "no reply leaves the interview as it was", SEARCH, replies.every_reply_goes_on
    ),
    Property(
        "interviews end", "every mix of two kinds of reply comes to an end", SEARCH, replies.interviews_end
    ),
    Property(
        "listed danger ends",
        "a picked line of a danger list ends in danger",
        SEARCH,
        replies.listed_danger_ends,
    ),
    Property(
        "danger interrupts",
        "a danger sign told at any question sets its level",
        SEARCH,
        replies.danger_interrupts,
    ),
]


@dataclass(frozen=True)
class Result:
    """What came of one property.

    Attributes:
        name: the property.
        says: what holds.
        over: over what it was shown.
        holds: whether it does.
        seconds: how long it took.
        counterexample: the smallest person for whom it does not hold, in words.
    """

    name: str
    says: str
    over: str
    holds: bool
    seconds: float
    counterexample: Optional[str] = None


def run(data: Protocol, agreement: int) -> Iterable[Result]:
    """Check every property in turn; `agreement` is the number of random persons put to both."""
    for each in [*LEVEL_PROPERTIES, *INTERVIEW_PROPERTIES, agreement_property(agreement)]:
        started = time.monotonic()
        fault = each.check(data)
        yield Result(each.name, each.says, each.over, fault is None, time.monotonic() - started, fault)


def agreement_property(count: int) -> Property:
    """Return the property that z3's reading and the engine agree."""

    def check(data: Protocol) -> Optional[str]:
        return disagreement(data, count)

    return Property("agreement", "z3's reading and the engine agree", f"{count:,} random persons", check)


def line(result: Result) -> str:
    """Return one line of the table; a counterexample follows on the next."""
    verdict = "REFUTED" if not result.holds else "proved" if "proof" in result.over else "holds"
    text = f"{result.name:22} {verdict:8} {result.seconds:6.1f} s  {result.says}"
    return text if result.holds else f"{text}\n    {result.counterexample}"


def as_json(results: List[Result], version: str) -> Dict[str, object]:
    """Return all results as plain data."""
    return {
        "protocol_version": version,
        "holds": all(result.holds for result in results),
        "properties": [{**asdict(result), "seconds": round(result.seconds, 2)} for result in results],
    }
