"""Stores the embeddings of the known questions, so that the assistant starts without making them.

python -m benchmarks.build_answer_vectors
"""

from __future__ import annotations

from bot.knowledge import knowledge
from bot.knowledge.questions import questions
from bot.knowledge.search import members
from bot.knowledge.vectors import VECTORS_FILE, save_vectors
from bot.nlu.sentence_embedding import encoder


def main() -> None:
    """Embed every member of the index and write the file."""
    texts = [member.text for member in members(knowledge(), questions())]
    save_vectors(texts, encoder())
    print(f"{VECTORS_FILE.name}: {len(texts)} texts, {VECTORS_FILE.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
