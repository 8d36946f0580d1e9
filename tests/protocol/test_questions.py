"""Which question comes, which never comes, and what an answer does to the findings."""

from __future__ import annotations

from typing import Any, Dict, List

import pytest

from bot.protocol.engine import assess, items_to_ask, next_question
from bot.protocol.findings import Findings, Phase, Status, StepWalk
from bot.protocol.interview import read_message
from bot.protocol.loader import protocol
from bot.protocol.messages import question_message
from bot.protocol.observations import Observations, from_entities
from bot.protocol.steps import steps_for
from tests.protocol.people import calm, person


def said(*answers: str, **fields: Any) -> Observations:
    """Build what a message says."""
    signs = {code: (role,) for code, role in fields.pop("signs", {}).items()}
    risks = {code: (role,) for code, role in fields.pop("risks", {}).items()}
    return Observations(answers=answers, signs=signs, risks=risks, **fields)


def asked_of(start: Findings, replies: Dict[str, Observations]) -> List[str]:
    """Answer by question id ("no" where none is given) until the level is certain; return the ids asked."""
    state, asked = start, []
    while (question := next_question(state)) is not None:
        asked.append(question.id)
        state = read_message(state, replies.get(question.id, said("no")), asking=True)
    return asked


ENDED_YESTERDAY = said(infusion_status="after", hours_since_infusion=24.0)


def test_a_calm_conversation_that_began_with_two_words_takes_seven_questions() -> None:
    replies = {"infusion_status": ENDED_YESTERDAY, "severity": said(severity=3)}
    assert asked_of(person("back_pain"), replies) == [
        "danger_signs",
        "infusion_status",
        "neck_stiffness",
        "danger_signs_more",
        "severity",
        "other_symptoms",
        "risk_factors",
    ]


def test_nothing_is_asked_that_an_earlier_message_answered() -> None:
    start = read_message(
        Findings(),
        said(
            signs={"back_pain": "present", "neck_stiffness": "absent", "fever": "absent"},
            infusion_status="after",
            hours_since_infusion=20.0,
            severity=4,
        ),
        asking=False,
    )
    assert asked_of(start, {}) == ["danger_signs", "danger_signs_more", "other_symptoms", "risk_factors"]


def test_while_running_fever_is_asked_and_neither_onset_nor_risks_which_change_nothing() -> None:
    replies = {"infusion_status": said("yes"), "severity": said(severity=5)}
    asked = asked_of(person("back_pain"), replies)
    assert asked == [
        "danger_signs",
        "infusion_status",
        "neck_stiffness",
        "dizziness",
        "danger_signs_more",
        "severity",
        "other_symptoms",
    ]


def test_the_onset_is_asked_where_the_infusion_is_too_long_ago_to_bound_it() -> None:
    late = said(infusion_status="after", hours_since_infusion=71.0)
    assert "onset" in asked_of(person("back_pain"), {"infusion_status": late, "severity": said(severity=3)})


def test_a_danger_sign_ends_the_questions_at_once() -> None:
    state = person("back_pain")
    assert next_question(state).id == "danger_signs"
    state = read_message(state, said(signs={"tongue_swelling": "present"}), asking=True)
    assert next_question(state) is None
    assert assess(state).level == "emergency"


def test_a_person_with_no_complaint_is_asked_for_it_first() -> None:
    assert next_question(Findings()).id == "complaint"


@pytest.mark.parametrize(("group", "level"), [("danger_signs", "emergency"), ("danger_signs_more", "urgent")])
def test_a_bare_yes_to_a_group_of_danger_signs_is_enough(group: str, level: str) -> None:
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state).id != group:
        state = read_message(state, said("no"), asking=True)
    assert assess(read_message(state, said("yes"), asking=True)).level == level


@pytest.mark.parametrize("reply", [said("no"), said("none")])
def test_none_of_these_denies_every_sign_of_the_group(reply: Observations) -> None:
    state = read_message(person("back_pain"), reply, asking=True)
    assert state.sign("tongue_swelling") is Status.ABSENT
    assert state.sign("both_legs_weak") is Status.ABSENT
    assert next_question(state).id == "infusion_status"


