"""The source documents, as the knowledge tests read them."""

from tests.knowledge.conftest import source_lines

__all__ = ["source_lines"]
