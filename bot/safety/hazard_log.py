"""Load the hazard log and the protocol's changes, and refuse a reference to what does not exist."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Collection, Dict, Iterable, List, Mapping, Sequence, Tuple, Type, TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.calculation_data import calculation_data
from bot.knowledge.data_files import KnowledgeError, read_document
from bot.knowledge.loader import knowledge
from bot.knowledge.questions import questions
from bot.protocol.loader import VERSION, protocol
from bot.safety.models import Changes, Control, HazardLog
from bot.safety.project import file_exists, is_test

Model = TypeVar("Model", bound=BaseModel)

DATA = Path(__file__).resolve().parent


class SafetyError(ValueError):
    """The safety file's data is wrong; the message names the file, the entry and what to do."""


def _read(model: Type[Model], folder: Path, name: str) -> Model:
    """Load a file into its model, and say of what is wrong where it stands and what is accepted."""
    try:
        raw = read_document(folder, name, list(model.__fields__))
        return model.parse_obj(raw)
    except KnowledgeError as error:
        raise SafetyError(str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SafetyError(f"{name}.yml: {_place(raw, first['loc'])}: {first['msg']}") from error


def _place(raw: Any, location: Sequence[Any]) -> str:
    """Say where an error is: by the entry's id where it has one, and with the value that was found."""
    words = []
    for part in location:
        inner = isinstance(raw, dict) or (isinstance(raw, (list, tuple)) and isinstance(part, int))
        try:
            raw = raw[part] if inner else None
        except (KeyError, IndexError):
            raw = None
        words.append(str(raw["id"] if isinstance(raw, dict) and "id" in raw else part))
    found = f" (found {raw!r})" if isinstance(raw, (str, int, float)) else ""
    return " > ".join(words) + found


def load_hazards(folder: Path = DATA) -> HazardLog:
    """Read ``hazards.yml`` and check all of its references.

    Raises:
        SafetyError: an unknown key, a wrong grade, a repeated id, or a reference to a rule, step, question,
            statement, gate, kind of declining, calculation, text, file or test that does not exist.
    """
    log = _read(HazardLog, folder, "hazards")
    wrong = [
        f"hazards.yml: {hazard.id}: {problem}"
        for hazard in log.hazards
        for control in hazard.controls
        for problem in _problems(control)
    ]
    if wrong:
        raise SafetyError("\n".join(wrong))
    return log


def _problems(control: Control) -> List[str]:
    """Say what a control refers to that does not exist."""
    named: List[Tuple[str, str, Callable[[str], bool]]] = [
        (kind, name, known.__contains__)
        for kind, known in _known().items()
        for name in getattr(control, kind)
    ]
    named += [("code", path, file_exists) for path in control.code]
    named += [("tests", test, is_test) for test in control.tests]
    found = [
        f"{kind}: {name!r} does not exist; name one that does, or take it out"
        for kind, name, exists in named
        if not exists(name)
    ]
    if not named:
        found.append(f"the control {control.what[:40]!r} names nothing; name a rule, a text, code or a test")
    if named and control.kind != "organisation" and not control.tests:
        found.append(f"the control {control.what[:40]!r} has no test; name one, or call it planned")
    return found


@lru_cache(maxsize=1)
def _known() -> Mapping[str, Collection[str]]:
    data, known = protocol(), knowledge()
    return {
        "rules": {rule.id for rule in data.rules} | {entry.id for entry in data.escalations},
        "steps": {step.id for step in data.steps},
        "questions": {question.id for question in data.questions},
        "statements": set(known.statements),
        "gates": set(known.gates),
        "declines": set(questions().declines),
        "calculations": set(calculation_data().calculations),
        "texts": set(data.texts),
    }


def uncontrolled(ids: Iterable[str], log: HazardLog) -> Tuple[str, ...]:
    """Return the rules that no hazard names."""
    named = {rule for hazard in log.hazards for control in hazard.controls for rule in control.rules}
    return tuple(name for name in ids if name not in named)


def hazards_of(log: HazardLog, kind: str) -> Dict[str, Tuple[str, ...]]:
    """Return the hazards that each rule, step, statement ... helps to control, by its id."""
    found: Dict[str, List[str]] = {}
    for hazard in log.hazards:
        names = dict.fromkeys(name for control in hazard.controls for name in getattr(control, kind))
        for name in names:
            found.setdefault(name, []).append(hazard.id)
    return {name: tuple(ids) for name, ids in found.items()}


def load_changes(folder: Path = DATA) -> Changes:
    """Read ``protocol_changes.yml``.

    Raises:
        SafetyError: the file is wrong.
    """
    return _read(Changes, folder, "protocol_changes")


def unrecorded_change(changes: Changes) -> str:
    """Say what is missing where the protocol is not the one that was recorded last, or nothing."""
    latest, digest = changes.changes[0], protocol().version.partition("+")[2]
    if (latest.version, latest.digest) == (VERSION, digest):
        return ""
    return (
        f"bot/protocol/*.yml is {VERSION}+{digest}, and the newest entry of bot/safety/protocol_changes.yml "
        f"is {latest.version}+{latest.digest}. Say there what was changed and why, with version {VERSION!r} "
        f"and digest {digest!r} (raise VERSION in bot/protocol/loader.py where a rule, a question or a step "
        "changed)."
    )
