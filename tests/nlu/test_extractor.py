from __future__ import annotations

import logging

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import extractor
from bot.nlu.extractor import PatientLanguageExtractor


def extract(text: str) -> list[dict[str, object]]:
    component = PatientLanguageExtractor()
    (message,) = component.process([Message(data={TEXT: text})])
    return list(message.get(ENTITIES))


def test_entities_have_the_shape_that_rasa_expects() -> None:
    (entity,) = extract("stiff neck")
    assert entity == {
        "entity": "symptom",
        "value": "neck_stiffness",
        "role": "present",
        "start": 0,
        "end": 10,
        "confidence_entity": 1.0,
        "extractor": "PatientLanguageExtractor",
    }


def test_entities_of_other_extractors_stay() -> None:
    message = Message(data={TEXT: "stiff neck", ENTITIES: [{"entity": "other"}]})
    PatientLanguageExtractor().process([message])
    assert [entity["entity"] for entity in message.get(ENTITIES)] == ["other", "symptom"]


def test_a_message_without_text_is_left_alone() -> None:
    message = Message(data={"intent": "greet"})
    PatientLanguageExtractor().process([message])
    assert message.get(ENTITIES) is None


def test_a_failure_is_logged_by_type_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> None:
        raise ValueError(text)

    monkeypatch.setattr(extractor, "understand", fail)
    with caplog.at_level(logging.ERROR):
        assert extract("my secret symptom") == []
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
