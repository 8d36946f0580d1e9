"""What patients read is short, plain, calm and our own; what it claims is cited."""

from __future__ import annotations

import re

import pytest
import textstat

from bot.protocol.engine import assess, next_question
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.messages import question_message, result_message, steps_message
from bot.protocol.observations import Observations
from bot.protocol.steps import steps_for
from bot.protocol.texts import fill, safety_text
from bot.settings import settings
from tests.protocol.patient_strings import patient_strings
from tests.protocol.people import at_home, calm, person
from tests.protocol.test_rules import PEOPLE

STRINGS = dict(patient_strings())
# The contract's own words for a fact without a source; they are a mark, not a sentence.
MARKS = {"texts/gs_mark"}


@pytest.mark.parametrize("place", sorted(set(STRINGS) - MARKS))
def test_a_patient_text_reads_at_grade_8_or_below(place: str) -> None:
    assert textstat.flesch_kincaid_grade(STRINGS[place]) <= 8.0, STRINGS[place]


@pytest.mark.parametrize("place", sorted(STRINGS))
def test_no_sentence_is_longer_than_20_words(place: str) -> None:
    for sentence in re.split(r"(?<=[.!?:])\s+", STRINGS[place]):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("place", sorted(STRINGS))
def test_no_text_gives_a_dose_blames_or_says_to_do_nothing(place: str) -> None:
    text = STRINGS[place].lower()
    assert not re.search(r"\b\d+\s?(mg|ml|g|tablets?|pills?|caplets?)\b", text)
    assert not re.search(
        r"your (own )?fault|you should have|why did(n't)? you|do nothing|nothing to worry", text
    )


@pytest.mark.parametrize("rule_id", sorted(PEOPLE))
def test_a_result_says_first_what_to_do(rule_id: str) -> None:
    findings = PEOPLE[rule_id]
    first = result_message(assess(findings), findings).text.splitlines()[0]
    assert re.match(r"(Call|Get|Tell|You can care)", first), first


@pytest.mark.parametrize(
    ("code", "last"), [("dyspnea", "EM-STAY"), ("neck_stiffness", "UR-DRIVE"), ("facial_droop", "EM-STAY")]
)
def test_what_to_do_until_help_is_there_are_the_steps_of_the_level(code: str, last: str) -> None:
    findings = at_home(code)
    assessment = assess(findings)
    told = steps_message(findings.with_changes(announced=assessment.level))
    steps = [step.id for step in steps_for(findings, str(assessment.level))]
    assert steps[-1] == last
    assert [line for line in told.text.splitlines() if line.startswith("•")] == [
        line for line in result_message(assessment, findings).text.splitlines() if line.startswith("•")
    ]
    assert told.text.startswith(fill(protocol().texts["until_help"]))


def test_there_are_no_steps_until_help_is_there_at_a_calm_level() -> None:
    with pytest.raises(ValueError, match="no danger level"):
        steps_message(at_home().with_changes(announced="self_care"))


@pytest.mark.parametrize("rule_id", sorted(PEOPLE))
def test_a_result_fits_the_contract_and_cites_real_lines(rule_id: str) -> None:
    findings = PEOPLE[rule_id]
    custom = result_message(assess(findings), findings).custom
    assert custom is not None
    required = {"type", "level", "danger_signs", "suspected", "findings", "steps", "rules", "sources"}
    assert required | {"protocol_version"} <= set(custom)
    assert rule_id in custom["rules"]
    for source in custom["sources"]:
        document = protocol().documents[source["passage"][:3]]
        assert source["document"] == document.file
        assert source["passage"] == f"{document.id}:{source['line']}"
    cited = {source["passage"] for source in custom["sources"]}
    for step in custom["steps"]:
        assert set(step["sources"]) <= cited
        assert step["sources"] or "general safety advice" in step["text"]


def test_a_rule_without_a_source_says_that_it_is_general_safety_advice() -> None:
    findings = at_home("wheeze")
    text = result_message(assess(findings), findings).text
    assert "general safety advice" in text.splitlines()[1]