def test_i_dont_know_about_a_group_leaves_its_signs_unknown_and_never_denied() -> None:
    state = read_message(person("back_pain"), said("unknown"), asking=True)
    assert state.sign("wheeze") is Status.UNKNOWN
    assert assess(state.with_changes(phase=Phase.AFTER, hours_since_infusion=24.0)).level == "same_day"


def test_just_one_sign_of_a_group_denies_the_others() -> None:
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state).id != "other_symptoms":
        state = read_message(state, said("no", severity=3), asking=True)
    state = read_message(state, said("only", signs={"fever": "present"}), asking=True)
    assert state.present("fever")
    assert state.sign("worsening") is Status.ABSENT


@pytest.mark.parametrize(("answer", "code"), [("item:2", "facial_swelling"), ("item:-1", "saddle_numbness")])
def test_a_line_can_be_picked_by_its_number(answer: str, code: str) -> None:
    assert read_message(person("back_pain"), said(answer), asking=True).present(code)


def test_all_of_them_takes_every_line() -> None:
    state = read_message(person("back_pain"), said("all"), asking=True)
    assert state.present("seizure") and state.present("dyspnea")


def test_denying_pain_with_swelling_keeps_the_pain_that_was_reported() -> None:
    state = person("back_pain", "limb_pain", phase="after", hours=24.0)
    while next_question(state).id != "danger_signs_more":
        state = read_message(state, said("no"), asking=True)
    state = read_message(state, said("none"), asking=True)
    assert state.present("limb_pain")
    assert state.sign("limb_swelling") is Status.ABSENT


def neck_asked() -> Findings:
    """A person at the question about the neck."""
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state).id != "neck_stiffness":
        state = read_message(state, said("no"), asking=True)
    return state


@pytest.mark.parametrize("answer", ["likely_no", "maybe"])
def test_a_hedged_answer_about_the_neck_is_asked_back(answer: str) -> None:
    state = read_message(neck_asked(), said(answer), asking=True)
    assert next_question(state).confirms == "neck_stiffness"
    assert next_question(state).slot == "neck_stiffness"


def test_a_sign_that_stays_possible_after_asking_back_counts_as_present() -> None:
    state = read_message(neck_asked(), said("maybe"), asking=True)
    state = read_message(state, said("unknown"), asking=True)
    assert assess(state).level == "urgent"


def test_a_clear_no_after_asking_back_is_a_no() -> None:
    state = read_message(neck_asked(), said("maybe"), asking=True)
    state = read_message(state, said("no"), asking=True)
    assert state.sign("neck_stiffness") is Status.ABSENT
    assert next_question(state).id == "danger_signs_more"


def test_i_dont_know_about_the_neck_is_not_a_no() -> None:
    state = read_message(neck_asked(), said("unknown"), asking=True)
    while next_question(state) is not None:
        state = read_message(state, said("no", severity=2), asking=True)
    assert assess(state).level == "same_day"
    assert "SD-UNKNOWN-SIGN" in assess(state).rules


def test_a_possible_danger_sign_in_any_message_is_asked_back_first() -> None:
    state = read_message(person("back_pain"), said(signs={"tongue_swelling": "possible"}), asking=False)
    assert next_question(state).confirms == "tongue_swelling"


@pytest.mark.parametrize("role", ["hypothetical", "historical", "someone_else"])
def test_signs_that_nobody_has_now_are_no_findings(role: str) -> None:
    state = read_message(Findings(), said(signs={"seizure": role}), asking=False)
    assert assess(state).level is None
    assert state.sign("seizure") is None


def announced(*signs: str) -> Findings:
    """A person who was told a danger level."""
    state = person("back_pain", *signs, phase="after", hours=48.0)
    assessment = assess(state)
    return state.with_changes(announced=assessment.level, announced_rules=assessment.rules)


