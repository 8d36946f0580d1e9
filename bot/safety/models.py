"""The shapes of the safety file's data. Whatever does not fit is refused with its place and value."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, Literal, Optional, Tuple

from pydantic import BaseModel, Field, validator

ControlKind = Literal["design", "protection", "information", "organisation"]
"""As ISO 14971 orders them (safe design, protective measure, information), and what a deployer has to do."""


class Strict(BaseModel):
    """Base of every entry: no unknown keys, no change after loading."""

    class Config:
        """Refuse what is not declared."""

        extra = "forbid"
        frozen = True
        anystr_strip_whitespace = True
        min_anystr_length = 1


def _not_empty(value: Tuple[Any, ...]) -> Tuple[Any, ...]:
    if not value:
        raise ValueError("is empty: accepted is one entry or more")
    return value


class Risk(Strict):
    """How grave and how likely, with the reasons: the authors' estimate until a clinician has judged it."""

    severity: int = Field(ge=1, le=5)
    likelihood: int = Field(ge=1, le=5)
    why: str


class Control(Strict):
    """What is done against a hazard, and where: each reference has to exist."""

    what: str
    kind: ControlKind
    rules: Tuple[str, ...] = ()
    steps: Tuple[str, ...] = ()
    questions: Tuple[str, ...] = ()
    statements: Tuple[str, ...] = ()
    gates: Tuple[str, ...] = ()
    declines: Tuple[str, ...] = ()
    calculations: Tuple[str, ...] = ()
    texts: Tuple[str, ...] = ()
    """Names in bot/protocol/texts.yml."""
    code: Tuple[str, ...] = ()
    """Files, from the root of the project."""
    tests: Tuple[str, ...] = ()
    """``tests/<file>.py::<function>``."""

    @property
    def messages(self) -> Tuple[str, ...]:
        """What people read because of this control."""
        return (*self.texts, *self.statements, *self.questions)


class Hazard(Strict):
    """A hazard: what could go wrong, why, whom it would hurt and how, and what is done against it."""

    id: str = Field(regex=r"^HZ-\d{2}$")
    title: str
    causes: Tuple[str, ...]
    harm: str
    initial: Risk
    """Before the controls."""
    controls: Tuple[Control, ...]
    residual: Risk
    """With the controls that exist; what is only planned does not count."""
    planned: Tuple[str, ...] = ()

    _not_empty = validator("causes", "controls", allow_reuse=True)(_not_empty)

    @validator("residual")
    def _not_graver_than_before(cls, value: Risk, values: Dict[str, object]) -> Risk:
        initial = values.get("initial")
        if isinstance(initial, Risk) and (
            value.severity > initial.severity or value.likelihood > initial.likelihood
        ):
            raise ValueError("is above the risk without controls: accepted are values up to it")
        return value


class Band(Strict):
    """A band of the matrix: the products of severity and likelihood that belong to it."""

    name: str
    up_to: int
    meaning: str


class Signature(Strict):
    """Who judged the hazards. Empty fields mean that nobody did."""

    name: Optional[str]
    role: Optional[str]
    registration: Optional[str]
    """Number of the professional registration."""
    organisation: Optional[str]
    signed_on: Optional[date]
    protocol_version: Optional[str]
    """The version, with its digest, that was judged; a signature holds for no other."""


class HazardLog(Strict):
    """hazards.yml."""

    severity: Dict[int, str]
    likelihood: Dict[int, str]
    bands: Tuple[Band, ...]
    signature: Signature
    hazards: Tuple[Hazard, ...]

    @validator("severity", "likelihood")
    def _five(cls, value: Dict[int, str]) -> Dict[int, str]:
        if sorted(value) != [1, 2, 3, 4, 5]:
            raise ValueError(f"has the grades {sorted(value)}: accepted are 1 to 5, each once")
        return value

    @validator("bands")
    def _cover_all(cls, value: Tuple[Band, ...]) -> Tuple[Band, ...]:
        tops = [band.up_to for band in value]
        if tops != sorted(set(tops)) or not tops or tops[-1] != 25:
            raise ValueError(f"end at {tops}: accepted are rising numbers, the last 25")
        return value

    @validator("hazards")
    def _ids_once(cls, value: Tuple[Hazard, ...]) -> Tuple[Hazard, ...]:
        ids = [hazard.id for hazard in value]
        twice = [name for name in ids if ids.count(name) > 1]
        if twice:
            raise ValueError(f"the id {twice[0]} stands there twice: accepted is once")
        return value

    def band(self, risk: Risk) -> Band:
        """Return the band that a risk falls into."""
        return self.band_of(risk.severity, risk.likelihood)

    def band_of(self, severity: int, likelihood: int) -> Band:
        """Return the band of a cell of the matrix."""
        return next(band for band in self.bands if severity * likelihood <= band.up_to)

    def signed_for(self, version: str) -> bool:
        """Tell whether a clinician signed for this very version of the protocol."""
        fields = self.signature.dict()
        return all(fields.values()) and self.signature.protocol_version == version


class Change(Strict):
    """What a version of the protocol changed."""

    version: str = Field(regex=r"^\d+\.\d+$")
    digest: str = Field(regex=r"^[0-9a-f]{8}$")
    """Of the data files, as the loader computes it."""
    dated: date
    what: str
    why: str
    reviewed_by: Optional[str]
    """The clinician who looked at the change; none where nobody did."""


class Changes(Strict):
    """protocol_changes.yml, newest first."""

    changes: Tuple[Change, ...]

    _not_empty = validator("changes", allow_reuse=True)(_not_empty)
