"""Conditions over findings, in Kleene's three-valued logic (True, False, None for "not known")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, FrozenSet, Iterable, Optional, Protocol, Tuple, runtime_checkable

from bot.protocol.findings import Findings, Phase, Status

# An infusion commonly takes one to four hours (004:42). A symptom of this infusion therefore began at
# most so many hours before its end.
LONGEST_INFUSION_HOURS = 4.0

Truth = Optional[bool]


@runtime_checkable
class Vocabulary(Protocol):
    """What a condition must know of the protocol's codes."""

    @property
    def danger_codes(self) -> FrozenSet[str]:
        """Codes of the danger signs."""

    @property
    def symptom_codes(self) -> FrozenSet[str]:
        """Codes of the signs that a person can feel."""


@runtime_checkable
class Condition(Protocol):
    """A condition: its value for some findings, and the facts it looks at."""

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """Return True, False, or None where the findings do not settle it."""

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """Return the facts that were not asked yet and can still settle it.

        Facts are sign codes, ``risk:<code>``, ``phase``, ``severity``, ``onset_hours`` and
        ``hours_since_infusion``. Once a fact was asked, "I don't know" closes it.
        """

    def facts(self) -> FrozenSet[str]:
        """Return all facts that it looks at."""


def any_of(values: Iterable[Truth]) -> Truth:
    """Kleene disjunction."""
    seen_unknown = False
    for value in values:
        if value:
            return True
        seen_unknown = seen_unknown or value is None
    return None if seen_unknown else False


def all_of(values: Iterable[Truth]) -> Truth:
    """Kleene conjunction."""
    seen_unknown = False
    for value in values:
        if value is False:
            return False
        seen_unknown = seen_unknown or value is None
    return None if seen_unknown else True


def _of_status(status: Optional[Status]) -> Truth:
    return None if status in (None, Status.UNKNOWN) else status is Status.PRESENT


@dataclass(frozen=True)
class Sign:
    """A sign is present."""

    code: str

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return _of_status(findings.sign(self.code))

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`."""
        return self.facts() if findings.sign(self.code) is None else frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset({self.code})


@dataclass(frozen=True)
class Group:
    """A conjunction or a disjunction."""

    combine: Callable[[Iterable[Truth]], Truth]
    parts: Tuple[Condition, ...]

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`: what settles the whole ends it."""
        settles = self.combine is any_of
        seen_unknown = False
        for part in self.parts:
            value = part.value(findings, words)
            if value is settles:
                return settles
            seen_unknown = seen_unknown or value is None
        return None if seen_unknown else not settles

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`; a part that is settled, or a settled whole, opens nothing."""
        if self.value(findings, words) is not None:
            return frozenset()
        undecided = [part for part in self.parts if part.value(findings, words) is None]
        return frozenset().union(*(part.open_facts(findings, words) for part in undecided))

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset().union(*(part.facts() for part in self.parts))


@dataclass(frozen=True)
class PhaseIn:
    """The person stands in one of some phases."""

    phases: FrozenSet[Phase]

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return None if findings.phase is None else findings.phase in self.phases

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`."""
        return self.facts() if findings.phase is None else frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset({"phase"})


@dataclass(frozen=True)
class Risk:
    """At least one of some risk factors applies."""

    codes: Tuple[str, ...]

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return any_of(_of_status(findings.risk_factors.get(code)) for code in self.codes)

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`."""
        if self.value(findings, words) is not None:
            return frozenset()
        return frozenset(f"risk:{code}" for code in self.codes if code not in findings.risk_factors)

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset(f"risk:{code}" for code in self.codes)


@dataclass(frozen=True)
class AtLeast:
    """A number is at least, or strictly over, a bound."""

    fact: str
    bound: float
    strict: bool

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        number = _NUMBERS[self.fact](findings)
        if number is not None:
            return number > self.bound if self.strict else number >= self.bound
        if self.fact == "onset_hours":
            return self._bounded_by_infusion(findings)
        return None

    def _bounded_by_infusion(self, findings: Findings) -> Truth:
        """A symptom of this infusion cannot be older than the infusion itself."""
        since = findings.hours_since_infusion
        if since is not None and since + LONGEST_INFUSION_HOURS <= self.bound:
            return False
        return None

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`."""
        return self.facts() if self.value(findings, words) is None else frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset({self.fact})


_NUMBERS: Dict[str, Callable[[Findings], Optional[float]]] = {
    "severity": lambda findings: findings.severity,
    "onset_hours": lambda findings: findings.onset_hours,
    "hours_since_infusion": lambda findings: findings.hours_since_infusion,
}


@dataclass(frozen=True)
class OtherDangerSign:
    """A danger sign other than the named one is present."""

    code: str

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return any_of(_of_status(findings.sign(code)) for code in sorted(words.danger_codes - {self.code}))

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`: each danger sign is asked for by its own rule."""
        return frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset()


@dataclass(frozen=True)
class Unknown:
    """At least one of some signs was asked for and answered with "I don't know"."""

    codes: Tuple[str, ...]

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return any(findings.sign(code) is Status.UNKNOWN for code in self.codes)

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`: a sign is never asked in order not to be known."""
        return frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset(self.codes)


@dataclass(frozen=True)
class UnknownRisk:
    """At least one of some risk factors was asked for and answered with "I don't know"."""

    codes: Tuple[str, ...]

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return any(findings.risk_factors.get(code) is Status.UNKNOWN for code in self.codes)

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`: a risk is never asked in order not to be known."""
        return frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return frozenset(f"risk:{code}" for code in self.codes)


def _any_symptom(findings: Findings, words: Vocabulary) -> Truth:
    return any(findings.present(code) for code in findings.signs if code in words.symptom_codes)


def _not_running(findings: Findings, words: Vocabulary) -> Truth:
    return None if findings.phase is None else findings.phase is not Phase.RUNNING


def _unknown_danger_sign(findings: Findings, words: Vocabulary) -> Truth:
    return any(findings.sign(code) is Status.UNKNOWN for code in words.danger_codes)


def _time_unknown(findings: Findings, words: Vocabulary) -> Truth:
    """The end of the infusion was asked for and is not known, or not even the phase is."""
    if findings.phase is Phase.UNKNOWN:
        return True
    return findings.phase is Phase.AFTER and (
        findings.hours_since_infusion is None and "infusion_end" in findings.answered
    )


def _severity_unknown(findings: Findings, words: Vocabulary) -> Truth:
    """The severity was asked for and the person could not say."""
    return findings.severity is None and "severity" in findings.answered


FLAGS: Dict[str, Tuple[Callable[[Findings, Vocabulary], Truth], FrozenSet[str]]] = {
    "any_symptom": (_any_symptom, frozenset()),
    "not_running": (_not_running, frozenset({"phase"})),
    "unknown_danger_sign": (_unknown_danger_sign, frozenset()),
    "severity_unknown": (_severity_unknown, frozenset()),
    "time_unknown": (_time_unknown, frozenset({"phase"})),
}


@dataclass(frozen=True)
class Flag:
    """One of the named flags."""

    name: str

    def value(self, findings: Findings, words: Vocabulary) -> Truth:
        """See `Condition.value`."""
        return FLAGS[self.name][0](findings, words)

    def open_facts(self, findings: Findings, words: Vocabulary) -> FrozenSet[str]:
        """See `Condition.open_facts`."""
        return self.facts() if self.value(findings, words) is None else frozenset()

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return FLAGS[self.name][1]