def test_taking_a_danger_sign_back_is_asked_back_and_the_level_stands_meanwhile() -> None:
    state = read_message(announced("neck_stiffness"), said(signs={"neck_stiffness": "absent"}), asking=False)
    assert assess(state).level == "urgent"
    assert next_question(state).confirms == "neck_stiffness"


def test_a_confirmed_correction_lowers_the_level_and_the_interview_goes_on() -> None:
    state = read_message(announced("neck_stiffness"), said(signs={"neck_stiffness": "absent"}), asking=False)
    state = read_message(state, said("no"), asking=True)
    assert assess(state).level == "self_care"
    assert next_question(state).id == "danger_signs"


def test_a_correction_that_is_not_confirmed_changes_nothing() -> None:
    state = read_message(announced("neck_stiffness"), said(signs={"neck_stiffness": "absent"}), asking=False)
    state = read_message(state, said("yes"), asking=True)
    assert assess(state).level == "urgent"


def test_a_later_phase_does_not_lower_an_emergency() -> None:
    state = person("back_pain", "dizziness", phase="running")
    assert assess(state).level == "emergency"
    state = state.with_changes(announced="emergency", announced_rules=assess(state).rules)
    state = read_message(state, said(infusion_status="after", hours_since_infusion=1.0), asking=False)
    assert assess(state).level == "emergency"


def test_an_unanswered_question_is_asked_once_more_and_then_left_unknown() -> None:
    state = read_message(person("back_pain"), said(), asking=True)
    assert (state.misses, next_question(state).id) == (1, "danger_signs")
    state = read_message(state, said(), asking=True)
    assert (state.misses, next_question(state).id) == (0, "breathing")
    assert state.sign("wheeze") is Status.UNKNOWN


@pytest.mark.parametrize(
    ("reply", "phase", "hours"),
    [
        (said("yes"), Phase.RUNNING, None),
        (said(infusion_status="running"), Phase.RUNNING, None),
        (said(hours_untied=3.0), Phase.AFTER, 3.0),
        (said("no", hours_untied=48.0), Phase.AFTER, 48.0),
        (said(infusion_status="before"), Phase.BEFORE, None),
        (said("unknown"), Phase.UNKNOWN, None),
    ],
)
def test_the_answer_about_the_infusion(reply: Observations, phase: Phase, hours: float) -> None:
    state = person("back_pain")
    while next_question(state).id != "infusion_status":
        state = read_message(state, said("no"), asking=True)
    state = read_message(state, reply, asking=True)
    assert (state.phase, state.hours_since_infusion) == (phase, hours)


def test_a_no_about_the_running_infusion_is_followed_by_when_it_ended() -> None:
    state = person("back_pain")
    while next_question(state).id != "infusion_status":
        state = read_message(state, said("no"), asking=True)
    assert next_question(read_message(state, said("no"), asking=True)).id == "infusion_end"


def test_only_the_risks_that_concern_the_reported_signs_are_listed() -> None:
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state).id != "risk_factors":
        state = read_message(state, said("no", severity=3), asking=True)
    named = {code for item in items_to_ask(next_question(state), state) for code in item.codes}
    assert "kidney_disease" in named
    assert "previous_clot" not in named


def calm_result() -> Findings:
    """A person who was told to care for it at home."""
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state) is not None:
        state = read_message(state, said("no", severity=3), asking=True)
    assessment = assess(state)
    assert assessment.level == "self_care"
    return state.with_changes(announced=assessment.level, announced_rules=assessment.rules)


@pytest.mark.parametrize("answer", ["as_usual", "same"])
def test_the_same_as_always_is_no_new_weakness(answer: str) -> None:
    state = calm("numbness", phase="after", hours=24.0)
    state = state.with_changes(
        signs={code: sign for code, sign in state.signs.items() if code != "nerve_progression"},
        answered=frozenset({"danger_signs", "neck_stiffness"}),
    )
    question = next_question(state)
    assert question is not None and question.id == "nerve_progression"
    message = said(answer, signs={"recurrent": "present"} if answer == "as_usual" else {})
    after = read_message(state, message, asking=True)
    assert after.sign("nerve_progression") is Status.ABSENT
    assert "recurrent" not in state.signs or after.signs["recurrent"] == state.signs["recurrent"]
    assert after.sign("recurrent") is not Status.PRESENT


