"""A condition turned round: no word of the protocol says it, only mutants do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, FrozenSet, Optional

from bot.protocol.conditions import Condition


@dataclass(frozen=True)
class Not:
    """A condition turned round: what a flipped rule looks at."""

    part: Condition

    def value(self, findings: Any, words: Any) -> Optional[bool]:
        """See `bot.protocol.conditions.Condition.value`."""
        value = self.part.value(findings, words)
        return None if value is None else not value

    def open_facts(self, findings: Any, words: Any) -> FrozenSet[str]:
        """See `Condition.open_facts`."""
        return self.part.open_facts(findings, words)

    def facts(self) -> FrozenSet[str]:
        """See `Condition.facts`."""
        return self.part.facts()
