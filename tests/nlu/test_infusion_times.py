"""Where the person stands relative to the infusion, and how long ago things were."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from bot.nlu.understanding import understand

# A Wednesday, two in the afternoon.
NOW = datetime(2025, 6, 18, 14, 0)


def status(text: str, now: datetime = NOW) -> object:
    found = understand(text, now).of("infusion_status")
    return found[0].value if found else None


def hours(text: str, now: datetime = NOW) -> list[float]:
    return [float(entity.value) for entity in understand(text, now).of("duration_hours")]


@pytest.mark.parametrize(
    "text",
    [
        "the drip has just gone up and my lips tingle",
        "bag is about a third empty",
        "second bottle's going in",
        "tethered to the stand, toes tingling",
        "cannula's in and it's flowing, fine so far",
        "one bag down, two to go, headache building",
        "nurse has just turned the pump up, heart racing",
        "we're an hour in and she's burning up",
        "drip commenced at 13:15",
        "infusion still has an hour to run",
        "my feet are numb like always and the drip is running",
        "the drip dey run now, my chest dey pain me",
        "am taking drip now and body is itching",
        "sitting under the drip, mouth dry",
        "they put me on it at eleven and I'm itching",
        "drip's not finished",
        "she paused it and restarted it slower, still queasy",
        "pushing my drip stand to the toilet again, cramps",
    ],
)
def test_a_drip_that_goes_is_running(text: str) -> None:
    assert status(text) == "running"


@pytest.mark.parametrize(
    "text",
    [
        "they whipped the needle out and off I went, now aching",
        "slept it off after the clinic, neck is stiff this morning",
        "nurse packed up two hours ago and now he has a fever",
        "Infusion Tuesday, headache since",
        "ivig was friday and i ache",
        "last night's drip gave me hives",
        "since Monday's drip I've been dizzy",
        "I can't sleep since Monday's drip",
        "during the drip I had chills but now I'm home and fine",
        "flushed while it ran but it has all gone since they finished",
        "got back from my drip two hours ago and I'm shivering",
        "pulled the needle an hour ago",
        "once it was through I felt great, now the headache",
        "drip done yesterday only, today body pain",
        "my drip started yesterday and my back aches",
        "the bag is empty and they've sent me off",
        "yesterday I was hooked up for 4 hours and today I ache",
    ],
)
def test_a_drip_of_the_past_is_over(text: str) -> None:
    assert status(text) == "after"


@pytest.mark.parametrize(
    "text",
    [
        "I've got my drip on Thursday and a cold",
        "drip isn't till 3",
        "going in for my drip tomorrow, throat is sore",
        "they're about to plug me in",
        "no drip yet, they're mixing it",
        "cannula in, just waiting for the bag",
        "the pharmacy hasn't sent the bag yet",
        "in an hour they start my drip",
        "Should I cancel Friday's drip, I've got the runs",
        "nobody has come to put the drip up",
        "my IVIG's been put off till Monday",
        "Nurse hasn't been to start me off",
        "starting immunoglobulin for the first time on the 12th, stomach is upset already",
        "they won't start till it is at room temperature, I'm shaky",
        "pressure low, waiting before she starts the bag",
    ],
)
def test_a_drip_to_come_is_before(text: str) -> None:
    assert status(text) == "before"


@pytest.mark.parametrize(
    "text",
    [
        "does a drip hurt",
        "can you stop the drip halfway",
        "what happens during an infusion",
        "I always feel sick after infusions",
        "headaches after every drip",
        "the infusion nurse is lovely",
        "my consultant wants to stop my IVIG",
        "my nose keeps running to a standstill",
        "I've been on ivig for two years",
        "they gave me a leaflet about drips",
        "is a pump better than gravity",
        "no different from before the infusion",
    ],
)
def test_drips_in_general_are_no_status(text: str) -> None:
    assert status(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rash since Tuesday lunchtime", [26]),
        ("sick since sunday night", [64]),
        ("took the needle out at half nine, cold ever since", [4.5]),
        ("itchy since quarter to 12", [2.25]),
        ("the shakes came on at 20 past 11", [2.67]),
        ("it began at ten thirty", [3.5]),
        ("they hooked me up at 9.15 and I'm flushed", [4.75]),
        ("drip ended at 6 pm monday, wee is dark", [44]),
        ("itching came on yesterday at noon", [26]),
        ("headache since last thursday morning", [150]),
        ("dizzy in the last hour", [1]),
        ("a week of feeling wretched", [168]),
        ("Saturday's infusion done, ankle swollen", [96]),
        ("Since Friday my back hurts, since Sunday my neck", [120, 72]),
        ("I have been on ivig for three years", [26280]),
        ("1/2 hour of stomach cramps", [0.5]),
    ],
)
def test_hours_before_now(text: str, expected: list[float]) -> None:
    assert hours(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "my infusion starts in half an hour",
        "the drip takes 4 hours for me",
        "30 ml an hour",
        "ivig every 28 days",
        "my drip is on friday",
        "the infusion is at 9 tomorrow",
        "the unit closes at 6",
        "tired for two days after every infusion",
        "they moved me from 4 weekly to 6 weekly",
        "pain down to a 2 from 6",
        "back pain went from 5 to 8",
        "hives, gone after a day",
        "I sleep 14 hours a day",
    ],
)
def test_lengths_rates_and_times_to_come_are_no_duration(text: str) -> None:
    assert hours(text) == []


def test_the_length_of_the_treatment_is_no_time_since_the_infusion() -> None:
    found = understand("I've been on IVIG for two years and it's fine", NOW).of("duration_hours")
    assert [item.role for item in found] == ["historical"]


def test_this_evening_is_to_come_at_noon_and_past_at_night() -> None:
    assert hours("shivering since this evening", NOW.replace(hour=12)) == []
    assert hours("shivering since this evening", NOW.replace(hour=22)) == [4]


@pytest.mark.parametrize(
    "piece", ["since monday at 9 ", "drip on drip in ", "half past ", "10 minutes of ", "not "]
)
def test_the_work_is_linear_in_the_length_of_a_message(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.perf_counter()
        understand(piece * times, NOW)
        return time.perf_counter() - begun

    seconds(10)
    short, long = seconds(200), seconds(1600)
    assert long < 24 * short + 1.0
