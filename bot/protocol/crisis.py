"""Thoughts of suicide that were told: they stand until they are taken back (an explicit denial, a joke).

What is not about them, and is handled here, puts them aside and ends nothing: a plan, means, being alone, or
the thoughts said again bring them back.
"""

from __future__ import annotations

from bot.protocol.engine import assess
from bot.protocol.findings import Crisis, Finding, Findings, Status
from bot.protocol.models import Protocol
from bot.protocol.observations import THOUGHTS, Observations

# The phrase that keeps the crisis line in sight where the conversation goes on to something else.
LINE = "crisis_line"
# So many calm answers end a crisis that only the intent of a message opened.
CALM_ANSWERS = 2
_NOTHING = frozenset({"no", "none", "better", "fine"})
_FINE = frozenset(["ok", "okay", "fine", "good", "alright", "well", "right", "safe"])
_BESIDE_FINE = frozenset(
    ["i", "im", "am", "m", "feel", "feeling", "all", "really", "just", "thanks", "thank", "you", "no"]
)
_ABOUT_THEM = frozenset({"yes", "worse", "same", "maybe", "unknown", "likely_no", "as_usual"})


def read_crisis(findings: Findings, said: Observations, before: Findings, data: Protocol) -> Findings:
    """Return the findings after what a message says of thoughts of suicide.

    Args:
        findings: what is known after the message, apart from that.
        said: what the message says.
        before: what was known before it.
        data: the protocol.
    """
    crisis = findings.crisis
    if said.tells_crisis:
        told = _told(crisis, said)
        # What only the intent recognized is a sign like what a pattern knows: the nurse reads it, too.
        own = {} if told.of_other else {THOUGHTS: Finding(status=Status.PRESENT)}
        return findings.with_changes(crisis=told, signs={**findings.signs, **own})
    if crisis is None:
        return _asked_back(findings, said, before)
    if said.crisis_worse:
        return findings.with_changes(crisis=_worse(crisis))
    if said.crisis_denied or "absent" in said.signs.get(THOUGHTS, ()) or _meant_otherwise(crisis, said):
        return _over(findings)
    if said.reports_something_else and not crisis.aside and not assess(findings, data).is_danger:
        notes = (*findings.notes, LINE)
        return findings.with_changes(crisis=crisis.copy(update={"aside": True}), notes=notes)
    if crisis.hinted and _is_calm(said):
        return findings.with_changes(crisis=crisis.copy(update={"calm": crisis.calm + 1}))
    return findings


def _over(findings: Findings) -> Findings:
    return findings.with_changes(
        crisis=None, signs={**findings.signs, THOUGHTS: Finding(status=Status.ABSENT)}
    )


def _asked_back(findings: Findings, said: Observations, before: Findings) -> Findings:
    """Return the findings where thoughts of suicide are in doubt: asked back once."""
    held = before.signs.get(THOUGHTS)
    if held is not None and held.suspected and not held.checked:
        if findings.present(THOUGHTS):
            return findings.with_changes(crisis=Crisis(worse=said.crisis_worse))
        if said.crisis_denied or _is_fine(said) or said.reports_something_else:
            return findings.with_changes(signs={**findings.signs, THOUGHTS: Finding(status=Status.ABSENT)})
        return findings
    if said.doubts_crisis and not findings.present(THOUGHTS):
        doubt = Finding(status=Status.UNKNOWN, suspected=True)
        return findings.with_changes(signs={**findings.signs, THOUGHTS: doubt})
    return findings


def _meant_otherwise(crisis: Crisis, said: Observations) -> bool:
    """Tell whether what only the intent heard was none: "no", "I am fine", or a second calm answer."""
    if not crisis.hinted or crisis.aside:
        return False
    if crisis.calm + 1 >= CALM_ANSWERS and _is_calm(said):
        return True
    answers = set(said.answers)
    only = said.reports_something_else and "only" in answers
    return not crisis.worse and (only or bool(_NOTHING & answers) or _is_fine(said))


def _is_fine(said: Observations) -> bool:
    """Tell whether a message is "I am ok" and nothing else."""
    words = set("".join(letter if letter.isalpha() else " " for letter in said.text.casefold()).split())
    return bool(words & _FINE) and words <= _FINE | _BESIDE_FINE


def _is_calm(said: Observations) -> bool:
    """Tell whether a message answers something that is not about such thoughts; a "yes" may be about them."""
    numbers = (said.severity, said.hours_since_onset, said.hours_since_infusion, said.hours_untied)
    told = set(said.answers) - _ABOUT_THEM
    return bool(told) or any(number is not None for number in numbers) or said.infusion_status is not None


def _told(crisis: Crisis | None, said: Observations) -> Crisis:
    """Return the crisis after the thoughts were told, again or for the first time."""
    if crisis is None:
        return Crisis(
            of_other=said.crisis_of == "other", worse=said.crisis_worse, hinted=not said.claims(THOUGHTS)
        )
    if said.claims(THOUGHTS):
        crisis = crisis.copy(update={"hinted": False})
    of_other = crisis.of_other if said.crisis_of is None else said.crisis_of == "other"
    if of_other != crisis.of_other:
        return Crisis(of_other=of_other, worse=said.crisis_worse)
    if said.crisis_worse:
        return _worse(crisis)
    return crisis if not crisis.aside else crisis.copy(update={"aside": False, "told": 0})


def _worse(crisis: Crisis) -> Crisis:
    """Return the crisis after a plan, means at hand, or being alone was told."""
    again = crisis.worse and not crisis.aside
    return crisis.copy(update={"worse": True, "aside": False, "told": crisis.told if again else 0})


def crisis_phrase(crisis: Crisis) -> str:
    """Return the phrase of texts.yml to say now: never the same one twice in a row."""
    name = "crisis_other" if crisis.of_other else "crisis"
    if crisis.worse:
        return f"{name}_worse" if crisis.told % 2 == 0 else f"{name}_worse_again"
    if crisis.told == 0:
        return name
    return f"{name}_still" if crisis.told % 2 else f"{name}_still_again"
