"""What a patient reads fits the level that the engine set, for every rule and for random people.

The strings one by one are read in `test_texts.py`; here it is the whole message, as it is put together.
"""

from __future__ import annotations

import random
import re
from typing import Iterator, List

import pytest
import textstat
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.handoff import hand_over
from bot.handoff.patient import patient_text
from bot.protocol.engine import DANGER_LEVELS, assess, next_question
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.messages import question_message, result_message
from bot.protocol.observations import Observations
from bot.protocol.texts import fill
from bot.settings import settings as configured
from bot.verify.agreement import random_person
from tests.handoff.samples import NOW
from tests.protocol.people import calm, person
from tests.protocol.test_rules import PEOPLE

DATA = protocol()
WHO = ("self", "mother")
CALM = tuple(level for level in DATA.levels if level not in DANGER_LEVELS)

# What tells to wait, or that it is nothing. "Do not wait" is the contrary.
WAIT_AND_SEE = re.compile(
    r"(?<!do not )(?<!without )\bwait(ing)?\b|\btomorrow\b|\btoday\b|"
    r"\bnext infusion\b|\bat home\b|\bcare for this\b|\boften settle|\bmild\b|\bmost reactions\b|\bcommon\b|"
    r"\bif it lasts\b|\bno danger sign\b|\bno hurry\b|\bwhen you can\b|\bstep by step\b",
    re.IGNORECASE,
)
PROMISES = re.compile(
    r"\b(you|they) (are|will be) (fine|ok|okay|all ?right|safe)\b|\bharmless\b|\bnot (dangerous|serious)\b|"
    r"\bnothing (serious|bad|wrong|to worry)|\b(do not|don't|no need to) worry\b|\bdo nothing\b|"
    r"\bwill (pass|go away|get better)\b|\b(certainly|definitely|guaranteed?|rest assured|for sure)\b|"
    r"\byou do not have (a|an|any)\b",
    re.IGNORECASE,
)
DOSES = re.compile(
    r"\b\d+([.,]\d+)?\s?(mg|milligrams?|mcg|µg|g|grams?|ml|millilit\w+|tablets?|pills?|caplets?|drops?|puffs?)\b|"
    r"\bevery \d+ hours\b|\b\d+ times a day\b|\b(one|two|three) (tablets?|pills?)\b",
    re.IGNORECASE,
)
BLAME = re.compile(
    r"\byour (own )?fault\b|\byou should(n't| not)? have\b|\bwhy did(n't| not)? you\b|\bcareless\b|"
    r"\byou (were wrong|failed|forgot|ignored)\b",
    re.IGNORECASE,
)
MARK = ("(general", "safety", "advice)")
TO_THE_READER = re.compile(r"\b(you|your|yours)\b", re.IGNORECASE)


# The first message loads the data; one takes a few milliseconds.
wording = settings(deadline=None, max_examples=150)


def people() -> st.SearchStrategy[Findings]:
    """Anybody, and, so that each level comes up, people with a person for a rule as their beginning."""
    return st.one_of(
        st.integers(0, 2**32).map(lambda seed: random_person(random.Random(seed), DATA)),
        st.builds(
            changed,
            st.sampled_from(sorted(PEOPLE)).map(PEOPLE.__getitem__) | st.just(calm(severity=3)),
            st.none() | st.sampled_from(sorted(DATA.signs)),
            st.sampled_from(Phase),
            st.builds(
                StepWalk, failed=st.sampled_from((0, 2)), worse=st.booleans(), done=st.just(("HM-REST",))
            ),
        ),
    ).flatmap(lambda found: st.sampled_from(WHO).map(lambda who: found.with_changes(who=who)))


def changed(found: Findings, code: str | None, phase: Phase, walk: StepWalk) -> Findings:
    """Return a person with one more sign, in another phase, who may have walked the steps."""
    signs = {**found.signs, code: Finding(status=Status.PRESENT)} if code else found.signs
    announced = assess(found).level if walk.failed or walk.worse else None
    return found.with_changes(
        signs=signs, phase=phase, walk=walk if announced else StepWalk(), announced=announced
    )


def told(findings: Findings) -> str:
    """Return the text of the result, without the note of its sources: titles are not our words."""
    assume(assess(findings).level is not None)
    return result_message(assess(findings), findings).text.partition("\nSources:")[0]


def sentences(text: str) -> List[str]:
    """Return the sentences of a text; a line without a stop is one too."""
    parts = (re.split(r"(?<=[.!?])\s+", line.strip("• ")) for line in text.splitlines())
    return [sentence for line in parts for sentence in line if sentence]


def each_rule() -> Iterator[Findings]:
    for found in PEOPLE.values():
        for who in WHO:
            yield found.with_changes(who=who)


def test_the_people_that_are_drawn_come_to_every_level() -> None:
    levels = {assess(found).level for found in each_rule()}
    assert levels == set(DATA.levels)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (WAIT_AND_SEE, "Wait and see how it goes."),
        (WAIT_AND_SEE, "Mild reactions often settle in 24 hours."),
        (WAIT_AND_SEE, "Call your team today."),
        (PROMISES, "You will be fine."),
        (PROMISES, "It is nothing serious."),
        (PROMISES, "This will pass."),
        (DOSES, "Take 500 mg."),
        (DOSES, "Take two tablets."),
        (DOSES, "Take it every 6 hours."),
        (BLAME, "You should have called."),
    ],
)
def test_words_that_must_not_stand_there_are_recognised(pattern: re.Pattern[str], words: str) -> None:
    assert pattern.search(words)


