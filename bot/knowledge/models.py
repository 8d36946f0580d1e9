"""Strict, immutable models of the knowledge data.

What a single entry must satisfy is checked here; what ties entries together (an id that another
entry names, a line that is noise, a gate that a text needs) is checked in ``loader``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, Optional

from pydantic import BaseModel, StrictBool, StrictInt, StrictStr, root_validator, validator

Audience = Literal["patient", "nurse"]
"""Who reads an answer."""

StatementAudience = Literal["patient", "nurse", "both"]
"""Whom a statement may be shown to."""

GS_MARK = "(general safety advice)"
"""Said wherever a part of a text has no source document."""

_ID = re.compile(r"[a-z][a-z0-9_]*")


def _checked_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError(f"{value!r}: accepted are lower-case letters, digits and '_', a letter first")
    return value


class Strict(BaseModel):
    """Base of all models: unknown keys are refused and nothing changes after loading."""

    class Config:
        """Pydantic's settings."""

        extra = "forbid"
        frozen = True


class Source(Strict):
    """One line of one source document, in the shape of the message contract's ``sources``."""

    document: StrictStr
    """Source file name without ``.txt``."""
    line: StrictInt
    """Line number in that file, counted from 1."""
    passage: StrictStr
    """Short form of both: the first three digits of the file name and the line, as ``000:27``."""

    @root_validator(skip_on_failure=True)
    def _passage_agrees(cls, values: dict[str, Any]) -> dict[str, Any]:
        expected = f"{values['document'][:3]}:{values['line']}"
        if values["passage"] != expected:
            raise ValueError(f"passage {values['passage']!r}: accepted is {expected!r}")
        return values


class NoiseLines(Strict):
    """Lines of a document that hold no fact and can never be cited."""

    first: StrictInt
    last: StrictInt
    reason: StrictStr


