"""What the conversation must do next, decided apart from Rasa.

`decide` is pure, so that every branch of it is tested without a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from bot.protocol.after_result import about_the_help, obstacles, phrases
from bot.protocol.engine import DANGER_LEVELS, assess, next_question
from bot.protocol.findings import Findings
from bot.protocol.glossary import asked_meanings
from bot.protocol.loader import protocol
from bot.protocol.models import Question
from bot.protocol.observations import EXTRA_DOSE, Observations

FORM = "triage_form"
RESULT = "action_triage_result"
CRISIS = "action_crisis"
START_OVER = "action_start_over"
ANSWER = "action_answer"
HELP_CALLED = "action_help_called"
LOOKED_AT = "action_looked_at"
AFTER_RESULT = "action_after_result"
CRISIS_OVER = "action_crisis_over"
LISTEN = "action_listen"

# Intents that are answered before the open question is asked again.
_QUESTION_PREFIX = "ask_"
FEAR = "fear"
# What is still answered while thoughts of suicide stand: a person, the nurse's cards, and questions that are
# about the treatment. Of the others ("what can I do") the documents would answer as if it were about a back.
_ANSWERED_IN_CRISIS = frozenset(
    {
        "request_handoff",
        "nurse_reference",
        "ask_cause",
        "ask_duration",
        "ask_prevention",
        "ask_rate",
        "ask_meningitis",
        "ask_ivig",
        "ask_neuropathy",
        "ask_risk",
        "ask_source",
    }
)
# "Should I worry?" before anything was told: what is wrong is asked first.
FIRST_TELL = "first_tell"
# A grave illness that is suspected, or a dose too many: the questions begin at once, question mark or not.
ASKED_AT_ONCE = ("named_clot", "named_meningitis", EXTRA_DOSE)


@dataclass(frozen=True)
class Turn:
    """One message as the policy sees it.

    Attributes:
        before: the findings before the message.
        after: the findings after it.
        said: what the message says.
        intent: the classifier's intent.
        is_question: whether the message is put as a question.
        form_active: whether the triage form is running.
    """

    before: Findings
    after: Findings
    said: Observations
    intent: str
    is_question: bool
    form_active: bool


def decide(turn: Turn) -> Optional[str]:
    """Return the action that must come now, or None where the rules may choose.

    In this order: thoughts of suicide, and a plan, means or being alone while they stand; danger; that they
    were not meant so; help that was called; a wish to start over; professionals who looked; what to do until
    help is there; what comes of it all; what a word means; a doubtful danger sign; whatever is nothing else
    while thoughts of suicide stand; a cry for help; the answer that was just given; symptoms said outside the
    form.
    """
    opened = turn.before.crisis is None and turn.after.crisis is not None  # by the answer to a doubt
    if opened or turn.said.tells_crisis or (turn.said.crisis_worse and turn.after.in_crisis):
        return CRISIS
    if must_announce(turn.after, turn.said) and not _is_about_the_help(turn):
        return RESULT
    if turn.before.in_crisis and turn.after.crisis is None:
        return CRISIS_OVER
    if turn.said.help_called or _help_comes(turn):
        return HELP_CALLED
    if turn.said.start_over:
        return START_OVER
    if turn.said.looked_at and turn.after.looked_at:
        return LOOKED_AT
    if phrases(turn.after, turn.said, asking=turn.form_active):
        return AFTER_RESULT
    if turn.said.waiting and turn.after.announced in DANGER_LEVELS:
        return ANSWER
    if FIRST_TELL in turn.after.notes and not turn.after.in_crisis:
        return FORM
    if turn.said.asks_outcome and (not turn.after.in_crisis or turn.after.announced in DANGER_LEVELS):
        return ANSWER
    if turn.form_active and asked_meanings(turn.said):
        return ANSWER
    question = next_question(turn.after)
    if question is not None and question.confirms is not None and not turn.form_active:
        return FORM
    if turn.after.in_crisis and not turn.form_active and not _leaves_crisis(turn, question):
        return CRISIS
    if question is None:
        return None
    if (turn.said.repeat and turn.form_active) or turn.said.cry_for_help:
        return FORM
    asks = turn.intent.startswith((_QUESTION_PREFIX, FEAR)) and (turn.is_question or not turn.said.has_claim)
    if turn.form_active and question.confirms is not None and asks and not turn.is_question:
        # It reads like a question and is put as none: rather an answer to a doubt about a danger sign.
        return FORM
    if turn.form_active:
        told = ("answered", "signs", "who")
        answered = any(getattr(turn.after, name) != getattr(turn.before, name) for name in told)
        if answered and asks and turn.is_question and turn.intent != FEAR:
            return ANSWER
        return FORM if answered else None
    if any(turn.said.claims(code) for code in ASKED_AT_ONCE):
        return FORM
    if asks:
        return None
    names_patient = turn.said.who is not None and turn.after.who != turn.before.who
    return FORM if turn.said.has_claim or names_patient or _states_facts(turn) else None


def must_announce(findings: Findings, said: Observations) -> bool:
    """Tell whether a danger level must be said now: it is new, has new reasons, or its sign is said again."""
    if not assess(findings).is_danger or findings.looked_at:
        return False
    return _is_news(findings) or any(said.claims(code) for code in protocol().danger_codes)


def _is_news(findings: Findings) -> bool:
    """Tell whether the level, or a rule behind it, was not told yet."""
    assessment = assess(findings)
    return findings.announced != assessment.level or bool(
        set(assessment.rules) - set(findings.announced_rules)
    )


def _is_about_the_help(turn: Turn) -> bool:
    """Tell whether a sign is named again only beside something else: "the pain is gone"."""
    return not _is_news(turn.after) and about_the_help(turn.after, turn.said)


def _help_comes(turn: Turn) -> bool:
    """Tell whether somebody was called whom the person was told to call."""
    in_crisis = turn.after.in_crisis
    if turn.said.help_coming:
        return in_crisis or _is_emergency(turn.before)
    return in_crisis and turn.said.crisis_called


def _leaves_crisis(turn: Turn, question: Optional[Question]) -> bool:
    """Tell whether a message, while thoughts of suicide stand, is about something else that is handled.

    Whatever is not understood, small talk, a bare yes or no are none: none of them may meet a dead end.
    """
    asks = turn.is_question or not turn.intent.startswith(_QUESTION_PREFIX)
    if asks and turn.intent in _ANSWERED_IN_CRISIS:
        return True
    return question is not None and turn.said.reports_something_else and not turn.said.cry_for_help


def _is_emergency(findings: Findings) -> bool:
    return assess(findings).level == "emergency"


def _states_facts(turn: Turn) -> bool:
    """Tell whether a message outside the form still adds to a story that has begun."""
    return bool(turn.before.signs) and turn.after.with_changes(
        last_message_id=None
    ) != turn.before.with_changes(last_message_id=None)


def follow_up(action: str, findings: Findings, said: Observations, form_active: bool) -> Optional[str]:
    """Return what must follow one of our own actions in the same turn, or None where the rules may choose."""
    if action == RESULT and obstacles(findings, said):
        return AFTER_RESULT  # "I can not breathe and I am alone": the level first, then how to get help
    if action in (RESULT, AFTER_RESULT):
        return FORM if next_question(findings) is not None else LISTEN
    if action == START_OVER:
        return FORM
    if action == HELP_CALLED:  # nothing is asked of someone who waits for help
        return LISTEN
    if action == LOOKED_AT:  # a sign that they took back is still asked back
        return FORM if next_question(findings) is not None else LISTEN
    if action == CRISIS:  # a physical danger in the same message is said right after
        return RESULT if must_announce(findings, said) else LISTEN
    if action == CRISIS_OVER:  # goes on with what was told besides
        question = next_question(findings)
        return FORM if question is not None and question.kind != "complaint" else LISTEN
    if action == ANSWER and (said.waiting or said.asks_outcome or asked_meanings(said) or not form_active):
        goes_on = (said.has_claim or form_active) and next_question(findings) is not None
        return FORM if goes_on else LISTEN
    return None
