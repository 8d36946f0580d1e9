"""The Rasa component that names the intent of a message.

Logistic regression over the views of bot/nlu/intent_features.py. The weights are a plain .npz of numbers:
it loads in milliseconds, and loading it cannot run code.
"""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.extractor import EMBEDDING, PatientLanguageExtractor
from bot.nlu.intent_features import WIDTH, features
from bot.nlu.sentence_embedding import LONGEST_KEPT, MOST_KEPT, Vector
from bot.nlu.sentences import Sentences, sentences
from bot.nlu.understanding import Entity, understand

WEIGHTS_FILE = "intents.npz"
RANKING_LENGTH = 10
CONFIDENCE_KEY = "confidence"
# The inverse strength of regularisation and the end of the descent, chosen by benchmarks/compare_intents.py.
SOFTNESS = 10.0
MOST_STEPS = 100
TOLERANCE = 1e-3

Matrix = npt.NDArray[np.float32]
Ranking = Tuple[Tuple[str, float], ...]


class IntentModel:
    """The learned weights: one row of numbers and one offset for each intent."""

    def __init__(self, names: Sequence[str], weights: Matrix, offsets: Matrix) -> None:
        """Hold the weights.

        Raises:
            ValueError: their shapes do not fit one another or the features.
        """
        if weights.shape != (len(names), WIDTH) or offsets.shape != (len(names),):
            raise ValueError(
                f"intent weights of shape {weights.shape} for {len(names)} intents; "
                f"({len(names)}, {WIDTH}) is expected: train anew"
            )
        self.names = list(names)
        self._weights = weights
        self._offsets = offsets

    def probabilities(self, vector: Matrix) -> Matrix:
        """Return the probability of each intent, in the order of `names`."""
        scores = self._weights @ vector + self._offsets
        raised = np.exp(scores - scores.max())
        share: Matrix = raised / raised.sum()
        return share

    def save(self, path: Path) -> None:
        """Write the weights as .npz."""
        np.savez(path, names=np.array(self.names), weights=self._weights, offsets=self._offsets)

    @classmethod
    def read(cls, path: Path) -> IntentModel:
        """Read weights that `save` wrote.

        Raises:
            OSError: the file cannot be read.
            ValueError: it holds something else than numbers and names of the expected shapes.
        """
        with np.load(path, allow_pickle=False) as stored:
            return cls([str(name) for name in stored["names"]], stored["weights"], stored["offsets"])

    @classmethod
    def fit(cls, vectors: Sequence[Matrix], intents: Sequence[str]) -> IntentModel:
        """Learn from examples. Deterministic.

        Raises:
            ValueError: there are fewer than two intents.
        """
        # Imported here, since training alone needs it.
        from scipy.sparse import csr_matrix, vstack
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        if len(set(intents)) < 2:
            raise ValueError("training the intent classifier needs examples of two intents or more")
        fitted = LogisticRegression(C=SOFTNESS, max_iter=MOST_STEPS, tol=TOLERANCE)
        with warnings.catch_warnings():
            # Stopping early is meant: later steps change no decision that was measured.
            warnings.simplefilter("ignore", ConvergenceWarning)
            fitted.fit(vstack([csr_matrix(vector) for vector in vectors]), list(intents))
        weights, offsets = fitted.coef_.astype(np.float32), fitted.intercept_.astype(np.float32)
        if len(fitted.classes_) == 2:
            # Of two, scikit-learn keeps the second's weights only.
            weights, offsets = np.vstack([-weights / 2, weights / 2]), np.hstack([-offsets / 2, offsets / 2])
        return cls([str(name) for name in fitted.classes_], weights, offsets)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class PatientIntentClassifier(GraphComponent, IntentClassifier):
    """Names the intent of a message, with a probability for each.

    Put it behind PatientLanguageExtractor in the pipeline, so that a message is read once; in a pipeline
    without that extractor it reads the message itself.
    """

    @staticmethod
    def required_packages() -> List[str]:
        """Return the packages that it needs beyond Rasa's own."""
        return ["onnxruntime"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Return a digest of this package, so that a changed lexicon or engine trains the intents anew."""
        digest = hashlib.sha256()
        for path in sorted(Path(__file__).parent.iterdir()):
            if path.suffix in (".py", ".yml"):
                digest.update(path.name.encode() + path.read_bytes())
        return digest.hexdigest()

    def __init__(
        self,
        model_storage: ModelStorage,
        resource: Resource,
        embeddings: Sentences,
        model: Optional[IntentModel] = None,
        after_extractor: bool = False,
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._sentences = embeddings
        self._model = model
        # Rasa's check of required components does not know extractors while training, so it is made here.
        self._after_extractor = after_extractor
        # What was told of short texts; quick answers come again and again.
        self._kept: Dict[Tuple[str, Tuple[Entity, ...]], Ranking] = {}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PatientIntentClassifier:
        """Create an untrained component.

        Raises:
            MeaningError: the network's weights are missing or changed.
            EmbeddingError: the sentence model is missing or is not the pinned one.
        """
        return cls(model_storage, resource, sentences())

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> PatientIntentClassifier:
        """Load a trained component.

        Raises:
            EmbeddingError: the sentence model is missing or is not the pinned one.
            ValueError: the weights are not those of this component, or none were stored.
        """
        with model_storage.read_from(resource) as folder:
            model = IntentModel.read(folder / WEIGHTS_FILE)
        nodes = execution_context.graph_schema.nodes.values()
        after_extractor = any(node.uses is PatientLanguageExtractor for node in nodes)
        return cls(model_storage, resource, sentences(), model, after_extractor)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents from the examples and store the weights.

        Raises:
            ValueError: the examples have fewer than two intents.
        """
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [str(example.get(TEXT)) for example in examples]
        embeddings = self._sentences.embed_all(texts)
        vectors = [
            features(text, understand(text).entities, embedding)
            for text, embedding in zip(texts, embeddings, strict=True)
        ]
        self._model = IntentModel.fit(vectors, [str(example.get(INTENT)) for example in examples])
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder / WEIGHTS_FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent and the ranking of each message.

        Args:
            messages: messages to name; one without text gets no intent.

        Returns:
            The same messages.
        """
        for message in messages:
            ranking = self._ranking(message)
            best = ranking[0] if ranking else {INTENT_NAME_KEY: None, CONFIDENCE_KEY: 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> List[Dict[str, Any]]:
        """Return the likeliest intents, the best first."""
        text = message.get(TEXT)
        if self._model is None or not isinstance(text, str) or not text.strip():
            return []
        entities = _entities(message) if self._after_extractor else understand(text).entities
        ranking = self._kept.get((text, entities))
        if ranking is None:
            ranking = self._likeliest(text, entities, message.get(EMBEDDING))
            if len(text) <= LONGEST_KEPT:
                if len(self._kept) >= MOST_KEPT:
                    self._kept.clear()
                self._kept[text, entities] = ranking
        return [{INTENT_NAME_KEY: name, CONFIDENCE_KEY: share} for name, share in ranking]

    def _likeliest(self, text: str, entities: Tuple[Entity, ...], embedding: Optional[Vector]) -> Ranking:
        """Return the likeliest intents with their probabilities, the best first."""
        if self._model is None:
            return ()
        vector = features(text, entities, self._sentences.embed(text) if embedding is None else embedding)
        shares = self._model.probabilities(vector)
        order = np.argsort(-shares, kind="stable")[:RANKING_LENGTH]
        return tuple((self._model.names[place], float(shares[place])) for place in order)


def _entities(message: Message) -> Tuple[Entity, ...]:
    """Return what the extractor, and no other component, found in a message."""
    return tuple(
        Entity(item["entity"], item["value"], item.get("role"), item["start"], item["end"])
        for item in message.get(ENTITIES, [])
        if item.get("extractor") == PatientLanguageExtractor.__name__
    )
