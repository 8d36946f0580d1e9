"""What is known of a person at one moment: immutable, three-valued, serialisable.

"Not asked" is the absence of an entry; it is a fourth state that is never confused with "no".
"""

from __future__ import annotations

import json
from enum import Enum
from functools import lru_cache
from typing import Any, Dict, FrozenSet, Mapping, Optional, Tuple

from pydantic import BaseModel


class Status(str, Enum):
    """Three-valued state of a sign, after it was mentioned or asked."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class Phase(str, Enum):
    """Where the person stands relative to the infusion."""

    BEFORE = "before"
    RUNNING = "running"
    AFTER = "after"
    UNKNOWN = "unknown"


class Finding(BaseModel):
    """One sign.

    Attributes:
        status: present, absent or unknown.
        suspected: the person raised it as possible, or never answered a check of it; still to be asked back.
        checked: it was asked back, so that an unknown is final.
        disputed: it was present and a later message takes it back; the level stands until that is confirmed.
    """

    status: Status
    suspected: bool = False
    checked: bool = False
    disputed: bool = False

    class Config:
        """Values never change in place."""

        frozen = True
        extra = "forbid"


class StepWalk(BaseModel):
    """How far the advice after a calm result has been walked.

    Attributes:
        done: ids of the steps that were answered, in order.
        failed: how many of them left things the same.
        worse: a step was answered "worse".
        eased: a step was answered "better".
        waiting: one more step left things the same, and would raise the level; it counts once the person says
            that it was given its time.
    """

    done: Tuple[str, ...] = ()
    failed: int = 0
    worse: bool = False
    eased: bool = False
    waiting: bool = False

    class Config:
        """Values never change in place."""

        frozen = True
        extra = "forbid"


class Findings(BaseModel):
    """Everything that the engine may look at.

    Attributes:
        signs: symptom and feature code -> finding.
        risk_factors: risk factor code -> status.
        phase: where the person stands relative to the infusion; None while not asked.
        hours_since_infusion: hours since the infusion ended.
        onset_hours: hours since the symptoms began.
        severity: 0 to 10, the worst that was said; a correction, or ease after a step, takes it back.
        who: "self" or the relation of the patient to the person typing.
        answered: ids of the questions that were answered, "I don't know" included.
        walk: the walk through the steps.
        announced: the level that was last told to the person, if any.
        announced_rules: the rules that stood behind it.
        misses: how often in a row the pending question got no answer.
        notes: phrases of texts.yml that the reply to the latest message begins with.
        last_message_id: the message that was read last, so that reading it twice changes nothing.
    """

    signs: Mapping[str, Finding] = {}
    risk_factors: Mapping[str, Status] = {}
    phase: Optional[Phase] = None
    hours_since_infusion: Optional[float] = None
    onset_hours: Optional[float] = None
    severity: Optional[int] = None
    who: str = "self"
    answered: FrozenSet[str] = frozenset()
    walk: StepWalk = StepWalk()
    announced: Optional[str] = None
    announced_rules: Tuple[str, ...] = ()
    misses: int = 0
    notes: Tuple[str, ...] = ()
    last_message_id: Optional[str] = None

    class Config:
        """Values never change in place."""

        frozen = True
        extra = "forbid"

    def sign(self, code: str) -> Optional[Status]:
        """Return the status of a sign, or None where it was neither mentioned nor asked.

        A suspected sign that was asked back and stays unknown counts as present: the person raised
        it and cannot rule it out.
        """
        finding = self.signs.get(code)
        if finding is None:
            return None
        if finding.suspected:
            return Status.PRESENT if finding.checked else None
        return finding.status

    def present(self, code: str) -> bool:
        """Tell whether a sign counts as present."""
        return self.sign(code) is Status.PRESENT

    def with_changes(self, **changes: Any) -> Findings:
        """Return a copy with some fields replaced."""
        return self.copy(update=changes)

    def as_slot(self) -> Dict[str, Any]:
        """Return plain JSON data that a conversation store can hold."""
        data: Dict[str, Any] = {
            "signs": {code: _compact(finding) for code, finding in self.signs.items()},
            "risk_factors": {code: status.value for code, status in self.risk_factors.items()},
            "answered": sorted(self.answered),
            "walk": {**self.walk.dict(), "done": list(self.walk.done)},
            "announced_rules": list(self.announced_rules),
        }
        for name in ("hours_since_infusion", "onset_hours", "severity", "announced", "last_message_id"):
            if getattr(self, name) is not None:
                data[name] = getattr(self, name)
        if self.phase is not None:
            data["phase"] = self.phase.value
        data["who"] = self.who
        data["misses"] = self.misses
        data["notes"] = list(self.notes)
        return data

    @classmethod
    def from_slot(cls, data: Optional[Mapping[str, Any]]) -> Findings:
        """Read what `as_slot` wrote; None or an empty mapping is a person of whom nothing is known.

        Raises:
            pydantic.ValidationError: the data has another shape.
        """
        if not data:
            return cls()
        try:
            written = json.dumps(data)
        except (TypeError, ValueError):
            return cls.parse_obj(data)
        return _read(written)


@lru_cache(maxsize=512)
def _read(written: str) -> Findings:
    """Return findings from JSON; those of one message are read by every policy and action."""
    return Findings.parse_raw(written)


def _compact(finding: Finding) -> Dict[str, Any]:
    flags = {name: True for name in ("suspected", "checked", "disputed") if getattr(finding, name)}
    return {"status": finding.status.value, **flags}
