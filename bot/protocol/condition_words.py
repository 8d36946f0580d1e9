"""Read a condition from YAML data.

The words that a YAML condition may use:

* a sign's code: the sign is present
* ``{any: [...]}`` and ``{all: [...]}``: at least one, or each, of the conditions
* ``{phase: [running, ...]}``: where the person stands relative to the infusion
* ``{unknown: [code, ...]}``: at least one of the signs was answered with "I don't know"
* ``{unknown_risk: [code, ...]}``: likewise of the risk factors
* ``{risk: [code, ...]}``: at least one of the risk factors
* ``{severity_at_least: 8}``, ``{symptom_hours_over: 72}``, ``{infusion_hours_over: 72}``
* ``{other_danger_sign: code}``: a danger sign other than that one
* ``any_symptom``, ``not_running``, ``unknown_danger_sign``, ``severity_unknown``, ``time_unknown``:
  see `conditions.FLAGS`
"""

from __future__ import annotations

from typing import Any, FrozenSet, Tuple

from bot.protocol.conditions import (
    FLAGS,
    AtLeast,
    Condition,
    Flag,
    Group,
    OtherDangerSign,
    PhaseIn,
    Risk,
    Sign,
    Unknown,
    UnknownRisk,
    all_of,
    any_of,
)
from bot.protocol.findings import Phase

_WORDS = (
    "a sign's code, any, all, phase, risk, unknown, unknown_risk, severity_at_least, symptom_hours_over, "
    "infusion_hours_over, other_danger_sign"
)


def parse(raw: Any, sign_codes: FrozenSet[str], risk_codes: FrozenSet[str]) -> Condition:
    """Build a condition from YAML data.

    Args:
        raw: a string or a mapping with one key, as the module's text lists them.
        sign_codes: the signs that may be named.
        risk_codes: the risk factors that may be named.

    Raises:
        ValueError: a word or a code that is not known, a wrong type; the message names it.
    """
    if isinstance(raw, str):
        if raw in FLAGS:
            return Flag(raw)
        return Sign(_known(raw, sign_codes, "sign"))
    if not isinstance(raw, dict) or len(raw) != 1:
        raise ValueError(f"condition {raw!r} is neither a code nor a mapping with one of: {_WORDS}")
    (word, value), *_ = raw.items()
    if word in ("any", "all"):
        parts = tuple(parse(part, sign_codes, risk_codes) for part in _list(word, value))
        return Group(any_of if word == "any" else all_of, parts)
    if word == "phase":
        return PhaseIn(frozenset(Phase(part) for part in _list(word, value)))
    if word == "risk":
        return Risk(tuple(_known(part, risk_codes, "risk factor") for part in _list(word, value)))
    if word == "unknown_risk":
        return UnknownRisk(tuple(_known(part, risk_codes, "risk factor") for part in _list(word, value)))
    if word == "unknown":
        return Unknown(tuple(_known(part, sign_codes, "sign") for part in _list(word, value)))
    if word == "other_danger_sign":
        return OtherDangerSign(_known(value, sign_codes, "sign"))
    bounds = {
        "severity_at_least": ("severity", False),
        "symptom_hours_over": ("onset_hours", True),
        "infusion_hours_over": ("hours_since_infusion", True),
    }
    if word not in bounds:
        raise ValueError(f"condition word {word!r} is not known; accepted are: {_WORDS}")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{word} takes a number, not {value!r}")
    fact, strict = bounds[word]
    return AtLeast(fact, float(value), strict)


def _list(word: str, value: Any) -> Tuple[Any, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"{word} takes a list with at least one entry, not {value!r}")
    return tuple(value)


def _known(code: Any, codes: FrozenSet[str], kind: str) -> str:
    if code not in codes:
        raise ValueError(f"{kind} {code!r} is not defined in symptoms.yml")
    return str(code)
