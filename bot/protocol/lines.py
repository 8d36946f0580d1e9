"""The lines of a grouped question: tapped one or several at once, picked by number, denied, left open.

An answer never touches a line that it does not name.
"""

from __future__ import annotations

from typing import Dict, Iterable, Optional, Tuple

from bot.protocol.engine import items_to_ask
from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.models import Item, Protocol, Question
from bot.protocol.observations import Observations

# How a line of a list may be answered; where one is answered twice, the gravest counts.
_LINE_ANSWERS = {"yes": "item", "not sure": "unsure", "no": "no"}
_GRAVEST_FIRST = ("item", "unsure", "no")
# How the answer begins that is for every line which the message does not name.
_REST = "rest:"


def tapped(
    said: Observations, question: Optional[Question], findings: Findings, data: Protocol
) -> Observations:
    """Read the tapped lines of a grouped question as those lines, and as nothing else.

    Each line of the message is a line of the list, alone or with ": no" or ": not sure" behind it. Where one
    is not, the whole message is read as words.
    """
    if question is None or question.kind not in ("group", "risks"):
        return said
    items = items_to_ask(question, findings, data) or question.items
    said = _with_the_rest(said, len(items))
    names = {
        name.casefold(): number for number, item in enumerate(items, 1) for name in (item.button, item.text)
    }
    lines = [line.strip().casefold() for line in said.text.splitlines() if line.strip()]
    found: Dict[int, str] = {}
    for line in lines:
        name, kind = _line(line)
        number = names.get(name)
        if number is None:
            return said
        found[number] = min(kind, found.get(number, kind), key=_GRAVEST_FIRST.index)
    if not found:
        return said
    answers = tuple(f"{kind}:{number}" for number, kind in sorted(found.items()))
    return Observations(message_id=said.message_id, answers=answers, text=said.text)


def _with_the_rest(said: Observations, count: int) -> Observations:
    """Give the lines that a message answers as "the rest" their answer, one by one."""
    rest = next((answer[len(_REST) :] for answer in said.answers if answer.startswith(_REST)), None)
    if rest is None:
        return said
    named = {_place(answer, count) for answer in said.answers}
    left = [f"{rest}:{number}" for number in range(1, count + 1) if number not in named]
    kept = [answer for answer in said.answers if not answer.startswith(_REST)]
    return said.copy(update={"answers": (*kept, *left)})


def _place(answer: str, count: int) -> int:
    """Return the number of the line that an answer names, counted from the first; 0 where it names none."""
    number = answer.partition(":")[2]
    if not number.lstrip("-").isdigit():
        return 0
    return int(number) + count + 1 if int(number) < 0 else int(number)


def _line(line: str) -> Tuple[str, str]:
    """Split a line into the name of a sign and how it was answered."""
    name, colon, answer = line.rpartition(":")
    kind = _LINE_ANSWERS.get(answer.strip()) if colon else None
    return (name.strip(), kind) if kind else (line, "item")


def take_lines(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Findings:
    """Set what the lines of a list say that were answered with no or not sure, and nothing else.

    The list may stay open for the lines that were not answered; what these say is kept in any case.
    """
    items = items_to_ask(question, before, data) or question.items
    denied, unsure = picked_lines(items, said.answers, "no"), picked_lines(items, said.answers, "unsure")
    if question.kind != "risks":
        signs = dict(after.signs)
        _deny_items(signs, denied)
        _leave_open(signs, unsure, data)
        return after.with_changes(signs=signs)
    risks = dict(after.risk_factors)
    for chosen, status in ((denied, Status.ABSENT), (unsure, Status.UNKNOWN)):
        for item in chosen:
            for code in (*item.codes, *item.denies):
                risks.setdefault(code, status)
    return after.with_changes(risk_factors=risks)


def by_line(items: Tuple[Item, ...], said: Observations) -> bool:
    """Tell whether a message answers single lines of a list with no or not sure."""
    return any(picked_lines(items, said.answers, kind) for kind in ("no", "unsure"))


def picked_lines(items: Tuple[Item, ...], answers: Iterable[str], kind: str = "item") -> Tuple[Item, ...]:
    """Return the lines picked by number ("the second one"); -1 is the last.

    Of the kind "no" are lines that were denied, of the kind "unsure" those that the person is not sure of.
    """
    picked = []
    for answer in answers:
        head, _, number = answer.partition(":")
        if head != kind or not number.lstrip("-").isdigit():
            continue
        index = int(number)
        if index < 0 and -index <= len(items):
            picked.append(items[index])
        elif 1 <= index <= len(items):
            picked.append(items[index - 1])
    return tuple(picked)


def deny(after: Findings, question: Question, before: Findings, data: Protocol) -> Findings:
    """Set every sign of a group absent that is not known; of a pair, only the one that breaks it."""
    signs = dict(after.signs)
    _deny_items(signs, items_to_ask(question, before, data) or question.items)
    return after.with_changes(signs=signs)


def _deny_items(signs: Dict[str, Finding], items: Iterable[Item]) -> None:
    """Set what some lines name absent, where nothing is known of it."""
    for item in items:
        for code in item.denies:
            signs.setdefault(code, Finding(status=Status.ABSENT))
        pair_open = [code for code in item.denies_pair if code not in signs]
        if pair_open and not any(_is_absent(signs, code) for code in item.denies_pair):
            signs[pair_open[0]] = Finding(status=Status.ABSENT)


def _leave_open(signs: Dict[str, Finding], items: Iterable[Item], data: Protocol) -> None:
    """Set what some lines name unknown; the danger sign that a line stands for is asked back."""
    for item in items:
        for code in item.codes:
            signs.setdefault(code, Finding(status=Status.UNKNOWN, suspected=code in data.danger_codes))
        for code in (*item.denies, *item.denies_pair):
            signs.setdefault(code, Finding(status=Status.UNKNOWN))


def _is_absent(signs: Dict[str, Finding], code: str) -> bool:
    return code in signs and signs[code].status is Status.ABSENT
