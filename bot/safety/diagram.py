"""The protocol as a picture: from the gravest question down, what leads to which level and what is then said.

One picture for each reader (patient, nurse) and phase (running, after), drawn from the rules that the engine
runs. An answer of "yes" leads to the right, "no" leads down, as the engine does: the most urgent rule wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Dict, List, Literal, Sequence, Tuple, Union

from bot.protocol.conditions import Condition
from bot.protocol.engine import DANGER_LEVELS
from bot.protocol.findings import Phase
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, SourceField, Step
from bot.protocol.models import Rule as ProtocolRule
from bot.safety.hazard_log import DATA
from bot.safety.svg import Drawing, Paragraph, Style, height_of
from bot.safety.wording import Clause, for_phase, outline

Reader = Literal["patient", "nurse"]

WIDTH, MARGIN, GAP, PAD = 1080.0, 24.0, 62.0, 14.0
LEFT_WIDTH = 496.0
RIGHT_WIDTH = WIDTH - 2 * MARGIN - GAP - LEFT_WIDTH
SPACE = 46.0
NUMBER = "your emergency number"

TITLE = Style("title", 22, bold=True)
SUBTITLE = Style("soft", 13.5, above=2)
HEAD = Style("head", 16, bold=True, above=0)
WORDS = Style("body", 14, indent=16, above=3, bullet=True)
SMALL = Style("soft", 12, indent=16, above=0)
DEEP = Style("body", 13, indent=34, above=1, bullet=True)
SAY = Style("say", 15, bold=True, above=4)
STEP = Style("body", 13.5, indent=16, above=3, bullet=True)
NOTE = Style("soft", 12.5, above=6)

_QUESTIONS: Dict[Reader, Dict[str, str]] = {
    "patient": {
        "emergency": "Do you have any of these now?",
        "urgent": "Do you have any of these?",
        "tell_nurse": "Do you feel anything else?",
        "same_day": "Does any of these fit?",
        "self_care": "Do you feel anything else?",
    },
    "nurse": {
        "emergency": "Is any of these present?",
        "urgent": "Is any of these present?",
        "tell_nurse": "Is there any other symptom?",
        "same_day": "Does any of these fit?",
        "self_care": "Is there any other symptom?",
    },
}
_PHASES = {Phase.RUNNING: "while the infusion runs", Phase.AFTER: "after the infusion"}
_YOU = {"you": "you", "you_too": "you", "your": "your", "yours": "yours", "You": "You", "Your": "Your"}

_STYLE = (DATA / "diagram.css").read_text(encoding="utf-8").strip().replace("\n", "")


@dataclass(frozen=True)
class Stage:
    """A level in a phase: what leads to it, and what is then said."""

    level: str
    asked: Tuple[Paragraph, ...]
    said: Tuple[Paragraph, ...]


def draw(reader: Reader, phase: Phase, signed: bool) -> str:
    """Return the picture of the protocol for a reader and a phase as SVG.

    Raises:
        KeyError: a phase other than running and after.
    """
    data = protocol()
    stages = _stages(reader, phase, data)
    drawing = Drawing()
    y = drawing.write(_heading(reader, phase, data), MARGIN, 14.0, WIDTH - 2 * MARGIN)
    if not signed:
        text = "UNSIGNED: no clinician has reviewed this version. Not for use with patients."
        y = drawing.write(
            [Paragraph(text, Style("unsigned", 13.5, bold=True))], MARGIN, y, WIDTH - 2 * MARGIN
        )
    y += 20
    for stage in stages:
        y = _stage(drawing, stage, y, reader, data)
    y = _end(drawing, y, reader, phase)
    return _document(drawing, y + MARGIN, reader, phase, data)


def _heading(reader: Reader, phase: Phase, data: Protocol) -> List[Paragraph]:
    whose = "What the assistant tells patients" if reader == "patient" else "The triage protocol for nurses"
    how = (
        "Read from the top. “Yes” leads to the right and ends the questions. “No” leads down. "
        "“I don't know” to a danger sign is never taken as no."
    )
    return [
        Paragraph(f"{whose} {_PHASES[phase]}", TITLE),
        Paragraph(
            f"{how} Protocol {data.version}. Made from articles, not from guidelines. Not a medical device.",
            SUBTITLE,
        ),
    ]


def _stages(reader: Reader, phase: Phase, data: Protocol) -> Tuple[Stage, ...]:
    stages = []
    for level in sorted(data.levels, key=lambda name: -data.rank(name)):
        rules = [(rule, for_phase(rule.condition, phase, data)) for rule in data.rules if rule.level == level]
        firing = [(rule, left) for rule, left in rules if left is not False]
        if firing:
            stages.append(
                Stage(level, _asked(level, firing, reader, data), _said(level, reader, phase, data))
            )
    return tuple(stages)


def _asked(
    level: str, rules: Sequence[Tuple[ProtocolRule, Union[bool, Condition]]], reader: Reader, data: Protocol
) -> Tuple[Paragraph, ...]:
    shown = [Paragraph(_QUESTIONS[reader][level], HEAD)]
    for rule, left in rules:
        if isinstance(left, bool):
            clause = Clause("always")
        else:
            clause = outline(left, data, clinical=reader == "nurse").folded()
        if reader == "patient" and rule.id.endswith("-UNNAMED"):
            continue  # how the interview stores a bare yes; nothing that a person could have
        shown.extend(_lines(clause))
        if reader == "nurse":
            shown.append(Paragraph(f"{rule.id} ({_cited(rule.sources)})", SMALL))
    return tuple(shown)


def _lines(clause: Clause) -> List[Paragraph]:
    lines = clause.lines()
    first = lines[0][1]
    shown = [Paragraph(first[:1].upper() + first[1:], WORDS)]
    shown.extend(
        Paragraph(text, Style(DEEP.css, DEEP.size, DEEP.indent + 16 * (depth - 1), DEEP.above, bullet=True))
        for depth, text in lines[1:]
    )
    return shown


def _cited(sources: SourceField) -> str:
    known = [sources] if isinstance(sources, str) else sources
    return ", ".join("general safety advice" if source == "GS" else source for source in known)


def _said(level: str, reader: Reader, phase: Phase, data: Protocol) -> Tuple[Paragraph, ...]:
    entry = data.levels[level]
    told = (entry.running if phase is Phase.RUNNING else entry.after) or entry.text
    words = filled(told) if reader == "patient" else f"The patient is told: “{filled(told)}”"
    shown = [Paragraph(entry.title, HEAD), Paragraph(words, SAY)]
    for step in data.steps:
        if level not in step.levels or (step.phases and phase not in step.phases):
            continue
        shown.append(Paragraph(filled(step.patient) if reader == "patient" else step.clinician, STEP))
        shown.extend(Paragraph(text, SMALL) for text in _conditions(step, reader, phase, data))
    if level not in DANGER_LEVELS:
        signs = "; ".join(entry.text[:1].lower() + entry.text[1:] for entry in data.watch)
        shown.append(Paragraph(f"Get help at once with any of these: {signs}.", STEP))
    shown.extend(
        Paragraph(f"If a step makes it worse, or two leave it the same: {data.levels[rule.to].title}.", NOTE)
        for rule in data.escalations
        if rule.from_ == level
    )
    return tuple(shown)


def _conditions(step: Step, reader: Reader, phase: Phase, data: Protocol) -> List[str]:
    """Say where a step is offered and where it is left out, and to nurses its sources."""

    def said(condition: Condition) -> str:
        left = for_phase(condition, phase, data)
        if isinstance(left, bool):
            return "any symptom" if left else "no symptom in this phase"
        return outline(left, data, clinical=reader == "nurse").folded().flat()

    found = [_cited(step.sources)] if reader == "nurse" else []
    if step.offered is not None:
        found.append(f"Only with {said(step.offered)}.")
    if step.gate is not None:
        found.append(f"Left out with {said(step.gate)}, and after “I don't know” to it.")
    return found


def filled(text: str) -> str:
    """Fill a template for print: the number is the reader's own."""
    return " ".join(text.split()).format(**_YOU, emergency_number=NUMBER, crisis_line="the crisis line")