def test_the_same_as_always_is_no_answer_to_a_stiff_neck() -> None:
    state = person("back_pain", phase="after", hours=24.0, answered=frozenset({"danger_signs", "breathing"}))
    question = next_question(state)
    assert question is not None and question.id == "neck_stiffness"
    assert read_message(state, said("as_usual"), asking=True).sign("neck_stiffness") is None


def test_a_no_beside_a_doubt_about_the_sign_is_no_clear_no() -> None:
    state = person("back_pain", phase="after", hours=24.0, answered=frozenset({"danger_signs"}))
    question = next_question(state)
    assert question is not None and question.id == "breathing"
    after = read_message(state, said("no", signs={"dyspnea": "possible"}), asking=True)
    assert after.sign("dyspnea") is None and after.signs["dyspnea"].suspected


def test_still_the_same_never_takes_a_sign_back() -> None:
    doubted = said(signs={"reduced_urine": "possible"})
    state = read_message(person("back_pain"), doubted, asking=False)
    question = next_question(state)
    assert question is not None and question.confirms == "reduced_urine"
    assert read_message(state, said("same"), asking=True).sign("reduced_urine") is None
    assert read_message(state, said("as_usual"), asking=True).sign("reduced_urine") is Status.ABSENT


def test_no_to_the_question_about_progress_goes_on_to_the_next_step_and_ends() -> None:
    state, asked = calm_result(), []
    while (question := next_question(state)) is not None and len(asked) < 20:
        asked.append(question.id)
        state = read_message(state, said("no"), asking=True)
    assert len(asked) == len(set(asked)) and next_question(state) is None
    assert assess(state).level == "self_care"


def test_after_a_calm_result_the_steps_are_walked_one_by_one() -> None:
    state, walked = calm_result(), []
    while (question := next_question(state)) is not None:
        assert question.slot == "progress"
        walked.append(question.step_id)
        state = read_message(state, said("skip"), asking=True)
    assert walked == ["HM-FLUIDS", "HM-REST", "HM-HEAT", "HM-RELIEF"]


def test_two_failed_steps_raise_the_level() -> None:
    state = read_message(calm_result(), said("same"), asking=True)
    assert assess(state).level == "self_care"
    state = read_message(state, said("same"), asking=True)
    assert assess(state).level == "self_care"
    assert next_question(state).kind == "waited"
    assert assess(read_message(state, said("yes"), asking=True)).level == "same_day"
    assert assess(read_message(state, said("worse"), asking=True)).level == "same_day"


@pytest.mark.parametrize("answer", ["no", "unknown", "maybe"])
def test_two_quick_answers_of_the_same_raise_nothing(answer: str) -> None:
    state = calm_result()
    for _ in range(2):
        state = read_message(state, said("same"), asking=True)
    state = read_message(state, said(answer), asking=True)
    assert assess(state).level == "self_care"
    assert state.notes == ("give_time",)
    question = next_question(state)
    assert question is not None and question.step_id == "HM-HEAT"
    again = read_message(state, said("same"), asking=True)
    assert next_question(again).kind == "waited"


def test_while_running_the_same_twice_asks_if_the_nurse_came() -> None:
    state = calm(phase="running")
    state = state.with_changes(announced="tell_nurse", answered=frozenset(q.id for q in protocol().questions))
    for _ in range(2):
        state = read_message(state, said("same"), asking=True)
    assert assess(read_message(state, said("yes"), asking=True)).level == "urgent"
    no_nurse = read_message(state, said("no"), asking=True)
    assert assess(no_nurse).level == "tell_nurse"
    assert no_nurse.notes == ("give_time_nurse",)


def test_worse_after_one_step_raises_the_level() -> None:
    assert assess(read_message(calm_result(), said("worse"), asking=True)).level == "same_day"


def test_better_ends_the_walk() -> None:
    assert next_question(read_message(calm_result(), said("better"), asking=True)) is None


