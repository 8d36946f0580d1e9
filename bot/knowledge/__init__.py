"""What the five source documents say, in our own words, each statement with its citation.

The data lies in YAML beside the code, so that a clinician can read it. Nothing here knows of Rasa.
"""

from bot.knowledge.answers import UnknownTopicError, answer_for, topics
from bot.knowledge.loader import KnowledgeError, knowledge, load_knowledge
from bot.knowledge.models import Answer, Audience, Knowledge, Source, Statement

__all__ = [
    "Answer",
    "Audience",
    "Knowledge",
    "KnowledgeError",
    "Source",
    "Statement",
    "UnknownTopicError",
    "answer_for",
    "knowledge",
    "load_knowledge",
    "topics",
]
