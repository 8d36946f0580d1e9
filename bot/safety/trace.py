"""The traceability matrix: source line -> statement -> rule -> message -> test -> hazard, and back.

Nothing in it is linked by hand but the controls of the hazards. Lines are linked by the citations, tests by
what they were seen to show (`evidence`). A statement and a rule belong together where they cite one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Tuple

from bot.knowledge.coverage import CoveredLines, load_coverage
from bot.knowledge.loader import knowledge
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, SourceField
from bot.safety.evidence import Evidence
from bot.safety.hazard_log import hazards_of, uncontrolled
from bot.safety.models import HazardLog
from bot.safety.project import is_test
from bot.safety.wording import in_words


@dataclass(frozen=True)
class LineRow:
    """A line of a document, and everything that rests on it."""

    line: str
    noise: str
    statements: Tuple[str, ...]
    rules: Tuple[str, ...]
    others: Tuple[str, ...]
    """Steps, levels, risk factors and signs to watch for that cite it."""
    hazards: Tuple[str, ...]


@dataclass(frozen=True)
class EntryRow:
    """A rule, a step or a statement, with what it rests on and what rests on it."""

    kind: str
    id: str
    level: str
    condition: str
    message: str
    lines: Tuple[str, ...]
    gs: bool
    statements: Tuple[str, ...]
    tests: Tuple[str, ...]
    hazards: Tuple[str, ...]


@dataclass(frozen=True)
class HazardRow:
    """A hazard with all that is said to control it."""

    id: str
    title: str
    rules: Tuple[str, ...]
    messages: Tuple[str, ...]
    code: Tuple[str, ...]
    tests: Tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """All rows, and what is linked to nothing."""

    lines: Tuple[LineRow, ...]
    entries: Tuple[EntryRow, ...]
    hazards: Tuple[HazardRow, ...]
    orphans: Tuple[str, ...]


def cited(sources: SourceField) -> Tuple[str, ...]:
    """Return the lines among the sources of an entry."""
    return () if sources == "GS" else tuple(source for source in sources if source != "GS")


def is_general(sources: SourceField) -> bool:
    """Tell whether an entry rests, in part at least, on general safety advice."""
    return sources == "GS" or "GS" in sources


def build(log: HazardLog, evidence: Evidence) -> Matrix:
    """Link everything and name the orphans."""
    data = protocol()
    covered = load_coverage(knowledge())
    entries = (*_rules(data, log, evidence), *_steps(data, log, evidence), *_statements(log, evidence))
    lines = _lines(covered, data, entries)
    hazards = tuple(_hazard_rows(log, entries))
    return Matrix(lines, entries, hazards, tuple(_orphans(lines, entries, evidence, data, log)))


def _rules(data: Protocol, log: HazardLog, evidence: Evidence) -> Iterable[EntryRow]:
    hazards = hazards_of(log, "rules")
    for rule in data.rules:
        yield EntryRow(
            "rule", rule.id, rule.level, in_words(rule.condition, data), rule.patient, cited(rule.sources),
            is_general(rule.sources), _sharing(cited(rule.sources)), evidence.of("rules", rule.id),
            hazards.get(rule.id, ()),
        )  # fmt: skip
    for entry in data.escalations:
        yield EntryRow(
            "rule", entry.id, entry.to,
            f"{data.levels[entry.from_].title!r} was said; a step made it worse, or two left it the same.",
            entry.patient, cited(entry.sources), is_general(entry.sources),
            _sharing(cited(entry.sources)), evidence.of("rules", entry.id), hazards.get(entry.id, ()),
        )  # fmt: skip


def _steps(data: Protocol, log: HazardLog, evidence: Evidence) -> Iterable[EntryRow]:
    hazards = hazards_of(log, "steps")
    for step in data.steps:
        conditions = [f"only: {in_words(step.offered, data)}"] if step.offered is not None else []
        conditions += [f"left out: {in_words(step.gate, data)}"] if step.gate is not None else []
        yield EntryRow(
            "step", step.id, ", ".join(step.levels), " ".join(conditions), step.patient, cited(step.sources),
            is_general(step.sources), _sharing(cited(step.sources)), evidence.of("steps", step.id),
            hazards.get(step.id, ()),
        )  # fmt: skip


def _statements(log: HazardLog, evidence: Evidence) -> Iterable[EntryRow]:
    hazards = hazards_of(log, "statements")
    for statement in knowledge().statements.values():
        lines = tuple(source.passage for source in statement.sources)
        yield EntryRow(
            "statement", statement.id, statement.audience, "", statement.patient or statement.clinician,
            lines, statement.gs, (), evidence.of("statements", statement.id), hazards.get(statement.id, ()),
        )  # fmt: skip


def _sharing(lines: Tuple[str, ...]) -> Tuple[str, ...]:
    """Return the statements that cite one of the lines."""
    return tuple(
        statement.id
        for statement in knowledge().statements.values()
        if any(source.passage in lines for source in statement.sources)
    )


def _lines(
    covered: Dict[str, CoveredLines], data: Protocol, entries: Tuple[EntryRow, ...]
) -> Tuple[LineRow, ...]:
    others: List[Tuple[str, Tuple[str, ...]]] = [
        *((f"step {step.id}", cited(step.sources)) for step in data.steps),
        *((f"level {name}", cited(level.sources)) for name, level in data.levels.items()),
        *((f"risk {code}", cited(risk.sources)) for code, risk in data.risk_factors.items()),
        *((f"watch {'/'.join(entry.codes)}", cited(entry.sources)) for entry in data.watch),
    ]
    rows = []
    for line, entry in sorted(covered.items(), key=lambda item: (item[0][:3], int(item[0][4:]))):
        rules = tuple(row.id for row in entries if row.kind == "rule" and line in row.lines)
        on_it = [row for row in entries if line in row.lines]
        rows.append(
            LineRow(
                line,
                entry.noise or "",
                entry.statements,
                rules,
                tuple(name for name, lines in others if line in lines),
                tuple(sorted({hazard for row in on_it for hazard in row.hazards})),
            )
        )
    return tuple(rows)


def _hazard_rows(log: HazardLog, entries: Tuple[EntryRow, ...]) -> Iterable[HazardRow]:
    shown = {row.id: row.tests for row in entries}
    for hazard in log.hazards:
        controls = hazard.controls
        rules = tuple(dict.fromkeys(name for control in controls for name in control.rules))
        own = [test for control in controls for test in control.tests]
        by_rule = [test for rule in rules for test in shown[rule] if f"[{rule}]" in test]
        yield HazardRow(
            hazard.id,
            hazard.title,
            rules,
            tuple(
                dict.fromkeys(name for control in controls for name in (*control.steps, *control.messages))
            ),
            tuple(dict.fromkeys(path for control in controls for path in control.code)),
            tuple(dict.fromkeys([*own, *by_rule])),
        )


def _orphans(
    lines: Tuple[LineRow, ...],
    entries: Tuple[EntryRow, ...],
    evidence: Evidence,
    data: Protocol,
    log: HazardLog,
) -> Iterable[str]:
    """Name what is linked to nothing."""
    for line in lines:
        if not (line.noise or line.statements or line.rules):
            yield f"line {line.line}: neither a statement nor a rule says it, and it is not noise"
    for row in entries:
        if not row.message.strip():
            yield f"{row.kind} {row.id}: has no message"
        if not row.tests:
            yield f"{row.kind} {row.id}: no test shows it; `make evidence` looks again"
        if not (row.lines or row.gs):
            yield f"{row.kind} {row.id}: rests on no line and is not marked as general safety advice"
    for name in uncontrolled((row.id for row in entries if row.kind == "rule"), log):
        yield f"rule {name}: controls no hazard; name it at one in bot/safety/hazards.yml"
    known = {row.id for row in entries}
    for kind in ("rules", "steps", "statements"):
        for name, tests in getattr(evidence, kind).items():
            if name not in known:
                yield f"evidence.json: {name} does not exist any more; `make evidence` looks again"
            yield from (
                f"evidence.json: {name}: {test} does not exist; `make evidence` looks again"
                for test in tests
                if not is_test(test)
            )