def test_heat_is_not_offered_on_numb_skin() -> None:
    offered = {step.id for step in steps_for(person("back_pain", "numbness", phase="after"), "self_care")}
    assert "HM-HEAT" not in offered
    assert "HM-REST" in offered


@pytest.mark.parametrize("risk", ["heart_failure", "kidney_disease", "fluid_limit"])
def test_fluids_are_not_offered_where_they_may_harm(risk: str) -> None:
    state = person("back_pain", phase="after", risks=[risk])
    assert "HM-FLUIDS" not in {step.id for step in steps_for(state, "self_care")}


def test_a_symptom_without_a_role_counts_as_present() -> None:
    assert from_entities([{"entity": "symptom", "value": "chest_pain"}]).claims("chest_pain")


def test_of_two_roles_of_one_sign_the_present_one_wins() -> None:
    entities = [
        {"entity": "symptom", "value": "headache", "role": "historical"},
        {"entity": "symptom", "value": "headache", "role": "present"},
    ]
    assert from_entities(entities).signs["headache"][0] == "present"


def test_a_tapped_line_is_that_line_and_nothing_else() -> None:
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state).id != "other_symptoms":
        state = read_message(state, said("no", severity=3), asking=True)
    misread = Observations(text="It has lasted over three days", hours_since_infusion=72.0)
    state = read_message(state, misread, asking=True)
    assert state.present("long_lasting")
    assert state.hours_since_infusion == 24.0


@pytest.mark.parametrize("reply", [said("unknown"), said()])
def test_someone_who_cannot_say_what_is_wrong_is_still_asked_for_danger_signs(reply: Observations) -> None:
    state = read_message(Findings(), reply, asking=True)
    if not reply.answers:
        state = read_message(state, reply, asking=True)
    assert next_question(state).id == "danger_signs"


def test_a_step_is_never_given_up_for_want_of_an_answer() -> None:
    state = calm_result()
    for _ in range(4):
        state = read_message(state, said("yes"), asking=True)
    assert next_question(state).step_id == "HM-FLUIDS"


def fever_alone_asked() -> Findings:
    """A person of whom only fever can still change the level."""
    state = person("back_pain", phase="after", answered=frozenset({"infusion_end"}), severity=3)
    while next_question(state).id != "other_symptoms":
        state = read_message(state, said("no"), asking=True)
    return state


def test_a_list_of_one_is_asked_as_a_plain_question() -> None:
    state = fever_alone_asked()
    message = question_message(next_question(state), state)
    assert message.text == "Do you have a fever?"
    assert read_message(state, said("yes"), asking=True).present("fever")


def test_a_question_of_the_person_never_uses_up_a_missed_answer() -> None:
    state = read_message(person("back_pain"), said(), asking=True)
    state = read_message(state, said(changes_subject=True), asking=True)
    assert (state.misses, next_question(state).id) == (1, "danger_signs")


VOLUNTEERED = [
    ("numbness", "nerve_progression"),
    ("weakness", "nerve_progression"),
    ("vomiting", "repeated_vomiting"),
    ("palpitations", "persistent_palpitations"),
    ("headache", "severe_headache"),
]


@pytest.mark.parametrize(("sign", "graver"), VOLUNTEERED)
def test_a_sign_that_was_reported_gets_a_question_of_its_own_and_no_list_denies_it(
    sign: str, graver: str
) -> None:
    state, asked = person("back_pain", sign, phase="after", hours=24.0), []
    while (question := next_question(state)) is not None:
        asked.append(question.id)
        if question.id == graver:
            break
        assert state.sign(graver) is None
        state = read_message(state, said("none", severity=3), asking=True)
    assert asked[-1] == graver


def test_headache_with_light_sensitivity_is_urgent_once_it_is_called_very_bad() -> None:
    state = person("headache", "photophobia", phase="after", hours=24.0)
    while next_question(state).id != "severe_headache":
        state = read_message(state, said("none"), asking=True)
    assert assess(read_message(state, said("yes"), asking=True)).level == "urgent"


