"""The Rasa component that hands what `understand` finds to the pipeline as entities."""

from __future__ import annotations

import logging
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_ROLE,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.semantic_fallback import semantic_fallback
from bot.nlu.understanding import Fallback, understand

logger = logging.getLogger(__name__)

# The rules are sure of what they match; the key is Rasa's, and clients of /model/parse expect it.
CONFIDENCE_KEY = "confidence_entity"
CONFIDENCE = 1.0
# What is found by meaning alone is less sure, and no feature of the intents, which never saw it in training.
GUESS_CONFIDENCE = 0.5
GUESSER = "SemanticFallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatientLanguageExtractor(GraphComponent, EntityExtractorMixin):
    """Finds symptoms with their assertion, severity, times, who is meant, and answers. Nothing is learned.

    Configuration: `semantic_fallback` (default true) looks by meaning for danger signs in words that the
    lexicon does not know; what it finds is `possible`, so that it is asked back.
    """

    def __init__(self, fallback: Optional[Fallback] = None) -> None:
        """Take what looks for danger signs in unknown words; without it nobody does."""
        self._fallback = fallback

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the configuration where config.yml says nothing."""
        return {"semantic_fallback": True}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PatientLanguageExtractor:
        """Create the component; it has nothing stored.

        Raises:
            DataError: a data file does not fit its model, so that a broken file stops the start.
            FallbackError: the fallback's weights are missing or changed.
            EmbeddingError: the sentence model is missing or changed.
            ValueError: `semantic_fallback` is neither true nor false.
        """
        wanted = config.get("semantic_fallback", True)
        if not isinstance(wanted, bool):
            raise ValueError(f"semantic_fallback: {wanted!r} is not accepted; accepted: true, false")
        fallback = semantic_fallback() if wanted else None
        understand("my back hurts, I feel odd", fallback=fallback)
        return cls(fallback)

    def process(self, messages: List[Message]) -> List[Message]:
        """Append what was understood to the entities of each message.

        Args:
            messages: messages to read; those without text are left as they are.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if not isinstance(text, str) or not text:
                continue
            found = _entities(text, self._fallback)
            for entity in found:
                entity.setdefault(EXTRACTOR, self.name)
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _entities(text: str, fallback: Optional[Fallback]) -> List[Dict[str, Any]]:
    """Return what was understood of a text as Rasa entities."""
    try:
        understood = understand(text, fallback=fallback)
    except Exception as error:  # noqa: BLE001 - a message must never break the pipeline
        # The error's own words may quote the patient, so only its type is told.
        logger.error("understanding a message failed: %s", type(error).__name__)
        # Where only the fallback failed, what the grammar finds must not be lost.
        return [] if fallback is None else _entities(text, None)
    entities: List[Dict[str, Any]] = []
    for item in understood.entities:
        entity: Dict[str, Any] = {
            ENTITY_ATTRIBUTE_TYPE: item.entity,
            ENTITY_ATTRIBUTE_VALUE: item.value,
            ENTITY_ATTRIBUTE_START: item.start,
            ENTITY_ATTRIBUTE_END: item.end,
            CONFIDENCE_KEY: GUESS_CONFIDENCE if item.guessed else CONFIDENCE,
        }
        if item.guessed:
            entity[EXTRACTOR] = GUESSER
        if item.role is not None:
            entity[ENTITY_ATTRIBUTE_ROLE] = item.role
        entities.append(entity)
    return entities
