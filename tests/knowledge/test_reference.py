"""Nurses' shorthand finds its card or its calculation, and follow-ups go on with it."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.audience import audience_in
from bot.knowledge.cards import cards
from bot.knowledge.nurse import answer_to, looks_up, tells, to_keep
from bot.knowledge.reference import respond
from bot.knowledge.reference_answer import ReferenceAnswer

MESSAGES = yaml.safe_load((Path(__file__).parent / "nurse_messages.yml").read_text(encoding="utf-8"))
TUNED = [(m, want) for want, messages in MESSAGES["tuned"].items() for m in messages]
UNSEEN = [(m, want) for want, messages in MESSAGES["unseen"].items() for m in messages]


def kind_of(answer: Optional[ReferenceAnswer]) -> str:
    if answer is None:
        return "none"
    return f"={answer.calculation}" if answer.calculation else answer.card


def talk(*messages: str) -> list[Optional[ReferenceAnswer]]:
    """Say the messages one after another, as a conversation keeps them."""
    kept, answers = None, []
    for message in messages:
        answer = answer_to(message, kept)
        kept = to_keep(answer) if answer is not None else kept
        answers.append(answer)
    return answers


def last(*messages: str) -> ReferenceAnswer:
    answer = talk(*messages)[-1]
    assert answer is not None
    return answer


@pytest.mark.parametrize(("message", "want"), TUNED)
def test_a_message_finds_its_card_or_calculation(message: str, want: str) -> None:
    assert kind_of(respond(message)) == want


def test_messages_that_no_cue_was_written_for_mostly_find_theirs() -> None:
    wrong = [(m, want, kind_of(respond(m))) for m, want in UNSEEN if kind_of(respond(m)) != want]
    print(f"unseen: {len(UNSEEN) - len(wrong)} of {len(UNSEEN)}", wrong)
    assert len(TUNED) >= 120
    assert len(wrong) <= 0.1 * len(UNSEEN)


def test_an_answer_has_the_shape_of_the_contract() -> None:
    answer = respond("AMS onset")
    assert answer is not None
    payload = answer.payload()
    assert payload is not None
    assert list(payload) == ["type", "card", "values", "sources"]
    assert payload["type"] == "reference" and payload["card"] == "aseptic_meningitis"
    assert payload["values"]["onset_to_days"] == 3
    assert {"document", "line", "passage"} == set(payload["sources"][0])


@pytest.mark.parametrize("name", list(cards().cards))
def test_every_card_can_be_reached_by_its_title(name: str) -> None:
    assert kind_of(respond(cards().cards[name].title)) == name


def test_the_start_rate_is_shown_with_its_formula_and_its_condition() -> None:
    answer = last("start rate 70kg")
    assert "0.5 mL/kg/h × 70 kg = 35 mL/h" in answer.text
    assert "The order and the product's label govern" in answer.text
    assert answer.values["low_rate_ml_per_hour"] == 35 and answer.values["high_rate_ml_per_hour"] == 70
    assert [source.passage for source in answer.sources] == ["000:15"]
    assert answer.asks == ("concentration_percent",) and answer.buttons == ("5%", "10%")


def test_a_missing_weight_is_asked_for_then_its_unit_then_the_result_comes() -> None:
    asked, unit, result = talk("start rate?", "154", "lb")
    assert asked is not None and unit is not None and result is not None
    assert asked.question == "weight_kg" and asked.asks[0] == "weight_kg"
    assert "Is 154 the weight in kg or in lb?" in unit.text and unit.buttons == ("kg", "lb")
    assert unit.question == "weight_kg" and "weight_kg" not in unit.values
    assert "154 lb × 0.45359237 kg/lb ≈ 69.85 kg" in result.text
    assert result.values["low_rate_ml_per_hour"] == pytest.approx(34.92661249)


@pytest.mark.parametrize("unit", ["kg", "kilos", "it's kg", "in kg please", "Kg."])
def test_the_unit_may_be_answered_in_any_way(unit: str) -> None:
    assert last("weight 70 start rate", unit).values["weight_kg"] == 70


def test_a_weight_without_a_unit_is_asked_back() -> None:
    answer = last("weight 154")
    assert "kg or in lb" in answer.text and answer.values == {}
    assert answer.payload() is None


@pytest.mark.parametrize(
    ("messages", "kind", "amount"),
    [
        (["start rate for a 70 kg patient", "10%"], "low_rate_mg_per_kg_per_min", 5 / 6),
        (["start rate for a 70 kg patient", "10"], "concentration_percent", 10),
        (["start rate 70kg", "10%", "and for 80 kg?"], "high_rate_ml_per_hour", 80),
        (["start rate 70kg", "70kg 10% 0.5 ml/kg/h"], "rate_ml_per_hour", 35),
        (["start rate 70kg", "2 mL/kg/h"], "rate_ml_per_kg_per_hour", 2),
        (["start rate 154 lb", "70 kg"], "low_rate_ml_per_hour", 35),
        (["halve the rate", "140"], "halved_rate_ml_per_hour", 70),
        (["halve 140 ml/h", "200 ml/h"], "halved_rate_ml_per_hour", 100),
        (["35 g volume", "5%"], "volume_ml", 700),
        (["how long for 350 mL", "120 ml/h"], "length_minutes", 175),
        (["35 g 10%", "how long at 120 ml/h"], "length_minutes", 175),
        (["35 g 10%", "how long at 120 ml/h", "100 ml/h"], "length_minutes", 210),
        (["how long for 350 mL", "120"], "length_minutes", 175),
        (["premed timing?", "14:30"], "give_from_minutes_after_midnight", 13 * 60 + 30),
        (["convert ml/h to mg/kg/min", "140 ml/h", "70 kg", "10%"], "rate_mg_per_kg_per_min", 10 / 3),
    ],
)
def test_values_in_the_next_message_go_on_with_the_open_calculation(
    messages: list[str], kind: str, amount: float
) -> None:
    assert last(*messages).values[kind] == pytest.approx(amount)


def test_naming_a_calculation_anew_forgets_the_weight_of_another_patient() -> None:
    answer = last("start rate 70kg", "start rate?")
    assert "weight_kg" not in answer.values and answer.question == "weight_kg"


def test_numbers_alone_mean_nothing_where_nothing_was_asked() -> None:
    assert talk("154") == [None]
    assert talk("AMS onset", "154")[-1] is None
    assert talk("start rate 70 kg", "10%", "3")[-1] is None


def test_in_an_interview_a_lone_number_is_left_to_its_question() -> None:
    kept = to_keep(last("start rate?"))
    assert answer_to("70", kept, interview=True) is None
    assert answer_to("70 kg", kept, interview=True) is not None


@pytest.mark.parametrize(
    ("message", "accepted"),
    [
        ("start rate 7,000 kg", "8 to 350 kg"),
        ("start rate 0 kg", "8 to 350 kg"),
        ("start rate -70 kg", "8 to 350 kg"),
        ("start rate 1000 lb", "17.64 to 771.62 lb"),
        ("rate 10,000 ml/h 70 kg", "0.5 to 1,200 mL/h"),
        ("0 ml/kg/h 70 kg", "0.05 to 10 mL/kg/h"),
        ("50 ml/kg/h 70 kg", "0.05 to 10 mL/kg/h"),
        ("35 g 20%", "5 to 10%"),
        ("halve 5000 ml/h", "0.5 to 1,200 mL/h"),
        ("4000 g 10%", "0.5 to 400 g"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_accepted_range(message: str, accepted: str) -> None:
    answer = last(message)
    assert answer.refused and answer.values == {} and answer.payload() is None
    assert accepted in answer.text


def test_after_a_refusal_another_try_goes_on() -> None:
    answer = last("start rate?", "7000", "0", "70 kg")
    assert answer.values["low_rate_ml_per_hour"] == 35


@pytest.mark.parametrize("message", ["reduce 140 ml/h by 25%", "cut 200 ml/h by 30%"])
def test_a_cut_that_no_document_names_is_refused(message: str) -> None:
    answer = last(message)
    assert answer.refused and "50% alone" in answer.text


@pytest.mark.parametrize("message", ["start rate 60-70 kg", "start rate 70 kg or 80 kg"])
def test_two_weights_are_asked_about(message: str) -> None:
    answer = last(message)
    assert "more than one weight" in answer.text
    assert "low_rate_ml_per_hour" not in answer.values


@given(st.text(max_size=80))
def test_no_text_whatever_breaks_it(text: str) -> None:
    respond(text)


@given(st.text(alphabet="0123456789.,-/% kglbmLhr?", max_size=24))
def test_no_jumble_of_numbers_and_units_gives_a_result_outside_the_ranges(text: str) -> None:
    answer = respond(text)
    if answer is not None and answer.values:
        assert 8 <= answer.values.get("weight_kg", 8) <= 350
        assert answer.values.get("rate_ml_per_hour", 1) <= 1200


@pytest.mark.parametrize(
    ("message", "lookup"),
    [
        ("anaphylaxis protocol", True),
        ("suspected AMS management", True),
        ("VTE signs", True),
        ("pt has throat tightness, protocol?", False),
        ("my patient is wheezing", False),
        ("tongue swelling", False),
        ("she is short of breath, steps?", False),
    ],
)
def test_a_look_up_has_words_of_one_and_tells_of_nobody(message: str, lookup: bool) -> None:
    assert looks_up(message) is lookup
    assert not (looks_up(message) and tells(message))


NURSES = [
    "I'm a nurse",
    "RN here",
    "RN here, premed timing?",
    "switch to nurse view",
    "nurse view",
    "I am an RN",
    "I\u2019m a home infusion nurse, my patient has back pain",
    "Hi, infusion nurse here. AMS onset?",
    "as a clinician what do the documents say on rate",
    "I'm her nurse",
    "rn: start rate 70kg",
    "clinician mode",
]
PATIENTS = [
    "patient view",
    "I'm a patient",
    "I'm not a nurse",
    "exit nurse view",
    "switch back to patient view",
]
NEITHER = [
    "my nurse said it's fine",
    "is there a nurse here",
    "the nurse here slowed it",
    "nurse here says to wait",
    "I'm waiting for the nurse",
    "my wife is a nurse",
    "I'm a nurse and my back hurts after my IVIG",
    "I'm a retired nurse",
    "are you a nurse?",
    "tell the nurse",
    "I'm a patient person",
    "the patient is in pain",
]


@pytest.mark.parametrize(
    ("message", "audience"),
    [
        *((m, "nurse") for m in NURSES),
        *((m, "patient") for m in PATIENTS),
        *((m, None) for m in NEITHER),
    ],
)
def test_who_reads_is_what_the_message_says_of_its_writer(message: str, audience: Optional[str]) -> None:
    assert audience_in(message) == audience


def test_in_an_interview_a_number_with_its_unit_goes_on_with_the_calculation() -> None:
    kept = to_keep(last("start rate 70 kg"))
    assert answer_to("10%", kept, interview=True) is not None
    assert answer_to("10", kept, interview=True) is None