@pytest.mark.parametrize("level_person", [at_home("dyspnea"), at_home("neck_stiffness"), at_home()])
def test_every_result_names_the_emergency_number(level_person) -> None:  # type: ignore[no-untyped-def]
    assert settings().emergency_number in result_message(assess(level_person), level_person).text


def test_a_calm_result_names_the_danger_signs_to_watch_for() -> None:
    text = result_message(assess(at_home()), at_home()).text
    for word in ("breathing", "tongue", "Chest pain", "stiff neck", "confused", "urine"):
        assert word in text


def test_a_running_infusion_is_never_to_be_touched_by_the_patient() -> None:
    findings = calm(phase="running")
    assert "Do not touch the pump" in result_message(assess(findings), findings).text


def test_while_the_infusion_runs_the_nurse_is_called_before_the_questions_end() -> None:
    findings = read_message(person("back_pain"), Observations(infusion_status="running"), asking=False)
    assert question_message(next_question(findings), findings).text.startswith("Please tell your nurse now")


def test_ibuprofen_is_never_recommended_to_a_patient() -> None:
    for place, text in STRINGS.items():
        if re.search(r"ibuprofen|nsaid|naproxen|aspirin", text, re.IGNORECASE):
            assert re.search(r"ask .* before", text, re.IGNORECASE), place


def test_acetaminophen_is_only_mentioned_with_its_condition() -> None:
    named = [
        text for text in STRINGS.values() if re.search(r"acetaminophen|paracetamol", text, re.IGNORECASE)
    ]
    assert named
    for text in named:
        assert "only if your care team has said that you may" in text and "as its label says" in text


@pytest.mark.parametrize(
    ("who", "text"),
    [("self", "Is your neck stiff? Do you rest?"), ("mother", "Is their neck stiff? Do they rest?")],
)
def test_the_wording_follows_who_the_patient_is(who: str, text: str) -> None:
    assert fill("Is {your} neck stiff? Do {you} rest?", who) == text


def test_the_safety_text_holds_the_number_first() -> None:
    assert settings().emergency_number in safety_text().split(".")[0] + safety_text()[:90]


def test_none_of_our_texts_copies_the_documents(source_lines) -> None:  # type: ignore[no-untyped-def]
    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9%.]+", text.lower())

    runs = {
        tuple(part)
        for lines in source_lines.values()
        for line in lines
        for part in zip(*[words(line)[i:] for i in range(10)], strict=False)
    }
    data = protocol()
    ours = [
        *STRINGS.values(),
        *(rule.clinician for rule in data.rules),
        *(step.clinician for step in data.steps),
    ]
    for text in ours:
        for part in zip(*[words(text)[i:] for i in range(10)], strict=False):
            assert tuple(part) not in runs, text


@pytest.mark.parametrize("entry", protocol().watch, ids=lambda entry: str(entry.text))
def test_a_sign_to_watch_for_stands_under_what_it_amounts_to_by_itself(entry) -> None:  # type: ignore[no-untyped-def]
    pair = "limb_pain" in entry.codes  # a swollen limb that hurts is one sign
    found = [entry.codes] if pair else [(code,) for code in entry.codes]
    assert {assess(person(*signs, phase="after", hours=24.0)).level for signs in found} == {entry.level}


def test_every_calm_result_names_the_gravest_signs_and_whom_to_call() -> None:
    for calm_person in (at_home(), at_home("fever"), calm(phase="running")):
        text = result_message(assess(calm_person), calm_person).text
        emergency, _, urgent = text.partition(fill(protocol().texts["watch_urgent"]))
        for sign in (
            "breathing",
            "wheezing",
            "blood",
            "hard to wake",
            "one weak side",
            "loss of sight",
            "worst",
        ):
            assert sign in emergency
        for sign in ("yellow skin", "racing heart", "stiff neck", "new rash"):
            assert sign in urgent
