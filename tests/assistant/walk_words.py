"""What is said on a walk: the openings, and every kind of answer in every state."""

from __future__ import annotations

from typing import Dict

from bot.protocol.messages import question_message
from tests.assistant.walk_states import State

OPENINGS = (
    "hello",
    "my back hurts",
    "my back hurts and the drip is running",
    "my back hurts, my infusion has not started yet",
    "fever and back pain, my ivig ended yesterday",
    "headache since my ivig yesterday",
    "I vomited and my heart flutters, ivig ended yesterday",
    "my feet are numb, ivig was yesterday",
    "itchy skin, the ivig ended 70 hours ago",
    "I think my tongue may be swollen",
    "my neck is stiff",
    "I cannot breathe",
    "help me please",
)
# Those whose own questions come late: by the next reply alone they count as others do until then.
RARE_OPENINGS = (
    "I vomited and my heart flutters, ivig ended yesterday",
    "my feet are numb, ivig was yesterday",
    "my back hurts, the ivig ended 70 hours ago",
    "my ankle is swollen, ivig was yesterday",
)
RARE_QUESTIONS = {
    *("onset", "nerve_progression", "repeated_vomiting", "persistent_palpitations", "limb_pain"),
}
NURSES_OPENINGS = (
    "I'm a nurse",
    "RN here, my patient has back pain during the infusion",
    "I'm a nurse, rate for 70 kg at 10% please",
)
DANGER = "my tongue is swelling up"
# Said in every state.
KINDS = {
    "yes": "yes",
    "no": "no",
    "unknown": "I don't know",
    "unsure": "I don't think so",
    "correction": "sorry, that was wrong, I take it back",
    "question": "how long will it last?",
    "gibberish": "qwrtz plmk",
    "danger": DANGER,
    "start over": "start over",
    "several lines": "my back hurts\nno fever\nit is about a 4",
    "pushback": "my nurse said it is fine",
    "report": "I also have a sore arm",
    "again": "can you repeat the question",
    "fear": "am I going to die",
    "thanks": "thank you",
    "hand over": "I want to talk to a person",
    "help is coming": "I called 911",
}
# What moves an interview on that a bare yes or no does not answer. What the buttons say is tapped besides.
FITTING = {
    "infusion_status": {
        "running": "it is running now",
        "over": "it ended yesterday",
        "long ago": "5 days ago",
    },
    "infusion_end": {"yesterday": "yesterday", "long ago": "5 days ago"},
    "severity": {"mild": "3", "severe": "9"},
    "onset": {"today": "this morning", "long ago": "a week ago"},
    "complaint": {"back": "back pain"},
}
PROGRESS = {"better": "better", "same": "the same", "worse": "it is worse"}
# Of the eleven numbers and of the times that buttons offer, those above stand for all.
NOT_TAPPED = ("severity", "onset", "phase_end")


# What a person says that answers no question: it is said in every state, but two states that differ only in
# what it adds (a symptom that is new in one of them) count as the same.
ASIDES = (
    "several lines",
    "report",
    "fear",
    "help is coming",
    "hand over",
    "question",
    "thanks",
    "pushback",
    "again",
)


def kinds_of_answers(state: State) -> Dict[str, str]:
    """Return every kind of answer, those that fit the open question, and each of its buttons."""
    question = state.question
    if question is None:
        return dict(KINDS)
    fitting = PROGRESS if question.kind == "progress" else FITTING.get(question.id, {})
    words = {**KINDS, **fitting}
    if question.kind not in NOT_TAPPED:
        known = {said.casefold() for said in words.values()}
        titles = question_message(question, state.findings).buttons  # what a button sends is its title
        words.update({f"tap {title}": title for title in titles if title.casefold() not in known})
    return words
