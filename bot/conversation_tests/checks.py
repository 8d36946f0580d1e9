"""Whether a conversation is as a step or a case expects; each check returns what differs, in words."""

from __future__ import annotations

from typing import Any, Callable, Iterator, List, Mapping, Optional

from bot.conversation_tests.models import NONE, Case, Expectations, Step, pattern_of
from bot.conversation_tests.seen import Seen, Turn
from bot.knowledge import knowledge
from bot.protocol.loader import protocol
from bot.protocol.texts import fill, text

Slots = Callable[[], Mapping[str, Any]]


def step_differences(step: Step, seen: Seen, slots: Slots) -> List[str]:
    """Return in what the reply to the last message differs from what a step expects."""
    turn = seen.last
    found = [*_text_differences(step, turn), *_outcome_differences(step, seen.result())]
    found += _question_differences(step, turn)
    found += _slot_differences(step, slots)
    found += _card_differences(step, turn)
    found += _answer_differences(step, turn)
    return found


def case_differences(case: Case, seen: Seen) -> List[str]:
    """Return in what the whole conversation differs from what its case expects."""
    found = list(_outcome_differences(case, seen.result()))
    asked = seen.asked()
    found += [f"never_asks: {slot} was asked" for slot in case.never_asks if slot in asked]
    if case.most_questions is not None and len(asked) > case.most_questions:
        found.append(
            f"most_questions: {case.most_questions}, but {len(asked)} were asked: {', '.join(asked)}"
        )
    return found


def lowered(before: Optional[str], after: Optional[str]) -> Optional[str]:
    """Say that a level went down, or return None."""
    rank = protocol().rank
    if before is None or rank(after) >= rank(before):
        return None
    return f"the level went down from {before} to {after or NONE} (keeps_level: false allows it)"


# ---- the outcome ---------------------------------------------------------------------------------


def _outcome_differences(wanted: Expectations, result: Optional[Mapping[str, Any]]) -> Iterator[str]:
    level = NONE if result is None else str(result["level"])
    outcome: Mapping[str, Any] = result or {}
    if wanted.level is not None and wanted.level != level:
        yield f"level: {wanted.level}, but it is {level}" + _because(outcome)
    if wanted.red_flags is not None:
        flags = list(outcome.get("danger_signs", []))
        if set(flags) != set(wanted.red_flags):
            yield f"red_flags: {_list(wanted.red_flags)}, but they are {_list(flags)}"
    yield from _missing("rules", wanted.rules, outcome.get("rules", []))
    yield from _missing("suspected", wanted.suspected, outcome.get("suspected", []))
    steps = [step["id"] for step in outcome.get("steps", [])]
    yield from _missing("steps_offered", wanted.steps_offered, steps)
    for name in wanted.steps_withheld:
        if name in steps:
            yield f"steps_withheld: {name} is offered"


def _because(outcome: Mapping[str, Any]) -> str:
    return f" (rules {_list(outcome['rules'])})" if outcome.get("rules") else ""


# ---- the reply -----------------------------------------------------------------------------------


def _text_differences(step: Step, turn: Turn) -> Iterator[str]:
    said = turn.text()
    for fragment in step.bot:
        if not pattern_of(fragment).search(said):
            yield f"bot: {fragment!r} is not said"
    for fragment in step.bot_never:
        if pattern_of(fragment).search(said):
            yield f"bot_never: {fragment!r} is said"
    for name in step.utter:
        if not _says(said, protocol().texts[name]):
            yield f"utter: {name} is not said ({text(name)[:60]!r} ...)"
    for name in step.statement:
        statement = knowledge().statements[name]
        if not any(_says(said, words) for words in (statement.patient, statement.clinician) if words):
            yield f"statement: {name} is not said"


def _says(said: str, template: str) -> bool:
    """Tell whether a phrase was said, about whomever."""
    plain = " ".join(said.split())
    return any(" ".join(fill(template, who).split()) in plain for who in ("self", "mother"))


def _question_differences(step: Step, turn: Turn) -> Iterator[str]:
    if step.asks is not None and step.asks != (turn.question() or NONE):
        yield f"asks: {step.asks}, but it asks {turn.question() or NONE}"
    yield from _missing("offers", step.offers, turn.buttons())


def _slot_differences(step: Step, slots: Slots) -> Iterator[str]:
    if not step.slot_was_set:
        return
    held = slots()
    for entry in step.slot_was_set:
        if isinstance(entry, str):
            if held.get(entry) is None:
                yield f"slot_was_set: {entry} was not set"
            continue
        for name, value in entry.items():
            if held.get(name) != value:
                yield f"slot_was_set: {name}: {value!r}, but it holds {held.get(name)!r}"


def _card_differences(step: Step, turn: Turn) -> Iterator[str]:
    shown = turn.payloads("reference")
    if step.card is not None and step.card not in [card["card"] for card in shown]:
        yield f"card: {step.card}, but {_list(card['card'] for card in shown)} is shown"
    figures = {name: value for card in shown for name, value in card["values"].items()}
    for name, value in step.values.items():
        if name not in figures or abs(float(figures[name]) - value) > 0.01 * max(abs(value), 0.01):
            yield f"values: {name}: {value:g}, but it is {figures.get(name)}"


def _answer_differences(step: Step, turn: Turn) -> Iterator[str]:
    if step.answerable is not None:
        answers = [payload["answerable"] for payload in turn.payloads("answer")]
        if not answers or answers[-1] is not step.answerable:
            yield f"answerable: {step.answerable}, but it is {answers[-1] if answers else 'no answer'}"
    if step.sources:
        kinds = ("answer", "reference", "triage_result")
        payloads = [payload for kind in kinds for payload in turn.payloads(kind)]
        cited = [source["passage"] for payload in payloads for source in payload["sources"]]
        yield from _missing("sources", step.sources, cited)


def _missing(name: str, wanted: Any, held: Any) -> Iterator[str]:
    absent = [entry for entry in wanted if entry not in held]
    if absent:
        yield f"{name}: {_list(absent)} missing; there are {_list(held)}"


def _list(entries: Any) -> str:
    return ", ".join(str(entry) for entry in entries) or NONE