class Document(Strict):
    """A source document: its file, what to call it and how far to trust it."""

    id: StrictStr
    file: StrictStr
    title: StrictStr
    grade: StrictStr
    """What kind of text it is, for clinicians."""
    patient_grade: StrictStr
    """The same in plain words."""
    is_guideline: StrictBool
    lines: StrictInt
    noise: tuple[NoiseLines, ...] = ()
    caution: Optional[StrictStr] = None
    """Said wherever the title is shown, where the title alone could mislead."""

    @validator("id")
    def _three_digits(cls, value: str) -> str:
        if not re.fullmatch(r"\d{3}", value):
            raise ValueError(f"{value!r}: accepted are the first three digits of the file name")
        return value

    @validator("is_guideline")
    def _none_is_a_guideline(cls, value: bool) -> bool:
        if value:
            raise ValueError("True: accepted is false, none of the documents is a guideline")
        return value

    @root_validator(skip_on_failure=True)
    def _file_has_id(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values["file"].startswith(values["id"] + "_"):
            raise ValueError(
                f"file {values['file']!r}: accepted is a name that begins with '{values['id']}_'"
            )
        return values

    def noise_at(self, line: int) -> Optional[NoiseLines]:
        """Return the noise that ``line`` belongs to, if any."""
        return next((n for n in self.noise if n.first <= line <= n.last), None)


class Gate(Strict):
    """A condition without which a piece of advice is never given (the clinical brief's gates)."""

    id: StrictStr
    condition: StrictStr
    """The condition in words, for reviewers."""
    patient_words: tuple[StrictStr, ...] = ()
    """Regular expressions: a patient text that matches one must name this gate."""
    patient_must_say: tuple[StrictStr, ...] = ()
    """What a gated patient text must contain, word for word."""
    clinician_must_say: tuple[StrictStr, ...] = ()
    """What a gated clinician text must contain, word for word."""
    nurse_only: StrictBool = False
    """A gated statement is for nurses only."""
    withheld: StrictBool = False
    """A gated statement is shown to patients only when the caller says that the condition is met."""

    _id = validator("id", allow_reuse=True)(_checked_id)

    @validator("patient_words", each_item=True)
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{value!r}: accepted is a regular expression ({error})") from error
        return value

    def wanted_by(self, patient_text: str) -> bool:
        """Whether this patient text says something that needs the gate."""
        return any(re.search(words, patient_text, re.IGNORECASE) for words in self.patient_words)


class Side(Strict):
    """One side of a disagreement: what is said, about whom, and where."""

    says: StrictStr
    about: StrictStr
    sources: tuple[Source, ...]


class Disagreement(Strict):
    """A point on which the documents differ, both sides kept, with the safe conclusion."""

    id: StrictStr
    sides: tuple[Side, ...]
    conclusion: StrictStr
    """For clinicians."""
    patient: Optional[StrictStr] = None
    """Both sides and the conclusion in plain words; none where only specialists need it."""

    _id = validator("id", allow_reuse=True)(_checked_id)

    @validator("sides")
    def _two_sides(cls, value: tuple[Side, ...]) -> tuple[Side, ...]:
        if len(value) < 2:
            raise ValueError(f"{len(value)} side(s): accepted are two or more")
        return value

    @property
    def sources(self) -> tuple[Source, ...]:
        """All lines that any side cites."""
        return tuple(source for side in self.sides for source in side.sources)

    @property
    def clinician(self) -> str:
        """Both sides, with whom each is about, and the conclusion."""
        sides = "; ".join(
            f"{side.says} ({side.about}; {', '.join(s.passage for s in side.sources)})" for side in self.sides
        )
        return f"The documents differ: {sides}. {self.conclusion}"


class Statement(Strict):
    """One fact or piece of advice, for patients and for clinicians."""

    id: StrictStr
    topic: StrictStr
    """What it is about: the topic whose answer it belongs to first."""
    audience: StatementAudience
    patient: Optional[StrictStr] = None
    clinician: StrictStr
    sources: tuple[Source, ...] = ()
    gs: StrictBool = False
    """Some of it is general safety advice that no document holds."""
    gates: tuple[StrictStr, ...] = ()
    disagreements: tuple[StrictStr, ...] = ()
    clinician_disagreements: tuple[StrictStr, ...] = ()
    """Those that touch the clinician text alone."""
    instead: Optional[StrictStr] = None
    """The statement that is said to a reader who may not be shown this one, or not yet."""

    _id = validator("id", allow_reuse=True)(_checked_id)

    @root_validator(skip_on_failure=True)
    def _texts_and_support(cls, values: dict[str, Any]) -> dict[str, Any]:
        patient, audience = values["patient"], values["audience"]
        if (patient is None) != (audience == "nurse"):
            raise ValueError(f"audience {audience!r}: accepted is a patient text, or 'nurse' and none")
        if not values["sources"] and not values["gs"]:
            raise ValueError("no support: accepted is at least one source, or gs: true")
        for name, text in (("patient", patient), ("clinician", values["clinician"])):
            if text is None:
                continue
            if not text.strip():
                raise ValueError(f"{name} text {text!r}: accepted is a text that is not blank")
            if not values["gs"] and GS_MARK in text:
                raise ValueError(f"{name} text says {GS_MARK!r}: accepted with gs: true only")
        if values["gs"] and not any(GS_MARK in t for t in (patient, values["clinician"]) if t):
            raise ValueError(f"gs: true: accepted where a text says {GS_MARK!r}")
        if (
            values["gs"]
            and not values["sources"]
            and not all(GS_MARK in t for t in (patient, values["clinician"]) if t)
        ):
            raise ValueError(f"gs: true without a source: accepted where every text says {GS_MARK!r}")
        return values

    def disagreements_for(self, audience: Audience) -> tuple[str, ...]:
        """Ids of the disagreements that ``audience`` is shown with this statement."""
        return self.disagreements + (self.clinician_disagreements if audience == "nurse" else ())

    def for_audience(self, audience: Audience) -> bool:
        """Whether this may be shown to ``audience``."""
        return self.audience in (audience, "both")


class Topic(Strict):
    """What is answered to a kind of question: statements in order, the most direct first."""

    id: StrictStr
    patient: tuple[StrictStr, ...]
    nurse: tuple[StrictStr, ...]
    declined: StrictBool = False
    """The documents do not hold the answer: say so, and who to ask."""
    whole: StrictBool = False
    """A list that is told whole: whoever asks for its first statement is shown all."""

    _id = validator("id", allow_reuse=True)(_checked_id)

    @validator("patient", "nurse")
    def _not_silent(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("no statement: accepted is at least one, so that nobody is left without a reply")
        return value


class Knowledge(Strict):
    """All that was loaded, each kind by its id."""

    documents: Mapping[str, Document]
    gates: Mapping[str, Gate]
    disagreements: Mapping[str, Disagreement]
    statements: Mapping[str, Statement]
    topics: Mapping[str, Topic]


class Answer(Strict):
    """What to reply to a question; texts may hold the placeholder ``{emergency_number}``."""

    topic: StrictStr
    audience: Audience
    text: StrictStr
    """What the audience reads, paragraphs parted by a blank line."""
    clinician_text: StrictStr
    """The same statements for a clinician; never shown to a patient."""
    answerable: StrictBool
    """False where the documents do not hold the answer; then there are no sources."""
    sources: tuple[Source, ...]
    source_note: StrictStr
    """Titles, lines and grades of the sources, and that none is a guideline; empty without sources."""
    statements: tuple[StrictStr, ...]
    """Ids of the statements that were used, in order."""

    def payload(self) -> dict[str, Any]:
        """Return the ``answer`` payload of the message contract."""
        return {
            "type": "answer",
            "answerable": self.answerable,
            "sources": [source.dict() for source in self.sources],
        }
