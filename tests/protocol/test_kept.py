"""Answers that are kept are those that would be worked out anew."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.protocol.engine import assess, next_question
from bot.protocol.findings import Finding, Findings, Status
from bot.protocol.kept import kept
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol

CODES = ("back_pain", "fever", "headache", "neck_stiffness", "tongue_swelling", "weakness", "vomiting")
FINDING = st.builds(
    Finding, status=st.sampled_from(list(Status)), suspected=st.booleans(), checked=st.booleans()
)
FINDINGS = st.builds(
    Findings,
    signs=st.dictionaries(st.sampled_from(CODES), FINDING, max_size=5),
    severity=st.none() | st.integers(0, 10),
    answered=st.frozensets(st.sampled_from(["danger_signs", "severity", "neck_stiffness"])),
)


@settings(max_examples=60, deadline=None)
@given(FINDINGS)
def test_an_answer_out_of_memory_is_that_of_the_engine(findings: Findings) -> None:
    for answer in (assess, next_question):
        again = Findings.from_slot(findings.as_slot())
        assert answer(again) == answer(findings) == answer.__wrapped__(findings, protocol())


def test_it_is_worked_out_once_for_equal_findings_and_anew_for_others() -> None:
    asked = []

    @kept
    def count(findings: Findings, data: Protocol) -> int:
        asked.append(findings)
        return len(findings.signs)

    pain = Findings(signs={"back_pain": Finding(status=Status.PRESENT)})
    doubt = Findings(signs={"back_pain": Finding(status=Status.PRESENT, suspected=True)})
    assert [count(pain), count(pain.copy()), count(doubt), count(Findings())] == [1, 1, 1, 0]
    assert len(asked) == 3


def test_other_data_have_answers_of_their_own() -> None:
    seen = []

    @kept
    def remember(findings: Findings, data: Protocol) -> bool:
        seen.append(data)
        return True

    other = protocol().copy()
    assert remember(Findings()) and remember(Findings(), other) and remember(Findings(), protocol())
    assert seen == [protocol(), other]
    assert seen[0] is not seen[1]
