"""The report of what the conversation tests exercise, as one page without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.conversation_tests.exercised import KINDS, REQUIRED, Exercised, entries
from bot.protocol.loader import protocol


def coverage_page(exercised: Exercised, domain: Mapping[str, Any]) -> str:
    """Return the report as HTML.

    Args:
        exercised: what was met, and by which conversations.
        domain: Rasa's domain as its file holds it.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).resolve().parent),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("coverage.html.j2").render(
        conversations=len(exercised.conversations),
        version=protocol().version,
        parts=[_part(kind, names, exercised) for kind, names in _in_order(domain).items()],
    )


def _in_order(domain: Mapping[str, Any]) -> Dict[str, List[str]]:
    found = entries(domain)
    return {kind: found[kind] for kind in KINDS}


def _part(kind: str, names: List[str], exercised: Exercised) -> Dict[str, Any]:
    rows = [(name, sorted(exercised.met.get((kind, name), ()))) for name in names]
    rows.sort(key=lambda row: bool(row[1]))  # what is not met first; the rest as the data has it
    return {
        "kind": kind,
        "required": kind in REQUIRED,
        "rows": rows,
        "open": [name for name, conversations in rows if not conversations],
    }
