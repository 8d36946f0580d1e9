from __future__ import annotations

import pytest

from bot.nlu.understanding import understand
from tests.nlu.helpers import NOW, values


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", "yes"),
        ("yeah kinda", "yes"),
        ("a bit", "yes"),
        ("sort of", "yes"),
        ("no", "no"),
        ("no I don't", "no"),
        ("no, no chest pain", "no"),
        ("not really", "likely_no"),
        ("I don't think so", "likely_no"),
        ("maybe", "maybe"),
        ("I don't know", "unknown"),
        ("not sure", "unknown"),
        ("no idea", "unknown"),
        ("skip", "skip"),
        ("none of those", "none"),
        ("nothing", "none"),
        ("no to all", "none"),
        ("all of them", "all"),
        ("just the rash", "only"),
        ("the second one", "item:2"),
        ("the last one", "item:-1"),
        ("better", "better"),
        ("no change", "same"),
        ("a lot worse", "worse"),
        ("😢 yes 🙏", "yes"),
        ("🙏 none of these", "none"),
        ("😭 the second one", "item:2"),
    ],
)
def test_an_answer_is_understood(text: str, answer: str) -> None:
    assert values(text, "answer") == [answer]


@pytest.mark.parametrize(
    "text", ["no chest pain", "my back hurts", "I have a rash", "no fever, no stiff neck"]
)
def test_a_statement_is_no_answer(text: str) -> None:
    assert values(text, "answer") == []


@pytest.mark.parametrize("text", ["start over", "can we start again please", "restart"])
def test_start_over_is_a_command(text: str) -> None:
    assert values(text, "command") == ["start_over"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("7", 7),
        ("7/10", 7),
        ("7 out of 10", 7),
        ("8-9", 9),
        ("seven", 7),
        ("6 or 7", 7),
        ("mild", 3),
        ("moderate", 5),
        ("severe", 8),
        ("unbearable", 9),
        ("worst pain of my life", 10),
        ("no pain", 0),
        ("back pain 8/10", 8),
        ("it's about a 6", 6),
        ("TEN!!!", 10),
    ],
)
def test_severity(text: str, severity: int) -> None:
    assert values(text, "severity") == [severity]


@pytest.mark.parametrize(
    "text", ["2 days", "day 3", "40 g of IVIG", "three infusions", "temp 38.5", "I am 9 weeks in"]
)
def test_other_numbers_are_no_severity(text: str) -> None:
    assert values(text, "severity") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("on the drip now", "running"),
        ("hooked up", "running"),
        ("my son is getting his infusion", "running"),
        ("my son is getting his infusion now", "running"),
        ("im hooked up", "running"),
        ("mid infusion", "running"),
        ("the bag is half done", "running"),
        ("halfway through", "running"),
        ("they just started it", "running"),
        ("its running", "running"),
        ("it is going in now", "running"),
        ("i had a stroke 5 years ago. now infusion is running and i get back pain", "running"),
        ("i had a stroke 5 years ago. infusion is running", "running"),
        ("infusion done an hour ago", "after"),
        ("just got home from it", "after"),
        ("got unhooked", "after"),
        ("they took it out", "after"),
        ("back from the clinic", "after"),
        ("i am getting my infusion tomorrow", "before"),
        ("20 minutes into the infusion", "running"),
        ("finished yesterday", "after"),
        ("two days after my infusion", "after"),
        ("day 3 post ivig", "after"),
        ("tomorrow is my infusion", "before"),
        ("it hasn't started yet", "before"),
    ],
)
def test_infusion_status(text: str, status: str) -> None:
    assert values(text, "infusion_status") == [status]


@pytest.mark.parametrize(
    "text", ["she is getting ivig for her neuropathy", "i get infusions every 4 weeks", "fell in the chair"]
)
def test_a_treatment_in_general_is_no_status(text: str) -> None:
    assert values(text, "infusion_status") == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("its the same", "same"),
        ("she slowed it down but its the same", "same"),
        ("still hurts", "same"),
        ("still there", "same"),
        ("hasnt helped", "same"),
        ("not really any better", "same"),
        ("no worse no better", "same"),
        ("a bit better", "better"),
        ("easing off", "better"),
        ("its gone", "better"),
        ("the pain has gone", "better"),
        ("the heat helped", "better"),
        ("worse", "worse"),
        ("its getting worse", "worse"),
        ("more painful now", "worse"),
        ("a bit better, no, worse", "worse"),
    ],
)
def test_progress_is_understood_in_its_own_clause(text: str, answer: str) -> None:
    assert values(text, "answer") == [answer]


def test_a_finding_told_beside_the_progress_is_no_answer() -> None:
    assert values("the rash is the same but my neck is stiff now", "answer") == []


def test_i_get_back_pain_is_back_pain() -> None:
    assert understand("now i get back pain", NOW).roles() == {"back_pain": ("present",)}


@pytest.mark.parametrize(
    ("text", "hours", "role"),
    [
        ("finished 3 hours ago", 3, "since_infusion"),
        ("two days after my infusion", 48, "since_infusion"),
        ("headache since this morning", 6, "since_onset"),
        ("my back started hurting an hour ago", 1, "since_onset"),
        ("last night", 16, None),
        ("two nights ago", 40, None),
        ("20 minutes into the infusion", 0.33, None),
        ("half an hour ago", 0.5, None),
        ("day 3", 72, None),
        ("had my ivig on monday", 48, "since_infusion"),
        ("i had a stroke 5 years ago", 43800, "historical"),
        ("i had meningitis ten years ago, my back hurts now", 87600, "historical"),
        ("my dad had chest pain two days ago, i just have back ache", 48, "historical"),
        ("had a rash 3 months ago after the drip", 2160, "historical"),
        ("heart attack in 2019, infusion finished 3 hours ago", 3, "since_infusion"),
        ("they started it 20 minutes ago", 0.33, None),
    ],
)
def test_durations_and_what_they_count_from(text: str, hours: float, role: str | None) -> None:
    found = understand(text, NOW).of("duration_hours")
    assert [(item.value, item.role) for item in found] == [(hours, role)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("me", "self"),
        ("it's for my mum", "mother"),
        ("my son is vomiting", "son"),
        ("my dad can't breathe", "father"),
    ],
)
def test_who(text: str, who: str) -> None:
    assert values(text, "who") == [who]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("it doesn't stop no", ["goes_on"]),
        ("wont stop", ["goes_on"]),
        ("it hasn't stopped", ["goes_on"]),
        ("it wont settle", ["goes_on"]),
        ("not slowing down", ["goes_on"]),
        ("it settles when I sit", ["lets_up"]),
        ("its warm", ["hurts"]),
        ("it hurts when i press it", ["hurts"]),
        ("warm but it doesn't hurt", ["hurts"]),
        ("not warm, not sore", ["hurts_not"]),
        ("it settles but then my legs go odd", []),
        ("the pain has gone", ["better"]),
    ],
)
def test_what_a_single_question_hears_is_understood(text: str, answer: list[str]) -> None:
    assert values(text, "answer") == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("no, just the calf like i said", {"no", "only:limb"}),
        ("only the calf", {"only:limb"}),
        ("nothing else but my leg", {"no", "only:limb"}),
        ("no only my left leg, i told you", {"no", "only:limb"}),
        ("no, nothing but the belly", {"no", "only:belly"}),
        ("just my leg and i cant breathe", set()),
        ("only my leg and my chest", set()),
    ],
)
def test_a_refusal_may_name_a_part_of_the_body(text: str, answer: set[str]) -> None:
    assert set(values(text, "answer")) == answer
