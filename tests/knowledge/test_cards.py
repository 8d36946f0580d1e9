"""The cards: whole, cited, and no figure that its line does not hold."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.cards import card_sources, card_text, cards, line_sources, line_text, load_cards
from bot.knowledge.loader import DATA, KnowledgeError, knowledge
from bot.knowledge.models import GS_MARK
from tests.knowledge.test_knowledge_texts import SourceLines, numbers, numbers_of_lines, runs

WANTED = [
    "back_pain_running",
    "anaphylaxis",
    "aseptic_meningitis",
    "thromboembolism",
    "kidney_injury",
    "rate_and_concentration",
    "premedication",
    "prevention",
    "risk_factors",
    "persistent_pain",
    "disagreements",
    "teach_signs",
]
ALL = list(cards().cards)


def test_every_subject_has_its_card() -> None:
    assert ALL == WANTED


@pytest.mark.parametrize("name", ALL)
def test_a_card_says_first_what_to_do_first_and_cites_every_line(name: str) -> None:
    card, known = cards().cards[name], knowledge()
    assert card_text(card).splitlines()[1].startswith("FIRST: ")
    for line in card.lines:
        assert line_sources(line, known) or GS_MARK in line_text(line, known) or line.example
    shown = set(re.findall(r"\b\d{3}:\d+\b", card_text(card)))
    assert shown == {source.passage for source in card_sources(card)}


@pytest.mark.parametrize("name", ALL)
def test_every_number_of_a_line_stands_in_a_line_that_it_cites(name: str, source_lines: SourceLines) -> None:
    known = knowledge()
    for line in cards().cards[name].lines:
        if line.example:
            continue
        lacking = numbers(line_text(line, known)) - numbers_of_lines(line_sources(line, known), source_lines)
        assert not lacking, (line_text(line, known), lacking)


@pytest.mark.parametrize("name", ALL)
def test_every_value_of_the_payload_stands_in_its_line_and_on_the_card(
    name: str, source_lines: SourceLines
) -> None:
    card = cards().cards[name]
    for value in card.values:
        line = source_lines[value.source.document][value.source.line - 1]
        written = {float(n) for n in re.findall(r"\d+(?:\.\d+)?", line)}
        in_words = isinstance(value.value, str) and re.search(rf"\b{value.value}\b", line)
        assert value.number in written or in_words, value.name
        assert value.source in card_sources(card), value.name


def test_values_in_words_are_the_numbers_that_the_words_mean() -> None:
    words = {"one": 1, "two": 2, "three": 3, "four": 4}
    for card in cards().cards.values():
        for value in card.values:
            assert value.number == words.get(str(value.value), value.value)


def test_no_sentence_of_a_card_is_copied(source_lines: SourceLines) -> None:
    copied_from = set().union(*(runs(" ".join(lines)) for lines in source_lines.values()))
    for card in cards().cards.values():
        assert not runs(card_text(card)) & copied_from, card.id


def test_all_disagreements_stand_on_their_card_with_both_sides() -> None:
    text = card_text(cards().cards["disagreements"])
    for entry in knowledge().disagreements.values():
        for side in entry.sides:
            assert side.says in text and side.about in text


def test_trigger_points_are_never_shown_with_one_side_alone() -> None:
    text = card_text(cards().cards["persistent_pain"])
    assert "001:49" in text and "002:9" in text
    assert "no reason to stop IVIG prescribed for something else" in text


def test_the_signs_to_teach_are_all_danger_signs_that_patients_are_told() -> None:
    taught = {line.statement for line in cards().cards["teach_signs"].lines}
    assert set(knowledge().topics["ask_danger_signs"].patient) <= taught


def test_the_start_rate_never_stands_without_its_condition() -> None:
    for card in cards().cards.values():
        text = card_text(card)
        if "0.5 to 1.0" in text:
            assert "the order and the product's label govern" in text
            assert "several labels start lower" in text


def test_epinephrine_never_waits() -> None:
    text = card_text(cards().cards["anaphylaxis"])
    assert text.index("emergency help now") < text.index("Signs:")
    assert "too late" in text


# ---- the loader ----------------------------------------------------------------------------------


def edited(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    for file in DATA.glob("*.yml"):
        shutil.copy(file, tmp_path)
    data = yaml.safe_load((tmp_path / "cards.yml").read_text(encoding="utf-8"))
    change(data)
    (tmp_path / "cards.yml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return tmp_path


def first_line(**line: Any) -> Callable[[dict[str, Any]], object]:
    return lambda data: data["cards"][0]["first"].__setitem__(0, line)


def test_the_data_that_comes_with_the_assistant_loads(tmp_path: Path) -> None:
    assert load_cards(edited(tmp_path, lambda data: None)) == cards()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (first_line(statement="soup"), ["'soup'", "relief_running"]),
        (first_line(statement="rate_patient"), ["'rate_patient'", "nurse or both"]),
        (first_line(disagreement="soup"), ["'soup'", "trigger_points"]),
        (first_line(text="Run."), ["no support", "gs: true"]),
        (first_line(text="Run.", gs=True), ["general safety advice"]),
        (first_line(text="Run.", sources=["000:99"]), ["'000:99'", "1 to 27"]),
        (first_line(text="Run.", sources=["001:5"]), ["noise"]),
        (first_line(text="Run.", statement="relief_running", sources=["000:27"]), ["one of statement"]),
        (first_line(text="Drink.", sources=["001:34"]), ["'fluids'", "heart or kidney failure"]),
        (first_line(text="Run.", sources=["000:27"], gates=["soup"]), ["'soup'", "nsaids"]),
        (first_line(text="Run.", colour="red"), ["colour", "back_pain_running"]),
        (lambda data: data["cards"].append(data["cards"][0]), ["stands twice"]),
        (lambda data: data.pop("blocks"), ["abbreviations", "blocks"]),
        (lambda data: data["texts"].pop("nurse_on"), ["nurse_on"]),
    ],
)
def test_data_that_is_wrong_is_refused_by_name(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], said: list[str]
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_cards(edited(tmp_path, change))
    for part in ["cards.yml", *said]:
        assert part in str(caught.value)