def test_something_else_that_is_told_is_noted_and_no_miss() -> None:
    state = read_message(person("back_pain"), said(severity=5), asking=True)
    assert (state.misses, state.severity, state.notes) == (0, 5, ("noted",))


def test_every_sign_of_a_false_alarm_can_be_taken_back_one_by_one() -> None:
    state = read_message(announced("dyspnea", "rash"), said("no"), asking=False)
    assert next_question(state).confirms == "dyspnea"
    state = read_message(state, said("no"), asking=True)
    assert next_question(state).confirms == "rash"
    state = read_message(state, said("no"), asking=True)
    assert assess(state).level == "self_care"


def test_an_infusion_that_ended_ties_the_time_of_a_message() -> None:
    message = said(signs={"back_pain": "present"}, infusion_status="after", hours_untied=2.0)
    assert read_message(Findings(), message, asking=False).hours_since_infusion == 2.0


def test_naming_a_harmless_line_of_a_danger_list_leaves_the_rest_open() -> None:
    state = person("back_pain", phase="after", hours=24.0)
    while next_question(state).id != "danger_signs_more":
        state = read_message(state, said("no"), asking=True)
    state = read_message(state, said(signs={"limb_pain": "present"}), asking=True)
    assert "danger_signs_more" not in state.answered
    assert next_question(state).id == "danger_signs_more"


def test_a_mistaken_tap_taken_back_asks_the_list_again() -> None:
    state = read_message(person("back_pain"), said("item:5"), asking=True)
    told_of = assess(state)
    assert told_of.level == "emergency"
    state = state.with_changes(announced=told_of.level, announced_rules=told_of.rules)
    state = read_message(state, said(signs={"facial_droop": "absent"}), asking=False)
    state = read_message(state, said("no"), asking=True)
    assert next_question(state).id == "danger_signs"
    assert state.sign("speech_difficulty") is None


def test_taking_one_sign_back_leaves_what_another_one_set() -> None:
    state = person("back_pain", "dizziness", "reduced_urine", phase="running")
    told_of = assess(state)
    state = state.with_changes(announced=told_of.level, announced_rules=told_of.rules)
    state = read_message(state, said(infusion_status="after", hours_since_infusion=1.0), asking=False)
    state = read_message(state, said(signs={"reduced_urine": "absent"}), asking=False)
    state = read_message(state, said("no"), asking=True)
    assert assess(state).level == "emergency"


def test_a_list_of_one_line_with_several_signs_stays_a_list() -> None:
    known = ("dyspnea", "wheeze", "throat_tightness", "facial_swelling", "tongue_swelling", "chest_pain")
    known += ("chest_tightness", "syncope", "seizure", "saddle_numbness", "bladder_bowel_dysfunction")
    state = person("back_pain", absent=[*known, "both_legs_weak"])
    message = question_message(next_question(state), state)
    assert "slurred speech" in message.text


def test_i_dont_think_so_never_lowers_a_level() -> None:
    state = read_message(announced("neck_stiffness"), said(signs={"neck_stiffness": "absent"}), asking=False)
    state = read_message(state, said("likely_no"), asking=True)
    assert assess(state).level == "urgent"


def test_worse_said_in_words_counts_once() -> None:
    message = said("worse", signs={"worsening": "present"})
    assert assess(read_message(calm_result(), message, asking=True)).level == "same_day"


def test_feeling_faint_can_be_taken_back_too() -> None:
    state = person("back_pain", "dizziness", phase="running")
    told_of = assess(state)
    state = state.with_changes(announced=told_of.level, announced_rules=told_of.rules)
    state = read_message(state, said(signs={"dizziness": "absent"}), asking=False)
    assert next_question(state).confirms == "dizziness"
    state = read_message(state, said("no"), asking=True)
    assert assess(state).level == "tell_nurse"


@pytest.mark.parametrize(
    ("text", "phase"),
    [("Running", Phase.RUNNING), ("in progress", Phase.RUNNING), ("Finished.", Phase.AFTER)],
)
def test_a_bare_word_about_the_infusion_is_enough(text: str, phase: Phase) -> None:
    state = read_message(person("back_pain"), said("none"), asking=True)
    assert read_message(state, Observations(text=text), asking=True).phase is phase


