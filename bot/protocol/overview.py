"""The protocol at a glance, for professionals: levels, the signs that set each, and what raises the risk."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from bot.knowledge.cited import shown_sources
from bot.knowledge.loader import source_of
from bot.protocol.loader import protocol
from bot.protocol.models import Protocol, Rule, SourceField
from bot.protocol.texts import fill

# An answer to a list that names none of its signs: nothing to look up.
_UNNAMED = "unnamed_"


def overview(data: Optional[Protocol] = None) -> Dict[str, Any]:
    """Return the levels, the most urgent first, each with its rules; and the risk factors by organ."""
    data = data or protocol()
    levels = sorted(data.levels.items(), key=lambda item: -item[1].rank)
    return {
        "levels": [
            {
                "id": name,
                "rank": level.rank,
                "title": level.title,
                "told": fill(level.text),
                **_cited(name, level.sources, data),
                "rules": [_rule(rule, data) for rule in data.rules if rule.level == name and _is_sign(rule)],
            }
            for name, level in levels
        ],
        "risks": [
            {"id": code, "name": risk.name, "organs": list(risk.organs), **_cited(code, risk.sources, data)}
            for code, risk in data.risk_factors.items()
            if risk.organs and not code.startswith(_UNNAMED)
        ],
    }


def _is_sign(rule: Rule) -> bool:
    return not any(fact.startswith(_UNNAMED) for fact in rule.condition.facts())


def _rule(rule: Rule, data: Protocol) -> Dict[str, Any]:
    return {
        "id": rule.id,
        "text": rule.clinician,
        "suspected": [data.suspected[name] for name in rule.suspected],
        **_cited(rule.id, rule.sources, data),
    }


def _cited(entry: str, sources: SourceField, data: Protocol) -> Dict[str, Any]:
    """Return the lines behind an entry, and whether some of it is general safety advice."""
    passages, general = _passages(sources)
    lines = [source_of("protocol", entry, passage, data.documents) for passage in passages]
    return {"sources": shown_sources(lines), "general": general}


def _passages(sources: SourceField) -> Tuple[List[str], bool]:
    if isinstance(sources, str):
        return [], True
    return [passage for passage in sources if passage != "GS"], "GS" in sources
