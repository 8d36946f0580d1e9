"""The intent classifier: learns, remembers without pickle, reads what was found, and survives any text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema, SchemaNode
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import intent_classifier
from bot.nlu.extractor import PatientLanguageExtractor
from bot.nlu.intent_classifier import WEIGHTS_FILE, IntentModel, PatientIntentClassifier
from bot.nlu.intent_features import WIDTH, features, masked
from bot.nlu.sentences import sentences
from bot.nlu.understanding import understand

EXAMPLES = {
    "ask_danger_signs": [
        "is a rash serious",
        "is fever dangerous",
        "is wheezing a bad sign",
        "are hives serious",
    ],
    "ask_duration": [
        "how long will it last",
        "when does it go away",
        "how many days",
        "when will the pain stop",
    ],
    "report_symptom": [
        "my back hurts",
        "I have a fever",
        "no rash",
        "my chest is tight",
        "I feel sick",
        "I cough",
    ],
    "out_of_scope": ["tell me a joke", "what's the weather", "who won the game", "sing a song", "asdfgh"],
    "thanks": ["thank you", "thanks a lot", "cheers", "that helped"],
}

# A pipeline in which the extractor stands before the classifier.
SCHEMA = GraphSchema({"extractor": SchemaNode({}, PatientLanguageExtractor, "create", "process", {})})


def examples():
    rows = [Message({"text": text, "intent": intent}) for intent, texts in EXAMPLES.items() for text in texts]
    return TrainingData(training_examples=rows)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A trained component's storage, its resource and the context it ran in."""
    storage = LocalModelStorage(tmp_path_factory.mktemp("model"))
    resource = Resource("intents")
    context = ExecutionContext(SCHEMA, node_name="intents")
    PatientIntentClassifier.create({}, storage, resource, context).train(examples())
    return storage, resource, context


@pytest.fixture(scope="module")
def classifier(stored):
    return PatientIntentClassifier.load({}, *stored)


def parse(classifier, text):
    messages = [Message({"text": text})]
    extractor = PatientLanguageExtractor()
    return classifier.process(extractor.process(messages))[0]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("is a swollen tongue serious", "ask_danger_signs"),
        ("how many hours will this go on", "ask_duration"),
        ("my neck is stiff", "report_symptom"),
        ("please tell me something funny", "out_of_scope"),
        ("many thanks", "thanks"),
    ],
)
def test_an_unseen_wording_gets_the_intent_of_its_kind(classifier, text, intent):
    assert parse(classifier, text).get("intent")["name"] == intent


def test_the_ranking_begins_with_the_intent_and_its_shares_add_up_to_one(classifier):
    message = parse(classifier, "is chest pain serious")
    ranking = message.get("intent_ranking")
    assert ranking[0] == message.get("intent")
    assert [item["confidence"] for item in ranking] == sorted(
        (i["confidence"] for i in ranking), reverse=True
    )
    assert sum(item["confidence"] for item in ranking) == pytest.approx(1, abs=1e-5)


def test_training_twice_gives_the_same_weights(stored, tmp_path):
    _, resource, context = stored
    storages = [LocalModelStorage(tmp_path / name) for name in ("one", "two")]
    contents = []
    for storage in storages:
        storage._storage_path.mkdir()
        PatientIntentClassifier.create({}, storage, resource, context).train(examples())
        with storage.read_from(resource) as folder, np.load(folder / WEIGHTS_FILE) as weights:
            contents.append({name: weights[name] for name in weights.files})
    assert all(
        np.array_equal(contents[0][name], contents[1][name]) for name in ("names", "weights", "offsets")
    )


def test_what_is_stored_loads_without_pickle(stored):
    storage, resource, _ = stored
    with storage.read_from(resource) as folder:
        assert [path.name for path in folder.iterdir()] == [WEIGHTS_FILE]
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as weights:
            assert set(weights["names"]) == set(EXAMPLES)


def test_weights_of_another_shape_are_refused_with_what_to_do():
    with pytest.raises(ValueError, match=f"\\(2, {WIDTH}\\) is expected: train anew"):
        IntentModel(["greet", "thanks"], np.zeros((2, 7), dtype=np.float32), np.zeros(2, dtype=np.float32))


def test_two_intents_can_be_told_apart():
    vectors = [
        features(text, (), sentences().embed(text)) for text in ("hello", "hi there", "bye", "goodbye now")
    ]
    model = IntentModel.fit(vectors, ["greet", "greet", "goodbye", "goodbye"])
    shares = model.probabilities(vectors[0])
    assert model.names[int(shares.argmax())] == "greet"
    assert shares.sum() == pytest.approx(1, abs=1e-5)


def test_training_on_one_intent_says_what_is_missing():
    with pytest.raises(ValueError, match="two intents or more"):
        IntentModel.fit([np.zeros(WIDTH, dtype=np.float32)], ["greet"])


def test_findings_are_masked_so_that_questions_about_any_sign_read_alike():
    one, other = "is chest pain serious", "is a stiff neck serious"
    assert masked(one, understand(one).entities) == "is _symptom_ serious"
    assert "_symptom_ serious" in masked(other, understand(other).entities)


def test_a_report_and_a_denial_of_the_same_sign_differ_in_what_was_found():
    report, denial = "rash", "no rash"
    vectors = [
        features(text, understand(text).entities, np.zeros(384, dtype=np.float32))
        for text in (report, denial)
    ]
    assert not np.array_equal(*vectors)


def test_without_the_extractor_in_the_pipeline_it_reads_the_message_itself(stored, classifier):
    storage, resource, _ = stored
    alone = ExecutionContext(GraphSchema({}), node_name="intents")
    lonely = PatientIntentClassifier.load({}, storage, resource, alone)
    named = lonely.process([Message({"text": "is chest pain serious"})])[0].get("intent")
    assert named == parse(classifier, "is chest pain serious").get("intent")


def test_a_message_without_text_gets_no_intent(classifier):
    message = classifier.process([Message({"text": "  "})])[0]
    assert message.get("intent") == {"name": None, "confidence": 0.0}
    assert message.get("intent_ranking") == []


def test_entities_of_other_components_are_not_read(classifier):
    plain = parse(classifier, "tell me something")
    odd = Message(
        {"text": "tell me something", "entities": [{"entity": "symptom", "value": "x", "extractor": "Other"}]}
    )
    assert classifier.process([odd])[0].get("intent") == plain.get("intent")


def test_a_changed_lexicon_asks_for_training_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(intent_classifier, "__file__", str(tmp_path / "intent_classifier.py"))
    (tmp_path / "lexicon.yml").write_text("rash: hives")
    before = PatientIntentClassifier.fingerprint_addon({})
    assert PatientIntentClassifier.fingerprint_addon({}) == before
    (tmp_path / "lexicon.yml").write_text("rash: hives, welts")
    assert PatientIntentClassifier.fingerprint_addon({}) != before


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_finite_features_of_the_same_width(text):
    vector = features(text, understand(text).entities, sentences().embed(text))
    assert vector.shape == (WIDTH,)
    assert np.isfinite(vector).all()


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x1b[2J",
        "\u202emy back hurts",
        "a" * 10_000,
        "🙏" * 500,
        "<b>rash</b>" * 900,
        "ｍｙ ｂａｃｋ ｈｕｒｔｓ",
    ],
)
def test_odd_messages_get_some_intent(classifier, text):
    assert parse(classifier, text).get("intent")["name"] in EXAMPLES
