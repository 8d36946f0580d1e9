"""Answers a question in any wording, or says that the documents do not hold the answer and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Optional

from bot.knowledge.answers import answer_for, check_reader, compose, is_shown
from bot.knowledge.models import Answer, Audience, Statement
from bot.knowledge.search import Hit, Search

# Chosen on the development questions (docs/answers.md). What is farther than this from all is declined;
# a further statement is shown where it is nearly as near as the first; a second question in the same message
# is answered where it is this near.
NEAR_ENOUGH = 0.36
NEARLY_AS_NEAR = 0.72
SURE = 0.62
MOST_STATEMENTS = 3
MOST_PIECES = 3
UNKNOWN = "unknown"
FEW_WORDS = 5

_WORD = re.compile(r"\w")
_SENTENCE = re.compile(r"[^.?!\n;]+[.?!]*")


class Replies:
    """Answers questions from one index."""

    def __init__(self, search: Search, near_enough: float = NEAR_ENOUGH) -> None:
        """Take the index, and how near a question must be to something in it."""
        self._search = search
        self._near_enough = near_enough
        self._known = search.known

    def answer(
        self,
        question: str,
        audience: Audience = "patient",
        met: Collection[str] = (),
        hint: Optional[str] = None,
        signs: Collection[str] = (),
    ) -> Answer:
        """Answer one message.

        Args:
            question: what the person wrote; its first 600 characters are read.
            audience: who reads the answer.
            met: ids of the gates whose condition the caller has made sure of.
            hint: the topic that something else took the message to be about. It decides only where a message
                of a few words ("source?", "how long") is near to nothing.
            signs: codes of the signs that the person has: some things are answered otherwise with them.

        Returns:
            The answer: one to three statements, or a whole list. Texts may hold ``{emergency_number}``.

        Raises:
            ValueError: ``audience`` or a gate does not exist.
        """
        check_reader(audience, met, self._known)
        always = self._search.asked.always_declined(question, signs)
        if always is not None:
            return self._decline(always, audience)
        if not _WORD.search(question):
            return self._by_hint(question, audience, met, hint)
        rankings = [self._search.rank(piece) for piece in pieces(question)]
        ranking = max(rankings, key=lambda hits: hits[0].score)
        best = ranking[0]
        if best.score < self._near_enough:
            return self._by_hint(question, audience, met, hint)
        if best.declines:
            return self._decline(best.id, audience)
        hits = [hit for hit in ranking if not hit.declines and hit.score >= NEARLY_AS_NEAR * best.score]
        others = [hits[0] for hits in rankings if hits is not ranking]
        sure = [hit for hit in others if not hit.declines and hit.score >= SURE]
        return self._say([best, *sure, *hits[1:]], audience, met)

    def found(self, question: str, most: int) -> tuple[Statement, ...]:
        """Return the statements for a nurse that are near to some words, the nearest first, ``most`` at most.

        They are for a reader who chooses among them, where an answer has to choose by itself.
        """
        if not _WORD.search(question):
            return ()
        hits = [hit for hit in self._search.rank(question) if not hit.declines]
        near = [hit for hit in hits if hit.score >= max(self._near_enough, NEARLY_AS_NEAR * hits[0].score)]
        statements = (self._for_reader(self._known.statements[hit.id], "nurse", ()) for hit in near)
        distinct = {statement.id: statement for statement in statements if statement.sources or statement.gs}
        return tuple(distinct.values())[:most]

    def _say(self, hits: Sequence[Hit], audience: Audience, met: Collection[str]) -> Answer:
        """Say the statements of some hits, each in the version for this reader, the most direct first."""
        shown: dict[str, Statement] = {}
        for hit in hits:
            statement = self._for_reader(self._known.statements[hit.id], audience, met)
            shown.setdefault(statement.id, statement)
        first = next(iter(shown.values()))
        for topic in self._known.topics.values():
            names = topic.patient if audience == "patient" else topic.nurse
            if topic.whole and first.id == names[0]:
                return answer_for(topic.id, audience, met)
        if not first.sources:
            return compose(first.topic, [first], audience, self._known, declined=True)
        told = [statement for statement in shown.values() if statement.sources][:MOST_STATEMENTS]
        return compose(first.topic, told, audience, self._known)

    def _for_reader(self, statement: Statement, audience: Audience, met: Collection[str]) -> Statement:
        if is_shown(statement, audience, self._known, met) or statement.instead is None:
            return statement
        return self._known.statements[statement.instead]

    def _decline(self, kind: str, audience: Audience) -> Answer:
        names = self._search.asked.declines[kind].statements
        found = [self._known.statements[name] for name in names]
        said = [self._for_reader(statement, audience, ()) for statement in found]
        return compose(said[0].topic, said, audience, self._known, declined=True)

    def _by_hint(
        self, question: str, audience: Audience, met: Collection[str], hint: Optional[str]
    ) -> Answer:
        topic = self._known.topics.get(hint or "")
        if topic is None or topic.declined or len(question.split()) > FEW_WORDS:
            return self._decline(UNKNOWN, audience)
        return answer_for(topic.id, audience, met, limit=None if topic.whole else MOST_STATEMENTS - 1)


def pieces(question: str) -> tuple[str, ...]:
    """Return a message and, where it has several sentences, each of the last few of them."""
    found = [piece.strip() for piece in _SENTENCE.findall(question)]
    sentences = [piece for piece in found if len(piece.split()) > 1]
    if len(sentences) < 2:
        return (question,)
    return (question, *sentences[-MOST_PIECES:])
