"""The Rasa component that finds who reads the answers: "RN here" is a nurse, "patient view" a patient."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.audience import audience_in

ENTITY = "audience"
CONFIDENCE_KEY = "confidence_entity"
CONFIDENCE = 1.0
# A view is asked for in a few words; in a long text they are likelier somebody else's.
MOST_CHARACTERS = 600


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class AudienceExtractor(GraphComponent, EntityExtractorMixin):
    """Adds an entity `audience` (patient or nurse) where a message says so; its slot takes it."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AudienceExtractor:
        """Create the component; it has nothing stored.

        Raises:
            KnowledgeError: audience.yml is wrong, so that a broken file stops the start.
        """
        audience_in("nurse view")
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Append the entity to each message that says who reads.

        Args:
            messages: messages to read; those without text are left as they are.

        Returns:
            The same messages.
        """
        for message in messages:
            text = message.get(TEXT)
            if not isinstance(text, str) or len(text) > MOST_CHARACTERS:
                continue
            audience = audience_in(text)
            if audience is None:
                continue
            entity = {
                ENTITY_ATTRIBUTE_TYPE: ENTITY,
                ENTITY_ATTRIBUTE_VALUE: audience,
                ENTITY_ATTRIBUTE_START: 0,
                ENTITY_ATTRIBUTE_END: len(text),
                CONFIDENCE_KEY: CONFIDENCE,
                EXTRACTOR: self.name,
            }
            message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages
