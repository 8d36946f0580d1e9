"""Which tests show which rule, step and statement, as ``pytest --record-evidence`` wrote it down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Dict, Literal, Tuple

from pydantic import BaseModel, ValidationError

from bot.safety.hazard_log import DATA, SafetyError

Kind = Literal["rules", "steps", "statements"]
FILE = "evidence.json"


class Evidence(BaseModel):
    """For each kind, the tests of each entry, as pytest names them."""

    rules: Dict[str, Tuple[str, ...]]
    steps: Dict[str, Tuple[str, ...]]
    statements: Dict[str, Tuple[str, ...]]

    class Config:
        """Refuse what is not declared."""

        extra = "forbid"
        frozen = True

    def of(self, kind: Kind, name: str) -> Tuple[str, ...]:
        """Return the tests of an entry."""
        known: Dict[str, Tuple[str, ...]] = getattr(self, kind)
        return known.get(name, ())


def load_evidence(folder: Path = DATA) -> Evidence:
    """Read ``evidence.json``.

    Raises:
        SafetyError: it is missing or has another shape.
    """
    try:
        return Evidence.parse_obj(json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise SafetyError(
            f"{FILE}: cannot be read ({type(error).__name__}); `make evidence` writes it"
        ) from error
