"""The handoff as a page to print (or to save as PDF) and as plain text: complete in itself, no script."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Tuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from bot.handoff.facts import onset_text, phase_text, severity_text, time_text
from bot.handoff.known import Known, State
from bot.handoff.rating import FiredRule
from bot.handoff.sbar import SECTIONS, Handoff, citation, level_values
from bot.handoff.wording import clinician, wording
from bot.knowledge.answers import source_note
from bot.knowledge.models import Source
from bot.protocol.loader import protocol
from bot.protocol.messages import source_list

FOLDER = Path(__file__).resolve().parent
HIGHEST_RANK = 5


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def style() -> str:
    """Return the page's own style sheet."""
    return (FOLDER / "page.css").read_text(encoding="utf-8")


def content_security_policy() -> str:
    """Return the policy under which the page may do nothing but show itself with its own style."""
    digest = base64.b64encode(hashlib.sha256(style().encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def page(handoff: Handoff) -> str:
    """Return the handoff as an HTML document."""
    return (
        _templates()
        .get_template("page.html.j2")
        .render(
            style=Markup(style()),
            title=clinician("title"),
            level=_level(handoff),
            times=_times(handoff),
            facts=_facts(handoff),
            danger=[_row(sign) for sign in handoff.signs if sign.danger],
            others=[_row(sign) for sign in handoff.signs if not sign.danger],
            risks=[_row(risk) for risk in handoff.risks],
            sbar=[(name.title(), getattr(handoff.sbar, name)) for name in SECTIONS],
            rules=[(rule.id, rule.text, _cited(rule)) for rule in handoff.rating.rules],
            no_rules=clinician("rules_none"),
            sources=_source_lines(handoff),
            unknown_note=clinician("unknown_note"),
            footer=clinician("footer"),
            version=handoff.protocol_version,
        )
    )


def nothing_told_page() -> str:
    """Return the page of a conversation in which nothing was told yet."""
    return (
        _templates()
        .get_template("nothing.html.j2")
        .render(
            style=Markup(style()),
            title=clinician("title"),
            message=clinician("nothing_told"),
        )
    )


def plain_text(handoff: Handoff) -> str:
    """Return the SBAR as plain text, a sentence a line, to paste into a record."""
    lines = [clinician("title"), *(f"{label}: {value}" for label, value in _times(handoff)), ""]
    for name in SECTIONS:
        lines += [name.upper(), *(f"- {sentence}" for sentence in getattr(handoff.sbar, name)), ""]
    sources = _source_lines(handoff)
    lines += [*sources, "", clinician("footer")] if sources else [clinician("footer")]
    return "\n".join(lines) + "\n"


def _level(handoff: Handoff) -> Dict[str, str]:
    """Return the level in words, and its rank as filled and open circles: nothing rests on colour."""
    rating = handoff.rating
    if rating.level is None:
        return {"code": "none", "symbol": "○" * HIGHEST_RANK, "text": clinician("level_none")}
    data = protocol()
    rank = data.rank(rating.level)
    phrase = "level" if rating.complete else "level_provisional"
    return {
        "code": rating.level,
        "symbol": "●" * rank + "○" * (HIGHEST_RANK - rank),
        "text": clinician(phrase, **level_values(rating, data)),
    }


def _times(handoff: Handoff) -> List[Tuple[str, str]]:
    times = [("Made", time_text(handoff.generated_at))]
    if handoff.told_at is not None:
        times.append(("Last message", time_text(handoff.told_at)))
    return times


def _facts(handoff: Handoff) -> List[str]:
    findings = handoff.findings
    return [phase_text(findings), onset_text(findings), severity_text(findings)]


def _row(known: Known) -> Dict[str, Any]:
    shown = wording().states[known.state]
    words = shown.words
    if known.disputed:
        words += " (taken back later, not yet confirmed)"
    return {
        "name": known.name,
        "state": known.state.value,
        "symbol": shown.symbol,
        "words": words,
        "strong": known.state in (State.PRESENT, State.POSSIBLE),
    }


def _cited(rule: FiredRule) -> str:
    return citation(rule.passages, rule.general_advice)


def _source_lines(handoff: Handoff) -> List[str]:
    sources = [Source(**source) for source in source_list(list(handoff.passages), protocol())]
    return source_note(sources, "nurse").splitlines()
