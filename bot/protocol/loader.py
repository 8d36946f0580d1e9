"""Load the protocol's YAML and refuse whatever is wrong with it, naming the file and the entry."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Optional, Tuple, Type, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.knowledge.coverage import load_coverage
from bot.knowledge.loader import knowledge
from bot.knowledge.models import Document
from bot.protocol import models
from bot.protocol.condition_words import parse
from bot.protocol.conditions import Condition

DATA_DIR = Path(__file__).resolve().parent
FILES = ("symptoms", "rules", "levels", "questions", "steps", "texts")
# Bumped by hand when the medical content changes; CHANGELOG.md says how.
VERSION = "1.3"
# Signs that stand for a bare "yes" or qualify the talk itself: they are not something that a person feels.
_NOT_FELT = frozenset(
    {"recurrent", "not_eased", "long_lasting", "worsening", "unnamed_same_day_sign", "suicidal", "extra_dose"}
)

Model = TypeVar("Model", bound=BaseModel)


class ProtocolError(ValueError):
    """The protocol's data is wrong; the message names the file, the entry and what is accepted."""


class _UniqueKeyLoader(yaml.CSafeLoader):
    """The quick SafeLoader; it refuses a key written twice, which plain YAML would silently overwrite."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Dict[Any, Any]:
        """Build a mapping; raise `ProtocolError` on a repeated key."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise ProtocolError(f"line {node.start_mark.line + 1}: the key {key!r} stands there twice")
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path) -> Any:
    """Read one YAML file.

    Raises:
        ProtocolError: the file is missing, is no YAML, or holds a key twice.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueKeyLoader)
    except FileNotFoundError as error:
        raise ProtocolError(f"{path.name}: the file is missing from {path.parent.name}/") from error
    except yaml.YAMLError as error:
        raise ProtocolError(f"{path.name}: not valid YAML: {error}") from error
    except ProtocolError as error:
        raise ProtocolError(f"{path.name}: {error}") from None


def fill(model: Type[Model], path: Path) -> Model:
    """Load a file into its model.

    Raises:
        ProtocolError: naming the file, the entry by id or index, the value and what is accepted.
    """
    raw = read_yaml(path)
    try:
        return model.parse_obj(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise ProtocolError(f"{path.name}: {_place(raw, first['loc'])}: {first['msg']}") from error


def _place(raw: Any, location: Tuple[Any, ...]) -> str:
    """Say where an error is, by the entry's id where it has one."""
    words: List[str] = []
    here = raw
    for part in location:
        here = here[part] if _has(here, part) else None
        name = here.get("id") if isinstance(here, dict) and isinstance(part, int) else None
        words.append(str(name or part))
    shown = f" (found {here!r})" if isinstance(here, (str, int, float, bool)) else ""
    return " > ".join(words) + shown


def _has(here: Any, part: Any) -> bool:
    if isinstance(here, dict):
        return part in here
    return isinstance(here, list) and isinstance(part, int) and part < len(here)


@lru_cache(maxsize=1)
def protocol() -> models.Protocol:
    """Return the protocol of this installation, loaded once.

    Raises:
        ProtocolError: the data is wrong.
    """
    return load(DATA_DIR)


def load(folder: Path) -> models.Protocol:
    """Load a protocol from a folder of YAML files and check all of its references.

    Raises:
        ProtocolError: an unknown key, a dangling or repeated id, a rule without a citation, a citation of a
            line that does not exist or that is noise, a condition that cannot be read.
    """
    vocabulary = fill(models.Vocabulary, folder / "symptoms.yml")
    rules = fill(models.RulesFile, folder / "rules.yml")
    levels = fill(models.LevelsFile, folder / "levels.yml")
    questions = fill(models.QuestionsFile, folder / "questions.yml")
    steps = fill(models.StepsFile, folder / "steps.yml")
    documents = knowledge().documents
    texts = _texts(folder / "texts.yml")

    signs = {**vocabulary.symptoms, **vocabulary.features}
    sign_codes, risk_codes = frozenset(signs), frozenset(vocabulary.risk_factors)
    _check_references(vocabulary, rules, levels, questions, steps, sign_codes, risk_codes)
    cited: List[Tuple[str, str, models.SourceField]] = [
        *(("rules.yml", rule.id, rule.sources) for rule in rules.rules),
        *(("rules.yml", escalation.id, escalation.sources) for escalation in rules.escalations),
        *(("steps.yml", step.id, step.sources) for step in steps.steps),
        *(("steps.yml", f"watch {'/'.join(entry.codes)}", entry.sources) for entry in steps.watch),
        *(("symptoms.yml", code, risk.sources) for code, risk in vocabulary.risk_factors.items()),
        *(("levels.yml", name, level.sources) for name, level in levels.levels.items()),
    ]
    for file, entry, sources in cited:
        _check_sources(file, entry, sources, documents)

    def condition(file: str, entry: str, raw: Any) -> Condition:
        try:
            return parse(raw, sign_codes, risk_codes)
        except ValueError as error:
            raise ProtocolError(f"{file}: {entry}: {error}") from error

    def optional(file: str, entry: str, raw: Any) -> Optional[Condition]:
        return None if raw is None else condition(file, entry, raw)

    return models.Protocol(
        version=f"{VERSION}+{_digest(folder)}",
        signs=signs,
        symptom_set=frozenset(vocabulary.symptoms),
        risk_factors=vocabulary.risk_factors,
        rules=tuple(
            models.Rule(**rule.dict(), condition=condition("rules.yml", rule.id, rule.when))
            for rule in rules.rules
        ),
        escalations=tuple(rules.escalations),
        levels={str(name): level for name, level in levels.levels.items()},
        suspected=levels.suspected,
        questions=tuple(
            models.Question(**entry.dict(), condition=optional("questions.yml", entry.id, entry.when))
            for entry in questions.questions
        ),
        steps=tuple(
            models.Step(
                **step.dict(),
                offered=optional("steps.yml", step.id, step.only_when),
                gate=optional("steps.yml", step.id, step.omit_when),
            )
            for step in steps.steps
        ),
        watch=tuple(steps.watch),
        texts=texts,
        documents=documents,
        danger_codes=frozenset(code for code, sign in signs.items() if sign.danger),
        symptom_codes=sign_codes - _NOT_FELT,
    )


