"""Apply the answer to a list of signs or of risks: lines chosen or denied, all, none, only what is known."""

from __future__ import annotations

from typing import Optional, Tuple

from bot.protocol.engine import assess, items_to_ask, single_sign
from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.given import HEDGED, NO, UNKNOWN, set_present
from bot.protocol.lines import by_line, deny, picked_lines
from bot.protocol.models import Item, Protocol, Question
from bot.protocol.observations import Observations

# A longer message that begins with "no" may speak of something else: then a list is asked again.
MOST_WORDS_OF_A_NO = 4
# How an answer begins that names a part of the body and nothing else: "only:limb".
ONLY_PART = "only:"


def _is_about_others(said: Observations, data: Protocol) -> bool:
    """Tell whether a message reports signs, and surely none that is a danger sign: its "yes" is about them.

    A danger sign that may be there is asked back: "yes, and her neck".
    """
    claimed = [code for code in said.signs if said.claims(code)]
    return bool(claimed) and not any(
        code in data.danger_codes and set(said.signs[code]) != {"possible"} for code in claimed
    )


def group(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    """Apply the answer to a list of signs."""
    items = items_to_ask(question, before, data) or question.items
    codes = {code for item in items for code in (*item.codes, *item.denies, *item.denies_pair)}
    answers = set(said.answers)
    named = {code for code in codes if said.claims(code)}
    picked = picked_lines(items, said.answers)
    signs = dict(after.signs)
    if "all" in answers:
        picked = items
    for item in picked:
        for code in item.codes:
            set_present(signs, code, data)
    after = after.with_changes(signs=signs)
    if "only" in answers or _only_known(said, items, before, data):
        return deny(after, question, before, data)
    if named or picked:  # the other danger signs of the list stay open until they are answered too
        settled = question.unnamed not in data.danger_codes or assess(after, data).is_danger
        return after if settled else None
    if by_line(items, said):  # what no line of the answer names is still to be asked
        return after if all(code in signs for code in codes) else None
    if any(answer.startswith(ONLY_PART) for answer in answers):  # a part of which nothing is known yet
        return None
    if "none" in answers or ("no" in answers and len(said.text.split()) <= MOST_WORDS_OF_A_NO):
        return deny(after, question, before, data)
    if "yes" in answers and question.unnamed:
        if _is_about_others(said, data) and not before.misses:
            return None  # "yes, my head hurts as I said": asked once more, which one it is
        single = single_sign(items)
        set_present(signs, single or question.unnamed, data)
        return after.with_changes(signs=signs)
    if answers & UNKNOWN:
        for code in codes - set(signs) - set(question.ask_back):
            signs[code] = Finding(status=Status.UNKNOWN)
        return after.with_changes(signs=signs)
    if "maybe" in answers and before.misses and question.unnamed:
        set_present(signs, question.unnamed, data)
        return after.with_changes(signs=signs)
    return after if codes and all(code in signs for code in codes) else None


def risks(
    after: Findings, said: Observations, question: Question, before: Findings, data: Protocol
) -> Optional[Findings]:
    """Apply the answer to a list of what raises the risk."""
    items = items_to_ask(question, before, data) or question.items
    codes = [code for item in items for code in (*item.codes, *item.denies)]
    known = dict(after.risk_factors)
    answers = set(said.answers)
    picked = items if "all" in answers else picked_lines(items, said.answers)
    for item in picked:
        known.update(dict.fromkeys(item.codes, Status.PRESENT))
    if by_line(items, said) and not picked:
        return after if all(code in known for code in codes) else None
    if picked or any(known.get(code) is Status.PRESENT and code in said.risks for code in known):
        return after.with_changes(risk_factors=known)
    if answers & UNKNOWN or answers & HEDGED:
        rest = Status.UNKNOWN
    elif answers & NO or "only" in answers:
        rest = Status.ABSENT
    elif "yes" in answers and question.unnamed:
        known[question.unnamed] = Status.PRESENT
        return after.with_changes(risk_factors=known)
    else:
        return after if all(code in known for code in codes) else None
    for code in codes:
        known.setdefault(code, rest)
    return after.with_changes(risk_factors=known)


def _only_known(said: Observations, items: Tuple[Item, ...], before: Findings, data: Protocol) -> bool:
    """Tell whether a list is refused by naming what is known ("no, just the calf, like I said").

    Where a line of the list is about that part, only a clear "no" beside it keeps it from choosing the line.
    """
    parts = {answer[len(ONLY_PART) :] for answer in said.answers if answer.startswith(ONLY_PART)}
    known = {data.signs[code].part for code in before.signs if before.present(code)}
    listed = {
        data.signs[code].part for item in items for code in (*item.codes, *item.denies, *item.denies_pair)
    }
    return bool(parts & known) and ("no" in said.answers or not parts & listed)