@wording
@given(people())
def test_danger_says_first_to_act_now_and_gives_the_number(findings: Findings) -> None:
    level = assess(findings).level
    assume(level in DANGER_LEVELS)
    first, second = sentences(told(findings))[:2]
    verbs = (
        r"(Call|Call out to)"
        if level == "emergency"
        else r"(Get medical help|Tell (your|their) infusion nurse)"
    )
    assert re.match(rf"{verbs}\b.*\bnow\b", first), first
    number = configured().emergency_number
    assert number in (f"{first} {second}" if level == "emergency" else told(findings))


@wording
@given(people())
def test_danger_never_speaks_of_waiting_or_of_what_is_common_and_mild(findings: Findings) -> None:
    assume(assess(findings).level in DANGER_LEVELS)
    for sentence in sentences(told(findings)):
        assert not WAIT_AND_SEE.search(sentence), sentence


@wording
@given(people())
def test_a_calm_result_says_whom_to_tell_when_and_what_would_change_it(findings: Findings) -> None:
    level = assess(findings).level
    assume(level in CALM)
    text, who = told(findings), findings.who
    first = sentences(text)[0]
    begins = {
        "tell_nurse": "Tell the nurse now.",
        "same_day": "Call .* today\\.",
        "self_care": ".* can care .*",
    }
    assert re.fullmatch(begins[str(level)], first), first
    for heading in ("watch_emergency", "watch_urgent"):
        assert fill(DATA.texts[heading], who) in text
    for entry in DATA.watch:
        assert f"• {fill(entry.text, who)}" in text
    assert configured().emergency_number in text


@wording
@given(people())
def test_no_result_and_no_summary_doses_blames_or_promises(findings: Findings) -> None:
    texts = [told(findings)]
    handoff = hand_over(findings, NOW)
    if handoff is not None:
        texts.append(patient_text(handoff))
    for sentence in (sentence for text in texts for sentence in sentences(text)):
        assert not DOSES.search(sentence), sentence
        assert not BLAME.search(sentence), sentence
        assert not PROMISES.search(sentence), sentence


@wording
@given(people())
def test_a_caregiver_never_reads_that_the_illness_is_their_own(findings: Findings) -> None:
    theirs = findings.with_changes(who="mother")
    text = told(theirs)
    assert not TO_THE_READER.search(text), [line for line in sentences(text) if TO_THE_READER.search(line)]
    custom = result_message(assess(theirs), theirs).custom or {}
    assert not TO_THE_READER.search(custom["title"]), custom["title"]


@wording
@given(people())
def test_the_words_fit_the_phase(findings: Findings) -> None:
    level, text = assess(findings).level, told(findings)
    touches_the_drip = re.search(r"have (it|the drip|the infusion) stopped|\bclamp\b|\bpump\b", text)
    if findings.phase in (Phase.BEFORE, Phase.AFTER):
        assert not touches_the_drip and "If an infusion is running" not in text
    elif level in DANGER_LEVELS and findings.phase is Phase.RUNNING:
        assert touches_the_drip and "If an infusion is running" not in text
        assert "nurse" in sentences(text)[0]
        assert "drive" not in text or level == "emergency"
    elif level == "emergency":
        assert "If an infusion is running, have it stopped now." in text


@wording
@given(people())
def test_a_whole_result_is_read_at_grade_8_in_short_sentences(findings: Findings) -> None:
    lines = sentences(told(findings).replace(configured().emergency_number, "the number"))
    assert (
        textstat.flesch_kincaid_grade(" ".join(line if line[-1] in ".!?" else f"{line}." for line in lines))
        <= 8.0
    )
    for line in lines:
        assert len(line.split()) <= 20 + len(MARK), line


@wording
@given(
    st.sampled_from(sorted(DATA.symptom_codes)),
    st.lists(st.sampled_from(("no", "no", "unknown", "maybe", "likely_no", "yes", "same", "")), max_size=25),
    st.sampled_from(WHO),
)
def test_no_question_promises_doses_or_blames_and_a_grave_one_gives_the_number(
    complaint: str, answers: List[str], who: str
) -> None:
    state = person(complaint, who=who)
    for answer in answers:
        found, question = assess(state), next_question(state)
        if question is None:
            state = state.with_changes(announced=found.level, announced_rules=found.rules)
            continue
        text = question_message(question, state).text
        for fault in (DOSES, BLAME, PROMISES):
            assert not fault.search(text), text
        if question.confirms is not None and not state.misses:
            alone = assess(person(question.confirms)).level
            assert (configured().emergency_number in text) == (alone == "emergency"), text
        state = read_message(state, Observations(answers=(answer,) if answer else ()), asking=True)


@pytest.mark.parametrize("level", sorted(DANGER_LEVELS))
@pytest.mark.parametrize("who", WHO)
def test_the_reminder_of_a_danger_that_stands_says_to_act_now_and_gives_the_number(
    level: str, who: str
) -> None:
    said = fill(DATA.texts[f"still_{level}"], who)
    assert re.match(r"Please (call|get medical help)\b.*\bnow\b", sentences(said)[0])
    assert configured().emergency_number in said
    assert not WAIT_AND_SEE.search(said) and not PROMISES.search(said)
