"""The nurse's quick reference: finds the card or the calculation that a message asks for.

Pure: the same message with the same values gives the same answer. A message that names a calculation begins
it anew; one that only gives values goes on with the calculation that is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Optional

from bot.knowledge import shorthand
from bot.knowledge.answers import source_note
from bot.knowledge.calculation_data import Ask, calculation_data
from bot.knowledge.calculation_sheet import UNIT_LEFT_OPEN, Outcome, out_of_range, show
from bot.knowledge.calculations import RATES, UPPER, calculate
from bot.knowledge.cards import card_sources, card_text, cards
from bot.knowledge.readings import DOSES, STARTS, WEIGHTS, Reading, read
from bot.knowledge.reference_answer import ReferenceAnswer

__all__ = ["PREMEDICATION_TIME", "ReferenceAnswer", "respond"]

_EXCLUDE_ONE_ANOTHER = (WEIGHTS, tuple(r + u for r in RATES for u in ("", UPPER)), DOSES, STARTS)
# What a number without a unit is, by the question that it answers.
_BARE_ANSWERS = {
    "weight_kg": UNIT_LEFT_OPEN,
    "rate_ml_per_hour": "rate_ml_per_hour",
    "concentration_percent": "concentration_percent",
    "dose_g": "dose_g",
}
PREMEDICATION_TIME = "premedication_time"
# "how long at 120 mL/h" speaks of the dose that was reckoned with a moment ago.
_OF_A_DOSE = ("dose_volume", "infusion_length")
_UNCLEAR_FOR = {"weight": "which_weight", "rate": "which_rate", "dose": "which_dose"}


def respond(
    text: str, given: Optional[Mapping[str, float]] = None, calculation: Optional[str] = None
) -> Optional[ReferenceAnswer]:
    """Answer a nurse's message with a card or a calculation.

    Args:
        text: the message.
        given: values known from the messages before (``ReferenceAnswer.given``).
        calculation: the calculation that is open (``ReferenceAnswer.calculation``), if any.

    Returns:
        The answer, or None where neither a card nor a calculation is asked for.
    """
    said = shorthand.words(text, cards().abbreviations)
    reading = read(text)
    known = {kind: Decimal(str(value)) for kind, value in (given or {}).items()}
    card, card_length = _card(said)
    named = _named(said)
    blocked = shorthand.blocked(calculation_data().blocks, (), said)
    only_values = not named and card is None and not blocked
    if only_values and calculation is not None and _fits(calculation, known, reading):
        return _continue(calculation, known, reading)
    fresh = _calculation(reading, named, card, card_length)
    if fresh is not None and not blocked:
        values = _fresh_values(fresh, reading)
        if fresh == "infusion_length" and calculation in _OF_A_DOSE and not reading.has(*DOSES):
            values = _merged(known, values, calculation_data().calculations[fresh].takes)
        return _go_on(fresh, values, reading)
    if card is not None:
        return _card_answer(card)
    if calculation is not None and not blocked:
        return _continue(calculation, known, reading)
    return None


def _fits(name: str, known: dict[str, Decimal], reading: Reading) -> bool:
    """Tell whether the values of a message are for the open calculation rather than for a new one."""
    takes = calculation_data().calculations[name].takes
    kinds = {kind.removesuffix(UPPER) for kind in reading.given}
    return bool(kinds) and kinds <= set(takes) and (len(kinds) == 1 or bool(calculate(name, known).asks))


# ---- which card, which calculation ---------------------------------------------------------------


def _card(said: shorthand.Words) -> tuple[Optional[str], int]:
    """Return the card with the longest cue that is met, and that cue's length."""
    found, longest = None, 0
    for card in cards().cards.values():
        length = shorthand.best(card.asks, said)
        if length > longest and not shorthand.blocked(cards().blocks, card.asks, said):
            found, longest = card.id, length
    return found, longest


