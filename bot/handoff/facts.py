"""Times, severity, infusion and steps as sentences for a clinician; what is unknown is said to be."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import List

from bot.handoff.wording import clinician, hours_text, listed
from bot.protocol.findings import Findings, Phase
from bot.protocol.models import Protocol


def told_anything(findings: Findings) -> bool:
    """Tell whether there is anything to hand over."""
    numbers = (findings.hours_since_infusion, findings.onset_hours, findings.severity)
    told = (
        findings.signs or findings.risk_factors or findings.phase is not None or findings.crisis is not None
    )
    return bool(told) or any(number is not None for number in numbers)


def whole_seconds(moment: datetime) -> datetime:
    """Return a time in UTC without fractions of a second."""
    return moment.astimezone(timezone.utc).replace(microsecond=0)


def time_text(moment: datetime) -> str:
    """Return a time as ISO 8601 in UTC, to the second."""
    return whole_seconds(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def severity_text(findings: Findings) -> str:
    """Return the severity as a sentence, or why it is unknown."""
    if findings.severity is not None:
        return clinician("severity", number=findings.severity)
    return clinician("severity_asked_unknown" if "severity" in findings.answered else "severity_not_asked")


def crisis_texts(findings: Findings) -> List[str]:
    """Return that thoughts of suicide stand, whose they are, and if a plan, means or being alone was told."""
    crisis = findings.crisis
    if crisis is None:
        return []
    whose = clinician("crisis_of_other" if crisis.of_other else "crisis_of_self")
    return [whose, *([clinician("crisis_worse")] if crisis.worse else [])]


def onset_text(findings: Findings) -> str:
    """Return the onset as a sentence, or why it is unknown."""
    if findings.onset_hours is not None:
        return clinician("onset", hours=hours_text(findings.onset_hours))
    return clinician("onset_asked_unknown" if "onset" in findings.answered else "onset_not_asked")


def phase_text(findings: Findings) -> str:
    """Return where the person stands relative to the infusion as a sentence, or why that is unknown."""
    if findings.phase is Phase.AFTER:
        if findings.hours_since_infusion is not None:
            return clinician("phase_after", hours=hours_text(findings.hours_since_infusion))
        asked = "infusion_end" in findings.answered
        return clinician("phase_after_asked_unknown" if asked else "phase_after_not_asked")
    if findings.phase is None:
        return clinician("phase_not_asked")
    return clinician(f"phase_{findings.phase.value}")


def steps_tried(findings: Findings, data: Protocol) -> List[str]:
    """Return which steps were tried and how they went."""
    walk = findings.walk
    if not walk.done:
        return [clinician("steps_none")]
    texts = {step.id: step.clinician for step in data.steps}
    tried = tuple(f"{step} ({texts[step].rstrip('.')})" if step in texts else step for step in walk.done)
    lines = [clinician("steps_tried", names=listed(tried))]
    if walk.failed:
        lines.append(clinician("steps_same", count=walk.failed))
    if walk.worse or walk.eased:
        lines.append(clinician("steps_worse" if walk.worse else "steps_eased"))
    return lines
