"""The Rasa component that hands what `understand` finds to the pipeline as entities."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import lru_cache
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

from bot.nlu.meaning import Reader
from bot.nlu.meaning_model import meaning_model
from bot.nlu.moment import WatchedMoment
from bot.nlu.sentence_embedding import LONGEST_KEPT, MOST_KEPT
from bot.nlu.understanding import Entity, Understanding, understand

logger = logging.getLogger(__name__)

# The key is Rasa's, and clients of /model/parse expect it.
CONFIDENCE_KEY = "confidence_entity"
# Under this the sentence embedding goes on to the intent classifier, and no further.
EMBEDDING = "sentence_embedding"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatientLanguageExtractor(GraphComponent, EntityExtractorMixin):
    """Finds symptoms with their assertion, severity, times, who is meant, and answers. Nothing is learned.

    Configuration: `meaning` (default true) hears the network of meaning_model.py beside the grammar.
    """

    def __init__(self, reader: Optional[Reader] = None) -> None:
        """Take the network; without it the grammar decides alone."""
        self._reader = reader
        # Quick answers ("no", "none of these") come again and again; what is long hardly does.
        self._kept = lru_cache(maxsize=MOST_KEPT)(self._timeless)

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the configuration where config.yml says nothing."""
        return {"meaning": True}

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
            MeaningError: the network's weights are missing or changed.
            EmbeddingError: the sentence model is missing or changed.
            ValueError: `meaning` is neither true nor false.
        """
        wanted = config.get("meaning", True)
        if not isinstance(wanted, bool):
            raise ValueError(f"meaning: {wanted!r} is not accepted; accepted: true, false")
        reader = meaning_model() if wanted else None
        understand("my back hurts, I feel odd", reader=reader)
        return cls(reader)

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
            understood = self._understood(text)
            found = [_written(item, self.name) for item in understood.entities]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
            message.set(EMBEDDING, understood.embedding)
        return messages

    def _understood(self, text: str) -> Understanding:
        """Return what was understood of a text; nothing of one that cannot be read."""
        if len(text) > LONGEST_KEPT:
            return _read(text, self._reader, None)
        try:
            return self._kept(text)
        except _TellsTime as told:
            return told.understood

    def _timeless(self, text: str) -> Understanding:
        """Return what a text says at any time.

        Raises:
            _TellsTime: it would say something else at another time.
        """
        now = WatchedMoment.now()
        understood = _read(text, self._reader, now)
        if now.was_asked:
            raise _TellsTime(understood)
        return understood


class _TellsTime(Exception):
    """What a text says depends on when it is said, or it could not be read: the next time may differ."""

    def __init__(self, understood: Understanding) -> None:
        super().__init__("depends on the time")
        self.understood = understood


def _read(text: str, reader: Optional[Reader], now: Optional[datetime]) -> Understanding:
    """Return what was understood of a text."""
    try:
        return understand(text, now=now, reader=reader)
    except Exception as error:  # noqa: BLE001 - a message must never break the pipeline
        # The error's own words may quote the patient, so only its type is told.
        logger.error("understanding a message failed: %s", type(error).__name__)
        # Where only the network failed, what the grammar finds must not be lost.
        rest = Understanding(()) if reader is None else _read(text, None, now)
    if isinstance(now, WatchedMoment):
        now.was_asked = True  # a failure is not kept
    return rest


def _written(item: Entity, extractor: str) -> Dict[str, Any]:
    """Return what was understood as a Rasa entity."""
    entity: Dict[str, Any] = {
        ENTITY_ATTRIBUTE_TYPE: item.entity,
        ENTITY_ATTRIBUTE_VALUE: item.value,
        ENTITY_ATTRIBUTE_START: item.start,
        ENTITY_ATTRIBUTE_END: item.end,
        CONFIDENCE_KEY: round(item.confidence, 3),
    }
    if item.role is not None:
        entity[ENTITY_ATTRIBUTE_ROLE] = item.role
    entity[EXTRACTOR] = extractor
    return entity