def test_a_no_about_something_else_denies_no_list_of_danger_signs() -> None:
    message = said("no", text="no i cant reach her theres no nurse im at home alone")
    state = read_message(person("back_pain"), message, asking=True)
    assert state.sign("dyspnea") is None
    assert next_question(state).id == "danger_signs"


def test_a_doubtful_no_given_twice_to_the_emergency_signs_is_unknown_and_never_no() -> None:
    state = person("back_pain")
    for _ in range(2):
        assert next_question(state).id == "danger_signs"  # type: ignore[union-attr]
        state = read_message(state, said("likely_no"), asking=True)
    assert state.sign("chest_pain") is Status.UNKNOWN
    assert next_question(state).id == "breathing"  # type: ignore[union-attr]
    replies = {"infusion_status": ENDED_YESTERDAY, "severity": said(severity=3)}
    while (question := next_question(state)) is not None:
        state = read_message(state, replies.get(question.id, said("no")), asking=True)
    assert assess(state).level == "same_day"


def test_i_dont_know_to_the_emergency_signs_asks_the_breathing_by_itself() -> None:
    state = read_message(person("back_pain", phase="running"), said("unknown"), asking=True)
    question = next_question(state)
    assert question is not None and question.id == "breathing"
    assert assess(read_message(state, said("yes"), asking=True)).level == "emergency"
    unknown = read_message(state, said("unknown"), asking=True)
    assert unknown.sign("dyspnea") is Status.UNKNOWN
    assert assess(unknown).level == "tell_nurse"


def test_breathing_is_not_asked_again_where_the_list_was_answered() -> None:
    state = read_message(person("back_pain"), said("none"), asking=True)
    assert next_question(state).id == "infusion_status"  # type: ignore[union-attr]


@pytest.mark.parametrize("phase", ["after", "running"])
@pytest.mark.parametrize("risk", ["kidney_disease", "heart_failure", "fluid_limit"])
def test_where_it_is_not_known_if_fluids_are_safe_the_team_is_asked_first(phase: str, risk: str) -> None:
    state = person("back_pain", phase=phase, hours=24.0 if phase == "after" else None, severity=3)
    level = "tell_nurse" if phase == "running" else "self_care"
    assert "HM-FLUIDS-ASK" not in {step.id for step in steps_for(state, level)}
    unsure = state.with_changes(risk_factors={risk: Status.UNKNOWN})
    offered = {step.id for step in steps_for(unsure, level)}
    assert "HM-FLUIDS-ASK" in offered
    assert not {"HM-FLUIDS", "TN-FLUIDS"} & offered


def test_the_worst_severity_stands_until_it_is_corrected_or_has_eased_after_a_step() -> None:
    nine = read_message(person("back_pain"), said(severity=9), asking=False)
    assert read_message(nine, said(severity=3), asking=False).severity == 9
    assert read_message(nine, said(severity=10), asking=False).severity == 10
    assert read_message(nine, said(severity=3, takes_back=True), asking=False).severity == 3
    walked = nine.with_changes(walk=StepWalk(done=("HM-REST",)))
    assert read_message(walked, said("better", severity=3), asking=False).severity == 3
    assert read_message(walked, said("same", severity=3), asking=False).severity == 9


def test_a_headache_of_8_of_10_is_asked_about_fever_and_light_whatever_else_was_picked() -> None:
    replies = {
        "infusion_status": ENDED_YESTERDAY,
        "severity": said(severity=8),
        "other_symptoms": said("item:2"),  # "it is getting worse": the other lines stay open
    }
    asked = asked_of(person("back_pain", "headache"), replies)
    assert {"severe_headache_fever", "severe_headache_light"} <= set(asked)


