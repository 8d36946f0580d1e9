"""The Rasa component that hands what `understand` finds to the pipeline as entities."""

from __future__ import annotations

import logging
from typing import Any, Dict, List

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
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.understanding import understand

logger = logging.getLogger(__name__)

# The rules are sure of what they match; the key is Rasa's, and clients of /model/parse expect it.
CONFIDENCE_KEY = "confidence_entity"
CONFIDENCE = 1.0


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatientLanguageExtractor(GraphComponent, EntityExtractorMixin):
    """Finds symptoms with their assertion, severity, times, who is meant, and answers. Nothing is learned."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PatientLanguageExtractor:
        """Create the component; it has no configuration and nothing stored.

        Raises:
            DataError: a data file does not fit its model, so that a broken file stops the start.
        """
        understand("my back hurts")
        return cls()

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
            found = self.add_extractor_name(_entities(text))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _entities(text: str) -> List[Dict[str, Any]]:
    """Return what was understood of a text as Rasa entities."""
    try:
        understood = understand(text)
    except Exception as error:  # noqa: BLE001 - a message must never break the pipeline
        # The error's own words may quote the patient, so only its type is told.
        logger.error("understanding a message failed: %s", type(error).__name__)
        return []
    entities: List[Dict[str, Any]] = []
    for item in understood.entities:
        entity: Dict[str, Any] = {
            ENTITY_ATTRIBUTE_TYPE: item.entity,
            ENTITY_ATTRIBUTE_VALUE: item.value,
            ENTITY_ATTRIBUTE_START: item.start,
            ENTITY_ATTRIBUTE_END: item.end,
            CONFIDENCE_KEY: CONFIDENCE,
        }
        if item.role is not None:
            entity[ENTITY_ATTRIBUTE_ROLE] = item.role
        entities.append(entity)
    return entities