def _named(said: shorthand.Words) -> dict[str, int]:
    """Return the calculations that a message names, with the length of the cue."""
    every = calculation_data().calculations.values()
    named = {entry.id: shorthand.best(entry.asks, said) for entry in every}
    return {name: length for name, length in named.items() if length}


def _calculation(
    reading: Reading, named: Mapping[str, int], card: Optional[str], card_length: int
) -> Optional[str]:
    """Return the calculation that a message begins, by its words and by the values in it."""
    rates, doses = reading.has(*RATES), reading.has(*DOSES)
    weighty = reading.has(*WEIGHTS) or reading.has("concentration_percent")
    number = bool(reading.given or reading.bare or reading.unclear)
    if reading.reduction is not None and (rates or "halved" in named):
        return "halved"
    if "halved" in named and (rates or named["halved"] >= card_length):
        return "halved"
    if PREMEDICATION_TIME in named and reading.has(*STARTS):
        return PREMEDICATION_TIME
    if "infusion_length" in named and (rates or (doses and "dose_volume" not in named)):
        return "infusion_length"
    if doses and rates:
        return "infusion_length"
    if reading.has("dose_g", "dose_g_per_kg"):
        return "dose_volume"
    if "start_rate" in named and not rates and (number or named["start_rate"] >= card_length):
        return "start_rate"
    if rates and (weighty or reading.unclear or "rate" in named or card in (None, "rate_and_concentration")):
        return "rate"
    if "rate" in named and named["rate"] > card_length:
        return "rate"
    only_weight = reading.has(*WEIGHTS) and not set(reading.given) - set(WEIGHTS) and card is None
    if only_weight and "weight" in named:
        return "weight"
    if "weight" in named and card is None and (len(reading.bare) == 1 or "which_weight" in reading.unclear):
        return "weight"
    return None


# ---- calculations --------------------------------------------------------------------------------


def _fresh_values(name: str, reading: Reading) -> dict[str, Decimal]:
    """Return the values of a message that begins a calculation; a lone number is the weight."""
    takes = calculation_data().calculations[name].takes
    values = {k: amount for k, amount in reading.given.items() if k.removesuffix(UPPER) in takes}
    weighed = any(kind in values for kind in WEIGHTS) or "which_weight" in reading.unclear
    if name in ("start_rate", "weight") and len(reading.bare) == 1 and not weighed:
        values[UNIT_LEFT_OPEN] = reading.bare[0]
    return values


def _continue(name: str, known: dict[str, Decimal], reading: Reading) -> Optional[ReferenceAnswer]:
    """Go on with the open calculation where the message gives values for it; else None."""
    outcome = calculate(name, known)
    new = dict(reading.given)
    if reading.unit_alone is not None and UNIT_LEFT_OPEN in known:
        new = {reading.unit_alone: known[UNIT_LEFT_OPEN]}
    elif not new and len(reading.bare) == 1 and outcome.asks:
        kind = _BARE_ANSWERS.get(_question(outcome.asks[0]).slot)
        new = {kind: reading.bare[0]} if kind else {}
    if not new and not reading.unclear:
        return None
    takes = calculation_data().calculations[name].takes
    if any(kind.removesuffix(UPPER) not in takes for kind in new):
        name = _calculation(reading, {}, None, 0) or name
        takes = calculation_data().calculations[name].takes
        new = {kind: amount for kind, amount in new.items() if kind.removesuffix(UPPER) in takes}
        if not new:
            return None
    return _go_on(name, _merged(known, new, takes), reading)


def _merged(known: dict[str, Decimal], new: dict[str, Decimal], takes: tuple[str, ...]) -> dict[str, Decimal]:
    """Return the known values with the new ones in place of those that they exclude."""
    kept = {kind: amount for kind, amount in known.items() if kind.removesuffix(UPPER) in takes}
    for group in _EXCLUDE_ONE_ANOTHER:
        if any(kind in group for kind in new):
            kept = {kind: amount for kind, amount in kept.items() if kind not in group}
    return {**kept, **new}


