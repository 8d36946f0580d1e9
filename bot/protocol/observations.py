"""What one message says, in the terms of the protocol: built from the entities that the NLU found."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from bot.protocol.values import Value

# i2b2 2010 assertions, gravest for the reader first: where one message names a sign twice, the first wins.
ROLES = ("present", "possible", "conditional", "absent", "hypothetical", "historical", "someone_else")

# How a question begins that is typed without its mark.
_QUESTION_WORDS = frozenset(
    [
        "what",
        "whats",
        "why",
        "how",
        "when",
        "where",
        "who",
        "which",
        "can",
        "could",
        "should",
        "shall",
        "may",
        "will",
        "would",
        "do",
        "does",
        "did",
        "is",
        "are",
        "am",
    ]
)
# Intents that change the subject, besides the questions (ask_...).
DIGRESSIONS = frozenset(
    {
        "greet",
        "thanks",
        "goodbye",
        "pushback",
        "request_handoff",
        "nurse_reference",
        "fear",
        "crisis",
        "out_of_scope",
    }
)
# Gibberish may look like this intent too, so it still counts as a missed answer.
OFF_TOPIC = "out_of_scope"
# What someone has who only cries for help.
CRIED = "malaise"
# The sign that opens a crisis; its intent may recognize one that no pattern knows.
THOUGHTS = "suicidal"
CRISIS = "crisis"
# So sure the intent alone must be to open it; of every example in data/nlu that no pattern knows it is.
# Below this the thoughts are asked back.
SURE_OF_CRISIS = 0.65
# What is said of the help that was advised (bot/nlu/after_result.yml).
AFTER_RESULT = "after_result"
# What stands in the way of the help, the gravest first: each has a text for each danger level.
IN_THE_WAY = ("no_voice", "no_phone", "no_credit", "no_signal", "no_answer", "no_ride", "no_leave", "alone")
# One dose of a medicine too many: what to do about it is said at once, by the phrase of the same name.
EXTRA_DOSE = "extra_dose"
# "I feel awful", "I am so tired", "it gets worse": beside such thoughts they are no report of something else.
_PART_OF_THOUGHTS = frozenset(
    {THOUGHTS, "malaise", "fatigue", "very_unwell", "worsening", "recurrent", "not_eased", "long_lasting"}
)
# What a message says around it (bot/nlu/crisis.yml).
_AROUND_CRISIS = {"worse": "crisis_worse", "denied": "crisis_denied", "called": "crisis_called"}
# Commands that are no failed answer either.
_NO_ANSWERS = frozenset({"repeat", "help_called", "cry_for_help", "looked_at", "waiting", "asks_outcome"})
_COMMANDS = _NO_ANSWERS | {"start_over", "help_coming"}
# What the role of a time ties it to; a time without one is tied by the question that it answers.
_TIMES = {"since_infusion": "hours_since_infusion", "since_onset": "hours_since_onset"}


class Observations(Value):
    """The content of one message.

    Attributes:
        message_id: identifies the message.
        signs: symptom or feature code -> assertions of its mentions, most decisive first.
        risks: risk factor code -> assertions likewise.
        severity: 0 to 10.
        hours_since_infusion: hours since the infusion ended, where the message ties a time to it.
        hours_since_onset: hours since the symptom began, likewise.
        hours_untied: a time that the message ties to neither.
        infusion_status: before, running or after.
        who: "self" or a relation.
        subject: "patient" where all that the message tells is of a "he" or "she" without a name.
        answers: the answers found by grammar ("yes", "none", "item:2", ...).
        start_over: the person asks to begin anew.
        takes_back: the message corrects an earlier one, as a whole.
        repeat: the person asks for the question again.
        help_called: the emergency number was called, or help is on its way.
        help_coming: somebody was called or comes; who, what was said before tells.
        looked_at: an ambulance, an emergency department or a doctor looked and let the person go.
        waiting: the person asks what to do until help is there.
        asks_outcome: the person asks what comes of it: "am I ok?", "what now?".
        cry_for_help: the message only cries for help; it stands for feeling unwell, so that danger is asked.
        hints_crisis: its intent tells of thoughts of suicide that no pattern knows.
        doubts_crisis: its intent may tell of them, so they are asked back.
        crisis_of: "self" or "other" where it says whose they are.
        crisis_worse: a plan, means at hand, or being alone; it counts only while such thoughts stand.
        crisis_denied: a joke, or not meant so; likewise.
        crisis_called: the crisis line was called, or somebody comes; likewise.
        after_result: what it says of the help that was advised ("no_phone"); it counts only after that.
        changes_subject: the message asks or says something of its own, and is no failed answer.
        text: the message itself, only to recognise a tapped answer word for word.
    """

    message_id: Optional[str] = None
    signs: Mapping[str, Tuple[str, ...]] = {}
    risks: Mapping[str, Tuple[str, ...]] = {}
    severity: Optional[int] = None
    hours_since_infusion: Optional[float] = None
    hours_since_onset: Optional[float] = None
    hours_untied: Optional[float] = None
    infusion_status: Optional[str] = None
    who: Optional[str] = None
    subject: Optional[str] = None
    answers: Tuple[str, ...] = ()
    start_over: bool = False
    takes_back: bool = False
    repeat: bool = False
    help_called: bool = False
    help_coming: bool = False
    looked_at: bool = False
    waiting: bool = False
    asks_outcome: bool = False
    cry_for_help: bool = False
    hints_crisis: bool = False
    doubts_crisis: bool = False
    crisis_of: Optional[str] = None
    crisis_worse: bool = False
    crisis_denied: bool = False
    crisis_called: bool = False
    after_result: Tuple[str, ...] = ()
    changes_subject: bool = False
    text: str = ""

    def claims(self, code: str) -> bool:
        """Tell whether the message says that a sign is, or may be, present."""
        return any(role in ("present", "possible", "conditional") for role in self.signs.get(code, ()))

    @property
    def has_claim(self) -> bool:
        """Tell whether the message reports any sign."""
        return any(self.claims(code) for code in self.signs)

    @property
    def tells_crisis(self) -> bool:
        """Tell whether the message tells of thoughts of suicide."""
        return self.hints_crisis or self.claims(THOUGHTS)

    @property
    def reports_something_else(self) -> bool:
        """Tell whether the message reports a sign that is no part of thoughts of suicide."""
        return any(self.claims(code) for code in self.signs if code not in _PART_OF_THOUGHTS)


def is_digression(intent: str) -> bool:
    """Tell whether an intent changes the subject: it is answered, then the open question is asked again."""
    return intent.startswith("ask_") or intent in DIGRESSIONS


def is_question(text: str) -> bool:
    """Tell whether a message is put as a question: by its mark, or by its first word."""
    words = text.casefold().replace("'", "").split()
    return "?" in text or (bool(words) and words[0] in _QUESTION_WORDS)


def from_entities(
    entities: Sequence[Mapping[str, Any]],
    message_id: Optional[str] = None,
    text: str = "",
    intent: str = "",
    confidence: float = 1.0,
) -> Observations:
    """Build the observations of a message from its entities, as Rasa's parse result lists them.

    A symptom without a role counts as present: it must never be lost. Entities of other names are ignored.
    The confidence is that of the intent.
    """
    signs: Dict[str, List[str]] = {}
    risks: Dict[str, List[str]] = {}
    plain: Dict[str, Any] = {}
    answers: List[str] = []
    after_result: List[str] = []
    around: Set[str] = set()
    for entity in entities:
        name, value = entity.get("entity"), entity.get("value")
        role = entity.get("role")
        if name in ("symptom", "feature"):
            signs.setdefault(str(value), []).append(role or "present")
        elif name == "risk_factor":
            risks.setdefault(str(value), []).append(role or "present")
        elif name == "duration_hours" and isinstance(value, (int, float)):
            if role != "historical":  # the time of something past says nothing of now
                plain[_TIMES.get(str(role), "hours_untied")] = float(value)
        elif name == "severity" and isinstance(value, (int, float)):
            plain["severity"] = max(int(value), plain.get("severity", 0))
        elif name in ("infusion_status", "who", "subject"):
            plain[name] = str(value)
        elif name == "answer":
            answers.append(str(value))
        elif name == "command" and value in _COMMANDS:
            plain[str(value)] = True
        elif name == AFTER_RESULT:
            after_result.append(str(value))
        elif name == CRISIS:
            around.add(str(value))
            if value in _AROUND_CRISIS:
                plain[_AROUND_CRISIS[str(value)]] = True
    if "cry_for_help" in plain:
        signs.setdefault(CRIED, []).append("present")
    hinted = _hinted_crisis(signs, answers, intent)
    # Being alone, no phone, no car: what stands in the way of help explains the words.
    sure, explained = confidence >= SURE_OF_CRISIS, bool(set(IN_THE_WAY) & set(after_result))
    # Every value was given its type above: to validate them again takes longer than to find them.
    return Observations.construct(
        message_id=message_id,
        signs={code: _decisive_first(roles) for code, roles in signs.items()},
        risks={code: _decisive_first(roles) for code, roles in risks.items()},
        answers=tuple(dict.fromkeys(answers)),
        after_result=tuple(after_result),
        changes_subject=(is_digression(intent) and intent != OFF_TOPIC) or bool(_NO_ANSWERS & set(plain)),
        takes_back=intent == "correct",
        hints_crisis=hinted and sure and not explained,
        doubts_crisis=hinted and sure == explained,
        crisis_of=_crisis_of(signs, plain, around),
        text=text,
        **plain,
    )


def _hinted_crisis(signs: Mapping[str, Sequence[str]], answers: Sequence[str], intent: str) -> bool:
    """Tell whether the intent alone tells of thoughts of suicide: the words hold nothing else."""
    if intent != CRISIS or answers or set(signs.get(THOUGHTS, ())) - {"someone_else"}:
        return False
    claims = ("present", "possible", "conditional")
    return not any(role in claims for roles in signs.values() for role in roles)


def _crisis_of(
    signs: Mapping[str, Sequence[str]], plain: Mapping[str, Any], around: Set[str]
) -> Optional[str]:
    """Return whose thoughts of suicide a message tells of; where it is in doubt they are the writer's."""
    if "of_self" in around:
        return "self"
    if "of_other" in around or set(signs.get(THOUGHTS, ())) == {"someone_else"}:
        return "other"
    named = plain.get("who") not in (None, "self") or "subject" in plain
    return "other" if named and "first_person" not in around else None


def _decisive_first(roles: Sequence[str]) -> Tuple[str, ...]:
    known = [role for role in roles if role in ROLES] or ["present"]
    return tuple(sorted(dict.fromkeys(known), key=ROLES.index))
