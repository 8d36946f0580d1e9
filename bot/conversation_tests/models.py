"""The format of a conversation test. Every model refuses keys that it does not know.

A file is ``test_cases:``, a list. A case has a name, ``steps:`` and, where they are wanted, assertions about
the whole conversation. A step does one thing (``user``, ``tap``, ``answer_the_rest``), or says what must hold
of the reply to the last thing done (every other key), or both.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Optional, Tuple, Union

from pydantic import BaseModel, Field, root_validator, validator

from bot.knowledge import knowledge
from bot.knowledge.cards import cards
from bot.protocol.loader import protocol

NONE = "none"  # `level: none`: nothing was triaged;  `asks: none`: no question stands open
DOES = ("user", "tap", "answer_the_rest")
_CITATION = re.compile(r"^\d{3}:\d+$")
# Questions of the nurse's calculations that no other question shares.
_NURSE_SLOTS = ("weight_kg", "rate_ml_per_hour")


class Strict(BaseModel):
    """Refuses unknown keys; never changes in place."""

    class Config:
        """How the models read."""

        extra = "forbid"
        frozen = True
        smart_union = True


Texts = Tuple[str, ...]
SlotWanted = Dict[str, Any]


def _listed(value: Any) -> Any:
    """Return a single entry as a list of one."""
    return (value,) if isinstance(value, (str, int, float)) else value


class Expectations(Strict):
    """What may be asserted of one reply, and of a conversation as a whole.

    Attributes:
        level: the level that stands (the latest ``triage_result``), or ``none``.
        red_flags: the danger signs of that result, all of them, by symptom code.
        rules: rules that stand behind it; others may too.
        suspected: what it may stand for; more may be named.
        steps_offered: steps of the protocol that the result holds.
        steps_withheld: steps that it must not hold.
    """

    level: Optional[str] = None
    red_flags: Optional[Texts] = None
    rules: Texts = ()
    suspected: Texts = ()
    steps_offered: Texts = ()
    steps_withheld: Texts = ()

    _lists = validator(
        "red_flags", "rules", "suspected", "steps_offered", "steps_withheld", pre=True, allow_reuse=True
    )(_listed)

    @validator("level")
    def _known_level(cls, value: Optional[str]) -> Optional[str]:
        return value if value is None else _one_of(value, (*protocol().levels, NONE), "level")

    @validator("red_flags", each_item=True)
    def _known_sign(cls, value: str) -> str:
        return _one_of(value, tuple(sorted(protocol().symptom_set)), "symptom code")

    @validator("rules", each_item=True)
    def _known_rule(cls, value: str) -> str:
        data = protocol()
        return _one_of(
            value, (*(rule.id for rule in data.rules), *(entry.id for entry in data.escalations)), "rule"
        )

    @validator("suspected", each_item=True)
    def _known_suspicion(cls, value: str) -> str:
        return _one_of(value, tuple(protocol().suspected), "suspicion")

    @validator("steps_offered", "steps_withheld", each_item=True)
    def _known_step(cls, value: str) -> str:
        return _one_of(value, tuple(step.id for step in protocol().steps), "step")


class Step(Expectations):
    """One step of a conversation.

    Attributes:
        user: what the person writes.
        tap: the title of a quick answer of the last reply, which the person taps.
        answer_the_rest: answers each question until a result comes: calmly, but for the slots named here.
        bot: fragments that the texts of the reply hold, whatever the case and the spaces; ``/.../`` is a
            regular expression.
        bot_never: fragments that they must not hold.
        utter: names of phrases in ``bot/protocol/texts.yml`` that the reply says.
        slot_was_set: ``name: value``, or a name alone for any value but none.
        asks: the slot of the question that the reply asks, or ``none``.
        offers: titles of quick answers that the reply holds.
        card: the nurse's card that is shown.
        values: figures of the card or the calculation, by their names.
        statement: entries of ``bot/knowledge/statements.yml`` that the reply says.
        sources: lines that the reply cites; it may cite more.
        answerable: whether the documents hold the answer.
    """

    user: Optional[str] = None
    tap: Optional[str] = None
    answer_the_rest: Optional[Dict[str, str]] = None
    bot: Texts = ()
    bot_never: Texts = ()
    utter: Texts = ()
    slot_was_set: Tuple[Union[str, SlotWanted], ...] = ()
    asks: Optional[str] = None
    offers: Texts = ()
    card: Optional[str] = None
    values: Dict[str, float] = {}
    statement: Texts = ()
    sources: Texts = ()
    answerable: Optional[bool] = None

    _lists_of_step = validator(
        "bot", "bot_never", "utter", "offers", "statement", "sources", pre=True, allow_reuse=True
    )(_listed)

    @validator("answer_the_rest", pre=True)
    def _calmly(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        for slot, words in value.items():
            _one_of(slot, question_slots(), "question's slot")
            _no_boolean(words)
        return {slot: str(words) for slot, words in value.items()}

    @validator("user", "tap", pre=True)
    def _as_text(cls, value: Any) -> Any:
        _no_boolean(value)
        return str(value) if isinstance(value, (int, float)) else value

    @validator("bot", "bot_never", each_item=True)
    def _sound_pattern(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("a fragment must not be empty")
        pattern_of(value)
        return value

    @validator("utter", each_item=True)
    def _known_phrase(cls, value: str) -> str:
        return _one_of(value, tuple(protocol().texts), "phrase of texts.yml")

    @validator("asks")
    def _known_slot(cls, value: Optional[str]) -> Optional[str]:
        return value if value is None else _one_of(value, (*question_slots(), NONE), "question's slot")

    @validator("card")
    def _known_card(cls, value: Optional[str]) -> Optional[str]:
        return value if value is None else _one_of(value, tuple(cards().cards), "card")

    @validator("statement", each_item=True)
    def _known_statement(cls, value: str) -> str:
        return _one_of(value, tuple(knowledge().statements), "statement")

    @validator("sources", each_item=True)
    def _is_citation(cls, value: str) -> str:
        if not _CITATION.match(value):
            raise ValueError(f'{value!r} is no line of a document: write it like "003:23", in quotes')
        return value

    @root_validator
    def _does_or_expects(cls, values: Dict[str, Any]) -> Dict[str, Any]:
        done = [name for name in DOES if values.get(name) is not None]
        if len(done) > 1:
            raise ValueError(f"a step does one thing, not {' and '.join(done)}")
        if not done and not any(value not in (None, (), {}) for value in values.values()):
            raise ValueError("a step does nothing and expects nothing")
        return values

    @property
    def acts(self) -> bool:
        """Tell whether the person does something in this step."""
        return self.user is not None or self.tap is not None or self.answer_the_rest is not None


class Case(Expectations):
    """One conversation, with what must hold at its end.

    Attributes:
        test_case: its name, a sentence; unique in its file.
        steps: what is said and what is expected, in order.
        never_asks: slots that are asked for nowhere in the conversation.
        most_questions: how many questions it may take at the most.
        keeps_level: false where the level may go down, because a sign is taken back; elsewhere a level once
            said is never followed by a lower one.
        wire: also played over HTTP in every run of the tests.
        xfail: why it is known to fail; the run says so, and complains once it passes.
    """

    test_case: str = Field(min_length=3)
    steps: List[Step] = Field(min_items=1)
    never_asks: Texts = ()
    most_questions: Optional[int] = Field(default=None, ge=0)
    keeps_level: bool = True
    wire: bool = False
    xfail: Optional[str] = Field(default=None, min_length=10)

    _lists_of_case = validator("never_asks", pre=True, allow_reuse=True)(_listed)

    @validator("never_asks", each_item=True)
    def _known_slots(cls, value: str) -> str:
        return _one_of(value, question_slots(), "question's slot")

    @validator("steps")
    def _begins_with_the_person(cls, steps: List[Step]) -> List[Step]:
        if not steps[0].acts:
            raise ValueError("the first step must say what the person does (`user:`)")
        return steps


class TestFile(Strict):
    """A file of conversation tests."""

    __test__ = False  # pytest must not take it for a class of tests

    test_cases: List[Case] = Field(min_items=1)

    @validator("test_cases")
    def _names_differ(cls, cases: List[Case]) -> List[Case]:
        names = [case.test_case for case in cases]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two cases are named {twice[0]!r}")
        return cases


def question_slots() -> Texts:
    """Return the slots that a question may ask for: the protocol's, the symptoms', the nurse's."""
    data = protocol()
    slots = {question.slot for question in data.questions} | set(data.symptom_set)
    slots |= {sign.shown_as for sign in data.signs.values() if sign.shown_as}
    return tuple(sorted({*slots, *_NURSE_SLOTS, "progress"}))


def pattern_of(fragment: str) -> re.Pattern[str]:
    """Return the regular expression that a fragment stands for: spaces and case do not matter.

    Raises:
        ValueError: it is written as a regular expression (``/.../``) and is not a sound one.
    """
    if len(fragment) > 2 and fragment.startswith("/") and fragment.endswith("/"):
        try:
            return re.compile(fragment[1:-1], re.IGNORECASE | re.DOTALL)
        except re.error as error:
            raise ValueError(f"{fragment!r} is no sound regular expression: {error}") from error
    return re.compile(r"\s+".join(re.escape(word) for word in fragment.split()), re.IGNORECASE)


def _no_boolean(value: Any) -> None:
    if isinstance(value, bool):
        raise ValueError('YAML reads this as true or false: put it in quotes, like "no"')


def _one_of(value: str, accepted: Texts, what: str) -> str:
    if value in accepted:
        return value
    near = [name for name in accepted if name.casefold() == value.casefold()]
    hint = near[0] if near else ", ".join(accepted) if len(accepted) < 20 else f"{len(accepted)} are known"
    raise ValueError(f"{value!r} is not a {what}; accepted: {hint}")