def _stage(drawing: Drawing, stage: Stage, y: float, reader: Reader, data: Protocol) -> float:
    asked, said = list(stage.asked), list(stage.said)
    left = height_of(asked, LEFT_WIDTH - 2 * PAD) + 2 * PAD
    right = height_of(said, RIGHT_WIDTH - 2 * PAD - 10) + 2 * PAD
    x = MARGIN + LEFT_WIDTH + GAP
    drawing.parts.append(f'<g role="group" aria-label="{escape(data.levels[stage.level].title)}">')
    drawing.box((MARGIN, y, LEFT_WIDTH, left), "ask")
    drawing.write(asked, MARGIN + PAD, y + PAD - 2, LEFT_WIDTH - 2 * PAD)
    middle = y + min(left, right) / 2 if min(left, right) < 90 else y + 44
    drawing.label("yes", (MARGIN + LEFT_WIDTH + 8, middle - 8), "answer")
    drawing.arrow((MARGIN + LEFT_WIDTH + 2, middle), (x - 9, middle))
    drawing.box((x, y, RIGHT_WIDTH, right), f"act {stage.level}")
    drawing.bar((x, y + 8, 10, right - 16), f"bar-{stage.level}")
    drawing.write(said, x + PAD + 10, y + PAD - 2, RIGHT_WIDTH - 2 * PAD - 10)
    bottom = y + left
    below = y + max(left, right) + SPACE
    middle_left = MARGIN + LEFT_WIDTH / 2
    drawing.arrow((middle_left, bottom + 2), (middle_left, below - 9))
    drawing.label("no", (middle_left + 10, bottom + 27), "answer")
    drawing.parts.append("</g>")
    return below


def _end(drawing: Drawing, y: float, reader: Reader, phase: Phase) -> float:
    text = "Nothing was reported: write again if anything comes up."
    drawing.box((MARGIN, y, LEFT_WIDTH, 44), "end")
    return (
        drawing.write([Paragraph(text, Style("body", 14, above=7))], MARGIN + PAD, y, LEFT_WIDTH - 2 * PAD)
        + 20
    )


def _document(drawing: Drawing, height: float, reader: Reader, phase: Phase, data: Protocol) -> str:
    title = f"The triage protocol {_PHASES[phase]}, for {reader}s"
    told = " ".join(
        f"{level.title} (level {level.rank} of 5)."
        for level in sorted(data.levels.values(), key=lambda e: -e.rank)
    )
    description = (
        "A decision diagram from the most urgent question down. A yes leads to what is done, "
        f"a no to the next question. The levels: {told}"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" '
            'role="group" lang="en" aria-labelledby="title about">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="about">{escape(description)}</desc>',
            f"<style>{_STYLE}</style>",
            '<defs><marker id="head" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" markerHeight="7" '
            'orient="auto"><path class="tip" d="M0 0L10 5L0 10z"/></marker></defs>',
            f'<rect class="page" width="{WIDTH:g}" height="{height:g}"/>',
            *drawing.parts,
            "</svg>",
            "",
        ]
    )
