"""Every file of the safety file that is made from data: ``documents()`` returns them all as text."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import asdict
from functools import lru_cache
from typing import Any, Dict, Iterable, List, Tuple

import jinja2

from bot.knowledge.loader import knowledge
from bot.knowledge.questions import questions
from bot.protocol.findings import Phase
from bot.protocol.loader import protocol
from bot.protocol.models import SourceField
from bot.safety import numbers
from bot.safety.diagram import draw, filled
from bot.safety.evidence import load_evidence
from bot.safety.hazard_log import DATA, load_changes, load_hazards
from bot.safety.models import HazardLog
from bot.safety.trace import EntryRow, Matrix, build, cited, is_general
from bot.safety.wording import in_words, outline

FOLDER = "docs/safety"
# Where the pictures stand a second time, for the pages to offer them.
SERVED = "bot/web/static"
PICTURES: Tuple[Tuple[Any, Phase], ...] = (
    ("patient", Phase.RUNNING), ("patient", Phase.AFTER), ("nurse", Phase.RUNNING), ("nurse", Phase.AFTER),
)  # fmt: skip
_DECIDES = "A clinician decides"


@lru_cache(maxsize=1)
def safety_data() -> Tuple[HazardLog, Matrix]:
    """Return the hazard log and the matrix of this installation, checked.

    Raises:
        SafetyError: the data names what does not exist.
    """
    log = load_hazards()
    return log, build(log, load_evidence())


def documents() -> Dict[str, str]:
    """Return the text of every generated file by its path from the root of the project.

    Raises:
        SafetyError: the data is wrong, or a page no longer holds a number that the model card quotes.
    """
    log, matrix = safety_data()
    signed = log.signed_for(protocol().version)
    made = {
        f"{FOLDER}/{name}": _render(name, log, matrix)
        for name in (
            "intended-use.md", "model-card.md", "protocol-changes.md", "sources.md", "hazard-log.html",
            "traceability.html", "review-sheet.html",
        )
    }  # fmt: skip
    made[f"{FOLDER}/traceability.json"] = _as_json(matrix)
    made[f"{FOLDER}/traceability.csv"] = _as_csv(matrix)
    for reader, phase in PICTURES:
        for folder in (FOLDER, SERVED):
            made[f"{folder}/diagram-{reader}-{phase.value}.svg"] = draw(reader, phase, signed)
    return made


def _render(name: str, log: HazardLog, matrix: Matrix) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(DATA / "templates"),
        autoescape=name.endswith(".html"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    data = protocol()
    environment.filters.update(filled=filled, cited=cited, general=is_general, short=_short)
    return environment.get_template(f"{name}.j2").render(
        data=data,
        known=knowledge(),
        declines=questions().declines,
        log=log,
        matrix=matrix,
        changes=load_changes().changes,
        signed=log.signed_for(data.version),
        words=lambda condition: in_words(condition, data),
        outlined=lambda condition: outline(condition, data).folded(),
        numbers=numbers,
        levels=sorted(data.levels, key=lambda level: -data.rank(level)),
        ungrounded=_support(matrix),
        to_decide=[entry for hazard in log.hazards for entry in _to_decide(hazard.id, hazard.planned)],
        bands=Counter(log.band(hazard.residual).name for hazard in log.hazards),
        initial_bands=Counter(log.band(hazard.initial).name for hazard in log.hazards),
        support=_support_of_fields(),
    )


def _to_decide(hazard: str, planned: Iterable[str]) -> List[Tuple[str, str]]:
    return [(hazard, entry) for entry in planned if entry.startswith(_DECIDES)]


def _support(matrix: Matrix) -> Dict[str, Dict[str, int]]:
    """Count, for each kind of entry, what rests on documents, on general safety advice, or on both."""
    found: Dict[str, Dict[str, int]] = {}
    for row in matrix.entries:
        counts = found.setdefault(row.kind, {"documents": 0, "both": 0, "general": 0})
        counts[_support_name(bool(row.lines), row.gs)] += 1
    return found


def _support_name(lines: bool, gs: bool) -> str:
    return "both" if lines and gs else "documents" if lines else "general"


def _support_of_fields() -> List[Tuple[str, str, SourceField]]:
    """Return what else in the protocol has sources: levels, risk factors and the signs to watch for."""
    data = protocol()
    found: List[Tuple[str, str, SourceField]] = [
        ("level", level.title, level.sources) for level in data.levels.values()
    ]
    found += [("risk factor", risk.name, risk.sources) for risk in data.risk_factors.values()]
    found += [("sign to watch for", entry.text, entry.sources) for entry in data.watch]
    return found


def _short(test: str) -> str:
    """Return a test's name without its folder."""
    file, _, name = test.partition("::")
    return f"{file.rsplit('/', 1)[-1]}::{name}"


def _as_json(matrix: Matrix) -> str:
    return (
        json.dumps({"protocol_version": protocol().version, **asdict(matrix)}, indent=1, ensure_ascii=False)
        + "\n"
    )


def _as_csv(matrix: Matrix) -> str:
    """Return a row for each line and entry that rests on it, for a spreadsheet."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(
        ["line", "noise", "kind", "id", "level", "condition", "message", "statements", "tests", "hazards"]
    )
    for line in matrix.lines:
        resting = [row for row in matrix.entries if line.line in row.lines]
        if not resting:
            sheet.writerow([line.line, line.noise, "", "", "", "", "", "", "", ""])
        for row in resting:
            sheet.writerow([line.line, line.noise, *_row(row)])
    for row in matrix.entries:
        if not row.lines:
            sheet.writerow(["GS", "", *_row(row)])
    return text.getvalue()


def _row(row: EntryRow) -> List[str]:
    lists = ("; ".join(part) for part in (row.statements, row.tests, row.hazards))
    return [row.kind, row.id, row.level, row.condition, " ".join(row.message.split()), *lists]
