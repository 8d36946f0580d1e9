"""The bundle is FHIR R4, says what is unknown, and names nobody."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any, Dict, List, Optional

import pytest

from bot.handoff.fhir import RELEASE, bundle, operation_outcome
from bot.protocol.findings import Findings
from bot.protocol.loader import protocol
from tests.handoff.samples import MENINGITIS, NOW, handed_over
from tests.protocol.people import at_home, person

JsonObject = Dict[str, Any]
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


def resources(kind: str, findings: Findings = MENINGITIS) -> List[JsonObject]:
    entries = bundle(handed_over(findings))["entry"]
    return [entry["resource"] for entry in entries if entry["resource"]["resourceType"] == kind]


def observation(code: str, findings: Findings = MENINGITIS) -> JsonObject:
    (found,) = [
        resource
        for resource in resources("Observation", findings)
        if code in [coding["code"] for coding in resource["code"]["coding"]]
    ]
    return found


def answers(findings: Findings = MENINGITIS) -> Dict[str, JsonObject]:
    (response,) = resources("QuestionnaireResponse", findings)
    return {item["linkId"]: item for item in response["item"]}


def reason(element: JsonObject) -> Optional[str]:
    (extension,) = element["extension"]
    assert extension["url"] == ABSENT
    return str(extension["valueCode"])


def test_the_library_speaks_the_release_that_we_name() -> None:
    import fhir.resources

    assert fhir.resources.__fhir_version__ == RELEASE


def test_the_bundle_is_a_collection_of_the_three_kinds() -> None:
    content = bundle(handed_over())
    assert content["resourceType"] == "Bundle" and content["type"] == "collection"
    kinds = [entry["resource"]["resourceType"] for entry in content["entry"]]
    assert kinds.count("QuestionnaireResponse") == kinds.count("Communication") == 1
    assert set(kinds) == {"QuestionnaireResponse", "Observation", "Communication"}
    for entry in content["entry"]:
        assert entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}"


def test_every_question_of_the_protocol_is_an_item() -> None:
    assert list(answers()) == [question.id for question in protocol().questions]


def test_an_answered_question_holds_its_answer_with_its_unit() -> None:
    told = answers()
    assert told["neck_stiffness"]["answer"] == [{"valueBoolean": True}]
    assert told["severity"]["answer"] == [{"valueInteger": 7}]
    assert told["infusion_status"]["answer"] == [{"valueString": "after"}]
    hours = told["infusion_end"]["answer"][0]["valueQuantity"]
    assert (hours["value"], hours["code"], hours["system"]) == (50, "h", "http://unitsofmeasure.org")
    assert told["onset"]["answer"][0]["valueQuantity"]["value"] == 20


def test_a_question_that_was_not_asked_has_no_answer_but_a_reason() -> None:
    told = answers(person("back_pain", answered=frozenset({"severity", "danger_signs_more"})))
    assert reason(told["neck_stiffness"]) == "not-asked" and "answer" not in told["neck_stiffness"]
    assert reason(told["severity"]) == "asked-unknown" and "answer" not in told["severity"]
    assert reason(told["danger_signs"]) == "not-asked" and "item" not in told["danger_signs"]
    assert reason(told["danger_signs_more"]) == "asked-unknown"
    assert reason(answers(person("fever", phase="unknown"))["infusion_status"]) == "asked-unknown"


def test_each_line_of_a_list_is_an_item_of_its_own() -> None:
    lines = {line["text"]: line for line in answers(at_home("chest_pain"))["danger_signs"]["item"]}
    assert lines["Chest pain or a tight chest"]["answer"] == [{"valueBoolean": True}]
    assert lines["A seizure or fit"]["answer"] == [{"valueBoolean": False}]
    more = answers(person("limb_pain", "fever", unknown=["dark_urine"]))["danger_signs_more"]["item"]
    by_text = {line["text"]: line for line in more}
    assert reason(by_text["Pain and swelling in one arm or leg"]) == "not-asked", "one of a pair is no answer"
    assert reason(by_text["Dark urine, or yellow skin or eyes"]) == "asked-unknown"
    both = answers(person("limb_pain", "limb_swelling"))["danger_signs_more"]["item"]
    assert {line["text"]: line for line in both}["Pain and swelling in one arm or leg"]["answer"]


def test_a_yes_to_a_list_without_a_name_is_kept() -> None:
    lines = answers(person("unnamed_urgent_sign"))["danger_signs_more"]["item"]
    assert lines[-1]["linkId"] == "danger_signs_more.unnamed"
    assert lines[-1]["answer"] == [{"valueBoolean": True}]


def test_risk_factors_are_answers_of_their_question() -> None:
    lines = answers()["risk_factors"]["item"]
    by_text = {line["text"]: line for line in lines}
    assert by_text["High blood sugar (diabetes)"]["answer"] == [{"valueBoolean": True}]
    assert reason(by_text["Trouble with the kidneys"]) == "not-asked"


def test_a_present_and_a_denied_symptom_are_true_and_false() -> None:
    assert observation("neck_stiffness")["valueBoolean"] is True
    assert observation("dyspnea")["valueBoolean"] is False
    assert "dataAbsentReason" not in observation("dyspnea")


@pytest.mark.parametrize(("code", "expected"), [("confusion", "asked-unknown"), ("syncope", "not-asked")])
def test_an_unknown_symptom_has_no_value_but_a_reason(code: str, expected: str) -> None:
    found = observation(code)
    assert "valueBoolean" not in found
    assert [coding["code"] for coding in found["dataAbsentReason"]["coding"]] == [expected, "unknown"]


def test_every_symptom_of_the_contract_has_an_observation() -> None:
    codes = {coding["code"] for found in resources("Observation") for coding in found["code"]["coding"]}
    assert protocol().symptom_set <= codes
    assert "severe_headache" in codes, "danger signs beyond the 44 too"


def test_a_symptom_carries_its_public_codes() -> None:
    systems = {coding["system"]: coding for coding in observation("dyspnea")["code"]["coding"]}
    assert systems["http://snomed.info/sct"]["code"] == "267036007"
    assert systems["http://human-phenotype-ontology.org"]["code"] == "HP:0002094"


def test_severity_is_a_score_of_0_to_10() -> None:
    score = observation("severity")
    assert score["code"]["coding"][0]["code"] == "72514-3"
    assert (score["valueQuantity"]["value"], score["valueQuantity"]["code"]) == (7, "{score}")
    unknown = observation("severity", person("fever"))
    assert "valueQuantity" not in unknown
    assert unknown["dataAbsentReason"]["coding"][0]["code"] == "not-asked"


def test_the_communication_carries_the_sbar_and_is_not_sent_yet() -> None:
    (communication,) = resources("Communication")
    assert communication["status"] == "preparation" and communication["priority"] == "asap"
    assert "sent" not in communication and "recipient" not in communication
    sections = [payload["contentString"].split(":")[0] for payload in communication["payload"]]
    assert sections == ["Situation", "Background", "Assessment", "Recommendation"]
    (calm,) = resources("Communication", person(phase="running"))
    assert "priority" not in calm


def test_references_point_into_the_bundle() -> None:
    content = bundle(handed_over())
    urls = {entry["fullUrl"] for entry in content["entry"]}
    references = re.findall(r'"reference": "([^"]+)"', json.dumps(content))
    assert references and set(references) <= urls


def test_nothing_in_it_names_the_person() -> None:
    content = json.dumps(bundle(handed_over()))
    assert "message-7" not in content
    for element in ('"subject"', '"source"', '"author"', '"performer"', '"identifier"', '"sender"'):
        assert element not in content
    assert '"Patient"' not in content


def test_the_ids_are_the_same_for_the_same_conversation_and_time_only() -> None:
    assert bundle(handed_over()) == bundle(handed_over())

    def ids(findings: Findings, seconds: int = 0) -> List[str]:
        from datetime import timedelta

        from bot.handoff import hand_over

        handoff = hand_over(findings, NOW + timedelta(seconds=seconds))
        assert handoff is not None
        return [entry["fullUrl"] for entry in bundle(handoff)["entry"]]

    assert not set(ids(MENINGITIS)) & set(ids(MENINGITIS, seconds=1))
    other = MENINGITIS.with_changes(last_message_id="message-8")
    assert not set(ids(MENINGITIS)) & set(ids(other))
    assert len(ids(MENINGITIS)) == len(set(ids(MENINGITIS)))


def test_codes_that_fhir_prescribes_are_among_the_allowed_ones() -> None:
    from fhir.resources.bundle import Bundle

    read = Bundle.parse_obj(bundle(handed_over()))
    for resource in [read, *(entry.resource for entry in read.entry)]:
        for name, field in resource.__fields__.items():
            allowed = field.field_info.extra.get("enum_values")
            value = getattr(resource, name)
            if allowed and value is not None:
                assert value in allowed, f"{resource.resource_type}.{name}"


def test_a_finished_interview_is_a_completed_response() -> None:
    (response,) = resources("QuestionnaireResponse")
    assert response["status"] == "in-progress", "a danger sign ended the questions"
    required = frozenset(question.id for question in protocol().questions)
    (done,) = resources("QuestionnaireResponse", at_home(answered=required))
    assert done["status"] == "completed"


def test_a_refusal_is_an_operation_outcome() -> None:
    from fhir.resources.operationoutcome import OperationOutcome

    outcome = OperationOutcome.parse_obj(operation_outcome("not-found", "There is no such summary."))
    assert outcome.issue[0].code == "not-found" and outcome.issue[0].severity == "error"


def test_the_large_library_is_not_loaded_before_a_bundle_is_made() -> None:
    code = (
        "import sys, actions.handoff, bot.channels.handoff, bot.handoff.fhir; "
        "print([name for name in sys.modules if name.startswith('fhir.resources.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "[]"
