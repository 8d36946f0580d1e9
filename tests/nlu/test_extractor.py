from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu import extractor
from bot.nlu.extractor import PatientLanguageExtractor
from bot.nlu.meaning_model import MeaningError, Reading
from bot.nlu.understanding import Understanding, understand
from tests.nlu.helpers import UNKNOWN_WORDS


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
    def fail(text: str, **_: object) -> None:
        raise ValueError(text)

    monkeypatch.setattr(extractor, "understand", fail)
    with caplog.at_level(logging.ERROR):
        assert extract("my secret symptom") == []
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


class Broken:
    """A network that fails on every message."""

    def read(
        self, words: Sequence[str], grammar: Sequence[tuple[str, str, int]], status: str | None
    ) -> Reading:
        raise RuntimeError("out of memory")


def test_what_the_grammar_finds_outlives_a_failing_network(caplog: pytest.LogCaptureFixture) -> None:
    (message,) = PatientLanguageExtractor(Broken()).process([Message(data={TEXT: "stiff neck"})])
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["neck_stiffness"]
    assert "RuntimeError" in caplog.text


def created(config: dict[str, object]) -> PatientLanguageExtractor:
    context = ExecutionContext(GraphSchema({}))
    with tempfile.TemporaryDirectory() as folder:
        return PatientLanguageExtractor.create(
            config, LocalModelStorage(Path(folder)), Resource("none"), context
        )


def test_the_network_is_heard_by_default_and_can_be_switched_off() -> None:
    assert PatientLanguageExtractor.get_default_config() == {"meaning": True}
    found = []
    for wanted in (True, False):
        (message,) = created({"meaning": wanted}).process([Message(data={TEXT: UNKNOWN_WORDS})])
        found.append([entity["value"] for entity in message.get(ENTITIES) if entity["entity"] == "symptom"])
    assert found == [["dyspnea"], []]


def test_a_network_that_cannot_load_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise MeaningError("meaning_model.onnx: cannot be read")

    monkeypatch.setattr(extractor, "meaning_model", missing)
    with pytest.raises(MeaningError, match="cannot be read"):
        created({})
    assert created({"meaning": False}) is not None


def test_a_wrong_setting_is_told() -> None:
    with pytest.raises(ValueError, match="accepted: true, false"):
        created({"meaning": "yes"})


def test_what_depends_on_the_time_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    component = PatientLanguageExtractor()
    read = []

    def watched(text: str, **options: object) -> Understanding:
        read.append(text)
        return understand(text, **options)

    monkeypatch.setattr(extractor, "understand", watched)
    for text in ("none of these", "it began at ten", "none of these", "it began at ten", "it began monday"):
        component.process([Message(data={TEXT: text})])
    assert read == ["none of these", "it began at ten", "it began at ten", "it began monday"]


def test_a_message_that_could_not_be_read_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    component = PatientLanguageExtractor()
    with monkeypatch.context() as broken:
        broken.setattr(extractor, "understand", lambda text, **_: 1 / 0)
        component.process([Message(data={TEXT: "stiff neck"})])
    (message,) = component.process([Message(data={TEXT: "stiff neck"})])
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["neck_stiffness"]


def test_a_kept_reading_cannot_be_changed_by_who_gets_it() -> None:
    component = PatientLanguageExtractor()
    (first,) = component.process([Message(data={TEXT: "stiff neck"})])
    first.get(ENTITIES)[0]["value"] = "changed"
    (second,) = component.process([Message(data={TEXT: "stiff neck"})])
    assert second.get(ENTITIES)[0]["value"] == "neck_stiffness"
