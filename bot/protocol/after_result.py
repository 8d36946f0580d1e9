"""What is answered once help was advised, and the person writes something else than a sign.

The level stands, whatever is said here: that a sign passed, a bare "no", no phone, nobody to drive. What
changes is only what helps with it. Pure: findings and a message in, a message out.
"""

from __future__ import annotations

from typing import Tuple

from bot.knowledge.answers import source_note
from bot.knowledge.models import Source
from bot.protocol.engine import DANGER_LEVELS, assess
from bot.protocol.findings import Findings, Phase
from bot.protocol.loader import protocol
from bot.protocol.messages import Message, reasons, rule_sources
from bot.protocol.observations import IN_THE_WAY, THOUGHTS, Observations, is_question
from bot.protocol.texts import text

PASSED = "passed"
NO_LONGER = "no_longer"
SIGN_WRONG = "sign_wrong"
UNWILLING = "unwilling"
NO_MORE = "no_more"
BARE_NO = "no"
# So many of them are answered at once: more could not be taken in.
MOST_ANSWERED = 2
# Answers that tell that a sign is gone.
_EASED = frozenset({"better", "lets_up"})
# A "no" is bare where nothing stands beside it but these.
_BARE = frozenset(
    ["no", "nope", "nah", "naw", "nay", "noo", "n", "not", "really", "thanks", "thank", "you", "sorry"]
)
# What a person can answer to the question what is not right, by tapping; each is understood when typed, too.
_BUTTONS = {
    "emergency": ("The sign is not there", "I can not call", "I will not call"),
    "urgent": ("The sign is not there", "I can not get there", "I will not go"),
}


def passed(findings: Findings, said: Observations) -> bool:
    """Tell whether a message says that a sign passed, or is less than it was; a question says nothing.

    Args:
        findings: what is known, before the message or after it.
        said: what it says.
    """
    if is_question(said.text):
        return False
    if PASSED in said.after_result or _EASED & set(said.answers):
        return True
    if NO_LONGER not in said.after_result:
        return False
    if not said.signs:  # "no, not any more"
        return bool({"no", "none"} & set(said.answers))
    return any("absent" in roles and findings.present(code) for code, roles in said.signs.items())


def about_the_help(findings: Findings, said: Observations) -> bool:
    """Tell whether a message says that a sign passed, or what stands in the way of the help."""
    return passed(findings, said) or bool(set(IN_THE_WAY) & set(said.after_result))


def bare_no(said: Observations) -> bool:
    """Tell whether a message is "no" and nothing else: it does not say to what."""
    words = "".join(letter if letter.isalpha() else " " for letter in said.text.casefold()).split()
    return bool(words and {"no", "likely_no"} & set(said.answers)) and _BARE.issuperset(words)


def takes_back(findings: Findings, said: Observations) -> bool:
    """Tell whether a message denies, without naming it, what a danger result was about ("no I don't")."""
    if said.has_claim or said.looked_at or said.who is not None or passed(findings, said):
        return False
    if SIGN_WRONG in said.after_result:
        return True
    if (
        bare_no(said) or said.after_result
    ):  # "no, I have no car" is about the way, "that is all" about nothing
        return False
    return said.takes_back or bool({"no", "none"} & set(said.answers))


def plain_refusal(findings: Findings, said: Observations) -> Observations:
    """Return a message without thoughts of suicide where it only refuses the help that was advised.

    "I do not want to go" is about the hospital in answer to a danger level, unless such thoughts were told.
    """
    refuses = UNWILLING in said.after_result and findings.announced in DANGER_LEVELS
    if not refuses or findings.crisis is not None:
        return said
    signs = {code: roles for code, roles in said.signs.items() if code != THOUGHTS}
    return said.copy(update={"signs": signs, "hints_crisis": False})


def phrases(findings: Findings, said: Observations, asking: bool) -> Tuple[str, ...]:
    """Return the phrases of texts.yml that answer a message once help was advised; none where it is no such.

    Args:
        findings: what is known after the message.
        said: what it says.
        asking: whether a question stands open, so that a "no" answers it.
    """
    level = findings.announced
    if level not in DANGER_LEVELS or findings.looked_at:
        return ()
    told = [kind for kind in IN_THE_WAY if kind in said.after_result][:MOST_ANSWERED]
    runs = findings.phase is Phase.RUNNING and level != "emergency"
    meanwhile = "meanwhile_running" if runs else f"meanwhile_{level}"
    if told:
        return (*(f"{kind}_{level}" for kind in told), meanwhile)
    if passed(findings, said):
        return (f"{PASSED}_{level}", meanwhile)
    if UNWILLING in said.after_result:
        return ("pushback", f"still_{level}")
    if asking:
        return ()
    if said.who is not None and not said.has_claim:  # "it's her, not me"
        return (f"still_{level}", "noted")
    if NO_MORE in said.after_result:
        return (f"still_{level}",)
    if bare_no(said):
        return (f"{BARE_NO}_{level}",)
    return ()


def obstacles(findings: Findings, said: Observations) -> Tuple[str, ...]:
    """Return the phrases for what stands in the way of help that this message made necessary.

    That a sign passed can only be said of one that was announced before.
    """
    if not said.after_result:
        return ()
    names = phrases(findings, said, asking=True)
    return () if names[:1] and names[0].startswith(PASSED) else names


def after_result_message(names: Tuple[str, ...], findings: Findings) -> Message:
    """Build the answer from its phrases; to a sign that passed belongs why it still counts, with the sources.

    Raises:
        KeyError: a phrase that texts.yml does not have; the tests build every one.
    """
    level, who = str(findings.announced), findings.who
    lines = [text(name, who) for name in names]
    if names[0].startswith(PASSED):
        data, assessment = protocol(), assess(findings)
        sources = [Source(**source) for source in rule_sources(assessment, data)]
        lines[1:1] = reasons(assessment, who, data)
        lines.append(source_note(sources, "patient"))
    buttons = _BUTTONS[level] if names[0].startswith(f"{BARE_NO}_{level}") else ()
    return Message(text="\n".join(line for line in lines if line), buttons=buttons)