def test_itching_and_not_knowing_of_faintness_asks_for_a_call() -> None:
    replies = {"infusion_status": ENDED_YESTERDAY, "severity": said(severity=3), "dizziness": said("unknown")}
    start, state = person("itching"), person("itching")
    assert "dizziness" in asked_of(start, replies)
    while (question := next_question(state)) is not None:
        state = read_message(state, replies.get(question.id, said("no")), asking=True)
    assert "SD-UNSURE-ALLERGY" in assess(state).rules


def test_the_pain_of_a_swollen_limb_is_asked_for_before_any_list() -> None:
    state = person("limb_swelling")
    assert next_question(state).id == "limb_pain"
    assert assess(read_message(state, said("yes"), asking=True)).level == "urgent"
    for answer in ("no", "unknown"):
        assert next_question(read_message(state, said(answer), asking=True)).id == "danger_signs"


def heart_asked_about() -> Findings:
    """Return a person with a racing heart who denied the signs of an emergency: is it still racing?"""
    state = read_message(person("palpitations"), said("none"), asking=True)
    assert next_question(state).id == "persistent_palpitations"
    return state


def test_a_racing_heart_is_asked_about_right_after_the_signs_of_an_emergency() -> None:
    assert next_question(person("palpitations")).id == "danger_signs"
    assert assess(read_message(heart_asked_about(), said("yes"), asking=True)).level == "urgent"


def test_a_limb_whose_pain_is_known_is_not_asked_about_again() -> None:
    assert next_question(person("limb_pain")).id == "danger_signs"
    assert next_question(person("limb_swelling", absent=["limb_pain"])).id == "danger_signs"


@pytest.mark.parametrize(
    ("answers", "urgent"), [(("hurts",), True), (("no", "hurts"), True), (("hurts_not",), False)]
)
def test_the_question_about_a_limb_hears_its_own_words(answers: tuple[str, ...], urgent: bool) -> None:
    state = read_message(person("limb_swelling"), said(*answers), asking=True)
    assert (assess(state).level == "urgent") is urgent
    assert urgent or next_question(state).id == "danger_signs"


@pytest.mark.parametrize(
    ("answers", "urgent"), [(("goes_on",), True), (("no", "goes_on"), True), (("no", "lets_up"), False)]
)
def test_the_question_about_the_heart_hears_its_own_words(answers: tuple[str, ...], urgent: bool) -> None:
    state = read_message(heart_asked_about(), said(*answers), asking=True)
    assert (assess(state).level == "urgent") is urgent


def test_it_does_not_stop_answers_the_racing_heart_that_is_asked_back() -> None:
    state = read_message(heart_asked_about(), said("maybe"), asking=True)
    assert next_question(state).confirms == "persistent_palpitations"
    assert assess(read_message(state, said("goes_on"), asking=True)).level == "urgent"


@pytest.mark.parametrize("answer", ["unknown", "likely_no"])
def test_an_unknown_pain_of_a_swollen_limb_is_for_the_same_day(answer: str) -> None:
    state = read_message(person("limb_swelling", phase="after", hours=24.0), said(answer), asking=True)
    assert state.sign("limb_pain") is Status.UNKNOWN
    assert assess(state).level == "same_day"


@pytest.mark.parametrize(
    ("signs", "answers", "settled"),
    [
        (("limb_swelling",), ("no", "only:limb"), True),
        (("limb_swelling",), ("only:limb",), True),
        (("back_pain", "limb_pain"), ("no", "only:limb"), True),
        (("back_pain", "limb_pain"), ("only:limb",), False),  # it may choose the line
        (("back_pain",), ("only:back",), True),
        (("back_pain",), ("no", "only:chest"), False),
        (("back_pain",), ("no", "only:limb"), False),
    ],
)
def test_a_list_is_refused_by_naming_what_is_known(
    signs: tuple[str, ...], answers: tuple[str, ...], settled: bool
) -> None:
    state = person(*signs, phase="after", hours=24.0)
    while next_question(state).id != "danger_signs_more":
        state = read_message(state, said("no"), asking=True)
    state = read_message(state, said(*answers, text="no, just that like i said before"), asking=True)
    assert ("danger_signs_more" in state.answered) is settled
