"""Answers obey the gates, name their sources, and decline what the documents do not hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge import UnknownTopicError, answer_for, knowledge, topics
from bot.knowledge.answers import NOT_A_GUIDELINE
from bot.knowledge.models import Audience

ROOT = Path(__file__).resolve().parents[2]
DECLINED = ["ask_dose", "ask_stop_treatment", "out_of_scope"]
ANSWERED = [
    "ask_cause",
    "ask_danger_signs",
    "ask_duration",
    "ask_emergency",
    "ask_ivig",
    "ask_meningitis",
    "ask_neuropathy",
    "ask_pain_reliever",
    "ask_prevention",
    "ask_rate",
    "ask_relief",
    "ask_risk",
    "ask_source",
]
BOTH: list[Audience] = ["patient", "nurse"]


def training_data() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in block:
                lines = block["examples"].splitlines()
                found.setdefault(block["intent"], []).extend(line.removeprefix("- ") for line in lines)
    return found


def test_every_question_intent_has_a_topic() -> None:
    questions = {intent for intent in training_data() if intent.startswith("ask_")}
    assert questions
    assert questions | {"out_of_scope", "nurse_reference"} == set(topics())


def test_no_training_sentence_stands_in_two_intents() -> None:
    where: dict[str, set[str]] = {}
    for intent, sentences in training_data().items():
        for sentence in sentences:
            where.setdefault(sentence.strip().lower(), set()).add(intent)
    assert {sentence: intents for sentence, intents in where.items() if len(intents) > 1} == {}


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("topic", ANSWERED)
def test_an_answer_names_its_sources(topic: str, audience: Audience) -> None:
    answer = answer_for(topic, audience)
    assert answer.answerable
    assert answer.sources
    assert len(set(answer.sources)) == len(answer.sources)
    assert answer.text and answer.clinician_text
    for source in answer.sources:
        assert knowledge().documents[source.passage[:3]].title in answer.source_note
    assert answer.source_note.endswith(NOT_A_GUIDELINE)


@pytest.mark.parametrize("audience", BOTH)
@pytest.mark.parametrize("topic", DECLINED)
def test_what_the_documents_do_not_hold_is_declined_with_whom_to_ask(topic: str, audience: Audience) -> None:
    answer = answer_for(topic, audience)
    assert not answer.answerable
    assert answer.sources == ()
    assert answer.source_note == ""
    assert re.search(r"pharmacist|prescriber|team", answer.text)
    assert "(general safety advice)" in answer.text


def test_the_payload_has_the_shape_of_the_contract() -> None:
    payload = answer_for("ask_duration").payload()
    assert set(payload) == {"type", "answerable", "sources"}
    assert payload["type"] == "answer"
    assert payload["answerable"] is True
    expected: dict[str, Any] = {"document": "003_dae24b812da7b7ad", "line": 15, "passage": "003:15"}
    assert payload["sources"][0] == expected
    declined = answer_for("ask_dose").payload()
    assert declined == {"type": "answer", "answerable": False, "sources": []}


def test_an_unknown_topic_audience_or_gate_is_refused_by_name() -> None:
    with pytest.raises(UnknownTopicError, match=r"'ask_soup'.*ask_relief"):
        answer_for("ask_soup")
    with pytest.raises(ValueError, match=r"'dog'.*patient, nurse"):
        answer_for("ask_relief", "dog")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"'soup'.*all_danger_signs_denied"):
        answer_for("ask_relief", met=["soup"])


@pytest.mark.parametrize("topic", topics())
def test_a_patient_hears_nothing_that_is_for_nurses(topic: str) -> None:
    answer = answer_for(topic, met=list(knowledge().gates))
    for name in answer.statements:
        assert knowledge().statements[name].audience != "nurse"
    for word in (
        "mL/kg",
        "gabapentin",
        "pregabalin",
        "duloxetine",
        "inject",
        "needling",
        "steroid",
        "benadryl",
    ):
        assert word.lower() not in answer.text.lower()
    assert not re.search(r"\bmg\b|tablets|antihistamine|restart", answer.text, re.IGNORECASE)
    assert not re.search(
        r"do nothing|nothing to worry|your fault|you should have", answer.text, re.IGNORECASE
    )


def test_nerve_repair_is_told_to_a_patient_only_after_every_danger_sign_was_denied() -> None:
    assert "heal" not in answer_for("ask_neuropathy").text
    assert "003:19" not in [source.passage for source in answer_for("ask_neuropathy").sources]
    later = answer_for("ask_neuropathy", met=["all_danger_signs_denied"])
    assert "heal" in later.text
    assert later.text.startswith("Get medical help now")
    assert "every danger sign" in answer_for("ask_neuropathy", "nurse").text


def test_nsaids_are_never_recommended_to_a_patient() -> None:
    for topic in topics():
        for sentence in re.split(r"(?<=[.!?])\s+", answer_for(topic).text):
            if re.search(r"ibuprofen|naproxen|aspirin|nsaid", sentence, re.IGNORECASE):
                assert sentence.startswith("Do not start ")
    assert answer_for("ask_pain_reliever").text.startswith("Do not start ibuprofen")


def test_acetaminophen_comes_only_with_the_care_teams_word() -> None:
    for topic in topics():
        for sentence in re.split(r"(?<=[.!?])\s+", answer_for(topic).text):
            if re.search(r"acetaminophen|paracetamol", sentence, re.IGNORECASE):
                assert "if your care team has said that you may take it, as its label says" in sentence


def test_stopping_treatment_is_for_the_team() -> None:
    text = answer_for("ask_stop_treatment").text
    assert text.startswith("Never stop, skip or change IVIG on your own.")
    assert "The team decides" in text


def test_the_title_that_says_not_recommended_never_stands_without_its_caution() -> None:
    shown = 0
    for topic in topics():
        for audience in BOTH:
            answer = answer_for(topic, audience)
            titled = answer.source_note.count("Not Recommended for Back Pain")
            assert titled == answer.source_note.count("no reason to stop IVIG prescribed for something else")
            shown += titled
            if re.search(r"not (a treatment|to be used) for back pain|advised against for it", answer.text):
                assert "no reason to stop IVIG prescribed for something else" in answer.text
    assert shown > 0


def test_both_sides_of_a_disagreement_are_shown() -> None:
    nurse = answer_for("ask_relief", "nurse")
    assert "acute back pain; 001:49, 001:51" in nurse.text
    assert "from degenerative disease; 002:9" in nurse.text
    assert {"001:49", "002:9"} <= {source.passage for source in nurse.sources}
    patient = answer_for("ask_duration")
    assert "Our pages differ on how long it takes." in patient.text
    assert {"004:54", "003:15"} <= {source.passage for source in patient.sources}
    assert answer_for("ask_danger_signs").text.count("Our pages differ on chest tightness") == 1


def test_every_disagreement_is_shown_to_nurses_somewhere() -> None:
    shown = "\n".join(answer_for(topic, "nurse").text for topic in topics())
    for disagreement in knowledge().disagreements.values():
        assert disagreement.clinician in shown


def test_the_start_rate_comes_with_the_order_and_the_label() -> None:
    text = answer_for("ask_rate", "nurse").text
    assert "0.5 to 1.0 mL/kg/hour" in text
    assert "the order and the product's label govern, and several labels start lower" in text


def test_who_to_call_is_the_first_thing_said() -> None:
    assert answer_for("ask_emergency").text.startswith("Call {emergency_number} now")
    assert answer_for("ask_danger_signs").text.startswith("Call {emergency_number} now")


def test_the_only_placeholder_is_the_emergency_number() -> None:
    for topic in topics():
        assert set(re.findall(r"\{.*?\}", answer_for(topic).text)) <= {"{emergency_number}"}


def test_the_same_question_has_the_same_answer() -> None:
    assert answer_for("ask_cause") == answer_for("ask_cause")


def test_nothing_of_rasa_is_imported() -> None:
    for file in (ROOT / "bot" / "knowledge").glob("*.py"):
        assert not re.search(
            r"^\s*(import|from) (rasa|bot\.(?!knowledge))", file.read_text(encoding="utf-8"), re.M
        )
