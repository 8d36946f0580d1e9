"""People whose handoff the tests look at, and any state of a conversation for the property tests."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, Optional

from hypothesis import strategies as st

from bot.handoff import Handoff, hand_over
from bot.protocol.findings import Finding, Findings, Phase, Status, StepWalk
from bot.protocol.loader import protocol
from tests.protocol.people import person

NOW = datetime(2026, 5, 4, 10, 30, 5, 999, tzinfo=timezone.utc)
TOLD = datetime(2026, 5, 4, 10, 29, 0, tzinfo=timezone.utc)
DATA = protocol()

MENINGITIS = person(
    *("back_pain", "neck_stiffness", "severe_headache"),
    absent=["dyspnea", "fever"],
    unknown=["confusion", "photophobia"],
    phase="after",
    hours=50.0,
    onset_hours=20.0,
    severity=7,
    risks=["diabetes"],
    announced="urgent",
    announced_rules=("UR-NECK",),
    last_message_id="message-7",
)


def handed_over(findings: Findings = MENINGITIS, told_at: Optional[datetime] = TOLD) -> Handoff:
    """Return a handoff of a conversation in which something was told."""
    handoff = hand_over(findings, NOW, told_at)
    assert handoff is not None
    return handoff


def any_sign() -> st.SearchStrategy[Finding]:
    """Any state that a sign can be in."""
    return st.builds(
        Finding,
        status=st.sampled_from(Status),
        suspected=st.booleans(),
        checked=st.booleans(),
        disputed=st.booleans(),
    )


def any_findings() -> st.SearchStrategy[Findings]:
    """Any state that a conversation can be in, told without its history; often with nothing told."""
    words: Any = st.text(max_size=20)
    levels = sorted(DATA.levels)
    rules = [rule.id for rule in DATA.rules] + [entry.id for entry in DATA.escalations] + ["XX-GONE"]
    questions = [question.id for question in DATA.questions]
    steps = [step.id for step in DATA.steps] + ["a-step-that-is-gone"]
    return st.builds(
        Findings,
        signs=st.dictionaries(st.sampled_from(sorted(DATA.signs)), any_sign(), max_size=12),
        risk_factors=st.dictionaries(st.sampled_from(sorted(DATA.risk_factors)), st.sampled_from(Status)),
        phase=st.none() | st.sampled_from(Phase),
        hours_since_infusion=st.none() | st.floats(0, 400),
        onset_hours=st.none() | st.floats(0, 400),
        severity=st.none() | st.integers(0, 10),
        who=st.sampled_from(["self", "mother", "patient"]) | words,
        answered=st.frozensets(st.sampled_from(questions)),
        walk=st.builds(
            StepWalk,
            done=st.lists(st.sampled_from(steps), max_size=3).map(tuple),
            failed=st.integers(0, 3),
            worse=st.booleans(),
            eased=st.booleans(),
        ),
        announced=st.none() | st.sampled_from(levels),
        announced_rules=st.lists(st.sampled_from(rules), max_size=3).map(tuple),
        last_message_id=st.none() | words,
    )
