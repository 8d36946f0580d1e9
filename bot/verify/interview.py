"""What is shown of the interview: which questions it asks, that it ends, that their order does not matter.

Two proofs by z3 carry the order: an answer about what was not asked before never lowers the level, and
where the questions stop at a calm level, no answer to any of those left out could have raised it. So two
interviews of one person, in whatever order, both end in danger or both at the same calm level.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Iterator, List, Tuple

import z3

from bot.protocol import conditions as words
from bot.protocol.engine import facts_of
from bot.protocol.findings import Phase
from bot.protocol.models import Item, Protocol, Question
from bot.verify.patients import find, with_level
from bot.verify.person import Formula, Number, Person, either, every
from bot.verify.reading import Reading, opened, truth
from bot.verify.statement import Change, Fault, about_risks, about_signs, never_lower


def first_answers_never_lower(data: Protocol) -> Fault:
    """An answer about what was not asked before never lowers the level."""
    return never_lower(data, _first_answers(data))


def _first_answers(data: Protocol) -> Iterator[Change]:
    person = Person.anyone(data)
    for status in ("absent", "unknown", "suspected"):  # "present" is the property of one sign more
        yield about_signs(data, f"{{}} {status}", "", status, Person.not_asked)
    for status in ("absent", "unknown"):
        yield about_risks(data, f"the risk {{}} {status}", "", status, Person.risk_not_asked)
    for phase in Phase:
        given = z3.And(person.no_phase(), z3.Not(person.answered["infusion_end"]))
        yield Change(f"the phase {phase.value}", person, person.with_phase(phase), given)
    closing = {"severity": "severity", "hours_since_infusion": "infusion_end", "onset_hours": "onset"}
    for fact, question in closing.items():
        given = z3.And(z3.Not(person.numbers[fact].known), z3.Not(person.answered[question]))
        told = z3.Int("told") if fact == "severity" else z3.Real("told")
        known = person.with_number(fact, told)
        bounds = (told >= 0, told <= 10) if fact == "severity" else (told >= 0,)
        yield Change(f"an answer to {question}", person, replace(known, limits=bounds), given)
        unsure = replace(person, answered={**person.answered, question: z3.BoolVal(True)})
        yield Change(f'"I don\'t know" to {question}', person, unsure, given)


# ---- where the questions stop --------------------------------------------------------------------


def stopping_is_safe(data: Protocol) -> Fault:
    """Where the questions stop at a calm level, no answer to any question left out could raise it.

    Taken for granted, as the engine does (`conditions.LONGEST_INFUSION_HOURS`): a symptom of this infusion is
    not older than the infusion. Only what a question asks for counts: a sign that no question names is
    noticed when it is told, at any time.
    """
    person, later = Person.anyone(data), Person.anyone(data, "later ")
    reading, after = Reading(data, person), Reading(data, later)
    stopped = every(
        [
            z3.Not(either(list(person.suspected.values()))),
            person.fresh(),
            person.closed(data),
            _lists_were_asked(data, person),
            either([person.present[code] for code in sorted(data.symptom_codes)]),
            z3.Not(reading.is_danger),
            reading.has_level,
            z3.Not(either([asks for _, asks in open_questions(data, reading)])),
        ]
    )
    fault = z3.And(stopped, *later.limits, _told_more(data, person, later), after.differs(reading))
    model = find(person, fault, later.simplifications())
    if model is None:
        return None
    return (
        f"{with_level(person.read(model), data)} Nothing more is asked. "
        f"With answers to questions left out: {with_level(later.read(model), data)}"
    )


def _lists_were_asked(data: Protocol, person: Person) -> Formula:
    """An answered question left its mark, as `bot.protocol.answers` sets it short of danger.

    A yes/no question has its sign mentioned; a list of danger signs has all of its signs mentioned, save
    where a line was left out because a question of its own asks for it.
    """
    marks: List[Formula] = []
    for question in data.questions:
        lines: List[Formula] = []
        if question.kind == "yes_no":
            lines = [z3.Not(person.not_mentioned(code)) for code in question.about]
        elif question.kind == "group" and question.unnamed in data.danger_codes:
            lines = [_line_was_asked(data, person, item) for item in question.items]
        marks.append(z3.Implies(person.answered[question.id], every(lines)))
    return every(marks)


def _line_was_asked(data: Protocol, person: Person, item: Item) -> Formula:
    mentioned = [z3.Not(person.not_mentioned(code)) for code in item.denies]
    pair = (
        either([person.absent[code] for code in item.denies_pair]) if item.denies_pair else z3.BoolVal(True)
    )
    own = [
        person.answered[question.id]
        for question in data.questions
        if question.kind == "yes_no"
        and set(question.about) & set(item.denies)
        and question.condition is not None
        and question.condition.facts() <= set(item.unless)
    ]
    left_out = z3.And(either([person.present[code] for code in item.unless]), either(own))
    return z3.Or(z3.And(pair, *mentioned), left_out)


def open_questions(data: Protocol, reading: Reading) -> List[Tuple[Question, Formula]]:
    """Return each question with whether the engine would ask it, were no other before it."""
    person = reading.person
    felt = either([person.present[code] for code in sorted(data.symptom_codes)])
    still_open = _open_facts(data, reading)
    silent = z3.And(z3.Not(felt), person.answered.get("complaint", z3.BoolVal(False)))
    found = []
    for question in data.questions:
        complaint = question.kind == "complaint"
        matters = either([still_open[fact] for fact in facts_of(question) if fact in still_open])
        asks = [
            z3.Not(silent),
            z3.Not(person.answered[question.id]),
            z3.Not(felt) if complaint else felt,
            z3.Not(_settled(question, person)),
            z3.BoolVal(True) if question.required or complaint else matters,
        ]
        if question.condition is not None:
            asks.append(truth(question.condition, person, data).true)
        found.append((question, every(asks)))
    return found


def _settled(question: Question, person: Person) -> Formula:
    facts = {"phase_end": "hours_since_infusion", "severity": "severity", "onset": "onset_hours"}
    if question.kind == "phase":
        return z3.Not(person.no_phase())
    if question.kind in facts:
        return person.numbers[facts[question.kind]].known
    if question.kind == "yes_no":
        return every([z3.Not(person.not_asked(code)) for code in question.about])
    return z3.BoolVal(False)


def _open_facts(data: Protocol, reading: Reading) -> Dict[str, Formula]:
    person = reading.person
    waiting = [(question, z3.Not(person.answered[question.id])) for question in data.questions]
    likely = _closed(data, person, [(q, open_) for q, open_ in waiting if q.condition is None])
    possible = [
        (q, open_ if q.condition is None else z3.And(open_, z3.Not(truth(q.condition, likely, data).false)))
        for q, open_ in waiting
    ]
    supposed = _closed(data, person, possible)
    found: Dict[str, List[Formula]] = {}
    for rule in data.rules:
        above = z3.Not(reading.at_least[data.rank(rule.level)])
        for fact, is_open in opened(rule.condition, supposed, data).items():
            found.setdefault(fact, []).append(z3.And(above, is_open))
    return {fact: either(ways) for fact, ways in found.items()}


def _closed(data: Protocol, person: Person, questions: List[Tuple[Question, Formula]]) -> Person:
    """Suppose absent every sign that was not mentioned and that none of the questions asks for."""
    asked: Dict[str, List[Formula]] = {}
    for question, asks in questions:
        for fact in facts_of(question):
            asked.setdefault(fact, []).append(asks)
    absent = {
        code: z3.Or(
            person.absent[code], z3.And(person.not_mentioned(code), z3.Not(either(asked.get(code, []))))
        )
        for code in data.signs
    }
    return replace(person, absent=absent)


def _told_more(data: Protocol, person: Person, later: Person) -> Formula:
    """Tie a later person to this one: what was known stays; the rest may be told to a question left out."""
    leave: Dict[str, List[Formula]] = {}
    present: Dict[str, List[Formula]] = {}
    for question in data.questions:
        asks = [z3.Not(person.answered[question.id]), z3.Not(_settled(question, person))]
        if question.condition is not None:
            asks.append(truth(question.condition, later, data).true)
        for fact in facts_of(question):
            leave.setdefault(fact, []).append(every(asks))
        for fact in (*question.about, *(code for item in question.items for code in item.codes)):
            name = f"risk:{fact}" if question.kind == "risks" else fact
            present.setdefault(name, []).append(every(asks))
    ties: List[Formula] = [later.fresh()]
    for code in data.signs:
        pairs = [
            (getattr(person, k)[code], getattr(later, k)[code]) for k in ("present", "absent", "unknown")
        ]
        kept = every([one == other for one, other in pairs])
        ties += [z3.Or(kept, z3.And(person.not_mentioned(code), either(leave.get(code, []))))]
        ties.append(z3.Not(later.suspected[code]))
        implied = [
            later.present[other]
            for other in present
            if other in data.signs and code in data.signs[other].implies
        ]
        ties.append(
            z3.Implies(later.present[code], either([person.present[code], *present.get(code, []), *implied]))
        )
    for code in data.risk_factors:
        kinds = ("risk_present", "risk_absent", "risk_unknown")
        kept = every([getattr(person, kind)[code] == getattr(later, kind)[code] for kind in kinds])
        ties.append(z3.Or(kept, z3.And(person.risk_not_asked(code), either(leave.get(f"risk:{code}", [])))))
    ties += [person.phase[phase] == later.phase[phase] for phase in Phase]  # required: known by then
    for fact, number in person.numbers.items():
        other = later.numbers[fact]
        same = z3.And(number.known == other.known, z3.Implies(number.known, number.value == other.value))
        ties.append(z3.Or(same, z3.And(z3.Not(number.known), either(leave.get(fact, [])))))
    ties += [person.answered[name] == later.answered[name] for name in person.answered]
    ties.append(_not_older(later.numbers["onset_hours"], later.numbers["hours_since_infusion"]))
    return every(ties)


def _not_older(onset: Number, since: Number) -> Formula:
    both = z3.And(onset.known, since.known)
    return z3.Implies(both, onset.value <= since.value + z3.RealVal(str(words.LONGEST_INFUSION_HOURS)))
