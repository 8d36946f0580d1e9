"""Reads the YAML beside this package through strict models, with errors that name file and entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Type, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

HERE = Path(__file__).parent

Model = TypeVar("Model", bound=BaseModel)


class DataError(ValueError):
    """A data file that cannot be used; the message says file, entry, wrong value and what is accepted."""


class StrictModel(BaseModel):
    """Base of every data model: unknown keys are refused and values never change."""

    class Config:
        """No unknown keys, no assignment."""

        extra = "forbid"
        frozen = True


def load(name: str, model: Type[Model], folder: Path = HERE) -> Model:
    """Read one data file.

    Args:
        name: file name beside this module.
        model: the pydantic model that the whole file must fit.
        folder: where to look; tests give a folder of their own.

    Returns:
        The validated model.

    Raises:
        DataError: the file is missing, is no YAML, or an entry does not fit the model.
    """
    path = folder / name
    try:
        raw = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except OSError as error:
        raise DataError(f"{name}: cannot be read ({error.strerror}); a YAML file is expected") from error
    except yaml.YAMLError as error:
        raise DataError(f"{name}: is no valid YAML: {error}") from error
    try:
        return model.parse_obj(raw)
    except ValidationError as error:
        problems = "; ".join(
            f"{name}: {' > '.join(map(str, item['loc']))}: {_value_at(raw, item['loc'])!r}: {item['msg']}"
            for item in error.errors()
        )
        raise DataError(problems) from error


def _value_at(raw: object, location: tuple[int | str, ...]) -> object:
    """Return the offending value, or the nearest parent that exists."""
    value: Any = raw
    for part in location:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            break
    return value
