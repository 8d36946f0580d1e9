"""What is known of a person at one moment: immutable, three-valued, serialisable.

"Not asked" is the absence of an entry; it is a fourth state that is never confused with "no".
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Dict, FrozenSet, Mapping, Optional, Tuple

from bot.plain_json import dumps
from bot.protocol.values import Value

MOST_KEPT = 512


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


class Finding(Value):
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


class StepWalk(Value):
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


class Crisis(Value):
    """Thoughts of suicide that were told and not taken back (bot/protocol/crisis.py).

    Attributes:
        of_other: they are somebody else's, whom the person writes for.
        worse: a plan, means at hand, or being alone was told.
        aside: the conversation went on to something else; no reply is about them until they come up again.
        told: how many replies were about them since they, or what makes them worse, came up.
        hinted: no pattern knows them, only the intent of the message.
        calm: how many answers since then were about something else.
    """

    of_other: bool = False
    worse: bool = False
    aside: bool = False
    told: int = 0
    hinted: bool = False
    calm: int = 0


class Findings(Value):
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
        looked_at: professionals looked at the danger that was announced, and no sign of it was claimed since.
        seen: danger signs that professionals looked at before something new was told; all are asked anew.
        crisis: thoughts of suicide that stand, or None.
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
    looked_at: bool = False
    seen: Tuple[str, ...] = ()
    crisis: Optional[Crisis] = None
    misses: int = 0
    notes: Tuple[str, ...] = ()
    last_message_id: Optional[str] = None

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

    @property
    def in_crisis(self) -> bool:
        """Tell whether the conversation is about thoughts of suicide that stand."""
        return self.crisis is not None and not self.crisis.aside

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
        if self.looked_at:
            data["looked_at"] = True
        if self.seen:
            data["seen"] = list(self.seen)
        if self.crisis is not None:
            data["crisis"] = self.crisis.dict()
        data["who"] = self.who
        data["misses"] = self.misses
        data["notes"] = list(self.notes)
        _keep(dumps(data), self)
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
            written = dumps(data)
        except TypeError:
            return cls.parse_obj(data)
        known = _kept.get(written)
        return known if known is not None else _keep(written, cls.parse_raw(written))


# Findings by what was written of them: those of one message are read by every policy and action.
_kept: Dict[str, Findings] = {}


def _keep(written: str, findings: Findings) -> Findings:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[written] = findings
    return findings


def _compact(finding: Finding) -> Dict[str, Any]:
    flags = {name: True for name in ("suspected", "checked", "disputed") if getattr(finding, name)}
    return {"status": finding.status.value, **flags}