def _go_on(name: str, values: dict[str, Decimal], reading: Reading) -> ReferenceAnswer:
    """Run a calculation and put its steps, its question or its refusal into words."""
    calculation = calculation_data().calculations[name]
    unclear = list(reading.unclear)
    if name != "rate" and any(kind.endswith(UPPER) for kind in values):
        values = {kind: amount for kind, amount in values.items() if kind.removesuffix(UPPER) not in RATES}
        unclear.append("which_rate")
    if name == "halved" and reading.reduction not in (None, calculation.figure("reduction_percent")):
        return _other_reduction(reading)
    outcome = calculate(name, values)
    if outcome.refused:
        return _refusal(name, values, outcome)
    asks = [_question(_asked_again(question, unclear)) for question in outcome.asks]
    sources = calculation.sources if outcome.values else ()
    parts = [calculation.title, *outcome.lines, calculation.note, source_note(sources, "nurse")]
    if asks:  # last, so that it is what the nurse reads before writing
        parts.append(_question_text(asks[0], values))
    return ReferenceAnswer(
        text="\n".join(part for part in parts if part),
        values={kind: float(amount) for kind, amount in outcome.values.items()},
        card=calculation.card,
        sources=sources,
        asks=tuple(dict.fromkeys(ask.slot for ask in asks)),
        calculation=name,
        given={kind: float(amount) for kind, amount in values.items()},
        question=asks[0].slot if asks and asks[0].payload else None,
        buttons=asks[0].buttons if asks else (),
    )


def _question(name: str) -> Ask:
    return calculation_data().questions[name]


def _asked_again(question: str, unclear: list[str]) -> str:
    """Return the question that says that more than one value was read, where that is so."""
    other = _UNCLEAR_FOR.get(question, question)
    return other if other in unclear else question


def _question_text(ask: Ask, values: Mapping[str, Decimal]) -> str:
    loose = values.get(UNIT_LEFT_OPEN)
    return ask.text.replace("{number}", show(loose) if loose is not None else "this")


def _refusal(name: str, values: Mapping[str, Decimal], outcome: Outcome) -> ReferenceAnswer:
    """Say what is not accepted and what is; the values that are accepted are kept for another try."""
    calculation = calculation_data().calculations[name]
    kept = {kind: a for kind, a in values.items() if not _refuses(kind, a)}
    if len(kept) == len(values):  # the result was refused, not a value: nothing to keep
        kept = {}
    missing = calculate(name, kept).asks
    ask = _question(missing[0]) if missing else None
    return ReferenceAnswer(
        text="\n".join([calculation.title, *outcome.refused, *([ask.text] if ask else [])]),
        card=calculation.card,
        asks=(ask.slot,) if ask else (),
        refused=True,
        calculation=name,
        given={kind: float(amount) for kind, amount in kept.items()},
        question=ask.slot if ask and ask.payload else None,
        buttons=ask.buttons if ask else (),
    )


def _refuses(kind: str, amount: Decimal) -> bool:
    """Tell whether a value alone is refused; a weight without a unit where neither unit makes it likely."""
    units = ("weight_kg", "weight_lb") if kind == UNIT_LEFT_OPEN else (kind.removesuffix(UPPER),)
    return all(out_of_range(unit, amount) for unit in units)


def _other_reduction(reading: Reading) -> ReferenceAnswer:
    calculation = calculation_data().calculations["halved"]
    percent = show(calculation.figure("reduction_percent"))
    return ReferenceAnswer(
        text=f"{calculation.title}\nA cut by {show(reading.reduction or Decimal(0))}% is not accepted: "
        f"the documents name {percent}% alone (000:27). {calculation.note}",
        card=calculation.card,
        refused=True,
        calculation="halved",
    )


# ---- cards ---------------------------------------------------------------------------------------


def _card_answer(name: str) -> ReferenceAnswer:
    card = cards().cards[name]
    sources = card_sources(card)
    return ReferenceAnswer(
        text=f"{card_text(card)}\n{source_note(sources, 'nurse')}",
        values={value.name: value.number for value in card.values},
        card=card.id,
        sources=sources,
    )
