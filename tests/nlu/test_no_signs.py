"""What sounds like a danger sign and is none; and the same words where they are one after all."""

from __future__ import annotations

import pytest

from bot.nlu.meaning_model import meaning_model
from bot.nlu.understanding import understand
from tests.nlu.helpers import roles


def heard(text: str) -> dict[str, tuple[str, ...]]:
    """Return the roles with the network heard, as in the running assistant."""
    return understand(text, reader=meaning_model()).roles()


@pytest.mark.parametrize(
    "text",
    [
        "I pee a lot",
        "peeing loads",
        "I'm peeing loads more than usual",
        "I wee all the time",
        "peeing every hour",
        "up all night peeing",
        "lots of urine",
        "peeing like a racehorse",
    ],
)
def test_much_urine_is_not_less(text: str) -> None:
    assert heard(text).get("reduced_urine") == ("absent",)


@pytest.mark.parametrize(
    "text",
    [
        "I don't pee a lot",
        "I pee a lot less",
        "I've hardly peed all day",
        "I usually pee a lot, today only twice",
        "I drink loads and pee nothing",
    ],
)
def test_less_urine_beside_words_of_much_is_less(text: str) -> None:
    assert "present" in heard(text)["reduced_urine"]


def test_what_was_much_and_now_is_little_is_asked_back() -> None:
    assert heard("I used to pee a lot but now hardly")["reduced_urine"] == ("possible",)


@pytest.mark.parametrize(
    "text",
    [
        "my kidneys run at 40 percent",
        "my kidneys are at 40%",
        "kidneys only work at 30 percent",
        "kidney function 40 percent",
        "egfr of 38",
        "I have one working kidney",
    ],
)
def test_the_share_of_kidneys_that_work_is_a_risk_and_no_sign(text: str) -> None:
    assert heard(text) == {"kidney_disease": ("present",)}


def test_kidneys_that_stop_are_a_sign() -> None:
    assert heard("my kidneys stopped working")["reduced_urine"] == ("present",)


@pytest.mark.parametrize(
    "text",
    [
        "back feels tight",
        "my back is tight",
        "tight muscles in my back",
        "tightness in my back",
        "tightness across my upper back",
        "tightness between my shoulder blades",
        "lower back tightness",
    ],
)
def test_a_tight_back_is_no_tight_chest(text: str) -> None:
    assert heard(text) == {"back_pain": ("present",)}


@pytest.mark.parametrize(
    "text",
    [
        "my back and chest feel tight",
        "tightness in my back going round to the front",
        "my back feels tight and something heavy sits on my front",
        "tightness and back pain",
    ],
)
def test_a_tightness_that_is_not_the_backs_alone_is_heard(text: str) -> None:
    assert {"present", "possible"} & set(heard(text)["chest_tightness"])


@pytest.mark.parametrize(
    "text",
    [
        "red where the tape was",
        "red skin under the tape",
        "rash under the plaster",
        "rash where the dressing was",
        "hives where the tape was",
        "red bumps only where the plaster sat",
        "the tape left a red mark",
        "back hurts and I'm red where the tape was",
    ],
)
def test_a_rash_under_the_tape_alone_is_the_needle_sites(text: str) -> None:
    told = heard(text)
    assert "rash" not in told and told["infusion_site_pain"] == ("present",)


@pytest.mark.parametrize(
    "text",
    [
        "a rash under the dressing and on my belly",
        "rash on my belly and under the tape",
        "rash under the tape but now on my chest too",
        "rash under the tape and it is spreading",
        "rash everywhere, even under the tape",
        "rash under the tape. more on my stomach",
        "rash all over, not only where the tape was",
        "rash under my arms",
    ],
)
def test_a_rash_elsewhere_is_a_rash(text: str) -> None:
    assert roles(text)["rash"] == ("present",)


@pytest.mark.parametrize(
    "text",
    [
        "yes I can breathe",
        "I can talk in full sentences, I've been on the phone all morning",
        "I can finish my sentences",
        "he can speak in full sentences",
    ],
)
def test_who_can_breathe_or_talk_in_sentences_breathes(text: str) -> None:
    assert heard(text)["dyspnea"] == ("absent",)


def test_breath_that_is_there_now_is_no_alarm() -> None:
    assert "present" not in heard("no I can breathe now")["dyspnea"]


@pytest.mark.parametrize(
    "text",
    [
        "I can't finish a sentence",
        "I can hardly finish a sentence",
        "no I can't breathe",
        "I can barely breathe",
        "can't say whole sentences without stopping",
    ],
)
def test_who_can_not_breathe_or_talk_in_sentences_does_not(text: str) -> None:
    assert "present" in heard(text)["dyspnea"]


@pytest.mark.parametrize("text", ["I can breathe but only just", "no I can breathe but barely"])
def test_a_breath_that_is_only_just_there_counts_or_is_asked_back(text: str) -> None:
    assert {"possible", "present"} & set(heard(text)["dyspnea"])


@pytest.mark.parametrize("text", ["can I go swimming", "I love swimming", "I was going swimming tomorrow"])
def test_swimming_is_no_dizziness(text: str) -> None:
    assert "dizziness" not in heard(text)


@pytest.mark.parametrize("text", ["my head is swimming", "everything is swimming"])
def test_a_head_that_swims_is_dizzy(text: str) -> None:
    assert "present" in heard(text)["dizziness"]
