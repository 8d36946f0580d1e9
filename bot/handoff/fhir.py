"""The handoff as a FHIR R4 (4.0.1) Bundle: a QuestionnaireResponse, Observations and a Communication.

The Bundle is a ``collection``: a ``document`` needs a Composition with an author who attests it and, in use,
a subject, and this summary has neither, since it holds no identity and nobody has checked it.

The library behind it is large, so it is imported when the first bundle is made.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any, Dict, List, Optional

from bot.handoff.codings import OWN_SYSTEM, codings, fhir_coding, fhir_codings
from bot.handoff.facts import time_text
from bot.handoff.known import Known, State
from bot.handoff.questionnaire import REASONS, JsonObject, is_answered, items
from bot.handoff.sbar import Handoff
from bot.handoff.wording import clinician, wording
from bot.protocol.loader import protocol

RELEASE = "4.0.1"
MEDIA_TYPE = "application/fhir+json"
_IDS = uuid.UUID("5f0f4c1e-5f0a-5d6c-9a55-0c2a8a1d7e44")
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_SCORE = {"unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
_DISPLAY = {"asked-unknown": "Asked But Unknown", "not-asked": "Not Asked", "unknown": "Unknown"}
# FHIR's request priorities, by our levels: stat is above asap, asap above urgent.
_PRIORITY = {
    "emergency": "stat",
    "urgent": "asap",
    "tell_nurse": "asap",
    "same_day": "urgent",
    "self_care": "routine",
}


def bundle(handoff: Handoff) -> JsonObject:
    """Return the handoff as a FHIR Bundle, validated, as JSON data.

    The ids depend on the conversation's content and the time alone; nothing in it names the person.

    Raises:
        pydantic.ValidationError: the bundle does not fit FHIR R4 (a fault of ours; tests cover every state).
    """
    from fhir.resources.bundle import Bundle  # late: 0.4 s and some 30 MB

    resource = Bundle.parse_obj(_bundle(handoff))
    content: JsonObject = json.loads(resource.json())
    return content


def operation_outcome(code: str, text: str) -> JsonObject:
    """Return FHIR's form of a refusal; ``code`` is one of its issue types, such as ``not-found``."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "code": code, "diagnostics": text}],
    }


class _Ids:
    """Ids of one handoff: the same for the same conversation and time, and of no use to find the person."""

    def __init__(self, handoff: Handoff) -> None:
        told = json.dumps(handoff.findings.as_slot(), sort_keys=True)
        digest = hashlib.sha256(told.encode("utf-8")).hexdigest()
        self._seed = f"{digest} {time_text(handoff.generated_at)}"

    def of(self, name: str) -> str:
        """Return the id of the resource of this name."""
        return str(uuid.uuid5(_IDS, f"{self._seed} {name}"))

    def reference(self, name: str) -> JsonObject:
        """Return a reference to the resource of this name within the bundle."""
        return {"reference": f"urn:uuid:{self.of(name)}"}


def _bundle(handoff: Handoff) -> JsonObject:
    ids = _Ids(handoff)
    named = {
        "questionnaire-response": _questionnaire_response(handoff),
        **{f"observation {sign.code}": _observation(sign, handoff, ids) for sign in handoff.signs},
        "observation severity": _severity(handoff, ids),
        "communication": _communication(handoff, ids),
    }
    return {
        "resourceType": "Bundle",
        "id": ids.of("bundle"),
        "type": "collection",
        "timestamp": time_text(handoff.generated_at),
        "entry": [
            {"fullUrl": f"urn:uuid:{ids.of(name)}", "resource": {**resource, "id": ids.of(name)}}
            for name, resource in named.items()
        ],
    }


def _told_at(handoff: Handoff) -> str:
    return time_text(handoff.told_at or handoff.generated_at)


def _questionnaire_response(handoff: Handoff) -> JsonObject:
    data = protocol()
    finished = handoff.rating.complete and is_answered(handoff.findings, data)
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed" if finished else "in-progress",
        "authored": _told_at(handoff),
        "item": items(handoff.findings, data),
    }


def _observation(sign: Known, handoff: Handoff, ids: _Ids) -> JsonObject:
    found = _survey({"coding": fhir_codings(sign.code, sign.name), "text": sign.name}, handoff, ids)
    if sign.state.is_unknown:
        found["dataAbsentReason"] = _absent(sign.state)
    else:
        found["valueBoolean"] = sign.state is State.PRESENT
    if sign.disputed:
        found["note"] = [{"text": clinician("danger_taken_back", names=sign.name)}]
    return found


def _severity(handoff: Handoff, ids: _Ids) -> JsonObject:
    coding = codings().severity
    own = {"system": OWN_SYSTEM, "code": "severity", "display": "severity, 0 to 10"}
    public = [fhir_coding(coding)] if coding.verified else []
    found = _survey({"coding": [*public, own], "text": "Severity, 0 to 10, as told"}, handoff, ids)
    severity: Optional[int] = handoff.findings.severity
    if severity is None:
        asked = "severity" in handoff.findings.answered
        found["dataAbsentReason"] = _absent(State.ASKED_UNKNOWN if asked else State.NOT_ASKED)
    else:
        found["valueQuantity"] = {"value": severity, **_SCORE}
    return found


def _survey(code: JsonObject, handoff: Handoff, ids: _Ids) -> JsonObject:
    """Return the frame of an Observation that the patient told and nobody has confirmed."""
    return {
        "resourceType": "Observation",
        "status": "preliminary",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey", "display": "Survey"}]}],
        "code": code,
        "effectiveDateTime": _told_at(handoff),
        "issued": time_text(handoff.generated_at),
        "derivedFrom": [ids.reference("questionnaire-response")],
    }


def _absent(state: State) -> JsonObject:
    """Return why there is no value: the exact reason, and the plain "unknown" for whoever knows only that."""
    reasons = dict.fromkeys([REASONS[state], "unknown"])
    coding: List[Dict[str, Any]] = [
        {"system": _ABSENT, "code": reason, "display": _DISPLAY[reason]} for reason in reasons
    ]
    return {"coding": coding, "text": wording().states[state].words}


def _communication(handoff: Handoff, ids: _Ids) -> JsonObject:
    """Return the SBAR, one payload a section; it is prepared here and sent by whoever takes it over."""
    communication: JsonObject = {
        "resourceType": "Communication",
        "status": "preparation",
        "topic": {"text": clinician("title")},
        "about": [ids.reference("questionnaire-response")],
        "payload": [
            {"contentString": f"{name.title()}: {text}"} for name, text in handoff.sbar.paragraphs().items()
        ],
        "note": [{"text": clinician("footer")}],
    }
    if handoff.rating.level is not None:
        communication["priority"] = _PRIORITY[handoff.rating.level]
    return communication
