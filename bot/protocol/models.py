"""The shapes of the protocol's data files. Whatever does not fit is refused with its place and value."""

from __future__ import annotations

from typing import Any, Dict, FrozenSet, List, Literal, Mapping, Optional, Tuple, Union

from pydantic import BaseModel, Field

from bot.knowledge.models import Document
from bot.protocol.conditions import Condition
from bot.protocol.findings import Phase

LevelName = Literal["emergency", "urgent", "tell_nurse", "same_day", "self_care"]
QuestionKind = Literal[
    "yes_no", "group", "phase", "phase_end", "onset", "severity", "risks", "complaint", "progress", "waited"
]
SourceField = Union[Literal["GS"], List[str]]


class Strict(BaseModel):
    """Base of every entry: no unknown keys, no change after loading."""

    class Config:
        """Refuse what is not declared."""

        extra = "forbid"
        frozen = True
        arbitrary_types_allowed = True


class SignEntry(Strict):
    """A symptom or a feature of one."""

    name: str
    clinical: str
    ask: str
    danger: bool = False
    part: Optional[str] = None
    of_change: bool = False
    implies: Tuple[str, ...] = ()
    shown_as: Optional[str] = None
    means: Optional[str] = None


class RiskFactor(Strict):
    """A risk factor, or a condition that gates an advice."""

    name: str
    sources: SourceField
    organs: Tuple[str, ...]


class Vocabulary(Strict):
    """symptoms.yml."""

    symptoms: Dict[str, SignEntry]
    features: Dict[str, SignEntry]
    risk_factors: Dict[str, RiskFactor]


class RuleEntry(Strict):
    """A rule as it is written.

    Attributes:
        reason_only: why it is there though it never decides the level (`verify` proves that it does not).
    """

    id: str = Field(regex=r"^[A-Z]{2}-[A-Z-]+$")
    level: LevelName
    when: Any
    suspected: Tuple[str, ...]
    sources: SourceField
    patient: str
    clinician: str
    reason_only: Optional[str] = Field(None, min_length=1)


class Rule(RuleEntry):
    """A rule with its condition parsed."""

    condition: Condition


class Escalation(Strict):
    """What a failed step does to a level."""

    id: str = Field(regex=r"^ST-[A-Z-]+$")
    from_: LevelName = Field(alias="from")
    to: LevelName
    sources: SourceField
    patient: str
    clinician: str


class RulesFile(Strict):
    """rules.yml."""

    rules: List[RuleEntry]
    escalations: List[Escalation]


class Level(Strict):
    """A level of urgency; `running` and `after` replace `text` in those phases."""

    rank: int = Field(ge=1, le=5)
    title: str
    text: str
    running: Optional[str] = None
    after: Optional[str] = None
    sources: SourceField


class LevelsFile(Strict):
    """levels.yml."""

    levels: Dict[LevelName, Level]
    suspected: Dict[str, str]


class Item(Strict):
    """One line of a grouped question."""

    text: str
    button: str
    codes: Tuple[str, ...]
    denies: Tuple[str, ...] = ()
    denies_pair: Tuple[str, ...] = ()
    unless: Tuple[str, ...] = ()


class QuestionEntry(Strict):
    """A question as it is written."""

    id: str
    slot: str
    form_slot: str
    kind: QuestionKind
    text: str
    again: str
    buttons: Tuple[str, ...] = ()
    about: Tuple[str, ...] = ()
    items: Tuple[Item, ...] = ()
    unnamed: Optional[str] = None
    ask_back: Tuple[str, ...] = ()
    words: Dict[Phase, Tuple[str, ...]] = {}
    hears: Dict[Literal["yes", "no", "unknown"], Tuple[str, ...]] = {}
    required: bool = False
    when: Any = None


class Question(QuestionEntry):
    """A question with its condition parsed.

    Attributes:
        confirms: the sign that is asked back, where the question checks a single doubtful sign.
        step_id: the step that is asked back, for questions of progress.
    """

    condition: Optional[Condition] = None
    confirms: Optional[str] = None
    step_id: Optional[str] = None


class QuestionsFile(Strict):
    """questions.yml."""

    questions: List[QuestionEntry]


class StepEntry(Strict):
    """A step as it is written."""

    id: str
    levels: Tuple[LevelName, ...]
    phases: Tuple[Phase, ...] = ()
    walk: bool = False
    only_when: Any = None
    omit_when: Any = None
    patient: str
    clinician: str
    sources: SourceField


class Step(StepEntry):
    """A step with its conditions parsed."""

    offered: Optional[Condition] = None
    gate: Optional[Condition] = None


class WatchEntry(Strict):
    """Danger signs to watch for, that one line names together, and the level that each sets by itself."""

    level: Literal["emergency", "urgent"]
    text: str
    codes: Tuple[str, ...]
    sources: SourceField


class StepsFile(Strict):
    """steps.yml."""

    steps: List[StepEntry]
    watch: List[WatchEntry]


class Protocol(Strict):
    """The whole protocol: what the engine and the wording read."""

    version: str
    signs: Mapping[str, SignEntry]
    symptom_set: FrozenSet[str]
    risk_factors: Mapping[str, RiskFactor]
    rules: Tuple[Rule, ...]
    escalations: Tuple[Escalation, ...]
    levels: Mapping[str, Level]
    suspected: Mapping[str, str]
    questions: Tuple[Question, ...]
    steps: Tuple[Step, ...]
    watch: Tuple[WatchEntry, ...]
    texts: Mapping[str, str]
    documents: Mapping[str, Document]
    danger_codes: FrozenSet[str]
    symptom_codes: FrozenSet[str]

    def rank(self, level: Optional[str]) -> int:
        """Return the rank of a level, 0 for none."""
        return self.levels[level].rank if level else 0