def _texts(path: Path) -> Mapping[str, str]:
    raw = read_yaml(path)
    wrong = [key for key, value in raw.items() if not isinstance(value, str) or not value.strip()]
    if wrong:
        raise ProtocolError(f"{path.name}: {wrong[0]}: must be a text that is not empty")
    return {str(key): value.strip() for key, value in raw.items()}


def _digest(folder: Path) -> str:
    content = b"".join((folder / f"{name}.yml").read_bytes() for name in FILES)
    return hashlib.sha256(content).hexdigest()[:8]


def _check_references(
    vocabulary: models.Vocabulary,
    rules: models.RulesFile,
    levels: models.LevelsFile,
    questions: models.QuestionsFile,
    steps: models.StepsFile,
    sign_codes: FrozenSet[str],
    risk_codes: FrozenSet[str],
) -> None:
    _unique("rules.yml", [rule.id for rule in rules.rules] + [entry.id for entry in rules.escalations])
    _unique("questions.yml", [entry.id for entry in questions.questions])
    _unique("steps.yml", [step.id for step in steps.steps])
    _unique("symptoms.yml", [*vocabulary.symptoms, *vocabulary.features])
    _one_level_a_rank(levels)
    for code, sign in {**vocabulary.symptoms, **vocabulary.features}.items():
        _all_known("symptoms.yml", code, sign.implies, sign_codes)
    for rule in rules.rules:
        _all_known("rules.yml", rule.id, rule.suspected, frozenset(levels.suspected))
    for entry in steps.watch:
        _all_known("steps.yml", "watch", entry.codes, sign_codes)
    for question in questions.questions:
        codes = risk_codes if question.kind == "risks" else sign_codes
        named = [
            code
            for item in question.items
            for code in (*item.codes, *item.denies, *item.denies_pair, *item.unless)
        ]
        unnamed = [question.unnamed] if question.unnamed else []
        _all_known(
            "questions.yml", question.id, [*question.about, *named, *unnamed, *question.ask_back], codes
        )


def _one_level_a_rank(levels: models.LevelsFile) -> None:
    """Refuse two levels of one rank: neither would win."""
    held: Dict[int, str] = {}
    for name, level in levels.levels.items():
        if level.rank in held:
            raise ProtocolError(
                f"levels.yml: {name}: rank {level.rank} belongs to {held[level.rank]}; "
                "each level has its own, 1 to 5"
            )
        held[level.rank] = name


def _unique(file: str, ids: List[str]) -> None:
    for entry in ids:
        if ids.count(entry) > 1:
            raise ProtocolError(f"{file}: {entry}: the id stands there twice; ids are unique")


def _all_known(file: str, entry: str, codes: Iterable[str], known: FrozenSet[str]) -> None:
    for code in codes:
        if code not in known:
            raise ProtocolError(
                f"{file}: {entry}: {code!r} is not defined; accepted are: {', '.join(sorted(known))}"
            )


@lru_cache(maxsize=1)
def noise_lines() -> FrozenSet[str]:
    """Return the lines that hold no fact (coverage.yml): headings, widgets, advertising."""
    covered = load_coverage(knowledge())
    return frozenset(passage for passage, entry in covered.items() if entry.noise is not None)


def _check_sources(
    file: str, entry: str, sources: models.SourceField, documents: Mapping[str, Document]
) -> None:
    if sources == "GS":
        return
    if not sources:
        raise ProtocolError(f"{file}: {entry}: has no citation; give lines such as '000:27', or GS")
    for source in [entry for entry in sources if entry != "GS"]:  # a line and general advice beside it
        number, _, line = source.partition(":")
        document = documents.get(number)
        if document is None or not line.isdigit() or not 1 <= int(line) <= document.lines:
            raise ProtocolError(
                f"{file}: {entry}: {source!r} is no line of a document ({', '.join(documents)})"
            )
        if document.noise_at(int(line)) is not None or source in noise_lines():
            raise ProtocolError(f"{file}: {entry}: {source!r} is a noise line, which is never cited")
